//! Timeout errors.

use super::debug::{Details, OnlyDetails, debug};
use super::failure::After;
use super::text;
use crate::transport::{TransportError, TransportErrorKind};
use std::error::Error;
use std::fmt;
use std::time::Duration;

/// The timeout that was exceeded.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeoutKind {
    /// Establishing a connection: [`Timeouts::connect`](crate::Timeouts::connect), or a timeout of the operating
    /// system.
    Connect,
    /// A timeout of the transport after a connection was established: a body that makes no progress
    /// ([`Timeouts::stall`](crate::Timeouts::stall)), or a timeout of a custom transport.
    Stall,
    /// One attempt, until the last byte of the response, or its head if the output has a stream:
    /// [`Timeouts::attempt`](crate::Timeouts::attempt).
    Attempt,
    /// The call, including all attempts and the delays between them:
    /// [`Timeouts::operation`](crate::Timeouts::operation).
    Operation,
}

/// Error of a call that exceeded a timeout.
///
/// The service may or may not have received a request, unless the timeout is [`TimeoutKind::Connect`].
pub struct TimeoutError(Box<Parts>);

struct Parts {
    operation: &'static str,
    attempts: u32,
    kind: TimeoutKind,
    limit: Option<Duration>,
    is_retryable: bool,
    source: Option<TransportError>,
    /// Description of the latest failed attempt, if another timeout ended the call.
    latest: Option<String>,
    /// Reason why the request was not sent again.
    hint: Option<&'static str>,
}

impl TimeoutError {
    /// Creates the error of an exceeded timeout of the client.
    pub(crate) fn over(
        operation: &'static str,
        attempts: u32,
        kind: TimeoutKind,
        limit: Duration,
        is_retryable: bool,
    ) -> Self {
        Self(Box::new(Parts {
            operation,
            attempts,
            kind,
            limit: Some(limit),
            is_retryable,
            source: None,
            latest: None,
            hint: None,
        }))
    }

    /// Adds a description of the latest failed attempt.
    pub(crate) fn after(mut self, latest: Option<String>) -> Self {
        self.0.latest = latest;
        self
    }

    /// Adds the reason why the request was not sent again.
    pub(crate) fn hint(mut self, hint: Option<&'static str>) -> Self {
        self.0.hint = hint;
        self
    }

    /// Creates the error of a timeout of the transport.
    pub(crate) fn transport(
        operation: &'static str,
        attempts: u32,
        source: TransportError,
        is_retryable: bool,
    ) -> Self {
        let kind = match source.kind() {
            TransportErrorKind::ConnectTimeout => TimeoutKind::Connect,
            _ => TimeoutKind::Stall,
        };
        Self(Box::new(Parts {
            operation,
            attempts,
            kind,
            limit: None,
            is_retryable,
            source: Some(source),
            latest: None,
            hint: None,
        }))
    }

    /// Returns the timeout that was exceeded.
    #[must_use]
    pub fn kind(&self) -> TimeoutKind {
        self.0.kind
    }

    /// Returns the duration of the timeout; `None` if it is that of a transport and not known.
    #[must_use]
    pub fn limit(&self) -> Option<Duration> {
        self.0.limit
    }

    /// Returns the number of times the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    pub(super) fn is_retryable(&self) -> bool {
        self.0.is_retryable
    }

    pub(super) fn operation(&self) -> &'static str {
        self.0.operation
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts {
            operation,
            attempts,
            kind,
            limit,
            source,
            latest,
            hint,
            ..
        } = &*self.0;
        let what = match kind {
            TimeoutKind::Connect => "connecting to the service",
            TimeoutKind::Stall => "the exchange with the service",
            TimeoutKind::Attempt => "the latest attempt",
            TimeoutKind::Operation => "the call",
        };
        write!(formatter, "{operation}: timed out{}: ", After(*attempts))?;
        match (source, limit) {
            (Some(source), _) => source.fmt(formatter)?,
            (None, Some(limit)) => write!(formatter, "{what} took more than {limit:?}")?,
            (None, None) => write!(formatter, "{what} took too long")?,
        }
        text::latest(formatter, latest.as_ref())?;
        text::hint(formatter, *hint)
    }
}

impl fmt::Debug for TimeoutError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for TimeoutError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &*self.0;
        formatter
            .debug_struct("TimeoutError")
            .field("operation", &parts.operation)
            .field("attempts", &parts.attempts)
            .field("kind", &parts.kind)
            .field("limit", &parts.limit)
            .field("source", &parts.source.as_ref().map(OnlyDetails))
            .field("latest", &parts.latest)
            .finish()
    }
}

impl Error for TimeoutError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_ref().map(|source| source as _)
    }
}
