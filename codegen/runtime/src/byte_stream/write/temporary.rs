//! Temporary files that become files under their final name.

use crate::entropy;
use crate::hex::hex;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A temporary file, which is removed when it is dropped.
pub(super) struct Temporary {
    /// `None` once it was closed.
    file: Option<File>,
    path: PathBuf,
    target: PathBuf,
}

impl Temporary {
    /// Creates a temporary file in the folder of the file `path`.
    ///
    /// # Errors
    /// Those of the operating system, and if `path` is something other than a file.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let target = target(path)?;
        // Random: several processes may save to the same folder.
        let random = hex(&entropy::draw()?);
        let path = target.with_file_name(format!(".{random}.tmp"));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)?;
        Ok(Self {
            file: Some(file),
            path,
            target,
        })
    }

    /// Appends `pieces`.
    ///
    /// # Errors
    /// Those of the operating system.
    pub(super) fn write(&mut self, pieces: &[impl AsRef<[u8]>]) -> io::Result<()> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        pieces
            .iter()
            .try_for_each(|piece| file.write_all(piece.as_ref()))
    }

    /// Closes the file and renames it to its final name, which an existing file loses.
    ///
    /// # Errors
    /// Those of the operating system; the file is removed then.
    pub(super) fn persist(mut self) -> io::Result<()> {
        // Windows does not rename open files.
        self.file = None;
        fs::rename(&self.path, &self.target)?;
        self.path = PathBuf::new();
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        self.file = None;
        if !self.path.as_os_str().is_empty() {
            // There is nobody to report an error to.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Returns the path of the file that is replaced, or created.
fn target(path: &Path) -> io::Result<PathBuf> {
    let refuse = |message| Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    match fs::metadata(path) {
        // A device or a pipe would be replaced by a file.
        Ok(metadata) if !metadata.is_file() => refuse("it exists and is not a regular file"),
        Ok(_) => fs::canonicalize(path),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Err(_) if !names_file(path) => refuse("it is not the path of a file"),
        Err(_) => match fs::read_link(path) {
            // Its file does not exist. Links in a circle are another error.
            Ok(link) => target(&path.with_file_name(link)),
            Err(_) => Ok(path.to_owned()),
        },
    }
}

/// Returns true if `path` ends with a name, without a separator after it: a file cannot be renamed to any other.
fn names_file(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    let name = path.file_name();
    name.is_some_and(|name| bytes.ends_with(name.as_encoded_bytes()))
}
