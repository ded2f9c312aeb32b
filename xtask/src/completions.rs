//! `completions`: scripts that complete the command line of `leansmith` in a shell.

mod bash;
mod fish;
mod powershell;
mod zsh;

use crate::arguments::Shell;
use crate::arguments::spec::{Opt, Spec, Values};

/// The program that the scripts complete.
const PROGRAM: &str = "leansmith";

/// Option of every command.
const HELP: Opt = Opt {
    short: Some("-h"),
    ..Opt::flag("--help", "show the help of the command")
};

/// Returns the script for a shell.
pub(crate) fn script(shell: Shell) -> String {
    match shell {
        Shell::Bash => bash::script(),
        Shell::Zsh => zsh::script(),
        Shell::Fish => fish::script(),
        Shell::Pwsh => powershell::script(),
    }
}

/// Returns the options of a command, including `--help`.
fn options(spec: &Spec) -> impl Iterator<Item = &Opt> {
    spec.options.iter().chain([&HELP])
}

/// Returns the description of an option, in one line.
fn about(option: &Opt) -> String {
    let line = option.about.replace('\n', " ");
    line.replace(" (default: {default_manifest})", "")
}

/// Returns the known words for the operands of a command, and true if one may be a path.
fn operands(spec: &Spec) -> (Vec<&'static str>, bool) {
    let mut words = Vec::new();
    let mut paths = false;
    for operand in spec.operands {
        match operand.values {
            Values::Of(known) => words.extend(known),
            Values::Paths => paths = true,
            Values::Text => {}
        }
    }
    if spec.name == "help" {
        words.extend(crate::arguments::COMMANDS.iter().map(|it| it.name));
    }
    (words, paths)
}

#[cfg(test)]
mod tests;
