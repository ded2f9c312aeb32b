//! Streams that are lent to an attempt, which may end before the HTTP library stops reading.

use crate::transport::{Body, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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

/// A stream that one attempt may read.
pub(super) struct Lease(Mutex<Slot>);

struct Slot {
    /// `None` if the attempt has ended.
    body: Option<Body>,
    is_read: bool,
    waker: Option<Waker>,
}

impl Lease {
    pub(super) fn new(body: Body) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Slot {
            body: Some(body),
            is_read: false,
            waker: None,
        })))
    }

    /// Ends the lease. Returns the stream, if nothing was read from it.
    pub(super) fn take(&self) -> Option<Body> {
        let mut slot = lock(&self.0);
        let (body, waker) = (slot.body.take(), slot.waker.take());
        let is_read = slot.is_read;
        drop(slot);
        waker.into_iter().for_each(Waker::wake);
        body.filter(|_| !is_read)
    }
}

/// The stream of a lease. The HTTP library may keep it for longer than the attempt.
pub(super) struct Lent(pub(super) Arc<Lease>);

impl Stream for Lent {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let slot = &mut *lock(&self.0.0);
        let Some(body) = &mut slot.body else {
            return Poll::Ready(Some(Err(TransportError::new(Ended::new()))));
        };
        // Also if the source panics.
        let was_read = mem::replace(&mut slot.is_read, true);
        let next = Pin::new(body).poll_next(context);
        if next.is_pending() {
            slot.waker = Some(context.waker().clone());
        }
        // The end of an empty stream comes again.
        if !matches!(next, Poll::Ready(Some(_))) {
            slot.is_read = was_read;
        }
        // A source of another length, or a download that is cut, does not fail as a connection does.
        next.map_err(TransportError::new)
    }
}

/// Ends a lease when it is dropped.
#[cfg(feature = "event-streams")]
pub(in crate::client) struct EndOnDrop(Option<Arc<Lease>>);

#[cfg(feature = "event-streams")]
impl EndOnDrop {
    pub(super) fn new(lease: &Arc<Lease>) -> Self {
        Self(Some(Arc::clone(lease)))
    }

    /// Leaves the lease as it is.
    pub(in crate::client) fn release(mut self) {
        self.0 = None;
    }
}

#[cfg(feature = "event-streams")]
impl Drop for EndOnDrop {
    fn drop(&mut self) {
        if let Some(lease) = &self.0 {
            lease.take();
        }
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
