//! Parsing of command lines, and messages about invalid ones.

mod selection;

use super::{
    CodegenOptions, Command, DiffOptions, DumpOptions, Format, InitOptions, Step, SurveyOptions,
    UpdateOptions, Wrong, parse,
};

fn parsed(arguments: &[&str]) -> Result<Command, Wrong> {
    parse(arguments.iter().map(Into::into))
}

fn codegen(manifest: Option<&str>, check: bool, verbose: bool) -> Result<Command, Wrong> {
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
        manifest: Some("m.toml".into()),
    };
    let everything = ["dump-ir", "proton", "--manifest", "m.toml"];
    assert_eq!(parsed(&everything), Ok(Command::DumpIr(expected)));
}

#[test]
fn init_takes_a_model() {
    let expected = InitOptions {
        model: "m.json".into(),
        ..InitOptions::default()
    };
    assert_eq!(parsed(&["init", "m.json"]), Ok(Command::Init(expected)));
    let expected = InitOptions {
        model: "-m.json".into(),
        path: "a/b".into(),
        runtime: Some("0.1".to_owned()),
    };
    let everything = ["init", "--path=a/b", "--runtime", "0.1", "--", "-m.json"];
    assert_eq!(parsed(&everything), Ok(Command::Init(expected)));
}

#[test]
fn survey_takes_a_folder() {
    let options = |steps: &[Step]| SurveyOptions {
        folder: "models".into(),
        steps: steps.to_vec(),
        ..SurveyOptions::default()
    };
    let survey = |options| Ok(Command::Survey(options));
    let all = [Step::Check, Step::Doc, Step::Test];
    assert_eq!(parsed(&["survey", "models"]), survey(options(&all)));
    let none = ["survey", "models", "--step", "generate"];
    assert_eq!(parsed(&none), survey(options(&[])));
    let everything = [
        "survey",
        "--only=s*",
        "models",
        "--only",
        "kms",
        "--step",
        "test",
        "--step=check",
        "--runtime={ git = \"u\" }",
        "--keep",
        "k",
        "--markdown=m.md",
        "--json=j.json",
        "--deny-warnings",
        "-v",
    ];
    let expected = SurveyOptions {
        only: vec!["s*".to_owned(), "kms".to_owned()],
        runtime: Some("{ git = \"u\" }".to_owned()),
        keep: Some("k".into()),
        markdown: Some("m.md".into()),
        json: Some("j.json".into()),
        deny_warnings: true,
        verbose: true,
        ..options(&[Step::Check, Step::Test])
    };
    assert_eq!(parsed(&everything), survey(expected));
}

#[test]
fn help_wherever_it_is_asked_for() {
    for (arguments, command) in [
        (&["--help"][..], None),
        (&["-h"], None),
        (&["help"], None),
        (&["help", "--help"], Some("help")),
        (&["help", "dump-ir"], Some("dump-ir")),
        (&["codegen", "--help"], Some("codegen")),
        (&["codegen", "--check", "-h"], Some("codegen")),
        (&["diff", "-h"], Some("diff")),
        (&["update", "--form", "a", "--help"], Some("update")),
    ] {
        let expected = Ok(Command::Help(command));
        assert_eq!(parsed(arguments), expected, "{arguments:?}");
    }
    for option in ["-V", "--version"] {
        assert_eq!(parsed(&[option]), Ok(Command::Version));
    }
}

#[test]
fn what_is_wrong_is_named() {
    let table = [
        (&[][..], "no command is given"),
        (&["generate"], "unknown command `generate`"),
        (
            &["codgen"],
            "unknown command `codgen`; did you mean `codegen`?",
        ),
        (&["dump"], "unknown command `dump`; did you mean `dump-ir`?"),
        (
            &["help", "updte"],
            "unknown command `updte`; did you mean `update`?",
        ),
        (
            &["--check"],
            "unknown option `--check`, and no command is given",
        ),
        (&["codegen", "models"], "unknown argument `models`"),
        (
            &["codegen", "--chek"],
            "unknown option `--chek`; did you mean `--check`?",
        ),
        (&["codegen", "-x"], "unknown option `-x`"),
        (&["codegen", "--manifest"], "`--manifest` needs a path"),
        (&["codegen", "--manifest="], "`--manifest` needs a path"),
        (
            &["codegen", "--manifest", "a", "--manifest=b"],
            "`--manifest` is given twice",
        ),
        (
            &["codegen", "-v", "--verbose"],
            "`--verbose` is given twice",
        ),
        (&["codegen", "--check=yes"], "`--check` takes no value"),
        (&["diff", "a"], "`diff` needs OLD and NEW"),
        (&["diff", "a", "b", "c"], "unknown argument `c`"),
        (&["diff", "a", ""], "`diff` needs OLD and NEW"),
        (
            &["diff", "a", "b", "--service"],
            "`--service` needs a shape id",
        ),
        (
            &["diff", "a", "b", "--format", "yaml"],
            "`--format` needs text, markdown or json, not `yaml`",
        ),
        (
            &["diff", "a", "b", "--format=markdwon"],
            "`--format` needs text, markdown or json, not `markdwon`; did you mean `markdown`?",
        ),
        (&["update"], "`update` needs `--from PATH`"),
        (&["update", "--from="], "`--from` needs a path"),
        (&["update", "models"], "unknown argument `models`"),
        (&["survey"], "`survey` needs FOLDER"),
        (
            &["survey", "m", "--step", "tests"],
            "`--step` needs generate, check, doc or test, not `tests`; did you mean `test`?",
        ),
        (&["dump-ir"], "`dump-ir` needs SERVICE"),
        (
            &["init", "a", "--runtime"],
            "`--runtime` needs a folder, a URL or a version",
        ),
        (&["init"], "`init` needs MODEL"),
        (&["init", "a", "--path="], "`--path` needs a folder"),
        (&["completions"], "`completions` needs SHELL"),
        (
            &["completions", "fsh"],
            "`completions` needs SHELL, not `fsh`; did you mean `fish`?",
        ),
    ];
    for (arguments, expected) in table {
        let message = parsed(arguments).unwrap_err().message;
        assert_eq!(message, expected, "{arguments:?}");
    }
}

#[test]
fn the_help_that_says_what_is_right_is_that_of_the_command() {
    for (arguments, expected) in [
        (&["codgen"][..], None),
        (&[], None),
        (&["help", "codgen"], None),
        (&["codegen", "--chek"], Some("codegen")),
        (&["diff", "a"], Some("diff")),
    ] {
        assert_eq!(
            parsed(arguments).unwrap_err().command,
            expected,
            "{arguments:?}"
        );
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
        manifest: Some(path.clone().into()),
        ..CodegenOptions::default()
    };
    assert_eq!(command, Ok(Command::Codegen(options)));
    let wrong = parse(["init".into(), "a".into(), "--runtime".into(), path]).unwrap_err();
    assert_eq!(
        wrong.message,
        "`--runtime` needs a folder, a URL or a version, and `\u{FFFD}.toml` is not UTF-8"
    );
}
