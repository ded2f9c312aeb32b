//! Progress of content that is sent or received.

use crate::transport::{Body, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

type Piece = Result<Bytes, TransportError>;
type Callback = dyn FnMut(u64) + Send;

/// A callback with the number of bytes so far, if there is one.
#[derive(Clone, Default)]
pub(crate) struct Progress(Option<Arc<Mutex<Callback>>>);

impl Progress {
    pub(super) fn new(callback: impl FnMut(u64) + Send + 'static) -> Self {
        Self(Some(Arc::new(Mutex::new(callback))))
    }

    /// Calls the callback with the number of bytes so far.
    pub(super) fn report(&self, bytes: u64) {
        if let Some(callback) = &self.0 {
            let mut callback = callback.lock().unwrap_or_else(PoisonError::into_inner);
            callback(bytes);
        }
    }

    /// Returns `body` for one attempt, with reports of the bytes that are read from it. Its copies count from zero.
    pub(crate) fn watch(&self, body: Body) -> Body {
        if self.0.is_none() {
            return body;
        }
        let progress = self.clone();
        body.wrapped(move |pieces| Watched {
            pieces,
            progress: progress.clone(),
            read: 0,
        })
    }
}

/// A stream that reports its progress.
struct Watched<S> {
    pieces: S,
    progress: Progress,
    read: u64,
}

impl<S: Stream<Item = Piece> + Unpin> Stream for Watched<S> {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        let next = ready!(Pin::new(&mut self.pieces).poll_next(context));
        if let Some(Ok(piece)) = &next {
            self.read = self.read.saturating_add(piece.len() as u64);
            self.progress.report(self.read);
        }
        Poll::Ready(next)
    }
}
