//! Carries out a plan: first all new texts next to their targets, then one rename for each.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::plan::{Plan, cannot};
use super::{Change, Changes, LIBRARY, MANIFEST};
use crate::support::diagnostic::Diagnostics;
use crate::support::parallel;

/// Suffix of files that are not yet in their place.
const SUFFIX: &str = ".codegen-tmp";

/// Returns whether a file of that name is not yet in its place: `.<name>.<process id>.codegen-tmp`.
pub(super) fn is_temporary(name: &str) -> bool {
    let inner = name
        .strip_prefix('.')
        .and_then(|name| name.strip_suffix(SUFFIX));
    inner
        .and_then(|inner| inner.rsplit_once('.'))
        .is_some_and(|(name, process)| {
            !name.is_empty()
                && !process.is_empty()
                && process.chars().all(|char| char.is_ascii_digit())
        })
}

pub(super) fn apply(plan: &Plan, root: &Path) -> Result<(), Diagnostics> {
    prune(plan.leftovers.iter().map(String::as_str), root)?;
    let mut staged = Staged::default();
    for (path, text) in in_order(&plan.changes) {
        staged.add(&root.join(path), text)?;
    }
    staged.flush()?;
    staged.put_in_place()?;
    let changes = plan.changes.iter();
    let stale = changes.filter(|(_, change)| matches!(change, Change::Pruned { .. }));
    prune(stale.map(|(path, _)| path), root)
}

/// Paths and texts of the files to write, the first to take its place first: see [`super`].
fn in_order(changes: &Changes) -> Vec<(&str, &str)> {
    let changes = changes.iter().filter_map(|(path, change)| match change {
        Change::Created { after } | Change::Changed { after, .. } => Some((path, after.as_str())),
        Change::Unchanged | Change::Pruned { .. } => None,
    });
    let mut files: Vec<_> = changes.collect();
    files.sort_by_key(|(path, _)| {
        let declares = *path == LIBRARY || *path == MANIFEST || path.ends_with("/mod.rs");
        (Reverse(path.matches('/').count()), declares)
    });
    files
}

/// Gives files new texts.
pub(super) fn replace(files: &[(PathBuf, String)]) -> Result<(), Diagnostics> {
    let mut staged = Staged::default();
    for (path, text) in files {
        staged.add(path, text)?;
    }
    staged.flush()?;
    staged.put_in_place()
}

/// Removes from `folder` the files of a killed run.
pub(super) fn tidy(folder: &Path) -> Result<(), Diagnostics> {
    let entries = fs::read_dir(folder).map_err(|error| cannot("look at", folder, &error))?;
    let names = entries.flatten().map(|entry| entry.file_name());
    let names: Vec<String> = names.flat_map(|name| name.into_string()).collect();
    let leftovers = names.iter().filter(|name| is_temporary(name));
    prune(leftovers.map(String::as_str), folder)
}

/// Files that are written but not in their place, in the order that they take it; those that never get there are removed.
#[derive(Default)]
struct Staged {
    files: Vec<StagedFile>,
    new_folders: Vec<PathBuf>,
}

struct StagedFile {
    temporary: PathBuf,
    target: PathBuf,
}

impl Staged {
    fn add(&mut self, target: &Path, text: &str) -> Result<(), Diagnostics> {
        let folder = target.parent().unwrap_or(target);
        self.create(folder)
            .map_err(|error| cannot("create", folder, &error))?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!(".{name}.{}{SUFFIX}", std::process::id()));
        let mut file =
            File::create_new(&temporary).map_err(|error| cannot("create", &temporary, &error))?;
        self.files.push(StagedFile {
            temporary: temporary.clone(),
            target: target.to_owned(),
        });
        file.write_all(text.as_bytes())
            .map_err(|error| cannot("write", &temporary, &error))
    }

    /// Makes the texts last through a power failure. Several at once, for each is a wait for the disk.
    fn flush(&self) -> Result<(), Diagnostics> {
        let flushed = parallel::map(&self.files, |StagedFile { temporary, .. }| {
            let file = File::options().write(true).open(temporary);
            file.and_then(|file| file.sync_all())
                .map_err(|error| cannot("write", temporary, &error))
        });
        flushed.into_iter().collect()
    }

    fn create(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> = folder
            .ancestors()
            .take_while(|folder| !folder.exists())
            .map(Path::to_owned)
            .collect();
        self.new_folders.extend(missing.into_iter().rev());
        fs::create_dir_all(folder)
    }

    fn put_in_place(self) -> Result<(), Diagnostics> {
        let mut folders = BTreeSet::new();
        for StagedFile {
            temporary, target, ..
        } in &self.files
        {
            fs::rename(temporary, target).map_err(|error| cannot("replace", target, &error))?;
            folders.extend(target.parent().map(Path::to_owned));
        }
        for folder in folders {
            flush(&folder);
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for file in &self.files {
            // Gone already where it is in its place.
            let _ = fs::remove_file(&file.temporary);
        }
        for folder in self.new_folders.iter().rev() {
            // Refused where something is in it.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Makes renames last through a power failure, where the system can do that.
fn flush(folder: &Path) {
    #[cfg(unix)]
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let _ = folder;
}

/// Deletes files, and the folders that become empty by it.
fn prune<'a>(paths: impl IntoIterator<Item = &'a str>, root: &Path) -> Result<(), Diagnostics> {
    for path in paths {
        let path = root.join(path);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(cannot("delete", &path, &error));
            }
            _ => {}
        }
        let folders = path
            .ancestors()
            .skip(1)
            .take_while(|folder| *folder != root);
        // Refused, and so the end of it, where something is left.
        folders
            .map(fs::remove_dir)
            .take_while(Result::is_ok)
            .for_each(drop);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Change, Changes, in_order};

    #[test]
    fn files_that_declare_modules_follow_them() {
        let after = String::new;
        let created = || Change::Created { after: after() };
        let (before, changed) = (after(), after());
        let changed = Change::Changed {
            before,
            after: changed,
        };
        let changes = [
            ("Cargo.toml", changed.clone()),
            ("a_text", created()),
            ("src/a.rs", created()),
            ("src/a/b/mod.rs", created()),
            ("src/a/b/new.rs", created()),
            ("src/a/mod.rs", changed.clone()),
            ("src/a/same.rs", Change::Unchanged),
            ("src/a/stale.rs", Change::Pruned { before: after() }),
            ("src/a/z.rs", changed),
            ("src/lib.rs", created()),
            ("src/z.rs", created()),
        ];
        let changes = changes.map(|(path, change)| (path.to_owned(), change));
        let changes = Changes(changes.into());
        let paths: Vec<_> = in_order(&changes).into_iter().map(|it| it.0).collect();
        assert_eq!(
            paths,
            [
                "src/a/b/new.rs",
                "src/a/b/mod.rs",
                "src/a/z.rs",
                "src/a/mod.rs",
                "src/a.rs",
                "src/z.rs",
                "src/lib.rs",
                "a_text",
                "Cargo.toml",
            ]
        );
    }
}
