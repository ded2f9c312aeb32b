//! Files and readers as content, which need a tokio runtime.

use super::background::Background;
use super::{ByteStream, FileStream};
use crate::transport::{Body, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::io::Read;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, ReadBuf};

/// Size of the buffer of a reader, in bytes.
const BUFFER: usize = 64 * 1024;

impl ByteStream {
    /// Creates content from a file, with its length. It can be sent again: each attempt opens the file.
    ///
    /// The result is a builder, on which a [range](FileStream::range) can be set. Await it; without async, call
    /// [`open`](FileStream::open).
    ///
    /// ```
    /// # async fn example() -> Result<(), runtime::ByteStreamError> {
    /// use runtime::ByteStream;
    ///
    /// let whole = ByteStream::from_file("backup.tar").await?;
    /// let first = ByteStream::from_file("backup.tar").range(..1024 * 1024).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_file(path: impl Into<PathBuf>) -> FileStream {
        FileStream::new(path.into())
    }

    /// Creates content from a reader of tokio, with its length in bytes if that is known. It can be sent once.
    pub fn from_reader(
        length: impl Into<Option<u64>>,
        reader: impl AsyncRead + Send + 'static,
    ) -> Self {
        let pieces = ReaderPieces {
            reader: Box::pin(reader),
            buffer: Box::default(),
        };
        Body::from_stream(length.into(), pieces).into()
    }

    /// Creates content from a reader that may block, with its length in bytes if that is known. It can be sent once.
    ///
    /// It is read on threads of the tokio runtime for blocking code, which blocking clients have, too. The end of a runtime
    /// waits for a read that blocks.
    pub fn from_read(length: impl Into<Option<u64>>, reader: impl Read + Send + 'static) -> Self {
        let pieces = Background::new(reader);
        Body::from_stream(length.into(), pieces).into()
    }
}

/// The data of a reader.
struct ReaderPieces<R> {
    reader: Pin<Box<R>>,
    /// Allocated by the first read.
    buffer: Box<[u8]>,
}

impl<R: AsyncRead> Stream for ReaderPieces<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.buffer.is_empty() {
            this.buffer = vec![0; BUFFER].into();
        }
        let mut buffer = ReadBuf::new(&mut this.buffer);
        let read = ready!(this.reader.as_mut().poll_read(context, &mut buffer));
        Poll::Ready(match read {
            Err(error) => Some(Err(TransportError::new(error))),
            Ok(()) if buffer.filled().is_empty() => None,
            Ok(()) => Some(Ok(Bytes::copy_from_slice(buffer.filled()))),
        })
    }
}
