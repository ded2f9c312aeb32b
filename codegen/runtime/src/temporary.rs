//! Temporary files that become files under their final name.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::PathBuf;

/// A temporary file, which is removed when it is dropped.
pub(crate) struct Temporary {
    /// `None` once it was closed.
    file: Option<File>,
    path: PathBuf,
    target: PathBuf,
}

impl Temporary {
    /// Creates the file `path`, which is to become `target` in the same folder.
    ///
    /// # Errors
    /// Those of the operating system, and if the file exists.
    pub(crate) fn create(
        path: PathBuf,
        target: PathBuf,
        options: &mut OpenOptions,
    ) -> io::Result<Self> {
        let file = options.write(true).create_new(true).open(&path)?;
        Ok(Self {
            file: Some(file),
            path,
            target,
        })
    }

    /// Appends `bytes`.
    ///
    /// # Errors
    /// Those of the operating system.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let file = self.file.as_mut();
        file.map_or(Ok(()), |file| file.write_all(bytes))
    }

    /// Synchronizes the file with the disk: otherwise a crash of the machine could leave an empty file under the final
    /// name.
    ///
    /// # Errors
    /// Those of the operating system.
    #[cfg(feature = "credentials")]
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.file.as_ref().map_or(Ok(()), File::sync_all)
    }

    /// Closes the file and renames it to its final name, which an existing file loses.
    ///
    /// # Errors
    /// Those of the operating system; the file is removed then.
    pub(crate) fn persist(mut self) -> io::Result<()> {
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
