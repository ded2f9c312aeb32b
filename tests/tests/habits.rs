//! The programs in `tests/examples/habits`, with the tests that they have.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

use std::fs;
use std::path::PathBuf;

use tests::workspace;

fn folder() -> PathBuf {
    workspace().join("tests/examples/habits")
}

/// The members of the workspace, as its manifest lists them.
fn packages() -> Vec<String> {
    let manifest = fs::read_to_string(folder().join("Cargo.toml")).unwrap();
    let (_, rest) = manifest.split_once("members = [").unwrap();
    let (members, _) = rest.split_once(']').unwrap();
    let names = members.split('"').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

#[test]
fn every_folder_is_a_package_that_the_readme_lists() {
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let entry = entry.unwrap();
        if entry.path().join("Cargo.toml").exists() {
            folders.push(entry.file_name().into_string().unwrap());
        }
    }
    folders.sort();
    let packages = packages();
    assert_eq!(folders, packages);
    for package in packages {
        let row = format!("| [{package}]({package}/src/");
        assert!(readme.contains(&row), "the README lacks {package}");
    }
}

mod slow {
    //! The builds.

    use super::{folder, packages};
    use std::fs;
    use tests::{cargo, passed, workspace};

    #[test]
    #[ignore = "slow: builds programs with axum, lambda_runtime and others"]
    fn programs_for_everyday_tasks_pass_their_own_tests() {
        let root = folder();
        // Versions that are on this machine already.
        let lock = root.join("Cargo.lock");
        if !lock.exists() {
            fs::copy(workspace().join("Cargo.lock"), lock).unwrap();
        }
        let run = |arguments: &[&str]| {
            let said = cargo(&root, arguments);
            said.unwrap_or_else(|said| panic!("{said}"))
        };
        // The packages, and not the crates that they depend on.
        let packages = packages();
        let options = packages.iter().flat_map(|it| ["--package", it]);
        let format: Vec<&str> = ["fmt", "--check"].into_iter().chain(options).collect();
        run(&format);
        // Packages of the programs that this workspace does not have.
        run(&["fetch"]);
        // Each alone, like a copy of it: the others, and its tests, enable more features of what they share.
        for package in &packages {
            run(&["check", "--offline", "--package", package]);
        }
        let clippy = ["clippy", "--offline", "--all-targets"];
        run(&[&clippy[..], &["--", "-D", "warnings"]].concat());
        let said = run(&["test", "--offline"]);
        let tests = passed(&said);
        assert!(tests >= 15, "{tests} tests are few: {said}");
    }
}
