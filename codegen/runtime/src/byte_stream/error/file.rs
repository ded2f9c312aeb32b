//! Errors of files.

use super::{ByteStreamError, ByteStreamErrorKind};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{fmt, io};

impl ByteStreamError {
    /// Returns the error of a file that cannot be used as `action` says.
    pub(in crate::byte_stream) fn file(
        action: &'static str,
        path: &Path,
        error: io::Error,
    ) -> Self {
        let path = path.to_owned();
        Self::new(
            ByteStreamErrorKind::File,
            FileFailure {
                action,
                path,
                error,
            },
        )
    }
}

/// Failure of an operation on a file.
#[derive(Debug)]
struct FileFailure {
    action: &'static str,
    path: PathBuf,
    error: io::Error,
}

impl fmt::Display for FileFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (action, path) = (self.action, self.path.display());
        write!(formatter, "failed to {action} the file `{path}`")
    }
}

impl Error for FileFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}
