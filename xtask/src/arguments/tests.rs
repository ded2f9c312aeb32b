//! What is read from command lines, and what is said of wrong ones.

use super::{CodegenOptions, Command, DiffOptions, DumpOptions, Format, UpdateOptions, parse};

fn parsed(arguments: &[&str]) -> Result<Command, String> {
    parse(arguments.iter().map(Into::into))
}

fn codegen(manifest: Option<&str>, check: bool, verbose: bool) -> Result<Command, String> {
    Ok(Command::Codegen(CodegenOptions {
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
fn diff_takes_two_places() {
    let options = |format| DiffOptions {
        old: "main:models".into(),
        new: "models".into(),
        service: None,
        operations: Vec::new(),
        format,
    };
    assert_eq!(
        parsed(&["diff", "main:models", "models"]),
        Ok(Command::Diff(options(Format::Text)))
    );
    let everything = [
        "diff",
        "--operations=Get*",
        "main:models",
        "--format",
        "markdown",
        "models",
        "--operations",
        "List*",
        "--service=a#B",
    ];
    let expected = DiffOptions {
        service: Some("a#B".to_owned()),
        operations: vec!["Get*".to_owned(), "List*".to_owned()],
        ..options(Format::Markdown)
    };
    assert_eq!(parsed(&everything), Ok(Command::Diff(expected)));
}

#[test]
fn update_and_dump_ir() {
    let expected = UpdateOptions {
        from: vec!["a".into(), "b".into()],
        check: true,
        force: true,
        manifest: Some("m.toml".into()),
    };
    let everything = [
        "update",
        "--from",
        "a",
        "--check",
        "--from=b",
        "--force",
        "--manifest",
        "m.toml",
    ];
    assert_eq!(parsed(&everything), Ok(Command::Update(expected)));
    let expected = DumpOptions {
        service: "proton".to_owned(),
        pass: Some("order".to_owned()),
        manifest: None,
    };
    let everything = ["dump-ir", "proton", "--pass", "order"];
    assert_eq!(parsed(&everything), Ok(Command::DumpIr(expected)));
}

#[test]
fn help_wherever_it_is_asked_for() {
    for arguments in [
        &["--help"][..],
        &["-h"],
        &["help"],
        &["codegen", "--help"],
        &["codegen", "--check", "-h"],
        &["diff", "-h"],
        &["update", "--from", "a", "--help"],
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
        (
            &["codegen", "--check=yes"],
            "unknown argument `--check=yes`",
        ),
        (
            &["diff", "a"],
            "`diff` needs OLD and NEW: two models, folders or REVISION:PATH",
        ),
        (&["diff", "a", "b", "c"], "unknown argument `c`"),
        (&["diff", "a", ""], "unknown argument ``"),
        (
            &["diff", "a", "b", "--service"],
            "`--service` needs a shape id",
        ),
        (
            &["diff", "a", "b", "--format", "yaml"],
            "`--format` needs text, markdown or json, not `yaml`",
        ),
        (
            &["update"],
            "`update` needs `--from PATH`: where the newer models are",
        ),
        (&["update", "--from="], "`--from` needs a path"),
        (&["update", "models"], "unknown argument `models`"),
        (
            &["dump-ir"],
            "`dump-ir` needs the name of a service of the manifest",
        ),
        (
            &["dump-ir", "a", "--pass"],
            "`--pass` needs the name of a pass",
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
    let options = CodegenOptions {
        manifest: Some(path.into()),
        ..CodegenOptions::default()
    };
    assert_eq!(command, Ok(Command::Codegen(options)));
}
