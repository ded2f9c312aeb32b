//! Timeouts.

use crate::transport::{CONNECT_TIMEOUT, STALL_TIMEOUT};
use std::time::Duration;

/// Timeouts of a call and its parts; `None` disables one.
///
/// The default connect timeout is 3.1 s, and the default stall timeout, for a body that makes no progress, is 20 s.
/// Attempts and calls have no default timeout: some operations, such as workflows and long polls, take minutes. TCP
/// keepalive detects connections whose peer is gone.
///
/// [`attempt`](Self::attempt) and [`operation`](Self::operation) set these timeouts. After an attempt timeout the call
/// is retried only if the operation is [idempotent](crate::Operation::IDEMPOTENT): otherwise the service may still be
/// executing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// Timeout from the start of an attempt until a connection is established.
    pub connect: Option<Duration>,
    /// Timeout of a body that makes no progress while it is sent or read; event streams have none.
    pub stall: Option<Duration>,
    /// Timeout of one attempt, until the last byte of the response, or until its head if the output has a stream. In protocols
    /// without HTTP bindings an event stream begins with its first event.
    pub attempt: Option<Duration>,
    /// Timeout of a call, including all attempts and the delays between them, until the same byte.
    pub operation: Option<Duration>,
}

impl Timeouts {
    /// Disables all timeouts.
    #[must_use]
    pub fn none() -> Self {
        Self {
            connect: None,
            stall: None,
            attempt: None,
            operation: None,
        }
    }

    /// Sets the connect timeout; `None` disables it.
    #[must_use]
    pub fn connect(self, limit: impl Into<Option<Duration>>) -> Self {
        let connect = limit.into();
        Self { connect, ..self }
    }

    /// Sets the timeout of a body that makes no progress; `None` disables it.
    #[must_use]
    pub fn stall(self, limit: impl Into<Option<Duration>>) -> Self {
        let stall = limit.into();
        Self { stall, ..self }
    }

    /// Sets the timeout of one attempt; `None` disables it.
    #[must_use]
    pub fn attempt(self, limit: impl Into<Option<Duration>>) -> Self {
        let attempt = limit.into();
        Self { attempt, ..self }
    }

    /// Sets the timeout of a call, including all attempts; `None` disables it.
    #[must_use]
    pub fn operation(self, limit: impl Into<Option<Duration>>) -> Self {
        let operation = limit.into();
        Self { operation, ..self }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(CONNECT_TIMEOUT),
            stall: Some(STALL_TIMEOUT),
            attempt: None,
            operation: None,
        }
    }
}
