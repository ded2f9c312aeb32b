//! Runs that are rejected and write nothing.

use std::fs;
use std::path::Path;

use codegen::output::fileset::{FileSet, Tally};
use tempfile::TempDir;

use crate::{files, put, rust, tally, tree, write};

/// The messages and helps of a run that is refused, without the root; the folder is as it was.
#[track_caller]
fn refused(files: &FileSet, root: &Path) -> String {
    let before = tree(root);
    let diagnostics = files.write(root).unwrap_err().to_string();
    assert_eq!(tree(root), before);
    assert_eq!(files.compare(root).unwrap_err().to_string(), diagnostics);
    diagnostics.replace(
        &format!("{}{}", root.display(), std::path::MAIN_SEPARATOR),
        "ROOT/",
    )
}

#[test]
fn foreign_files_in_the_way_are_all_named() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "src/lib.rs", "// by hand\n");
    put(folder.path(), "src/a.rs", &rust("ours"));
    put(folder.path(), "src/b", "a file");
    put(folder.path(), "src/c.rs/d", "in a folder");
    let wanted = files([
        ("src/lib.rs", "1"),
        ("src/a.rs", "2"),
        ("src/b/mod.rs", "3"),
        ("src/c.rs", "4"),
        ("src/new.rs", "5"),
    ]);
    assert_eq!(
        refused(&wanted, folder.path()),
        "error: a file is at the path of a folder of the generated crate
  --> ROOT/src/b
  help: move it away, then run the command again; nothing was written

error: a folder is at the path of a file of the generated crate
  --> ROOT/src/c.rs
  help: move it away, then run the command again; nothing was written

error: a file that this generator did not write has the path of a generated file
  --> ROOT/src/lib.rs
  help: move it away, then run the command again; nothing was written"
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (root, ours) = (folder.path(), rust("outside"));
    put(outside.path(), "a.rs", &ours);
    put(root, "src/keep", "");
    symlink(outside.path(), root.join("src/linked")).unwrap();
    symlink(outside.path().join("a.rs"), root.join("src/a.rs")).unwrap();
    assert_eq!(
        refused(&files([("src/linked/a.rs", "1"), ("src/a.rs", "2")]), root),
        "error: a symbolic link is at the path of a file of the generated crate
  --> ROOT/src/a.rs
  help: move it away, then run the command again; nothing was written

error: a symbolic link is at the path of a folder of the generated crate
  --> ROOT/src/linked
  help: move it away, then run the command again; nothing was written"
    );
    // Links that are not in the way stay, and so does what they lead to.
    let changes = write(&files([("src/b.rs", "3")]), root);
    assert_eq!(
        tally(&changes),
        Tally {
            written: 1,
            unchanged: 0,
            pruned: 0
        }
    );
    assert!(root.join("src/a.rs").is_symlink() && root.join("src/linked").is_symlink());
    assert_eq!(
        fs::read_to_string(outside.path().join("a.rs")).unwrap(),
        ours
    );

    // The root itself may be one.
    symlink(root, outside.path().join("root")).unwrap();
    write(&files([("src/b.rs", "4")]), &outside.path().join("root"));
    assert_eq!(
        fs::read_to_string(root.join("src/b.rs")).unwrap(),
        rust("4")
    );
}

#[test]
fn paths_and_texts_that_are_not_fit_are_bugs() {
    let folder = TempDir::new().unwrap();
    for path in [
        "",
        "/etc/a.rs",
        "../a.rs",
        "src/../../a.rs",
        "./a.rs",
        "src//a.rs",
        "src/",
        "C:/a.rs",
        "src\\a.rs",
        ".a",
        // One file with `src/types.rs` if case does not count.
        "src/Types.rs",
    ] {
        let diagnostics = refused(&files([(path, "1")]), folder.path());
        assert!(
            diagnostics.contains("is not a plain relative path in lower case"),
            "{path}: {diagnostics}"
        );
    }
    let mut unmarked = FileSet::default();
    unmarked.insert("src/lib.rs", "// nothing\n");
    let diagnostics = refused(&unmarked, folder.path());
    assert!(
        diagnostics.contains("does not start with a comment"),
        "{diagnostics}"
    );
}
