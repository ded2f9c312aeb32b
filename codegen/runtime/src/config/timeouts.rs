//! How long the parts of a call may take.

use std::time::Duration;

/// How long the parts of a call may take; `None` is without end.
///
/// The defaults suit a call that asks for a status: 3.1 s to connect, 30 s for an attempt, 120 s for the call with all
/// its attempts.
///
/// An operation that answers only when something has happened (Amazon SQS's `ReceiveMessage` and AWS Step Functions'
/// `GetActivityTask` are such) may take 70 s for an attempt where the 30 s have not been changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// From the start of an attempt until there is a connection.
    pub connect: Option<Duration>,
    /// One attempt, from its start until the last byte of the response.
    pub attempt: Option<Duration>,
    /// A call, with all its attempts and the waits between them.
    pub operation: Option<Duration>,
}

/// One attempt, unless its user says otherwise.
const ATTEMPT: Duration = Duration::from_secs(30);

/// The same for an operation that waits for something to happen, which services do for up to a minute. The AWS SDKs have
/// the same limit.
const LONG_POLL_ATTEMPT: Duration = Duration::from_secs(70);

impl Timeouts {
    /// The limits of an operation that waits for something to happen.
    pub(crate) fn of_long_poll(self) -> Self {
        if self.attempt == Some(ATTEMPT) {
            self.attempt(LONG_POLL_ATTEMPT)
        } else {
            self
        }
    }

    /// No limit at all.
    #[must_use]
    pub fn none() -> Self {
        Self {
            connect: None,
            attempt: None,
            operation: None,
        }
    }

    /// Sets the limit for connecting.
    #[must_use]
    pub fn connect(self, limit: impl Into<Option<Duration>>) -> Self {
        let connect = limit.into();
        Self { connect, ..self }
    }

    /// Sets the limit for one attempt.
    #[must_use]
    pub fn attempt(self, limit: impl Into<Option<Duration>>) -> Self {
        let attempt = limit.into();
        Self { attempt, ..self }
    }

    /// Sets the limit for a call.
    #[must_use]
    pub fn operation(self, limit: impl Into<Option<Duration>>) -> Self {
        let operation = limit.into();
        Self { operation, ..self }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            // What the AWS SDKs use: it leaves room for a lost packet's retransmission after 3 s.
            connect: Some(Duration::from_millis(3_100)),
            attempt: Some(ATTEMPT),
            operation: Some(Duration::from_secs(120)),
        }
    }
}
