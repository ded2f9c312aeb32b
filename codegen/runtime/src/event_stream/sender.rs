//! Senders of events.

use std::fmt;
use tokio::sync::mpsc::Sender;

/// Sends events while a call runs; made by [`RequestEvents::channel`](crate::RequestEvents::channel).
///
/// Clones send to the same call. The stream ends when all of them are dropped.
pub struct EventSender<T>(Sender<T>);

impl<T> EventSender<T> {
    pub(super) fn new(sender: Sender<T>) -> Self {
        Self(sender)
    }

    /// Sends an event, and waits for a place in the channel: its capacity is how far the caller may be ahead of the
    /// connection.
    ///
    /// Dropping the future, as `tokio::select!` does, drops the event, which is not sent.
    ///
    /// # Errors
    /// If the call has ended, with the event. The call, or the stream of its output, has the reason.
    pub async fn send(&self, event: T) -> Result<(), SendEventError<T>> {
        let sent = self.0.send(event).await;
        sent.map_err(|error| SendEventError::new(error.0, ENDED))
    }

    /// Sends an event like [`send`](Self::send), and blocks the thread until there is a place.
    ///
    /// # Errors
    /// As for [`send`](Self::send), and in async code, which must not block.
    #[cfg(feature = "blocking")]
    pub fn blocking_send(&self, event: T) -> Result<(), SendEventError<T>> {
        if !crate::blocking::may_wait() {
            return Err(SendEventError::new(event, IN_ASYNC));
        }
        crate::blocking::wait_for(self.send(event))
    }

    /// Returns true if the call has ended, so that no further event is sent.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }
}

impl<T> Clone for EventSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for EventSender<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EventSender")
            .field("capacity", &self.0.capacity())
            .field("is_closed", &self.is_closed())
            .finish()
    }
}

const ENDED: &str = "the call has ended: see its result, or the events that it returns";
#[cfg(feature = "blocking")]
const IN_ASYNC: &str =
    "`blocking_send` cannot be used in async code, which it would block: use `send` there";

/// Error of an event that was not sent.
pub struct SendEventError<T> {
    event: T,
    reason: &'static str,
}

impl<T> SendEventError<T> {
    fn new(event: T, reason: &'static str) -> Self {
        Self { event, reason }
    }

    /// Converts into the event.
    #[must_use]
    pub fn into_event(self) -> T {
        self.event
    }
}

impl<T> fmt::Display for SendEventError<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the event was not sent: {}", self.reason)
    }
}

impl<T> fmt::Debug for SendEventError<T> {
    /// Omits the event, which may hold secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self} (SendEventError)")
    }
}

impl<T> std::error::Error for SendEventError<T> {}
