//! Content as a reader of tokio.

use super::ByteStream;
use bytes::{Buf, Bytes};
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, io};
use tokio::io::{AsyncBufRead, AsyncRead, ReadBuf};

/// Content of a [`ByteStream`] as a reader of tokio, made by [`ByteStream::into_async_read`].
///
/// Errors are those of the stream, converted: see [`ByteStreamError`](crate::ByteStreamError).
pub struct ByteStreamReader {
    stream: ByteStream,
    /// Data that was received and is not read yet.
    piece: Bytes,
}

impl ByteStreamReader {
    pub(super) fn new(stream: ByteStream) -> Self {
        Self {
            stream,
            piece: Bytes::new(),
        }
    }

    /// Returns data that was received and is not read yet; it may be empty before the end.
    #[cfg(feature = "blocking")]
    pub(super) fn buffered(&self) -> &[u8] {
        &self.piece
    }

    fn poll_fill(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.piece.is_empty()
            && let Some(piece) = ready!(Pin::new(&mut self.stream).poll_next(context))
        {
            self.piece = piece?;
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for ByteStreamReader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if buffer.remaining() > 0 {
            ready!(self.poll_fill(context))?;
            let size = buffer.remaining().min(self.piece.len());
            buffer.put_slice(&self.piece.split_to(size));
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncBufRead for ByteStreamReader {
    fn poll_fill_buf(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let this = self.get_mut();
        ready!(this.poll_fill(context))?;
        Poll::Ready(Ok(&this.piece))
    }

    fn consume(mut self: Pin<&mut Self>, size: usize) {
        let size = size.min(self.piece.len());
        self.piece.advance(size);
    }
}

impl fmt::Debug for ByteStreamReader {
    /// Omits the content.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStreamReader")
            .field("buffered", &self.piece.len())
            .field("stream", &self.stream)
            .finish()
    }
}
