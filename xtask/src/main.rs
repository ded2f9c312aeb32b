//! The project's command line: `cargo xtask <command>`.

mod arguments;
mod codegen;
mod compare;
mod diff;
mod dump_ir;
mod head;
mod models;
mod place;
mod update;

use std::io::Write as _;
use std::process::ExitCode;

use arguments::{Command, HELP, USAGE};

fn main() -> ExitCode {
    let outcome = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => Outcome {
            output: format!("{USAGE}{HELP}"),
            ..Outcome::default()
        },
        Ok(Command::Codegen(options)) => codegen::run(&options),
        Ok(Command::Diff(options)) => diff::run(&options),
        Ok(Command::Update(options)) => update::run(&options),
        Ok(Command::DumpIr(options)) => dump_ir::run(&options),
        Err(error) => Outcome {
            messages: format!("error: {error}\n\n{USAGE}\n`cargo xtask --help` says more.\n"),
            code: 2,
            ..Outcome::default()
        },
    };
    // Whoever closed them does not want to know.
    let _ = std::io::stdout().write_all(outcome.output.as_bytes());
    let _ = std::io::stderr().write_all(outcome.messages.as_bytes());
    ExitCode::from(outcome.code)
}

/// What a command has to say.
#[derive(Debug, Default)]
struct Outcome {
    /// For standard output.
    output: String,
    /// For standard error.
    messages: String,
    /// 0: all is well; 1: it is not, as the messages say; 2: the command line is wrong, or for `diff` what it names.
    code: u8,
}
