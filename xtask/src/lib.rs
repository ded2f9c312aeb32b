//! The command line of Leansmith, for the programs `leansmith` and `cargo xtask`.

mod arguments;
mod codegen;
mod columns;
mod compare;
mod completions;
mod diff;
mod display;
mod dump_ir;
mod head;
mod help;
mod init;
mod ls;
mod models;
mod place;
mod program;
mod runtime;
mod services;
mod survey;
mod update;
mod why;

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use ::codegen::support::diagnostic::Diagnostics;
use ::codegen::support::progress::Progress;

use arguments::{Command, Wrong};
pub use program::Program;

/// Runs the command in the arguments of the process.
pub fn run(program: Program) -> ExitCode {
    let outcome = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(command) => done(command, program),
        Err(wrong) => Outcome {
            messages: complaint(&wrong, program),
            code: 2,
            ..Outcome::default()
        },
    };
    // Whoever closed them does not want to know.
    let _ = std::io::stdout().write_all(outcome.output.as_bytes());
    let _ = std::io::stderr().write_all(outcome.messages.as_bytes());
    ExitCode::from(outcome.code)
}

/// Environment of a command.
struct Context {
    program: Program,
    progress: Arc<Progress>,
}

/// Result of a command.
#[derive(Debug, Default)]
struct Outcome {
    /// For standard output.
    output: String,
    /// For standard error.
    messages: String,
    /// Exit code: 0 for success, 1 for findings in the messages, 2 for an invalid command line.
    code: u8,
}

impl From<String> for Outcome {
    fn from(output: String) -> Self {
        Self {
            output,
            ..Self::default()
        }
    }
}

/// Problems with their exit code.
type Failure = (Diagnostics, u8);

impl From<Failure> for Outcome {
    fn from((problems, code): Failure) -> Self {
        Self {
            messages: format!("{problems}\n"),
            code,
            ..Self::default()
        }
    }
}

fn done(command: Command, program: Program) -> Outcome {
    let context = Context {
        program,
        progress: Arc::default(),
    };
    // Until the command is done.
    let _display = display::start(&context.progress);
    match command {
        Command::Help(None) => help::overview(program).into(),
        Command::Help(Some(command)) => help::of(command, program).into(),
        Command::Version => concat!("leansmith ", env!("CARGO_PKG_VERSION"), "\n")
            .to_owned()
            .into(),
        Command::Init(options) => init::run(&options, &context),
        Command::Codegen(options) => codegen::run(&options, &context),
        Command::Diff(options) => diff::run(&options, &context),
        Command::Update(options) => update::run(&options, &context),
        Command::Ls(options) => ls::run(&options, &context),
        Command::Why(options) => why::run(&options, &context),
        Command::Survey(options) => survey::run(&options, &context),
        Command::SurveyModel(manifest) => survey::generate_model(&manifest),
        Command::DumpIr(options) => dump_ir::run(&options, &context),
        Command::Completions(shell) => completions::script(shell).into(),
    }
}

/// Returns the message about an invalid command line, with a reference to the help.
fn complaint(wrong: &Wrong, program: Program) -> String {
    let name = program.name();
    let help = match wrong.command {
        Some(command) => format!("{name} help {command}"),
        None => format!("{name} help"),
    };
    format!("error: {} (see `{help}`)\n", wrong.message)
}
