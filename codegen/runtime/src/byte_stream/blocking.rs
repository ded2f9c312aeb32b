//! Content of streaming members without async.

use super::{ByteStream, ByteStreamError, ByteStreamReader};
use crate::blocking::Blocking;
use bytes::Bytes;
use std::fmt;
use std::future::poll_fn;
use std::io::{self, BufRead, Read};
use std::path::Path;
use std::pin::Pin;
use tokio::io::AsyncBufRead;

/// Reading without async. Content that a blocking client has received is read over the client's thread, which therefore
/// runs until it is dropped; any other has a thread of its own.
impl ByteStream {
    /// Reads the whole content, of at most `limit` bytes, and waits for it.
    ///
    /// # Errors
    /// Same as [`bytes`](Self::bytes), and in async code, which must not block.
    pub fn blocking_bytes(self, limit: usize) -> Result<Bytes, ByteStreamError> {
        wait(&self.waiting(), self.bytes(limit))
    }

    /// Reads the whole content as UTF-8 text, of at most `limit` bytes, and waits for it.
    ///
    /// # Errors
    /// Same as [`text`](Self::text), and in async code, which must not block.
    pub fn blocking_text(self, limit: usize) -> Result<String, ByteStreamError> {
        wait(&self.waiting(), self.text(limit))
    }

    /// Saves the content to a file, waits until it is whole, and returns its number of bytes.
    ///
    /// # Errors
    /// Same as [`write_to_file`](Self::write_to_file), and in async code, which must not block.
    pub fn blocking_write_to_file(self, path: impl AsRef<Path>) -> Result<u64, ByteStreamError> {
        wait(&self.waiting(), self.write_to_file(path))
    }

    /// Converts the content into a reader of std.
    #[must_use]
    pub fn into_read(self) -> BlockingReader {
        BlockingReader {
            blocking: self.waiting(),
            reader: self.into_async_read(),
        }
    }

    /// Returns the blocking client that received the content, or another one.
    fn waiting(&self) -> Blocking {
        self.blocking.clone().unwrap_or_default()
    }
}

fn wait<T>(
    blocking: &Blocking,
    reading: impl Future<Output = Result<T, ByteStreamError>>,
) -> Result<T, ByteStreamError> {
    blocking.run(reading).map_err(ByteStreamError::other)?
}

/// Content of a [`ByteStream`] as a reader of std, made by [`ByteStream::into_read`].
///
/// Errors are those of the stream, converted: see [`ByteStreamError`]. In async code, which must not block, reading is an
/// error.
pub struct BlockingReader {
    reader: ByteStreamReader,
    blocking: Blocking,
}

impl Read for BlockingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let size = self.fill_buf()?.read(buffer)?;
        self.consume(size);
        Ok(size)
    }
}

impl BufRead for BlockingReader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.reader.buffered().is_empty() {
            let fill = poll_fn(|context| {
                let filled = Pin::new(&mut self.reader).poll_fill_buf(context);
                filled.map_ok(|_| ())
            });
            self.blocking.run(fill).map_err(io::Error::other)??;
        }
        Ok(self.reader.buffered())
    }

    fn consume(&mut self, size: usize) {
        Pin::new(&mut self.reader).consume(size);
    }
}

impl fmt::Debug for BlockingReader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BlockingReader")
            .field("reader", &self.reader)
            .finish_non_exhaustive()
    }
}
