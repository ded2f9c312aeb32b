//! Streams whose pieces a test decides, and a transport that does with a request what a test tells it.

use crate::pieces::{self, Piece};
use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response};
use runtime::{Body, BoxFuture, ByteStream, Transport, TransportError, bytes, futures_core, http};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

pub type Pieces = pieces::Pieces<TransportError>;

/// Blanks without an end.
pub struct Endless;

impl Stream for Endless {
    type Item = Piece;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Piece>> {
        Poll::Ready(Some(Ok(Bytes::from_static(&[b' '; 1 << 16]))))
    }
}

/// A stream that can be read once.
pub fn once(length: impl Into<Option<u64>>, pieces: &[&'static str]) -> ByteStream {
    ByteStream::from_stream(length, Pieces::of(pieces))
}

/// A stream that is made again, with the number of times that it was read.
pub fn repeatable(pieces: &'static [&'static str]) -> (ByteStream, Arc<AtomicUsize>) {
    let reads = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&reads);
    let length = pieces.iter().map(|piece| piece.len() as u64).sum::<u64>();
    let stream = ByteStream::from_repeatable(length, move || Counted {
        pieces: Pieces::of(pieces),
        reads: Some(Arc::clone(&count)),
    });
    (stream, reads)
}

/// Counts as read from its first piece on.
struct Counted {
    pieces: Pieces,
    reads: Option<Arc<AtomicUsize>>,
}

impl Stream for Counted {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        if let Some(reads) = self.reads.take() {
            reads.fetch_add(1, Ordering::SeqCst);
        }
        Pin::new(&mut self.pieces).poll_next(context)
    }
}

type Step = Box<
    dyn FnOnce(Request<Body>) -> BoxFuture<'static, Result<Response<Body>, TransportError>> + Send,
>;

/// Does with each request what comes next in the script.
#[derive(Clone, Default)]
pub struct Scripted(Arc<Mutex<VecDeque<Step>>>);

impl Scripted {
    /// Adds what happens to a request.
    pub fn then<F>(self, step: impl FnOnce(Request<Body>) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
    {
        let step: Step = Box::new(|request| Box::pin(step(request)));
        self.0.lock().unwrap().push_back(step);
        self
    }

    /// Returns the number of steps that are left.
    pub fn left(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

impl Transport for Scripted {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let step = self.0.lock().unwrap().pop_front().expect("no step is left");
        step(request)
    }
}

/// A response without headers.
pub fn response(status: u16, body: impl Into<Body>) -> Response<Body> {
    Response::builder()
        .status(status)
        .body(body.into())
        .unwrap()
}
