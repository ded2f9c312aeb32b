//! Script for zsh: `_describe` for the commands, `_arguments` for their arguments.

use super::{PROGRAM, about, operands, options};
use crate::arguments::COMMANDS;
use crate::arguments::spec::{Opt, Spec, Values};

pub(super) fn script() -> String {
    let commands = COMMANDS.iter().map(|it| {
        format!(
            "        {}\n",
            quoted(&format!("{}:{}", it.name, escaped(it.about)))
        )
    });
    let cases = COMMANDS.iter().map(|it| case(it));
    format!(
        r#"#compdef {PROGRAM}

_{PROGRAM}() {{
    local -a commands
    commands=(
{commands}    )
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
{cases}    esac
}}

if [[ $funcstack[1] == _{PROGRAM} ]]; then
    _{PROGRAM} "$@"
else
    compdef _{PROGRAM} {PROGRAM}
fi
"#,
        commands = commands.collect::<String>(),
        cases = cases.collect::<String>(),
    )
}

fn case(spec: &Spec) -> String {
    let options = options(spec).flat_map(specs);
    let (words, paths) = operands(spec);
    let operand = match (words.as_slice(), paths) {
        ([], false) => None,
        ([], true) => Some("*:file:_files".to_owned()),
        (words, _) => Some(format!("*:value:({})", words.join(" "))),
    };
    let lines = options.chain(operand);
    let lines = lines.map(|it| format!(" \\\n                {}", quoted(&it)));
    format!(
        "        {})\n            _arguments{}\n            ;;\n",
        spec.name,
        lines.collect::<String>()
    )
}

/// Returns the specifications of an option and its short form for `_arguments`.
fn specs(option: &Opt) -> Vec<String> {
    let about = escaped(&about(option));
    let value = option.value.map(|value| {
        let action = match value.values {
            Values::Of(words) => format!("({})", words.join(" ")),
            Values::Paths => "_files".to_owned(),
            Values::Text => " ".to_owned(),
        };
        format!(":{}:{action}", value.name)
    });
    let value = value.unwrap_or_default();
    let repeated = if option.is_repeated { "*" } else { "" };
    let equals = if option.value.is_some() { "=" } else { "" };
    let names = option.short.into_iter().map(|short| (short, ""));
    let names = names.chain([(option.long, equals)]);
    names
        .map(|(name, equals)| format!("{repeated}{name}{equals}[{about}]{value}"))
        .collect()
}

/// Returns a description with a backslash before each character that ends one.
fn escaped(text: &str) -> String {
    let mut result = String::new();
    for c in text.chars() {
        if "\\[]:".contains(c) {
            result.push('\\');
        }
        result.push(c);
    }
    result
}

/// Quotes a word for zsh.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
