//! Text of `help`.

use crate::arguments::COMMANDS;
use crate::arguments::spec::{Opt, Spec};
use crate::program::Program;

const HELP: Opt = Opt {
    short: Some("-h"),
    ..Opt::flag("--help", "show this help")
};
const VERSION: Opt = Opt {
    short: Some("-V"),
    ..Opt::flag("--version", "print the version")
};

/// Returns the help of the program.
pub(crate) fn overview(program: Program) -> String {
    let rows = COMMANDS.iter().map(|it| (it.name.to_owned(), it.about));
    let commands = table(rows.collect());
    let options = table(vec![row(&HELP), row(&VERSION)]);
    let name = program.name();
    format!(
        "Leansmith generates lean Rust clients of AWS services from Smithy models.\n\n\
         Usage: {name} COMMAND [options]\n\n\
         Commands:\n{commands}\n\
         Options:\n{options}\n\
         Exit codes: 0 if the command succeeded, 1 for findings, 2 if the command line is invalid.\n\
         `{name} help COMMAND` shows the options of a command.\n"
    )
}

/// Returns the help of the command `name`.
pub(crate) fn of(name: &str, program: Program) -> String {
    let Some(spec) = COMMANDS.iter().find(|it| it.name == name) else {
        return overview(program);
    };
    let rows = spec.options.iter().map(row).chain([row(&HELP)]);
    let text = format!(
        "{}\n\nUsage: {} {}\n\nOptions:\n{}\nExit codes: {}.\n",
        spec.details,
        program.name(),
        Spec::usage(spec),
        table(rows.collect()),
        spec.exit,
    );
    text.replace("{default_manifest}", program.default_manifest_name())
}

/// Returns the names of an option with its value, and its description.
fn row(option: &Opt) -> (String, &'static str) {
    let short = option.short.map(|it| format!("{it}, "));
    (
        format!("{}{}", short.unwrap_or_default(), option.usage()),
        option.about,
    )
}

/// Formats two columns, the second of which may have several lines.
fn table(rows: Vec<(String, &str)>) -> String {
    let width = rows.iter().map(|(left, _)| left.len()).max();
    let width = width.unwrap_or_default();
    let lines = rows.iter().flat_map(|(left, right)| {
        right.lines().enumerate().map(move |(index, line)| {
            let left = if index == 0 { left.as_str() } else { "" };
            format!("  {left:width$}  {line}\n")
        })
    });
    lines.collect()
}
