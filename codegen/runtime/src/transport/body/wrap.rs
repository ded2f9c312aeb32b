//! Bodies with another stream around theirs.

use super::{Body, Content, Make, Piece, Pieces, Streamed};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

/// Size of the pieces of bytes, so that progress can be seen.
const PIECE: usize = 64 * 1024;

impl Body {
    /// Returns the body with `wrap` around the rest of its stream, and around that of each copy. Bytes become a stream.
    pub(crate) fn wrapped<S>(self, wrap: impl Fn(Pieces) -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Piece> + Send + 'static,
    {
        let streamed = match self.0 {
            Content::Bytes(bytes) => {
                let length = u64::try_from(bytes.len()).ok();
                let pieces = Box::pin(Split(bytes.clone()));
                let make: Make = Arc::new(move || Box::pin(Split(bytes.clone())));
                Streamed::new(length, pieces, Some(make))
            }
            Content::Stream(streamed) => *streamed,
        };
        let Streamed { pieces, make, .. } = streamed;
        let pieces = pieces.into_inner().unwrap_or_else(PoisonError::into_inner);
        let pieces: Pieces = Box::pin(wrap(pieces));
        let make = make.map(|make| -> Make { Arc::new(move || Box::pin(wrap(make()))) });
        // A part may have been read.
        let wrapped = Streamed {
            pieces: Mutex::new(pieces),
            make,
            ..streamed
        };
        Self(Content::Stream(Box::new(wrapped)))
    }

    /// Returns the body, which keeps `held` until it is dropped. Bytes become a stream.
    #[cfg(any(feature = "blocking", feature = "event-streams"))]
    pub(crate) fn holding<T: Clone + Send + Sync + Unpin + 'static>(self, held: T) -> Self {
        self.wrapped(move |pieces| Holding {
            pieces,
            _held: held.clone(),
        })
    }
}

/// Bytes in pieces.
struct Split(Bytes);

impl Stream for Split {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Piece>> {
        let size = self.0.len().min(PIECE);
        Poll::Ready((size > 0).then(|| Ok(self.0.split_to(size))))
    }
}

/// A stream with something that ends with it.
#[cfg(any(feature = "blocking", feature = "event-streams"))]
struct Holding<T> {
    pieces: Pieces,
    _held: T,
}

#[cfg(any(feature = "blocking", feature = "event-streams"))]
impl<T: Unpin> Stream for Holding<T> {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        self.pieces.as_mut().poll_next(context)
    }
}
