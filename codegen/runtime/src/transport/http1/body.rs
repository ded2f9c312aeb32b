//! Bodies of requests and responses.

use super::failure;
use super::limits::{Limits, Stall};
use super::ways::HttpVersion;
use crate::time::SharedClock;
use crate::transport::body::collect;
use crate::transport::{Body, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use http::response::Parts;
use http::{Response, Uri};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// Maximum size of the pieces in which HTTP/2 sends a body, that of a frame. It sends as much as the server's window
/// allows, and progress is seen only between two pieces. HTTP/1.1 sends bytes at once.
const PIECE: usize = 16 * 1024;

/// The body of a request.
pub(super) struct RequestBody {
    /// Data to be sent next.
    next: Bytes,
    /// Stream of the data after that; empty for a body of bytes.
    rest: Body,
    /// True if the connection may be one of HTTP/2.
    is_in_pieces: bool,
    progress: Arc<Progress>,
}

/// Progress of sending a body.
pub(super) struct Progress {
    clock: SharedClock,
    /// Time at which the latest piece was taken, by the clock; in nanoseconds.
    taken: AtomicU64,
    /// True while a stream has no data to send.
    is_starved: AtomicBool,
    is_done: AtomicBool,
}

impl RequestBody {
    /// Creates the body of a request over a connection of this version.
    pub(super) fn new(body: Body, version: HttpVersion, clock: SharedClock) -> Self {
        let is_empty = body.is_end_stream();
        let (next, rest) = match body.into_bytes() {
            Ok(bytes) => (bytes, Body::empty()),
            Err(stream) => (Bytes::new(), stream),
        };
        let progress = Arc::new(Progress {
            clock,
            taken: AtomicU64::new(0),
            is_starved: AtomicBool::new(false),
            is_done: AtomicBool::new(is_empty),
        });
        Self {
            next,
            rest,
            is_in_pieces: version != HttpVersion::Http1,
            progress,
        }
    }

    pub(super) fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }
}

impl Progress {
    /// Returns true if the HTTP library has finished with the body.
    pub(super) fn is_done(&self) -> bool {
        self.is_done.load(Ordering::Relaxed)
    }

    /// Returns true if the request waits for data of its own stream, not for the server.
    pub(super) fn is_starved(&self) -> bool {
        self.is_starved.load(Ordering::Relaxed)
    }

    /// Returns the time at which the latest piece was taken, by the clock; zero if none was.
    pub(super) fn latest(&self) -> Duration {
        Duration::from_nanos(self.taken.load(Ordering::Relaxed))
    }

    fn advance(&self) {
        let now = u64::try_from(self.clock.instant().as_nanos());
        self.taken.store(now.unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

/// The HTTP library drops a body after the last piece was sent.
impl Drop for RequestBody {
    fn drop(&mut self) {
        self.progress.is_done.store(true, Ordering::Relaxed);
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        if self.next.is_empty() {
            let next = Pin::new(&mut self.rest).poll_next(context);
            let is_starved = next.is_pending();
            self.progress
                .is_starved
                .store(is_starved, Ordering::Relaxed);
            match ready!(next) {
                Some(Ok(next)) => self.next = next,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let mut size = self.next.len();
        if self.is_in_pieces {
            // The last piece has one byte: when HTTP/2 has sent that, the server has allowed all that came before.
            let kept = usize::from(size > 1 && self.rest.is_end_stream());
            size = PIECE.min(size - kept);
        }
        let piece = self.next.split_to(size);
        self.progress.advance();
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.next.is_empty() && self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let rest = HttpBody::size_hint(&self.rest).exact();
        let whole = rest.map(|rest| rest.saturating_add(self.next.len() as u64));
        whole.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// Data of a response, received within the stall timeout.
pub(super) struct Received<B: HttpBody> {
    body: B,
    uri: Uri,
    failed: fn(&Uri, B::Error) -> TransportError,
    stall: Option<Stall>,
    silent_since: Option<Duration>,
}

impl<B: HttpBody<Data = Bytes> + Unpin> Received<B> {
    /// Creates the data of `body`, which the server of `uri` sends; `failed` returns the error of one of `body`.
    pub(super) fn new(
        body: B,
        uri: Uri,
        limits: &Limits,
        failed: fn(&Uri, B::Error) -> TransportError,
    ) -> Self {
        Self {
            body,
            uri,
            failed,
            stall: Stall::new(limits),
            silent_since: None,
        }
    }
}

impl<B: HttpBody<Data = Bytes> + Unpin> Stream for Received<B> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
                this.silent_since = None;
                match frame {
                    None => return Poll::Ready(None),
                    Some(Err(error)) => {
                        return Poll::Ready(Some(Err((this.failed)(&this.uri, error))));
                    }
                    Some(Ok(frame)) => match frame.into_data() {
                        Ok(data) => return Poll::Ready(Some(Ok(data))),
                        // Trailers have no meaning here.
                        Err(_) => continue,
                    },
                }
            }
            let Some(stall) = &mut this.stall else {
                return Poll::Pending;
            };
            let since = *this.silent_since.get_or_insert_with(|| stall.now());
            let timeout = ready!(stall.poll(context, || Some(since)));
            let error = failure::not_received(&this.uri, timeout.unwrap_or_default());
            return Poll::Ready(Some(Err(error)));
        }
    }
}

/// Returns the response with its data: whole, within the limit of its size, or as a stream if the request was for one.
pub(super) async fn response<B>(
    head: Parts,
    received: Received<B>,
    limits: &Limits,
) -> Result<Response<Body>, TransportError>
where
    B: HttpBody<Data = Bytes> + Unpin + Send + 'static,
    B::Error: 'static,
{
    let body = if limits.is_streamed {
        // A stream that is cut is an error of hyper's already.
        Body::from_stream(received.body.size_hint().exact(), received)
    } else {
        collect(received, limits.body, "response").await?.into()
    };
    Ok(Response::from_parts(head, body))
}
