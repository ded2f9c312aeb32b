//! The builds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::{cargo_in, workspace};

use super::Repository;

/// Runs `command` and gives its output.
fn output(command: &mut Command) -> String {
    let run = command.output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{command:?}: {said}");
    String::from_utf8_lossy(&run.stdout).trim().to_owned()
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
    output(git.current_dir(folder).args(identity).args(arguments))
}

/// Copies what is in `from`, but for what is built.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_file() {
            fs::copy(&path, target).unwrap();
        } else if path.is_dir() && !path.ends_with("target") {
            copy(&path, &target);
        }
    }
}

/// A git repository with this workspace as it is, in `folder`, and the revision of its only commit.
fn committed(folder: &Path) -> String {
    for member in ["codegen", "generated", "models", "tests", "xtask"] {
        copy(&workspace().join(member), &folder.join(member));
    }
    for file in ["Cargo.toml", "Cargo.lock", "README.md"] {
        fs::copy(workspace().join(file), folder.join(file)).unwrap();
    }
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "--all"]);
    let commit = ["commit", "--quiet", "--no-gpg-sign", "--message", "all"];
    git(folder, &commit);
    git(folder, &["rev-parse", "HEAD"])
}

/// A home of cargo with the registries of this user's, but without what it has from git, which is left alone.
#[cfg(unix)]
fn home(folder: &Path) -> PathBuf {
    let of_user = std::env::home_dir().unwrap().join(".cargo");
    let of_user = std::env::var_os("CARGO_HOME").map_or(of_user, PathBuf::from);
    let home = folder.join("home");
    fs::create_dir(&home).unwrap();
    for entry in fs::read_dir(of_user).unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with("git") {
            std::os::unix::fs::symlink(&path, home.join(path.file_name().unwrap())).unwrap();
        }
    }
    home
}

/// The runtime in a copy of this workspace, with the name that it has in a registry.
fn published(folder: &Path) -> PathBuf {
    let runtime = folder.join("codegen/runtime");
    copy(&workspace().join("codegen/runtime"), &runtime);
    let text = fs::read_to_string(workspace().join("Cargo.toml")).unwrap();
    let line = text
        .lines()
        .find(|it| it.starts_with("members = "))
        .unwrap();
    let alone = text.replace(line, "members = [\"codegen/runtime\"]");
    fs::write(folder.join("Cargo.toml"), alone).unwrap();
    fs::copy(workspace().join("README.md"), folder.join("README.md")).unwrap();
    let manifest = runtime.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    let renamed = text.replacen("name = \"runtime\"\n", "name = \"leansmith-runtime\"\n", 1);
    assert_ne!(renamed, text);
    // The library keeps its name: generated code says `runtime`.
    fs::write(manifest, renamed + "\n[lib]\nname = \"runtime\"\n").unwrap();
    runtime
}

#[cfg(unix)]
#[test]
#[ignore = "slow: builds a crate whose runtime is in a git repository"]
fn a_crate_with_a_runtime_from_git_builds_and_calls() {
    let folder = tempfile::tempdir().unwrap();
    let upstream = folder.path().join("leansmith");
    let revision = committed(&upstream);
    let url = format!("file://{}", upstream.display());
    let runtime = format!("{{ git = \"{url}\", rev = \"{revision}\" }}");
    let repository = Repository::new(&runtime, "");
    let mut cargo = cargo_in(repository.path());
    cargo.env("CARGO_HOME", home(folder.path()));
    let said = output(cargo.args(["run", "--quiet", "--package", "user"]));
    assert_eq!(said, "DeleteSyncConfigurationOutput");
    let lock = fs::read_to_string(repository.path().join("Cargo.lock")).unwrap();
    let source = format!("source = \"git+{url}?rev={revision}#{revision}\"");
    assert!(lock.contains(&source), "{lock}");
}

#[test]
#[ignore = "slow: builds a crate whose runtime has a version"]
fn a_crate_with_a_runtime_by_version_builds_and_calls() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = published(folder.path());
    let patch = format!("[patch.crates-io]\nleansmith-runtime = {{ path = {runtime:?} }}\n");
    let repository = Repository::new("{ version = \"0.2\" }", &patch);
    let mut cargo = cargo_in(repository.path());
    let said = output(cargo.args(["run", "--quiet", "--offline", "--package", "user"]));
    assert_eq!(said, "DeleteSyncConfigurationOutput");
}
