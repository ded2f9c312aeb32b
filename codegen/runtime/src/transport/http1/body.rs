//! Bodies of requests and responses.

use super::limits::{Limits, Stall};
use crate::time::SharedClock;
use crate::transport::TransportError;
use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

/// Size of the pieces in which HTTP/2 sends a body, that of a frame. A stream sends as much as the server's window
/// allows, and progress is seen only between two pieces. HTTP/1.1 sends the whole body at once.
const PIECE: Option<usize> = if cfg!(feature = "http2") {
    Some(16 * 1024)
} else {
    None
};

/// The body of a request.
pub(super) struct RequestBody {
    data: Bytes,
    progress: Arc<Progress>,
}

/// Progress of sending a body.
pub(super) struct Progress {
    clock: SharedClock,
    /// Time at which the latest piece was taken, by the clock; in nanoseconds.
    taken: AtomicU64,
    is_done: AtomicBool,
}

impl RequestBody {
    pub(super) fn new(data: Bytes, clock: SharedClock) -> Self {
        let progress = Arc::new(Progress {
            clock,
            taken: AtomicU64::new(0),
            is_done: AtomicBool::new(data.is_empty()),
        });
        Self { data, progress }
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

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let left = self.data.len();
        if left == 0 {
            return Poll::Ready(None);
        }
        // The last piece has one byte: when HTTP/2 has sent that, the server has allowed all that came before.
        let size = PIECE.map_or(left, |piece| piece.min(left - 1).max(1));
        let piece = self.data.split_to(size);
        self.progress.advance();
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.data.len() as u64)
    }
}

/// Reads the data of a body within the limits.
pub(super) async fn read<B>(
    mut body: B,
    limits: &Limits,
    failed: impl Fn(B::Error) -> TransportError,
    stalled: impl Fn(Duration) -> TransportError,
) -> Result<Bytes, TransportError>
where
    B: Body<Data = Bytes> + Unpin,
{
    let mut stall = Stall::new(limits);
    // Most bodies come at once: then they are not copied.
    let mut whole = Bytes::new();
    loop {
        let mut silent_since = None;
        let frame = poll_fn(|context| {
            if let Poll::Ready(frame) = Pin::new(&mut body).poll_frame(context) {
                return Poll::Ready(Ok(frame));
            }
            let Some(stall) = &mut stall else {
                return Poll::Pending;
            };
            let since = *silent_since.get_or_insert_with(|| limits.clock.instant());
            stall.poll(context, || Some(since)).map(Err)
        });
        let frame = match frame.await {
            Ok(frame) => frame,
            Err(timeout) => return Err(stalled(timeout.unwrap_or_default())),
        };
        let Some(frame) = frame else {
            return Ok(whole);
        };
        // Trailers have no meaning here.
        let Ok(data) = frame.map_err(&failed)?.into_data() else {
            continue;
        };
        if data.len() > limits.body.saturating_sub(whole.len()) {
            let message = format!("the response is larger than {} bytes", limits.body);
            return Err(TransportError::new(message));
        }
        whole = joined(whole, data);
    }
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
