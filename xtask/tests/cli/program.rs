//! The program `leansmith`, in a folder that has nothing to do with this project.

use std::fs;

use crate::Project;

#[test]
fn the_version_is_that_of_the_package() {
    let expected = format!("leansmith {}\n", env!("CARGO_PKG_VERSION"));
    for option in ["--version", "-V"] {
        let said = Project::new().leansmith(&[option]);
        assert_eq!(said, (0, expected.clone(), String::new()));
    }
}

#[test]
fn help_of_all_and_of_a_command() {
    let project = Project::new();
    let (code, output, messages) = project.leansmith(&["help"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(
        output.contains("\nUsage: leansmith COMMAND [options]\n"),
        "{output}"
    );
    assert!(
        output.contains("\n  codegen      write the crate that a manifest describes\n"),
        "{output}"
    );
    assert_eq!(project.leansmith(&["--help"]).1, output);

    let (code, output, _) = project.leansmith(&["help", "update"]);
    assert_eq!(code, 0);
    assert!(
        output.contains("\nUsage: leansmith update --from PATH [options]\n"),
        "{output}"
    );
    assert!(
        output.contains("(default: codegen.toml, or models/codegen.toml)"),
        "{output}"
    );
    assert!(output.contains("\nExit codes: 0 if "), "{output}");
    assert_eq!(project.leansmith(&["update", "--help"]).1, output);
    let (_, of_xtask, _) = project.run(&["help", "update"]);
    assert!(
        of_xtask.contains("\nUsage: cargo xtask update --from PATH [options]\n"),
        "{of_xtask}"
    );
    for line in [output, of_xtask]
        .iter()
        .flat_map(|text| text.lines().collect::<Vec<_>>())
    {
        assert!(!line.contains(['{', '}']), "{line}");
    }
}

#[test]
fn a_wrong_command_line_is_one_line_that_says_where_help_is() {
    let project = Project::new();
    for (arguments, expected) in [
        (
            &["codgen"][..],
            "error: unknown command `codgen`; did you mean `codegen`? (see `leansmith help`)\n",
        ),
        (
            &["codegen", "--manfest", "x"],
            "error: unknown option `--manfest`; did you mean `--manifest`? (see `leansmith help codegen`)\n",
        ),
        (&[], "error: no command is given (see `leansmith help`)\n"),
    ] {
        let said = project.leansmith(arguments);
        assert_eq!(said, (2, String::new(), expected.to_owned()));
    }
}

#[test]
fn the_manifest_is_found_here_or_in_models() {
    let project = Project::new();
    let (code, output, messages) = project.leansmith(&["codegen"]);
    assert_eq!(code, 0, "{messages}");
    assert!(output.contains("\nout: files: "), "{output}");

    let project = Project::new();
    fs::create_dir(project.path().join("models")).unwrap();
    for name in ["codegen.toml", "thing.json"] {
        let to = project.path().join("models").join(name);
        fs::rename(project.path().join(name), to).unwrap();
    }
    let (code, _, messages) = project.leansmith(&["codegen"]);
    assert_eq!(code, 0, "{messages}");
    assert!(project.path().join("models/out/Cargo.toml").exists());

    let (code, _, messages) = Project::empty().leansmith(&["codegen"]);
    assert_eq!(code, 1);
    assert!(
        messages.contains(
            "\n  --> codegen.toml\n  help: name an existing manifest with `--manifest PATH`, or write one with `init MODEL`\n"
        ),
        "{messages}"
    );
}

#[test]
fn messages_name_the_program_that_was_called() {
    let project = Project::new();
    let (code, _, messages) = project.leansmith(&["codegen", "--check"]);
    assert_eq!(code, 1);
    assert!(
        messages.contains("; run `leansmith codegen` to fix it\n"),
        "{messages}"
    );
}

#[test]
fn a_pattern_that_matches_nothing_gets_the_one_that_was_meant() {
    let project = Project::new();
    let manifest = fs::read_to_string(project.path().join("codegen.toml")).unwrap();
    project.write(
        "codegen.toml",
        &format!("{manifest}operations = [\"Get*\", \"*Thign\"]\n"),
    );
    let (code, _, messages) = project.leansmith(&["codegen"]);
    assert_eq!(code, 1);
    assert!(
        messages.starts_with(
            "error: no operation of `a#Service` matches `*Thign`\n  --> codegen.toml:6:23\n  \
             help: did you mean `*Thing`? (it has GetThing)\n"
        ),
        "{messages}"
    );
}

#[test]
fn nothing_but_the_result_is_written_to_a_pipe() {
    let project = Project::new();
    let (code, _, messages) = project.leansmith(&["codegen"]);
    assert_eq!((code, messages.as_str()), (0, ""));
}
