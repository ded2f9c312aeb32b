//! Bodies of requests and responses.

#[cfg(feature = "streams")]
mod wrap;

use super::TransportError;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

type Piece = Result<Bytes, TransportError>;
type Pieces = Pin<Box<dyn Stream<Item = Piece> + Send>>;
type Make = Arc<dyn Fn() -> Pieces + Send + Sync>;

/// Body of a request or response: bytes, or a stream of them.
///
/// It is a `Stream` of its data, and with the feature `http1` a body of the crate http-body. `Debug` shows the length
/// only.
///
/// A stream with a [length](Self::length) ends with an error if it has more or fewer bytes, which is also how a transport
/// reports that a response ended early.
pub struct Body(Content);

enum Content {
    /// Bytes that are not read yet.
    Bytes(Bytes),
    Stream(Box<Streamed>),
}

struct Streamed {
    /// Only for `Sync`: it is never locked.
    pieces: Mutex<Pieces>,
    length: Option<u64>,
    read: u64,
    has_ended: bool,
    /// Makes the stream again, from its start.
    make: Option<Make>,
}

impl Body {
    /// Creates an empty body.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Content::Bytes(Bytes::new()))
    }

    /// Creates a body from a stream, with its length in bytes if that is known.
    ///
    /// A request with it is sent once: see [`try_clone`](Self::try_clone).
    pub fn from_stream(
        length: Option<u64>,
        stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self::streamed(length, Box::pin(stream), None)
    }

    /// Creates a body from a function that makes a stream, with its length in bytes if that is known.
    ///
    /// `make` is called now, and for every further attempt to send the body. Each stream must have the same content.
    pub fn from_repeatable<S>(
        length: Option<u64>,
        make: impl Fn() -> S + Send + Sync + 'static,
    ) -> Self
    where
        S: Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    {
        let make: Make = Arc::new(move || Box::pin(make()));
        Self::streamed(length, make(), Some(make))
    }

    fn streamed(length: Option<u64>, pieces: Pieces, make: Option<Make>) -> Self {
        Self(Content::Stream(Box::new(Streamed::new(
            length, pieces, make,
        ))))
    }

    /// Returns the number of bytes left to read; `None` if it is not known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Stream(streamed) => streamed.left(),
        }
    }

    /// Returns the bytes; `None` for a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) => None,
        }
    }

    /// Returns the bytes.
    ///
    /// # Errors
    /// A stream, which [`collect`](Self::collect) reads.
    pub fn into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Content::Bytes(bytes) => Ok(bytes),
            Content::Stream(_) => Err(self),
        }
    }

    /// Returns a copy: bytes share their memory, and a [repeatable](Self::from_repeatable) stream is made again, from its
    /// start. `None` for any other stream, so that a request with it is not sent again.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes.clone().into()),
            Content::Stream(streamed) => {
                let make = streamed.make.as_ref()?;
                let make = Arc::clone(make);
                Some(Self::streamed(streamed.length, make(), Some(make)))
            }
        }
    }

    /// Returns the next data; `None` at the end.
    ///
    /// # Errors
    /// The stream's, and for a stream that is longer or shorter than its length.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads the whole body, of at most `limit` bytes.
    ///
    /// # Errors
    /// If the body is larger, and as for [`next`](Self::next).
    pub async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        collect(self, limit, "body").await
    }
}

impl Streamed {
    fn new(length: Option<u64>, pieces: Pieces, make: Option<Make>) -> Self {
        Self {
            pieces: Mutex::new(pieces),
            length,
            read: 0,
            has_ended: false,
            make,
        }
    }

    fn left(&self) -> Option<u64> {
        Some(self.length?.saturating_sub(self.read))
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let next = ready!(self.poll_piece(context));
        let mut next = self.checked(next);
        if matches!(next, Some(Ok(_))) && self.length == Some(self.read) {
            // An HTTP library stops at the length, without a look at what follows.
            match self.poll_piece(context) {
                Poll::Ready(None) => self.has_ended = true,
                Poll::Ready(more) => next = self.checked(more),
                Poll::Pending => {}
            }
        }
        self.has_ended |= !matches!(next, Some(Ok(_)));
        Poll::Ready(next)
    }

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        let pieces = self
            .pieces
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        loop {
            match ready!(pieces.as_mut().poll_next(context)) {
                // In HTTP/1.1 an empty chunk is the end.
                Some(Ok(piece)) if piece.is_empty() => {}
                next => return Poll::Ready(next),
            }
        }
    }

    /// Compares the stream with its length.
    fn checked(&mut self, next: Option<Piece>) -> Option<Piece> {
        let more = match &next {
            Some(Ok(piece)) => piece.len() as u64,
            Some(Err(_)) => return next,
            None => 0,
        };
        self.read = self.read.saturating_add(more);
        match self.length {
            Some(length) if self.read > length => {
                let message = format!("the body is longer than its length of {length} bytes");
                Some(Err(TransportError::new(message)))
            }
            Some(length) if next.is_none() && self.read < length => {
                let read = self.read;
                let message = format!("the body ended after {read} of {length} bytes");
                Some(Err(TransportError::io(message)))
            }
            _ => next,
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Content::Stream(streamed) => streamed.poll_next(context),
        }
    }
}

#[cfg(feature = "http1")]
impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, TransportError>>> {
        let next = self.poll_next(context);
        next.map(|next| next.map(|piece| piece.map(hyper::body::Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Content::Bytes(bytes) => bytes.is_empty(),
            // A stream of no further bytes may still have an error.
            Content::Stream(streamed) => streamed.has_ended,
        }
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        let length = self.length();
        length.map_or_else(Default::default, hyper::body::SizeHint::with_exact)
    }
}

/// Reads the whole stream, of at most `limit` bytes; `name` is that of the stream in errors.
pub(super) async fn collect(
    stream: impl Stream<Item = Result<Bytes, TransportError>> + Unpin,
    limit: usize,
    name: &str,
) -> Result<Bytes, TransportError> {
    let too_large = || TransportError::new(format!("the {name} is larger than {limit} bytes"));
    collect_or(stream, limit, too_large).await
}

/// Reads the whole stream, of at most `limit` bytes; `too_large` returns the error of one that is larger.
pub(crate) async fn collect_or<E>(
    mut stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
    limit: usize,
    too_large: impl FnOnce() -> E,
) -> Result<Bytes, E> {
    // Most bodies come at once: then they are not copied.
    let mut whole = Bytes::new();
    while let Some(piece) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
        let piece = piece?;
        if piece.len() > limit.saturating_sub(whole.len()) {
            return Err(too_large());
        }
        whole = joined(whole, piece);
    }
    Ok(whole)
}

/// Appends `more` to `start`, in the same memory if it is large enough.
fn joined(start: Bytes, more: Bytes) -> Bytes {
    if start.is_empty() {
        return more;
    }
    let mut whole = BytesMut::from(start);
    whole.extend_from_slice(&more);
    whole.freeze()
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T> From<T> for Body
where
    Bytes: From<T>,
{
    fn from(bytes: T) -> Self {
        Self(Content::Bytes(bytes.into()))
    }
}

impl fmt::Debug for Body {
    /// Omits the content, which may hold secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match &self.0 {
            Content::Bytes(_) => "Bytes",
            Content::Stream(_) => "Stream",
        };
        match self.length() {
            Some(length) => write!(formatter, "{name}({length} bytes)"),
            None => write!(formatter, "{name}(unknown length)"),
        }
    }
}
