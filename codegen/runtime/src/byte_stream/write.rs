//! Saving content to a file.

use super::background::{finished, run, start};
use super::{ByteStream, ByteStreamError};
use crate::entropy;
use crate::hex::hex;
use crate::temporary::Temporary;
use bytes::Bytes;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Number of bytes that are written at once, or more.
const BATCH: usize = 256 * 1024;

impl ByteStream {
    /// Saves the content to a file, and returns its number of bytes.
    ///
    /// The content is written to a temporary file in the same folder, which is renamed when it is whole, and removed after
    /// an error or if the future is dropped. An existing file is unchanged until then, and replaced as a whole; a symbolic
    /// link is followed. The permissions are those of a new file. The file is not synchronized with the disk: a crash of
    /// the machine soon afterwards may lose it.
    ///
    /// # Errors
    /// [`File`](crate::ByteStreamErrorKind::File) if the file cannot be written, or `path` is something other than a file;
    /// as for [`next`](Self::next); and without a tokio runtime.
    pub async fn write_to_file(mut self, path: impl AsRef<Path>) -> Result<u64, ByteStreamError> {
        let path = path.as_ref();
        let failed = |error| ByteStreamError::file("write", path, error);
        let target = path.to_owned();
        let created = run(move || create(&target)).await;
        let file = created.map_err(failed)?;
        let mut size = 0_u64;
        let mut writing = start(move || Ok(file)).map_err(failed)?;
        loop {
            // Read while the batch before it is written.
            let batch = self.batch().await;
            // The file is removed when it is dropped here.
            let file = finished(writing).await;
            let (batch, file) = (batch?, file.map_err(failed)?);
            if batch.is_empty() {
                run(move || file.persist()).await.map_err(failed)?;
                return Ok(size);
            }
            let sizes = batch.iter().map(|piece| piece.len() as u64);
            size = size.saturating_add(sizes.sum());
            writing = start(move || written(file, &batch)).map_err(failed)?;
        }
    }

    /// Reads the data that is written next; none at the end.
    async fn batch(&mut self) -> Result<Vec<Bytes>, ByteStreamError> {
        let (mut batch, mut size) = (Vec::new(), 0);
        while size < BATCH
            && let Some(piece) = self.next().await
        {
            let piece = piece?;
            size += piece.len();
            batch.push(piece);
        }
        Ok(batch)
    }
}

/// Appends `batch` to a file, and returns the file.
fn written(mut file: Temporary, batch: &[Bytes]) -> io::Result<Temporary> {
    batch.iter().try_for_each(|piece| file.write(piece))?;
    Ok(file)
}

/// Creates a temporary file in the folder of the file `path`.
fn create(path: &Path) -> io::Result<Temporary> {
    let target = target(path)?;
    // Random: several processes may save to the same folder.
    let random = hex(&entropy::draw()?);
    let path = target.with_file_name(format!(".{random}.tmp"));
    Temporary::create(path, target, &mut OpenOptions::new())
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
