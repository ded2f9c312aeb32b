//! Script for fish: a line for each command, option and operand.

use super::{PROGRAM, about, operands, options};
use crate::arguments::COMMANDS;
use crate::arguments::spec::{Opt, Spec, Values};

/// Condition that no command is given yet.
const FIRST: &str = "__fish_use_subcommand";

pub(super) fn script() -> String {
    let mut lines = vec![
        // What is a path is said below.
        line("-f"),
        line(&format!("-n {FIRST} -l help -s h -d 'show the help'")),
        line(&format!(
            "-n {FIRST} -l version -s V -d 'print the version'"
        )),
    ];
    for spec in COMMANDS {
        let about = quoted(spec.about);
        lines.push(line(&format!("-n {FIRST} -a {} -d {about}", spec.name)));
    }
    for spec in COMMANDS {
        let after = format!("-n '__fish_seen_subcommand_from {}'", spec.name);
        let options = options(spec).map(|it| line(&format!("{after} {}", of_option(it))));
        lines.extend(options);
        lines.extend(of_operands(spec).map(|it| line(&format!("{after} {it}"))));
    }
    lines.concat()
}

fn line(arguments: &str) -> String {
    format!("complete -c {PROGRAM} {arguments}\n")
}

fn of_option(option: &Opt) -> String {
    let long = option.long.trim_start_matches('-');
    let short = option
        .short
        .map(|it| format!(" -s {}", it.trim_start_matches('-')));
    let value = match option.value.map(|it| it.values) {
        None => String::new(),
        Some(Values::Of(words)) => format!(" -x -a {}", quoted(&words.join(" "))),
        Some(Values::Paths) => " -r -F".to_owned(),
        Some(Values::Text) => " -x".to_owned(),
    };
    let about = quoted(&about(option));
    format!("-l {long}{}{value} -d {about}", short.unwrap_or_default())
}

fn of_operands(spec: &Spec) -> Option<String> {
    let (words, paths) = operands(spec);
    match (words.as_slice(), paths) {
        ([], false) => None,
        ([], true) => Some("-F".to_owned()),
        (words, _) => Some(format!("-a {}", quoted(&words.join(" ")))),
    }
}

/// Quotes a word for fish.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
