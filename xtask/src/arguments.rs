//! The arguments of the command line.

mod codegen;
mod diff;
mod dump_ir;
mod update;
mod words;

use std::ffi::OsString;

pub(crate) use codegen::Options as CodegenOptions;
pub(crate) use diff::{Format, Options as DiffOptions};
pub(crate) use dump_ir::Options as DumpOptions;
pub(crate) use update::Options as UpdateOptions;
use words::Words;

/// What the command line can do.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask codegen [options]
       cargo xtask diff OLD NEW [options]
       cargo xtask update --from PATH [options]
       cargo xtask dump-ir SERVICE [options]
";

/// Each command with its options.
pub(crate) const HELP: &str = "
codegen: writes the crate that a manifest describes from the Smithy models that it names.
  --manifest PATH    the manifest (default: models/codegen.toml of this project)
  --check            write nothing; show what would change, and fail if anything would
  -v, --verbose      say what becomes of each file, and show what changes
Exit code: 0 if all is well, 1 if a model, the manifest or the written crate is not.

diff: says what a change of models means to those who use the crate: what is breaking, additive,
behavioural or documentation. OLD and NEW are each a model, a manifest, a folder of models (with
a `codegen.toml`, what that describes), or one of these in git, as REVISION:PATH.
  --service ID       only this service: its shape id, the name of that, or the module
  --operations GLOB  only these operations and what they reach; may be given several times
  --format FORMAT    text (the default), markdown (for a pull request) or json
Exit code: 0 if they are equal, 1 if they differ, 2 if they cannot be compared.

update: takes newer models, shows what they change and generates the crate anew. Overlays stay.
  --from PATH        a checkout of the public AWS model repository, or a single model; may be
                     given several times
  --check            write nothing; fail if there is anything newer
  --force            take a model even if it is older
  --manifest PATH    the manifest (default: models/codegen.toml of this project)
Exit code: 0 if all is well, 1 if something is not, or with --check, if there is anything newer.

dump-ir: prints the intermediate representation of a service of the manifest, by its module.
  --pass NAME        as it is after this pass (default: the last)
  --manifest PATH    the manifest (default: models/codegen.toml of this project)

  -h, --help         show this text

Exit code of all: 2 if the command line is wrong.
";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Codegen(CodegenOptions),
    Diff(DiffOptions),
    Update(UpdateOptions),
    DumpIr(DumpOptions),
}

/// Reads the arguments after the program's name. The error says what is wrong with them.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter();
    let Some(command) = arguments.next() else {
        return Err("which command?".to_owned());
    };
    let rest: Vec<OsString> = arguments.collect();
    let asks = |argument: &OsString| argument == "-h" || argument == "--help";
    let words = Words::new(rest.clone());
    let parsed = match command.to_str() {
        Some("-h" | "--help" | "help") => return Ok(Command::Help),
        Some("codegen") => CodegenOptions::parse(words).map(Command::Codegen),
        Some("diff") => DiffOptions::parse(words).map(Command::Diff),
        Some("update") => UpdateOptions::parse(words).map(Command::Update),
        Some("dump-ir") => DumpOptions::parse(words).map(Command::DumpIr),
        _ => return Err(format!("unknown command `{}`", command.display())),
    };
    match parsed {
        Err(_) if rest.iter().any(asks) => Ok(Command::Help),
        parsed => parsed,
    }
}

#[cfg(test)]
mod tests;
