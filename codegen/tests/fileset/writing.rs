//! What is written, what is pruned, what is left alone.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

use codegen::fileset::{Change, FileSet, MARKER, RUST_HEADER, TOML_HEADER, Tally};
use codegen::scratch::ScratchFolder;

use crate::{files, put, rust, tally, tree, write};

#[test]
fn headers_carry_the_marker() {
    assert!(RUST_HEADER.starts_with(&format!("// {MARKER}")));
    assert!(TOML_HEADER.starts_with(&format!("# {MARKER}")));
    assert_eq!(
        (RUST_HEADER.lines().count(), TOML_HEADER.lines().count()),
        (2, 2)
    );
}

fn expected(written: usize, unchanged: usize, pruned: usize) -> Tally {
    Tally {
        written,
        unchanged,
        pruned,
    }
}

#[test]
fn writes_what_differs_and_prunes_what_is_stale() {
    let folder = ScratchFolder::new().unwrap();
    let root = folder.path().join("not/there/yet");
    let mut first = files([
        ("src/lib.rs", "mod a;"),
        ("src/a/mod.rs", "mod b;"),
        ("src/a/b.rs", "1"),
        ("src/c/d.rs", "2"),
    ]);
    first.insert("Cargo.toml", format!("{TOML_HEADER}[package]\n"));
    let planned = first.compare(&root).unwrap();
    assert!(!root.exists());
    assert_eq!(write(&first, &root), planned);
    assert_eq!(tally(&planned), expected(5, 0, 0));
    assert_eq!(
        tree(&root),
        first
            .iter()
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect()
    );

    let again = write(&first, &root);
    assert!(again.is_empty());
    assert_eq!(tally(&again), expected(0, 5, 0));

    let second = files([
        ("src/lib.rs", "mod a;"),
        ("src/a/mod.rs", "mod e;"),
        ("src/a/e.rs", "3"),
    ]);
    let planned = second.compare(&root).unwrap();
    assert_eq!(write(&second, &root), planned);
    let changes: Vec<_> = planned.iter().collect();
    let stale = |body| Change::Pruned { before: rust(body) };
    assert_eq!(
        changes,
        [
            ("src/a/b.rs", &stale("1")),
            ("src/a/e.rs", &Change::Created { after: rust("3") }),
            (
                "src/a/mod.rs",
                &Change::Changed {
                    before: rust("mod b;"),
                    after: rust("mod e;")
                }
            ),
            ("src/c/d.rs", &stale("2")),
            ("src/lib.rs", &Change::Unchanged),
        ]
    );
    assert_eq!(
        planned.tally(|path| path.starts_with("src/a/")),
        expected(2, 0, 1)
    );
    // Cargo.toml stays, the folder that became empty does not.
    let paths: Vec<_> = tree(&root).into_keys().collect();
    assert_eq!(
        paths,
        ["Cargo.toml", "src/a/e.rs", "src/a/mod.rs", "src/lib.rs"]
    );
    write(&FileSet::default(), &root);
    let paths: Vec<_> = tree(&root).into_keys().collect();
    assert_eq!(paths, ["Cargo.toml", "src/lib.rs"]);
}

#[test]
fn unchanged_files_are_not_touched() {
    let folder = ScratchFolder::new().unwrap();
    let wanted = files([("src/lib.rs", "mod a;"), ("src/a.rs", "1")]);
    write(&wanted, folder.path());
    let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in ["src/lib.rs", "src/a.rs"] {
        fs::File::options()
            .write(true)
            .open(folder.path().join(path))
            .unwrap()
            .set_modified(past)
            .unwrap();
    }
    write(&wanted, folder.path());
    for path in ["src/lib.rs", "src/a.rs"] {
        assert_eq!(
            fs::metadata(folder.path().join(path))
                .unwrap()
                .modified()
                .unwrap(),
            past
        );
    }
}

#[test]
fn foreign_files_are_left_alone() {
    let folder = ScratchFolder::new().unwrap();
    let root = folder.path();
    let ours = rust("ours, but not looked at there");
    let foreign = [
        ("README.md", "text"),
        ("src/a/custom.rs", "// by hand"),
        ("src/stale/keep.rs", "// by hand"),
        ("src/quoted.rs", &format!("//! {MARKER}")),
        ("src/late.rs", &format!("\n{ours}")),
        ("src/empty.rs", ""),
        ("src/.codegen-tmp", "no name before the ending"),
        ("src/.a.rs.codegen-tmp", "no process"),
        (".git/object.rs", &ours),
        ("target/CACHEDIR.TAG", "Signature"),
        ("target/package/src/lib.rs", &ours),
        ("other/Cargo.toml", "[package]"),
        ("other/src/lib.rs", &ours),
    ];
    for (path, text) in foreign {
        put(root, path, text);
    }
    fs::write(root.join("src/binary.rs"), b"// \xFF\x00").unwrap();
    put(root, "src/stale/old.rs", &ours);
    let changes = write(&files([("src/lib.rs", "1"), ("src/a/mod.rs", "2")]), root);
    assert_eq!(tally(&changes), expected(2, 0, 1));
    let after = tree(root);
    for (path, text) in foreign {
        assert_eq!(after.get(path).map(String::as_str), Some(text), "{path}");
    }
    assert!(after.contains_key("src/binary.rs"));
    assert!(!after.contains_key("src/stale/old.rs"));
}

#[test]
fn a_path_whose_case_changes_is_written_anew() {
    let folder = ScratchFolder::new().unwrap();
    write(&files([("src/Types.rs", "1")]), folder.path());
    write(&files([("src/types.rs", "1")]), folder.path());
    assert_eq!(
        tree(folder.path()),
        BTreeMap::from([("src/types.rs".to_owned(), rust("1"))])
    );
}
