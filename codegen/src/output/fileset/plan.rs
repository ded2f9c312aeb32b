//! Compares the wanted files with the existing ones.

use std::fs;
use std::io;
use std::path::Path;

use super::{Change, Changes, FileSet, LIBRARY, MANIFEST, is_ours, scan};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// The changes to make.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) changes: Changes,
    /// Files of a killed run.
    pub(super) leftovers: Vec<String>,
}

/// Never pruned: cargo needs them to load a workspace.
const KEPT: [&str; 2] = [MANIFEST, LIBRARY];

/// Returns every reason why `files` cannot be written to `root`, or else what is to be done.
pub(super) fn plan(files: &FileSet, root: &Path) -> Result<Plan, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut changes = Changes::default();
    for (path, text) in files.iter() {
        match change(path, text, root) {
            Ok(change) => {
                changes.0.insert(path.to_owned(), change);
            }
            Err(reasons) => diagnostics.extend(reasons),
        }
    }
    if !diagnostics.is_empty() {
        diagnostics.sort();
        return Err(diagnostics);
    }
    let found = scan::scan(root);
    for path in found.ours {
        if !changes.0.contains_key(&path) && !KEPT.contains(&path.as_str()) {
            let before = read(&path, root)?;
            changes.0.insert(
                path,
                Change::Pruned {
                    before: String::from_utf8_lossy(&before).into_owned(),
                },
            );
        }
    }
    Ok(Plan {
        changes,
        leftovers: found.leftovers,
    })
}

fn change(path: &str, text: &str, root: &Path) -> Result<Change, Diagnostics> {
    let target = root.join(path);
    let located = |message: String| Diagnostic::error(message).file(target.display().to_string());
    if is_absent(path, root)? {
        return Ok(Change::Created {
            after: text.to_owned(),
        });
    }
    let before = read(path, root)?;
    if !is_ours(&before) {
        let error = located(
            "a file that this generator did not write has the path of a generated file".to_owned(),
        );
        return Err(error
            .help("move it away, then run the command again; nothing was written")
            .into());
    }
    if before == text.as_bytes() {
        return Ok(Change::Unchanged);
    }
    let before = String::from_utf8_lossy(&before).into_owned();
    Ok(Change::Changed {
        before,
        after: text.to_owned(),
    })
}

/// Returns whether nothing is at `path` yet. Everything on the way there must be a folder, and the end a file.
fn is_absent(path: &str, root: &Path) -> Result<bool, Diagnostics> {
    let mut steps = vec![(root.to_owned(), true)];
    let mut walked = root.to_owned();
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        walked.push(name);
        steps.push((walked.clone(), names.peek().is_some()));
    }
    for (index, (step, is_folder)) in steps.iter().enumerate() {
        // The root itself is the user's choice, a link or not.
        let metadata = if index == 0 {
            fs::metadata(step)
        } else {
            fs::symlink_metadata(step)
        };
        let obstacle = match metadata {
            Ok(metadata) if metadata.is_symlink() => "a symbolic link is",
            Ok(metadata) if metadata.is_dir() && !is_folder => "a folder is",
            Ok(metadata) if metadata.is_file() && *is_folder => "a file is",
            Ok(metadata) if !metadata.is_dir() && !metadata.is_file() => {
                "something that is neither file nor folder is"
            }
            Ok(_) => continue,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(cannot("look at", step, &error)),
        };
        let wanted = if *is_folder { "a folder" } else { "a file" };
        let error = Diagnostic::error(format!(
            "{obstacle} at the path of {wanted} of the generated crate"
        ));
        let error = error.file(step.display().to_string());
        return Err(error
            .help("move it away, then run the command again; nothing was written")
            .into());
    }
    Ok(false)
}

fn read(path: &str, root: &Path) -> Result<Vec<u8>, Diagnostics> {
    let path = root.join(path);
    fs::read(&path).map_err(|error| cannot("read", &path, &error))
}

/// Returns the error of a file system operation.
pub(super) fn cannot(action: &str, path: &Path, error: &io::Error) -> Diagnostics {
    Diagnostic::error(format!("cannot {action} this: {error}"))
        .file(path.display().to_string())
        .help("fix that, or name another folder in the manifest; then run the command again")
        .into()
}
