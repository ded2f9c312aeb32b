//! One run at a time in a folder.
//!
//! The lock is advisory and belongs to the open file, so that it ends with its process, however that ends. On Unix the
//! root folder itself is locked, which leaves no file behind and holds for everyone who can reach it; elsewhere folders
//! cannot be locked, so a file among the temporary ones stands for it. Where a file system knows no locks, runs at the
//! same time may each fail, but even so no file is ever replaced but by a whole one.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::plan::cannot;
use crate::support::diagnostic::Diagnostics;

/// Creates `root` where it does not exist, and waits for the turn.
pub(super) fn lock(root: &Path) -> Result<File, Diagnostics> {
    fs::create_dir_all(root).map_err(|error| cannot("create", root, &error))?;
    let handle = handle(root).map_err(|error| cannot("open", root, &error))?;
    match handle.lock() {
        Ok(()) => Ok(handle),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(handle),
        Err(error) => Err(cannot("lock", root, &error)),
    }
}

#[cfg(unix)]
fn handle(root: &Path) -> io::Result<File> {
    File::open(root)
}

#[cfg(not(unix))]
fn handle(root: &Path) -> io::Result<File> {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};

    let mut hasher = DefaultHasher::new();
    fs::canonicalize(root)?.hash(&mut hasher);
    let path = std::env::temp_dir().join(format!("codegen-{:016x}.lock", hasher.finish()));
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}
