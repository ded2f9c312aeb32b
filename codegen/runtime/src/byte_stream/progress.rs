//! Progress of content that is sent or received.

use crate::lock::lock;
use crate::transport::{Body, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, ready};

type Piece = Result<Bytes, TransportError>;

/// A callback with the number of bytes so far, if there is one.
#[derive(Clone, Default)]
pub(crate) struct Progress(Option<Arc<Mutex<Reports>>>);

struct Reports {
    callback: Box<dyn FnMut(u64) + Send>,
    /// Number of streams that have reported.
    streams: u64,
}

impl Progress {
    pub(super) fn new(callback: impl FnMut(u64) + Send + 'static) -> Self {
        Self(Some(Arc::new(Mutex::new(Reports {
            callback: Box::new(callback),
            streams: 0,
        }))))
    }

    /// Calls the callback with the number of bytes so far.
    pub(super) fn report(&self, bytes: u64) {
        if let Some(mut reports) = self.reports() {
            (reports.callback)(bytes);
        }
    }

    /// Calls the callback for `stream`, which gets its number by that, unless another one has begun since: the HTTP
    /// library may still read the body of a failed attempt.
    fn report_of(&self, stream: &mut Option<u64>, bytes: u64) {
        let Some(mut reports) = self.reports() else {
            return;
        };
        let number = *stream.get_or_insert_with(|| {
            reports.streams += 1;
            reports.streams
        });
        if number == reports.streams {
            (reports.callback)(bytes);
        }
    }

    fn reports(&self) -> Option<MutexGuard<'_, Reports>> {
        let reports = self.0.as_ref()?;
        Some(lock(reports))
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
            number: None,
            read: 0,
        })
    }
}

/// A stream that reports its progress.
struct Watched<S> {
    pieces: S,
    progress: Progress,
    /// Number of this stream, which it gets when it is first read.
    number: Option<u64>,
    read: u64,
}

impl<S: Stream<Item = Piece> + Unpin> Stream for Watched<S> {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        let this = &mut *self;
        let next = ready!(Pin::new(&mut this.pieces).poll_next(context));
        if let Some(Ok(piece)) = &next {
            this.read = this.read.saturating_add(piece.len() as u64);
            this.progress.report_of(&mut this.number, this.read);
        }
        Poll::Ready(next)
    }
}
