//! Runs that fail, are killed, or meet another one.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use codegen::output::fileset::FileSet;
use tempfile::TempDir;

use crate::{files, put, rust, tree, write};

#[test]
fn a_run_that_fails_leaves_everything_as_it_was() {
    let folder = TempDir::new().unwrap();
    write(
        &files([("src/lib.rs", "1"), ("src/stale.rs", "2")]),
        folder.path(),
    );
    // A name that leaves no room for the longer one of the file that is to be renamed, so that it fails at the last file.
    let too_long = format!("src/zone/deep/{}.rs", "x".repeat(245));
    let wanted = files([("src/lib.rs", "3"), ("src/new.rs", "4"), (&too_long, "5")]);
    let before = tree(folder.path());
    let diagnostics = wanted.write(folder.path()).unwrap_err().to_string();
    assert!(
        diagnostics.starts_with("error: cannot create this: "),
        "{diagnostics}"
    );
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn leftovers_of_a_killed_run_are_removed() {
    let folder = TempDir::new().unwrap();
    let wanted = files([("src/lib.rs", "1")]);
    write(&wanted, folder.path());
    put(folder.path(), "src/.lib.rs.4711.codegen-tmp", "half a te");
    put(folder.path(), "src/new/.mod.rs.4711.codegen-tmp", "");
    assert!(wanted.compare(folder.path()).unwrap().is_empty());
    assert!(write(&wanted, folder.path()).is_empty());
    assert_eq!(
        tree(folder.path()).into_keys().collect::<Vec<_>>(),
        ["src/lib.rs"]
    );
}

/// Many files with long texts, all of which say which `version` they belong to.
fn version(version: usize) -> FileSet {
    let body = format!("// version {version}\n").repeat(2_000);
    let mut files: FileSet = (0..12)
        .map(|index| (format!("src/m{index}/mod.rs"), rust(&body)))
        .collect();
    files.extend((0..3).map(|index| (format!("src/v{version}/only{index}.rs"), rust(&body))));
    files.insert("src/lib.rs", rust(&body));
    files
}

fn snapshot(files: &FileSet) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

const ROOT_VARIABLE: &str = "CODEGEN_FILESET_TEST_ROOT";

/// No test, but what the tests below run as a process of its own: writes versions 0 and 1 in turn until it is killed, or
/// the number of times that it is told.
#[test]
fn writer_process() {
    let Some(root) = std::env::var_os(ROOT_VARIABLE) else {
        return;
    };
    let rounds = std::env::var("CODEGEN_FILESET_TEST_ROUNDS")
        .map_or(usize::MAX, |rounds| rounds.parse().unwrap());
    for round in 0..rounds {
        write(&version(round % 2), Path::new(&root));
    }
}

fn writer(root: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "faults::writer_process"])
        .env(ROOT_VARIABLE, root)
        .stdout(Stdio::null());
    command
}

#[test]
fn a_killed_run_leaves_whole_files_and_the_next_one_mends_the_rest() {
    let whole = [snapshot(&version(0)), snapshot(&version(1))];
    let mut seen_between = 0;
    for attempt in 0..25 {
        let folder = TempDir::new().unwrap();
        put(folder.path(), "src/m0/custom.rs", "by hand");
        write(&version(0), folder.path());
        let mut process = writer(folder.path()).stderr(Stdio::null()).spawn().unwrap();
        // Anywhere from before its first write to well into later ones.
        std::thread::sleep(Duration::from_millis(3 + attempt * 5));
        process.kill().unwrap();
        process.wait().unwrap();
        let mut after = tree(folder.path());
        assert_eq!(after.remove("src/m0/custom.rs").as_deref(), Some("by hand"));
        seen_between += usize::from(after != whole[0] && after != whole[1]);
        for (path, text) in after {
            let is_whole = whole.iter().any(|files| files.get(&path) == Some(&text));
            assert!(
                is_whole || path.ends_with(".codegen-tmp") || path.ends_with('/'),
                "{path}"
            );
        }
        write(&version(1), folder.path());
        let mut mended = tree(folder.path());
        mended.remove("src/m0/custom.rs");
        // A folder that a run made or emptied right before it was killed may stay, for nobody knows whose it is.
        mended.retain(|path, _| !path.ends_with('/'));
        assert_eq!(
            mended.keys().collect::<Vec<_>>(),
            whole[1].keys().collect::<Vec<_>>()
        );
        assert!(mended == whole[1]);
    }
    assert!(
        seen_between > 0,
        "no run was killed at work: the test shows nothing"
    );
}

#[test]
fn runs_at_the_same_time_take_turns() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    let mut processes: Vec<_> = (0..3)
        .map(|_| {
            writer(root)
                .env("CODEGEN_FILESET_TEST_ROUNDS", "10")
                .spawn()
                .unwrap()
        })
        .collect();
    std::thread::scope(|scope| {
        for thread in 0..3 {
            scope.spawn(move || {
                (0..10).for_each(|round| drop(write(&version((round + thread) % 2), root)))
            });
        }
    });
    for process in &mut processes {
        assert!(process.wait().unwrap().success());
    }
    let after = tree(root);
    assert!(
        after == snapshot(&version(0)) || after == snapshot(&version(1)),
        "{:?}",
        after.keys()
    );
}
