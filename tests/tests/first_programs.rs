//! The first programs of README and GENERATING, as a reader pastes them: they build in folders of their own and print
//! what the documents say.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what goes wrong in a test is for its reader"
)]

use std::fs;
use std::path::Path;

use tests::workspace;

/// The content of the first block of `language` after `start` in a document.
fn block(document: &str, start: &str, language: &str) -> String {
    let text = fs::read_to_string(workspace().join(document)).unwrap();
    let (_, rest) = text.split_once(start).unwrap();
    let (_, rest) = rest.split_once(&format!("\n```{language}\n")).unwrap();
    rest.split_once("\n```").unwrap().0.to_owned() + "\n"
}

/// Writes a program with these dependencies, which use the versions of this workspace, to `folder`.
fn write_program(folder: &Path, dependencies: &str, code: &str) {
    let package =
        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(
        folder.join("Cargo.toml"),
        format!("{package}\n{dependencies}"),
    )
    .unwrap();
    fs::write(folder.join("src/main.rs"), code).unwrap();
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

/// Replaces the one `path` in a text by a folder of this machine.
fn with_path(text: &str, path: &str, folder: &Path) -> String {
    assert_eq!(text.matches(path).count(), 1, "{path} in {text}");
    let folder = format!("path = {folder:?}");
    text.replace(&format!("path = \"{path}\""), &folder)
}

#[test]
fn the_readme_has_a_program_with_its_dependencies_and_output() {
    let dependencies = block("README.md", "## Quick start", "toml");
    for package in ["serde_json = ", "tokio = ", "[dependencies.generated]"] {
        assert!(dependencies.contains(package), "{package}");
    }
    let code = block("README.md", "## Quick start", "rust");
    assert!(code.contains("#[tokio::main"), "{code}");
    let output = block("README.md", "## Quick start", "text");
    assert_eq!(output.lines().count(), 1, "{output}");
}

mod slow {
    //! The builds.

    use super::{block, with_path, workspace, write_program};
    use std::fs;
    use tests::cargo_in;

    /// Runs the program in a folder and gives its output.
    fn run(folder: &std::path::Path) -> String {
        let run = cargo_in(folder)
            .args(["run", "--offline", "--quiet"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{said}");
        String::from_utf8(run.stdout).unwrap()
    }

    #[test]
    #[ignore = "slow: builds the program of the README"]
    fn the_program_of_the_readme_prints_what_the_readme_says() {
        let folder = tempfile::tempdir().unwrap();
        let start = "## Quick start";
        let dependencies = block("README.md", start, "toml");
        let generated = workspace().join("generated");
        let dependencies = with_path(&dependencies, "../leansmith/generated", &generated);
        write_program(
            folder.path(),
            &dependencies,
            &block("README.md", start, "rust"),
        );
        assert_eq!(run(folder.path()), block("README.md", start, "text"));
    }

    #[test]
    #[ignore = "slow: generates, builds and runs what GENERATING begins with"]
    fn a_crate_of_ones_own_is_called_as_generating_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let manifest = block("GENERATING.md", "## Manifest", "toml");
        let runtime = workspace().join("codegen/runtime");
        let manifest = with_path(&manifest, "../leansmith/codegen/runtime", &runtime);
        fs::write(path.join("codegen.toml"), manifest).unwrap();
        let model = "codeconnections.json";
        fs::copy(workspace().join("models").join(model), path.join(model)).unwrap();
        let written = codegen::generate(&path.join("codegen.toml"));
        let written = written.unwrap_or_else(|problems| panic!("{problems}"));
        written.files.write(&written.root).unwrap();

        let start = "## Quick start";
        let dependencies = block("GENERATING.md", start, "toml");
        write_program(path, &dependencies, &block("GENERATING.md", start, "rust"));
        assert_eq!(run(path), block("GENERATING.md", start, "text"));
    }
}
