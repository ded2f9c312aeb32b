//! Sources of content.

use super::ByteStream;
use crate::Blob;
use crate::transport::{Body, BoxError, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl ByteStream {
    /// Creates content from a stream, with its length in bytes if that is known.
    ///
    /// It can be sent once: a call that failed after some of it was sent is not retried. See
    /// [`from_repeatable`](Self::from_repeatable). A call is never retried because of an error of `stream`, nor of any other
    /// source.
    pub fn from_stream<E: Into<BoxError>>(
        length: impl Into<Option<u64>>,
        stream: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        Body::from_stream(length.into(), Pieces(Box::pin(stream))).into()
    }

    /// Creates content from a function that makes a stream, with its length in bytes if that is known.
    ///
    /// `make` is called now, and each time that the content is read again: after its hash, and for further attempts to
    /// send it. Each stream must have the same content.
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
}

impl From<Body> for ByteStream {
    fn from(body: Body) -> Self {
        Self {
            body,
            ..Self::default()
        }
    }
}

impl From<ByteStream> for Body {
    fn from(stream: ByteStream) -> Self {
        stream.into_body()
    }
}

impl From<Blob> for ByteStream {
    fn from(blob: Blob) -> Self {
        blob.into_inner().into()
    }
}

/// Implements conversions from bytes in memory.
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

impl<const N: usize> From<&'static [u8; N]> for ByteStream {
    fn from(bytes: &'static [u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

/// A stream of a program.
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
