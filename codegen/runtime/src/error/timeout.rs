//! Calls that took too long.

use super::debug::{Details, OnlyDetails, debug};
use super::failure::After;
use super::text;
use crate::transport::{TransportError, TransportErrorKind};
use std::error::Error;
use std::fmt;
use std::time::Duration;

/// What took too long.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeoutKind {
    /// Establishing a connection: [`Timeouts::connect`](crate::Timeouts::connect) or the operating system's limit.
    Connect,
    /// A timeout of the transport's own once a connection was there: a body that stands still
    /// ([`Timeouts::stall`](crate::Timeouts::stall)), and whatever else a transport of one's own limits.
    Stall,
    /// One attempt, from sending to the end of the response: [`Timeouts::attempt`](crate::Timeouts::attempt).
    Attempt,
    /// The call with all its attempts and the waits between: [`Timeouts::operation`](crate::Timeouts::operation).
    Operation,
}

/// A call took too long.
///
/// Whether the service has seen a request is not known, unless it could not be reached.
pub struct TimeoutError(Box<Parts>);

struct Parts {
    operation: &'static str,
    attempts: u32,
    kind: TimeoutKind,
    limit: Option<Duration>,
    is_retryable: bool,
    source: Option<TransportError>,
    /// How the latest attempt failed, where another limit ended the call.
    latest: Option<String>,
}

impl TimeoutError {
    /// A limit of this client was reached.
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
        }))
    }

    /// Adds how the latest attempt failed.
    pub(crate) fn after(mut self, latest: Option<String>) -> Self {
        self.0.latest = latest;
        self
    }

    /// The transport gave up by itself.
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
        }))
    }

    /// What took too long.
    #[must_use]
    pub fn kind(&self) -> TimeoutKind {
        self.0.kind
    }

    /// The limit that was reached; `None` where the transport does not tell.
    #[must_use]
    pub fn limit(&self) -> Option<Duration> {
        self.0.limit
    }

    /// How often the request was sent.
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
        text::latest(formatter, latest.as_ref())
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
