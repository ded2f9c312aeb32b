//! The command line, as its users meet it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what goes wrong in a test is for its reader"
)]

#[cfg(unix)]
mod completions;
mod init;
mod program;
mod slow;
mod survey;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A service with one operation.
const MODEL: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "a#Service": {
            "type": "service",
            "version": "2026-01-01",
            "operations": [{ "target": "a#GetThing" }],
            "traits": {
                "aws.api#service": { "sdkId": "A", "arnNamespace": "a", "endpointPrefix": "a" },
                "aws.auth#sigv4": { "name": "a" },
                "aws.protocols#awsJson1_0": {}
            }
        },
        "a#GetThing": { "type": "operation", "input": { "target": "a#In" }, "output": { "target": "a#Out" } },
        "a#In": { "type": "structure", "members": { "Name": { "target": "smithy.api#String" } } },
        "a#Out": { "type": "structure", "members": { "Count": { "target": "smithy.api#Integer" } } }
    }
}"#;

struct Project(tempfile::TempDir);

impl Project {
    /// A folder with nothing in it.
    fn empty() -> Self {
        Self(tempfile::TempDir::new().unwrap())
    }

    fn new() -> Self {
        let project = Self::empty();
        project.write("thing.json", MODEL);
        project.write(
            "codegen.toml",
            "[crate]\npath = \"out\"\nruntime = { version = \"0.1\" }\n[service.thing]\nmodels = [\"thing.json\"]\n",
        );
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.path().join("out")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path)
                } else {
                    files.push(path)
                }
            }
        }
        files
    }

    /// `cargo xtask`: exit code, standard output and standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.program(env!("CARGO_BIN_EXE_xtask"), arguments)
    }

    /// The same of `leansmith`.
    fn leansmith(&self, arguments: &[&str]) -> (i32, String, String) {
        self.program(env!("CARGO_BIN_EXE_leansmith"), arguments)
    }

    fn program(&self, program: &str, arguments: &[&str]) -> (i32, String, String) {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(self.path())
            .env_remove("CARGO_MANIFEST_DIR")
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    fn codegen(&self, arguments: &[&str]) -> (i32, String, String) {
        self.run(&[&["codegen", "--manifest", "codegen.toml"], arguments].concat())
    }
}

#[test]
fn wrong_command_lines_exit_with_2_and_help_with_0() {
    let project = Project::new();
    let (code, output, messages) = project.run(&["codegen", "--chek"]);
    assert_eq!((code, output.as_str()), (2, ""));
    let expected = "error: unknown option `--chek`; did you mean `--check`? (see `cargo xtask help codegen`)\n";
    assert_eq!(messages, expected);
    let (code, output, messages) = project.run(&["--help"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(
        output.contains("\nUsage: cargo xtask COMMAND [options]\n"),
        "{output}"
    );
}

#[test]
fn all_problems_are_counted_and_nothing_is_written() {
    let project = Project::new();
    project.write(
        "codegen.toml",
        "[crate]\npath = \"out\"\n[service.thing]\nmodel = 1\n",
    );
    let (code, output, messages) = project.codegen(&[]);
    assert_eq!((code, output.as_str()), (1, ""));
    assert!(
        messages.starts_with("error: `runtime` is missing in `[crate]`\n  --> codegen.toml:1:2\n"),
        "{messages}"
    );
    assert!(
        messages.ends_with("\n\nerror: 3 problems; nothing was written\n"),
        "{messages}"
    );
    assert!(project.files().is_empty());
}

#[test]
fn the_default_manifest_is_that_of_the_current_folder_outside_cargo() {
    let (code, _, messages) = Project::new().run(&["codegen"]);
    assert_eq!(code, 1);
    let expected = Path::new("models/codegen.toml").display().to_string();
    assert!(
        messages.contains(&format!("\n  --> {expected}\n")),
        "{messages}"
    );
}

#[test]
fn check_writes_nothing_and_names_the_command_that_fixes_it() {
    let project = Project::new();
    let (code, output, messages) = project.codegen(&["--check"]);
    assert_eq!(code, 1, "{messages}");
    assert!(
        output.contains("--- /dev/null\n+++ b/src/lib.rs\n@@ -0,0 +1,"),
        "{output}"
    );
    assert!(
        messages.contains("files are missing; run `cargo xtask codegen --manifest codegen.toml`"),
        "{messages}"
    );
    assert!(project.files().is_empty());

    let (code, output, messages) = project.codegen(&[]);
    assert_eq!(code, 0, "{messages}");
    assert!(output.starts_with("thing: 1 operation, "), "{output}");
    assert!(
        output.contains(" written, 0 unchanged, 0 pruned"),
        "{output}"
    );
    assert!(project.path().join("out/Cargo.toml").exists());

    for arguments in [&[][..], &["--check"]] {
        let (code, output, messages) = project.codegen(arguments);
        assert_eq!(code, 0, "{messages}");
        assert!(output.contains("\nout: nothing to change, "), "{output}");
        assert!(!output.contains("---"), "{output}");
    }
}

#[test]
fn verbose_names_each_file_and_shows_what_changes() {
    let project = Project::new();
    project.codegen(&[]);
    let lib = project.path().join("out/src/lib.rs");
    let text = fs::read_to_string(&lib).unwrap();
    fs::write(&lib, format!("{text}// added by hand\n")).unwrap();
    let (code, output, messages) = project.codegen(&["-v"]);
    assert_eq!(code, 0, "{messages}");
    assert!(output.contains("changed   src/lib.rs\n"), "{output}");
    assert!(output.contains("unchanged Cargo.toml\n"), "{output}");
    assert!(output.contains("\n-// added by hand\n"), "{output}");
    assert_eq!(fs::read_to_string(&lib).unwrap(), text);
}

#[test]
fn a_foreign_file_in_the_way_is_a_problem() {
    let project = Project::new();
    fs::create_dir_all(project.path().join("out/src")).unwrap();
    project.write("out/src/lib.rs", "// by hand\n");
    for arguments in [&[][..], &["--check"]] {
        let (code, output, messages) = project.codegen(arguments);
        assert_eq!((code, output.as_str()), (1, ""));
        assert!(
            messages.contains("error: a file that this generator did not write has the path"),
            "{messages}"
        );
    }
    assert_eq!(project.files(), [project.path().join("out/src/lib.rs")]);
}
