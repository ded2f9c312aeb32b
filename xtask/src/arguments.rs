//! The arguments of the command line.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the command line can do.
pub(crate) const HELP: &str = "\
Usage: cargo xtask codegen [options]

Writes the crate that a manifest describes from the Smithy models that it names.

Options:
  --manifest PATH  the manifest (default: models/codegen.toml of this project)
  --check          write nothing; show what would change, and fail if anything would
  -v, --verbose    say what becomes of each file, and show what changes
  -h, --help       show this text

Exit code: 0 if all is well, 1 if a model, the manifest or the written crate is not, 2 if the
command line is not.
";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Codegen(Options),
}

/// The options of `codegen`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) manifest: Option<PathBuf>,
    pub(crate) check: bool,
    pub(crate) verbose: bool,
}

/// Reads the arguments after the program's name. The error says what is wrong with them.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter();
    let Some(command) = arguments.next() else {
        return Err("which command?".to_owned());
    };
    match command.to_str() {
        Some("-h" | "--help" | "help") => return Ok(Command::Help),
        Some("codegen") => {}
        _ => return Err(format!("unknown command `{}`", command.display())),
    }
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("-h" | "--help") => return Ok(Command::Help),
            Some("--check") => options.check = true,
            Some("-v" | "--verbose") => options.verbose = true,
            Some("--manifest") => set_manifest(&mut options, arguments.next())?,
            Some(argument) if let Some(path) = argument.strip_prefix("--manifest=") => {
                set_manifest(&mut options, Some(path.into()))?;
            }
            _ => return Err(format!("unknown argument `{}`", argument.display())),
        }
    }
    Ok(Command::Codegen(options))
}

fn set_manifest(options: &mut Options, path: Option<OsString>) -> Result<(), String> {
    match path {
        Some(path) if !path.is_empty() => match options.manifest.replace(path.into()) {
            None => Ok(()),
            Some(_) => Err("`--manifest` is given twice".to_owned()),
        },
        _ => Err("`--manifest` needs a path".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, Options, parse};

    fn parsed(arguments: &[&str]) -> Result<Command, String> {
        parse(arguments.iter().map(Into::into))
    }

    fn codegen(manifest: Option<&str>, check: bool, verbose: bool) -> Result<Command, String> {
        Ok(Command::Codegen(Options {
            manifest: manifest.map(Into::into),
            check,
            verbose,
        }))
    }

    #[test]
    fn commands_and_options() {
        assert_eq!(parsed(&["codegen"]), codegen(None, false, false));
        assert_eq!(parsed(&["codegen", "--check"]), codegen(None, true, false));
        assert_eq!(parsed(&["codegen", "-v"]), codegen(None, false, true));
        let everything = [
            "codegen",
            "--verbose",
            "--manifest",
            "a b/c.toml",
            "--check",
        ];
        assert_eq!(parsed(&everything), codegen(Some("a b/c.toml"), true, true));
        assert_eq!(
            parsed(&["codegen", "--manifest=--check"]),
            codegen(Some("--check"), false, false)
        );
    }

    #[test]
    fn help_wherever_it_is_asked_for() {
        for arguments in [
            &["--help"][..],
            &["-h"],
            &["help"],
            &["codegen", "--help"],
            &["codegen", "--check", "-h"],
        ] {
            assert_eq!(parsed(arguments), Ok(Command::Help), "{arguments:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let table = [
            (&[][..], "which command?"),
            (&["generate"], "unknown command `generate`"),
            (&["--check"], "unknown command `--check`"),
            (&["codegen", "models"], "unknown argument `models`"),
            (&["codegen", "--chek"], "unknown argument `--chek`"),
            (&["codegen", "--manifest"], "`--manifest` needs a path"),
            (&["codegen", "--manifest="], "`--manifest` needs a path"),
            (
                &["codegen", "--manifest", "a", "--manifest=b"],
                "`--manifest` is given twice",
            ),
        ];
        for (arguments, expected) in table {
            assert_eq!(parsed(arguments), Err(expected.to_owned()), "{arguments:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn paths_need_not_be_utf8() {
        use std::ffi::OsString;
        use std::os::unix::ffi::OsStringExt as _;

        let path = OsString::from_vec(b"\xFF.toml".to_vec());
        let command = parse(["codegen".into(), "--manifest".into(), path.clone()]);
        let options = Options {
            manifest: Some(path.into()),
            ..Options::default()
        };
        assert_eq!(command, Ok(Command::Codegen(options)));
    }
}
