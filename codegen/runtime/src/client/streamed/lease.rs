//! Streams that are lent to an attempt, which may end before the HTTP library stops reading.

use crate::lock::lock;
use crate::transport::{Body, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::error::Error;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
#[cfg(feature = "event-streams")]
use std::sync::Weak;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::{fmt, mem};

/// Error of a stream whose attempt has ended, so that it is not read any more.
///
/// Its source is the reason by which hyper resets a stream of HTTP/2: without one, as for an error of the client itself.
#[derive(Debug)]
struct Ended {
    #[cfg(feature = "http2")]
    reason: h2::Error,
}

impl Ended {
    fn new() -> Self {
        Self {
            #[cfg(feature = "http2")]
            reason: h2::Reason::CANCEL.into(),
        }
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the attempt has ended, and its body is not read any more")
    }
}

impl Error for Ended {
    #[cfg(feature = "http2")]
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.reason)
    }
}

const PANICKED: &str = "the stream that is sent has panicked";

/// A stream that one attempt may read.
pub(super) struct Lease(Mutex<Slot>);

struct Slot {
    /// `None` if the attempt has ended, and while the stream is polled.
    body: Option<Body>,
    has_ended: bool,
    is_read: bool,
    waker: Option<Waker>,
}

impl Lease {
    pub(super) fn new(body: Body) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Slot {
            body: Some(body),
            has_ended: false,
            is_read: false,
            waker: None,
        })))
    }

    /// Ends the lease. Returns the stream, if nothing was read from it.
    pub(super) fn take(&self) -> Option<Body> {
        let mut slot = lock(&self.0);
        slot.has_ended = true;
        let (body, waker) = (slot.body.take(), slot.waker.take());
        let is_read = slot.is_read;
        drop(slot);
        waker.into_iter().for_each(Waker::wake);
        body.filter(|_| !is_read)
    }

    /// Takes the stream to poll it, and returns whether it was read before. `None` if the attempt has ended.
    fn begin(&self) -> Option<(Body, bool)> {
        let mut slot = lock(&self.0);
        // Also if the source panics, which ends the attempt.
        let was_read = mem::replace(&mut slot.is_read, true);
        slot.body.take().map(|body| (body, was_read))
    }

    /// Puts the stream back, unless the attempt has ended meanwhile.
    fn resume(&self, body: Body, is_read: bool, waker: Option<Waker>) {
        let mut slot = lock(&self.0);
        if slot.has_ended {
            drop(slot);
            // What this wakes sees that the attempt has ended.
            waker.into_iter().for_each(Waker::wake);
            return;
        }
        slot.body = Some(body);
        slot.is_read = is_read;
        if waker.is_some() {
            slot.waker = waker;
        }
    }
}

/// The stream of a lease. The HTTP library may keep it for longer than the attempt.
pub(super) struct Lent(pub(super) Arc<Lease>);

impl Stream for Lent {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some((mut body, was_read)) = self.0.begin() else {
            return Poll::Ready(Some(Err(TransportError::new(Ended::new()))));
        };
        // Without the lock: the source may read the response, whose end ends the lease.
        let poll = AssertUnwindSafe(|| Pin::new(&mut body).poll_next(context));
        let Ok(next) = panic::catch_unwind(poll) else {
            // In a task of the HTTP library a panic would end neither the request nor the response.
            return Poll::Ready(Some(Err(TransportError::new(PANICKED))));
        };
        let waker = next.is_pending().then(|| context.waker().clone());
        // The end of an empty stream comes again.
        let is_read = was_read || matches!(next, Poll::Ready(Some(_)));
        self.0.resume(body, is_read, waker);
        // A source of another length, or a download that is cut, does not fail as a connection does.
        next.map_err(TransportError::new)
    }
}

/// Ends a lease when it is dropped. It does not keep the stream, which may hold the response that holds this.
#[cfg(feature = "event-streams")]
pub(in crate::client) struct EndOnDrop(Weak<Lease>);

#[cfg(feature = "event-streams")]
impl EndOnDrop {
    pub(super) fn new(lease: &Arc<Lease>) -> Self {
        Self(Arc::downgrade(lease))
    }

    /// Leaves the lease as it is.
    pub(in crate::client) fn release(mut self) {
        self.0 = Weak::new();
    }
}

#[cfg(feature = "event-streams")]
impl Drop for EndOnDrop {
    fn drop(&mut self) {
        if let Some(lease) = self.0.upgrade() {
            lease.take();
        }
    }
}
