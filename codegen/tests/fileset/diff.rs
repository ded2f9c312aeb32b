//! The unified diff.

use codegen::output::check::{self, Limits};
use codegen::output::fileset::{Changes, RUST_HEADER};
use tempfile::TempDir;

use crate::{files, tree, write};

#[test]
fn the_diff_names_created_changed_and_stale_files() {
    let folder = TempDir::new().unwrap();
    write(
        &files([
            ("src/a.rs", "fn one() {}\nfn two() {}"),
            ("src/old.rs", "fn old() {}"),
            ("src/same.rs", ""),
        ]),
        folder.path(),
    );
    let wanted = files([
        ("src/a.rs", "fn one() {}\nfn three() {}"),
        ("src/new.rs", "fn new() {}"),
        ("src/same.rs", ""),
    ]);
    let changes = wanted.compare(folder.path()).unwrap();
    let header = |sign: &str| {
        RUST_HEADER
            .lines()
            .chain([""])
            .map(|line| format!("{sign}{line}\n"))
            .collect::<String>()
    };
    let expected = format!(
        "--- a/src/a.rs\n+++ b/src/a.rs\n@@ -2,4 +2,4 @@\n {}\n \n fn one() {{}}\n-fn two() {{}}\n+fn three() {{}}\n\
         --- /dev/null\n+++ b/src/new.rs\n@@ -0,0 +1,4 @@\n{}+fn new() {{}}\n\
         --- a/src/old.rs\n+++ /dev/null\n@@ -1,4 +0,0 @@\n{}-fn old() {{}}\n",
        RUST_HEADER.lines().nth(1).unwrap(),
        header("+"),
        header("-"),
    );
    assert_eq!(check::diff(&changes, Limits::default()), expected);
    assert_eq!(
        check::summary(&changes, "cargo xtask codegen"),
        "1 file is missing, 1 file is out of date, 1 file is stale; run `cargo xtask codegen` to fix it"
    );
    assert_eq!(tree(folder.path()).len(), 3);
}

#[test]
fn the_diff_of_much_is_cut() {
    let folder = TempDir::new().unwrap();
    let long = "line\n".repeat(100);
    let wanted = files([
        ("src/a.rs", &long),
        ("src/b.rs", &long),
        ("src/c.rs", "short"),
        ("src/d.rs", ""),
    ]);
    let changes = wanted.compare(folder.path()).unwrap();
    let diff = check::diff(
        &changes,
        Limits {
            per_file: 10,
            total: 15,
        },
    );
    let notes: Vec<_> = diff.lines().filter(|line| line.starts_with('…')).collect();
    // The hunk's own line, the header's three, a hundred lines and the last empty one.
    assert_eq!(
        notes,
        [
            "… 95 more lines of the diff of src/a.rs are not shown",
            "… 100 more lines of the diff of src/b.rs are not shown",
            "… 5 more lines of the diff of src/c.rs are not shown",
            "… 5 more lines of the diff of src/d.rs are not shown",
        ]
    );
    assert_eq!(diff.lines().count(), 15 + 4 * 2 + 4);
    assert_eq!(check::diff(&Changes::default(), Limits::default()), "");
}
