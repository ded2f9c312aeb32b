//! Streams whose pieces a test decides.

use bytes::Bytes;
use futures_core::Stream;
use runtime::{TransportError, bytes, futures_core};
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

pub type Piece = Result<Bytes, TransportError>;

/// Pieces that are there, and their end.
pub struct Pieces<E>(pub VecDeque<Result<Bytes, E>>);

impl<E> Pieces<E> {
    /// These pieces.
    pub fn of(pieces: &[&'static str]) -> Self {
        let pieces = pieces
            .iter()
            .map(|piece| Ok(Bytes::from_static(piece.as_bytes())));
        Self(pieces.collect())
    }

    /// The pieces, and then an error.
    pub fn then(mut self, error: E) -> Self {
        self.0.push_back(Err(error));
        self
    }
}

impl<E: Unpin> Stream for Pieces<E> {
    type Item = Result<Bytes, E>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

/// Pieces that a test sends when it wants to.
pub struct Slow(UnboundedReceiver<Piece>);

impl Slow {
    pub fn new() -> (UnboundedSender<Piece>, Self) {
        let (sender, receiver) = unbounded_channel();
        (sender, Self(receiver))
    }
}

impl Stream for Slow {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        self.0.poll_recv(context)
    }
}
