//! Non-blocking pipes.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::OwnedFd;

/// Reading end of a pipe.
pub(super) struct Pipe(File);

impl Pipe {
    pub(super) fn new(pipe: impl Into<OwnedFd>) -> io::Result<Self> {
        let pipe = pipe.into();
        // Of this end alone: the command's end waits as before.
        rustix::io::ioctl_fionbio(&pipe, true)?;
        Ok(Self(File::from(pipe)))
    }

    /// Returns some bytes, none at the end of the pipe, or `None` if there are none yet.
    pub(super) fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut chunk = vec![0; 16 * 1024];
        match self.0.read(&mut chunk) {
            Ok(length) => {
                chunk.truncate(length);
                Ok(Some(chunk))
            }
            Err(error)
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}
