//! The folder that a crate is written to, after runs that end in any way.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod diff;
mod faults;
mod refusals;
mod writing;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen::output::fileset::{Changes, FileSet, RUST_HEADER, Tally};

fn rust(body: &str) -> String {
    format!("{RUST_HEADER}\n{body}\n")
}

fn files<const N: usize>(files: [(&str, &str); N]) -> FileSet {
    files
        .into_iter()
        .map(|(path, body)| (path.to_owned(), rust(body)))
        .collect()
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file below `root`, hidden ones too; `/` at the end marks an empty folder.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let relative = |path: &Path| {
            path.strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        };
        let mut is_empty = true;
        for entry in fs::read_dir(&folder).unwrap() {
            is_empty = false;
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                found.insert(
                    relative(&path),
                    fs::read_to_string(&path).unwrap_or_default(),
                );
            }
        }
        if is_empty && folder != root {
            found.insert(relative(&folder) + "/", String::new());
        }
    }
    found
}

fn tally(changes: &Changes) -> Tally {
    changes.tally(|_| true)
}

#[track_caller]
fn write(files: &FileSet, root: &Path) -> Changes {
    files
        .write(root)
        .unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}
