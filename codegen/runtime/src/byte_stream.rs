//! Content of streaming members.

mod error;
mod progress;

pub use error::{ByteStreamError, ByteStreamErrorKind};
pub(crate) use progress::Progress;

use crate::Blob;
use crate::transport::{Body, BoxError, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Content of a streaming member (`smithy.api#streaming`): bytes that are sent or received while they are produced.
///
/// `Debug` shows the length, not the content.
#[derive(Default)]
pub struct ByteStream {
    body: Body,
    progress: Progress,
    read: u64,
}

impl ByteStream {
    /// Creates content from a stream, with its length in bytes if that is known.
    ///
    /// A request with it is sent once: a failure after some of it was sent is not retried. See
    /// [`from_repeatable`](Self::from_repeatable).
    pub fn from_stream<E: Into<BoxError>>(
        length: impl Into<Option<u64>>,
        stream: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        Body::from_stream(length.into(), Pieces(Box::pin(stream))).into()
    }

    /// Creates content from a function that makes a stream, with its length in bytes if that is known.
    ///
    /// `make` is called for each time that the content is read: for its hash, and for each attempt to send it. Each stream
    /// must have the same content.
    pub fn from_repeatable<S, E>(
        length: impl Into<Option<u64>>,
        make: impl Fn() -> S + Send + Sync + 'static,
    ) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Body::from_repeatable(length.into(), move || Pieces(Box::pin(make()))).into()
    }

    /// Calls `callback` with the number of bytes so far, whenever some were read from here or taken by the HTTP library to
    /// be sent. Each attempt to send it counts from zero; reading it for a hash is not reported.
    #[must_use]
    pub fn on_progress(mut self, callback: impl FnMut(u64) + Send + 'static) -> Self {
        self.progress = Progress::new(callback);
        self
    }

    /// Returns the number of bytes left to read; `None` if it is not known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.body.length()
    }

    /// Returns the body of a request, which does not report progress to the callback of [`on_progress`](Self::on_progress).
    #[must_use]
    pub fn into_body(self) -> Body {
        self.body
    }

    /// Returns the content of a request, which can be read for a hash, and the callback that each attempt to send it
    /// reports to.
    #[allow(dead_code, reason = "used by calls with a stream")]
    pub(crate) fn into_parts(self) -> (Body, Progress) {
        (self.body, self.progress)
    }

    /// Returns the next data; `None` at the end.
    ///
    /// # Errors
    /// If the content cannot be read, or is longer or shorter than its length.
    pub async fn next(&mut self) -> Option<Result<Bytes, ByteStreamError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads the whole content, of at most `limit` bytes.
    ///
    /// # Errors
    /// If the content is larger, and as for [`next`](Self::next).
    pub async fn bytes(self, limit: usize) -> Result<Bytes, ByteStreamError> {
        self.body.collect(limit).await.map_err(Into::into)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, ByteStreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(Pin::new(&mut self.body).poll_next(context));
        if let Some(Ok(piece)) = &next {
            self.read = self.read.saturating_add(piece.len() as u64);
            self.progress.report(self.read);
        }
        Poll::Ready(next.map(|next| next.map_err(Into::into)))
    }
}

/// A stream of any error as one of a transport.
struct Pieces<S>(Pin<Box<S>>);

impl<S, E> Stream for Pieces<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(next.map(|next| next.map_err(TransportError::new)))
    }
}

impl From<ByteStream> for Body {
    fn from(stream: ByteStream) -> Self {
        stream.into_body()
    }
}

impl From<Body> for ByteStream {
    fn from(body: Body) -> Self {
        Self {
            body,
            ..Self::default()
        }
    }
}

impl From<Blob> for ByteStream {
    fn from(blob: Blob) -> Self {
        Body::from(blob.into_inner()).into()
    }
}

/// Conversions from bytes that are in memory.
macro_rules! from_bytes {
    ($($bytes:ty)*) => {$(
        impl From<$bytes> for ByteStream {
            fn from(bytes: $bytes) -> Self {
                Body::from(bytes).into()
            }
        }
    )*};
}

from_bytes! { Bytes Vec<u8> String &'static [u8] &'static str }

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(formatter, "ByteStream({length} bytes)"),
            None => formatter.write_str("ByteStream(unknown length)"),
        }
    }
}
