//! Script for bash, of any version: one function, which leaves paths to the shell.

use super::{PROGRAM, operands, options};
use crate::arguments::COMMANDS;
use crate::arguments::spec::{Spec, Values};

pub(super) fn script() -> String {
    let names: Vec<_> = COMMANDS.iter().map(|it| it.name).collect();
    let values: String = COMMANDS.iter().flat_map(|it| values(it)).collect();
    let words: String = COMMANDS.iter().map(|it| words(it)).collect();
    format!(
        r#"_{PROGRAM}() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= words=
    # `--option=value` comes as three words.
    if [[ $current == '=' ]]; then
        current=
    elif [[ $previous == '=' ]]; then
        previous=${{COMP_WORDS[COMP_CWORD-2]}}
    fi
    COMPREPLY=()
    if [[ $COMP_CWORD -gt 1 ]]; then
        command=${{COMP_WORDS[1]}}
    fi
    # Without words, the shell completes paths.
    case "$command $previous" in
{values}        *)
            case "$command" in
                '') words='{names} --help --version' ;;
{words}            esac
            ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _{PROGRAM} {PROGRAM}
"#,
        names = names.join(" "),
    )
}

/// Returns the words after each option that takes a value.
fn values(spec: &Spec) -> impl Iterator<Item = String> {
    options(spec).filter_map(|option| {
        let words = match option.value?.values {
            Values::Of(words) => words.join(" "),
            Values::Paths | Values::Text => String::new(),
        };
        Some(format!(
            "        '{} {}') words='{words}' ;;\n",
            spec.name, option.long
        ))
    })
}

/// Returns the words in any other place.
fn words(spec: &Spec) -> String {
    let (operands, _) = operands(spec);
    let words = options(spec).map(|it| it.long).chain(operands);
    let words: Vec<_> = words.collect();
    format!(
        "                {}) words='{}' ;;\n",
        spec.name,
        words.join(" ")
    )
}
