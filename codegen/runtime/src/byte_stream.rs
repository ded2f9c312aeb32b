//! Content of streaming members.

#[cfg(feature = "tokio")]
mod background;
#[cfg(feature = "blocking")]
mod blocking;
mod error;
#[cfg(feature = "tokio")]
mod file;
mod from;
mod progress;
#[cfg(feature = "tokio")]
mod read;
#[cfg(feature = "tokio")]
mod source;
#[cfg(feature = "tokio")]
mod write;

#[cfg(feature = "blocking")]
pub use blocking::BlockingReader;
pub use error::{ByteStreamError, ByteStreamErrorKind};
#[cfg(feature = "tokio")]
pub use file::FileStream;
pub(crate) use progress::Progress;
#[cfg(feature = "tokio")]
pub use read::ByteStreamReader;

#[cfg(feature = "blocking")]
use crate::blocking::Blocking;
use crate::transport::{Body, collect_or};
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Content of a streaming member (`smithy.api#streaming`): bytes that are not held in memory as a whole.
///
/// Content to send is made of bytes or text (`From`), of a file ([`from_file`](Self::from_file)), a reader
/// ([`from_reader`](Self::from_reader), [`from_read`](Self::from_read)) or a stream ([`from_stream`](Self::from_stream)).
/// Bytes, files and [repeatable](Self::from_repeatable) streams can be sent again, so that a call with them is retried; a
/// reader or any other stream cannot.
///
/// Received content is a `Stream` of bytes, which [`next`](Self::next) reads, too. It is read whole by
/// [`bytes`](Self::bytes) and [`text`](Self::text), saved by [`write_to_file`](Self::write_to_file), and is a reader by
/// [`into_async_read`](Self::into_async_read) and, without async, [`into_read`](Self::into_read). Dropping it before its
/// end closes the connection.
///
/// `Default` is empty. `Debug` shows the length, not the content. serde's view leaves it out.
///
/// ```
/// # async fn example() -> Result<(), runtime::ByteStreamError> {
/// use runtime::ByteStream;
///
/// let content = ByteStream::from("three");
/// assert_eq!(content.length(), Some(5));
/// assert_eq!(content.text(1024).await?, "three");
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct ByteStream {
    body: Body,
    progress: Progress,
    /// Number of bytes that were read.
    read: u64,
    /// The blocking client that received it, whose thread drives its connection.
    #[cfg(feature = "blocking")]
    blocking: Option<Blocking>,
}

impl ByteStream {
    /// Returns the number of bytes left to read; `None` if it is not known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.body.length()
    }

    /// Calls `callback` with the number of bytes so far, each time that some were received by a read of this stream, or
    /// taken by the HTTP library to be sent.
    ///
    /// Each attempt to send it counts from zero, and ends the reports of the one before. Reading it for its hash before it
    /// is sent is not reported.
    #[must_use]
    pub fn on_progress(mut self, callback: impl FnMut(u64) + Send + 'static) -> Self {
        self.progress = Progress::new(callback);
        self
    }

    /// Returns the content as the body of a request.
    #[must_use]
    pub fn into_body(self) -> Body {
        let (body, progress) = self.into_parts();
        progress.watch(body)
    }

    /// Returns the content, and the callback that each attempt to send it reports to. The content itself does not report,
    /// so that it can be read for its hash.
    pub(crate) fn into_parts(self) -> (Body, Progress) {
        #[cfg(feature = "blocking")]
        if let Some(blocking) = self.blocking
            && self.body.as_bytes().is_none()
        {
            return (self.body.holding(blocking), self.progress);
        }
        (self.body, self.progress)
    }

    /// Sets the blocking client that received the content.
    #[cfg(feature = "blocking")]
    pub(crate) fn set_blocking(&mut self, blocking: Blocking) {
        self.blocking = Some(blocking);
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
    /// [`TooLarge`](ByteStreamErrorKind::TooLarge) for larger content, of which nothing is read if its length is known; and
    /// as for [`next`](Self::next).
    pub async fn bytes(self, limit: usize) -> Result<Bytes, ByteStreamError> {
        let limit_bytes = u64::try_from(limit).unwrap_or(u64::MAX);
        if self.length().is_some_and(|length| length > limit_bytes) {
            return Err(ByteStreamError::too_large(limit));
        }
        collect_or(self, limit, || ByteStreamError::too_large(limit)).await
    }

    /// Reads the whole content as UTF-8 text, of at most `limit` bytes.
    ///
    /// # Errors
    /// [`InvalidText`](ByteStreamErrorKind::InvalidText) if it is not UTF-8, and as for [`bytes`](Self::bytes).
    pub async fn text(self, limit: usize) -> Result<String, ByteStreamError> {
        let bytes = self.bytes(limit).await?;
        String::from_utf8(bytes.into()).map_err(ByteStreamError::not_text)
    }

    /// Converts the content into a reader of tokio.
    #[cfg(feature = "tokio")]
    #[must_use]
    pub fn into_async_read(self) -> ByteStreamReader {
        ByteStreamReader::new(self)
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

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(formatter, "ByteStream({length} bytes)"),
            None => formatter.write_str("ByteStream(unknown length)"),
        }
    }
}
