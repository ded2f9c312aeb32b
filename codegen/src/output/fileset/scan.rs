//! Looks for files that earlier runs wrote.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::{FORMER_MARKER, MARKER, is_ours, stage};

/// Paths below the root, with forward slashes.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files that start with the marker.
    pub(super) ours: Vec<String>,
    /// Files that a killed run did not come to rename.
    pub(super) leftovers: Vec<String>,
}

/// Scans `root`, except for hidden folders, links, cargo's target folders, and folders with crates of their own (which
/// may belong to another manifest).
///
/// Unreadable files are skipped: they are not known to be ours.
pub(super) fn scan(root: &Path) -> Found {
    let mut found = Found::default();
    visit(root, "", &mut found);
    found.ours.sort();
    found.leftovers.sort();
    found
}

fn visit(folder: &Path, prefix: &str, found: &mut Found) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name());
        let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type()) else {
            continue;
        };
        let relative = format!("{prefix}{name}");
        if kind.is_dir() {
            let is_elsewhere = ["Cargo.toml", "CACHEDIR.TAG"]
                .iter()
                .any(|file| path.join(file).exists());
            if !name.starts_with('.') && !is_elsewhere {
                visit(&path, &format!("{relative}/"), found);
            }
        } else if kind.is_file() {
            if stage::is_temporary(name) {
                found.leftovers.push(relative);
            } else if starts_with_marker(&path) {
                found.ours.push(relative);
            }
        }
    }
}

fn starts_with_marker(path: &Path) -> bool {
    let mut start = Vec::new();
    let length = (MARKER.len().max(FORMER_MARKER.len()) + "// ".len()) as u64;
    File::open(path)
        .and_then(|file| file.take(length).read_to_end(&mut start))
        .is_ok()
        && is_ours(&start)
}
