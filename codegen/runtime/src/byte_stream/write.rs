//! Saving content to a file.

mod temporary;

use super::background::{finished, run, start};
use super::{ByteStream, ByteStreamError};
use bytes::Bytes;
use std::path::Path;
use temporary::Temporary;

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
        let created = run(move || Temporary::create(&target)).await;
        let file = created.map_err(failed)?;
        let mut size = 0_u64;
        let mut writing = start(move || Ok(file)).map_err(failed)?;
        loop {
            // Read while the batch before it is written.
            let batch = self.batch().await;
            // The file is removed when it is dropped here.
            let file = finished(writing).await;
            let (batch, mut file) = (batch?, file.map_err(failed)?);
            if batch.is_empty() {
                run(move || file.persist()).await.map_err(failed)?;
                return Ok(size);
            }
            let written = batch.iter().map(|piece| piece.len() as u64);
            size = size.saturating_add(written.sum());
            writing = start(move || file.write(&batch).map(|()| file)).map_err(failed)?;
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
