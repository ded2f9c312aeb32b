//! Command line arguments.

mod codegen;
mod completions;
mod diff;
mod dump_ir;
mod help;
mod init;
mod ls;
mod parse;
mod selection;
pub(crate) mod spec;
mod survey;
mod update;
mod why;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use ::codegen::support::suggest;

pub(crate) use codegen::Options as CodegenOptions;
pub(crate) use completions::Shell;
pub(crate) use diff::{Format, Options as DiffOptions};
pub(crate) use dump_ir::Options as DumpOptions;
pub(crate) use init::Options as InitOptions;
pub(crate) use ls::{Options as LsOptions, Sort};
pub(crate) use selection::Selection;
use spec::Spec;
pub(crate) use survey::{Options as SurveyOptions, Step};
pub(crate) use update::Options as UpdateOptions;
pub(crate) use why::Options as WhyOptions;

/// All commands, in the order of the help.
pub(crate) const COMMANDS: &[&Spec] = &[
    &init::SPEC,
    &codegen::SPEC,
    &diff::SPEC,
    &update::SPEC,
    &ls::SPEC,
    &why::SPEC,
    &survey::SPEC,
    &dump_ir::SPEC,
    &completions::SPEC,
    &help::SPEC,
];

/// First argument of the process that `survey` starts for each model, followed by the manifest.
pub(crate) const SURVEY_MODEL: &str = "--survey-model";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Help of the program, or of the command of this name.
    Help(Option<&'static str>),
    Version,
    Init(InitOptions),
    Codegen(CodegenOptions),
    Diff(DiffOptions),
    Update(UpdateOptions),
    Ls(LsOptions),
    Why(WhyOptions),
    Survey(SurveyOptions),
    /// The generation of one model, in a process of its own, which `survey` starts.
    SurveyModel(PathBuf),
    DumpIr(DumpOptions),
    Completions(Shell),
}

/// An invalid command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// Description of the mistake.
    pub(crate) message: String,
    /// Command whose help is relevant.
    pub(crate) command: Option<&'static str>,
}

/// Parses the arguments after the program's name.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Wrong> {
    let mut arguments = arguments.into_iter();
    let Some(first) = arguments.next() else {
        return Err(wrong("no command is given"));
    };
    match first.to_str() {
        Some(SURVEY_MODEL) => {
            let manifest = arguments.next().unwrap_or_default();
            return Ok(Command::SurveyModel(manifest.into()));
        }
        Some("-h" | "--help") => return Ok(Command::Help(None)),
        Some("-V" | "--version") => return Ok(Command::Version),
        _ => {}
    }
    let spec = find(&first)?;
    let rest: Vec<OsString> = arguments.collect();
    let options = rest.iter().take_while(|it| *it != "--");
    if options.into_iter().any(|it| it == "-h" || it == "--help") {
        return Ok(Command::Help(Some(spec.name)));
    }
    // The help of all commands says which there are.
    let command = Some(spec.name).filter(|name| *name != help::SPEC.name);
    read(spec, rest).map_err(|message| Wrong { message, command })
}

/// Returns the command of this name.
fn find(name: &OsStr) -> Result<&'static Spec, Wrong> {
    let mut commands = COMMANDS.iter();
    if let Some(spec) = commands.find(|it| name == it.name) {
        return Ok(spec);
    }
    let shown = name.display();
    let message = match name.to_str() {
        Some(option) if option.starts_with('-') => {
            format!("unknown option `{shown}`, and no command is given")
        }
        _ => format!("unknown command `{shown}`"),
    };
    let known = COMMANDS.iter().map(|it| it.name);
    Err(wrong(
        &match suggest::nearest(&name.to_string_lossy(), known) {
            Some(nearest) => format!("{message}; did you mean `{nearest}`?"),
            None => message,
        },
    ))
}

fn wrong(message: &str) -> Wrong {
    Wrong {
        message: message.to_owned(),
        command: None,
    }
}

/// Parses the arguments of a command.
fn read(spec: &'static Spec, words: Vec<OsString>) -> Result<Command, String> {
    let mut given = parse::parse(spec, words)?;
    Ok(match spec.name {
        "init" => Command::Init(InitOptions::new(given)),
        "codegen" => Command::Codegen(CodegenOptions::new(&given)),
        "diff" => Command::Diff(DiffOptions::new(given)),
        "update" => Command::Update(UpdateOptions::new(&given)),
        "ls" => Command::Ls(LsOptions::new(given)),
        "why" => Command::Why(WhyOptions::new(given)),
        "survey" => Command::Survey(SurveyOptions::new(given)),
        "dump-ir" => Command::DumpIr(DumpOptions::new(given)),
        "completions" => Command::Completions(Shell::new(given)),
        _ => Command::Help(match given.operand() {
            Some(name) => Some(find(&name).map_err(|wrong| wrong.message)?.name),
            None => None,
        }),
    })
}

#[cfg(test)]
mod tests;
