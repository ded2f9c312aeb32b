//! The order in which files take their places, so that a crate is usable at most moments of a run.

use std::cmp::Reverse;

use super::{Change, Changes};

/// Paths and texts of the files to write, the first to take its place first.
///
/// New files lead, as nothing knows of them yet. Files with modules below them follow what these modules are, so that
/// none is declared before it is there. The manifest is last: without it, nothing takes the folder for a crate.
pub(super) fn to_write(changes: &Changes) -> Vec<(&str, &str)> {
    let mut files: Vec<_> = changes
        .iter()
        .filter_map(|(path, change)| match change {
            Change::Created { after } => Some((place(path, true, changes), path, after.as_str())),
            Change::Changed { after, .. } => {
                Some((place(path, false, changes), path, after.as_str()))
            }
            Change::Unchanged | Change::Pruned { .. } => None,
        })
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|(_, path, text)| (path, text))
        .collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    New,
    Changed,
    /// The deepest first.
    Parent(Reverse<usize>),
    Root,
    Manifest,
}

fn place(path: &str, is_new: bool, changes: &Changes) -> Place {
    match path {
        "Cargo.toml" => Place::Manifest,
        "src/lib.rs" => Place::Root,
        _ if has_modules(path, changes) => Place::Parent(Reverse(path.matches('/').count())),
        _ if is_new => Place::New,
        _ => Place::Changed,
    }
}

/// Returns whether `path` is `a/mod.rs`, or `a.rs`, and others are in `a/`.
fn has_modules(path: &str, changes: &Changes) -> bool {
    let module = path
        .strip_suffix("/mod.rs")
        .or_else(|| path.strip_suffix(".rs"));
    module.is_some_and(|module| {
        let folder = format!("{module}/");
        let below = changes.0.range(folder.clone()..);
        below
            .map(|(other, _)| other)
            .take_while(|other| other.starts_with(&folder))
            .any(|other| other != path)
    })
}

#[cfg(test)]
mod tests {
    use super::{Change, Changes, to_write};

    #[test]
    fn new_then_changed_then_parents_then_root_then_manifest() {
        let changed = || Change::Changed {
            before: String::new(),
            after: String::new(),
        };
        let created = || Change::Created {
            after: String::new(),
        };
        let changes = [
            ("Cargo.toml", changed()),
            ("src/a.rs", created()),
            ("src/a/b/mod.rs", created()),
            ("src/a/b/new.rs", created()),
            ("src/a/changed.rs", changed()),
            ("src/a/mod.rs", changed()),
            ("src/a/same.rs", Change::Unchanged),
            (
                "src/a/stale.rs",
                Change::Pruned {
                    before: String::new(),
                },
            ),
            ("src/alone/mod.rs", changed()),
            ("src/lib.rs", created()),
            ("tests/z.rs", created()),
        ];
        let changes = Changes(
            changes
                .into_iter()
                .map(|(path, change)| (path.to_owned(), change))
                .collect(),
        );
        let paths: Vec<_> = to_write(&changes)
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        assert_eq!(
            paths,
            [
                "src/a/b/new.rs",
                "tests/z.rs",
                "src/a/changed.rs",
                "src/alone/mod.rs",
                "src/a/b/mod.rs",
                "src/a/mod.rs",
                "src/a.rs",
                "src/lib.rs",
                "Cargo.toml",
            ]
        );
    }
}
