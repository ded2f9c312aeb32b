//! Timeouts of the parts of a call.

use crate::transport::{CONNECT_TIMEOUT, STALL_TIMEOUT};
use std::time::Duration;

/// Timeouts of the parts of a call; `None` disables one.
///
/// By default connecting may take 3.1 s, and a body that is being sent or read may stand still for 20 s. There is no default
/// timeout of an attempt or of the call: once a request has been sent, the service may take the time that the operation
/// takes, which for a workflow or a long poll is minutes. A connection whose peer is gone is found by TCP keepalive.
///
/// [`attempt`](Self::attempt) and [`operation`](Self::operation) limit that. A call that exceeds an attempt timeout is
/// made again only if the operation is [idempotent](crate::Operation::IDEMPOTENT): otherwise the service may be carrying
/// it out already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// Time from the start of an attempt until a connection is established.
    pub connect: Option<Duration>,
    /// Time without any byte while a body is being sent or read.
    pub stall: Option<Duration>,
    /// Time of one attempt, from its start until the last byte of the response.
    pub attempt: Option<Duration>,
    /// Time of a call, with all its attempts and the waits between them.
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

    /// Sets the timeout of connecting.
    #[must_use]
    pub fn connect(self, limit: impl Into<Option<Duration>>) -> Self {
        let connect = limit.into();
        Self { connect, ..self }
    }

    /// Sets the timeout of a body that stands still.
    #[must_use]
    pub fn stall(self, limit: impl Into<Option<Duration>>) -> Self {
        let stall = limit.into();
        Self { stall, ..self }
    }

    /// Sets the timeout of one attempt.
    #[must_use]
    pub fn attempt(self, limit: impl Into<Option<Duration>>) -> Self {
        let attempt = limit.into();
        Self { attempt, ..self }
    }

    /// Sets the timeout of a call.
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
