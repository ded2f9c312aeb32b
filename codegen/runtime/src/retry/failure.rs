//! What is known of an attempt that failed.

#[cfg(doc)]
use super::RetryFacts;
use crate::error::ErrorFacts;
use crate::transport::TransportErrorKind;
use http::{HeaderMap, HeaderName, StatusCode};
use std::time::Duration;

/// How long the service asks to wait, in milliseconds.
const RETRY_AFTER: HeaderName = HeaderName::from_static("x-amz-retry-after");

/// How an attempt failed.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub enum Failure<'a> {
    /// The service answered with an error.
    Response(ErrorResponse<'a>),
    /// No connection came about.
    Connect,
    /// Connecting took too long, or the attempt as a whole, and the call can be made again without harm.
    Timeout,
    /// The attempt took too long after the request was sent, and the operation is not
    /// [idempotent](RetryFacts::idempotent): the service may be carrying it out.
    UncertainTimeout,
    /// The connection broke before all of the response was there.
    Io,
    /// Something that the next attempt would not change: no request could be built or signed, a certificate is not
    /// trusted, the response of a call that succeeded cannot be read.
    Other,
}

impl Failure<'_> {
    /// The failure of a transport, of a request that may be sent again without harm, or not.
    pub(crate) fn of_transport(kind: TransportErrorKind, idempotent: bool) -> Self {
        match kind {
            TransportErrorKind::Connect => Self::Connect,
            TransportErrorKind::ConnectTimeout => Self::Timeout,
            TransportErrorKind::Timeout => Self::timeout(idempotent),
            TransportErrorKind::Io => Self::Io,
            TransportErrorKind::Other => Self::Other,
        }
    }

    /// A timeout after the request may have been sent.
    pub(crate) fn timeout(idempotent: bool) -> Self {
        if idempotent {
            Self::Timeout
        } else {
            Self::UncertainTimeout
        }
    }
}

/// What a response says of the error that it is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct ErrorResponse<'a> {
    /// The HTTP status.
    pub status: StatusCode,
    /// The code of the error, without what some services put around it.
    pub code: Option<&'a str>,
    /// What the error was called in the AWS query protocol, where the service answers with that too.
    pub query_code: Option<&'a str>,
    /// The errors that the model lists for the operation.
    pub errors: &'a [ErrorFacts],
    /// How long the service asks to wait.
    pub retry_after: Option<Duration>,
    /// Whether the request was signed by a clock that was off by more than four minutes, and the next one will not be.
    pub clock_corrected: bool,
}

impl<'a> ErrorResponse<'a> {
    /// An error of which the status alone is known.
    #[must_use]
    pub const fn new(status: StatusCode) -> Self {
        Self {
            status,
            code: None,
            query_code: None,
            errors: &[],
            retry_after: None,
            clock_corrected: false,
        }
    }

    /// Sets [`code`](Self::code), and the errors that the model lists for the operation.
    #[must_use]
    pub const fn code(self, code: Option<&'a str>, errors: &'a [ErrorFacts]) -> Self {
        Self {
            code,
            errors,
            ..self
        }
    }

    /// Sets [`query_code`](Self::query_code).
    #[must_use]
    pub const fn query_code(self, query_code: Option<&'a str>) -> Self {
        Self { query_code, ..self }
    }

    /// Takes [`retry_after`](Self::retry_after) from `x-amz-retry-after`: a whole number of milliseconds. Any other
    /// value counts as none.
    #[must_use]
    pub fn headers(self, headers: &HeaderMap) -> Self {
        let retry_after = headers.get(RETRY_AFTER);
        Self {
            retry_after: retry_after.and_then(|value| milliseconds(value.as_bytes())),
            ..self
        }
    }

    /// Sets [`clock_corrected`](Self::clock_corrected).
    #[must_use]
    pub const fn clock_corrected(self, clock_corrected: bool) -> Self {
        Self {
            clock_corrected,
            ..self
        }
    }
}

/// Why the same call may succeed when it is made again.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryKind {
    /// There were too many calls.
    Throttling,
    /// What is wrong may pass.
    Transient,
    /// The clock was off, and is corrected.
    ClockSkew,
    /// The credentials have expired: the next attempt needs new ones.
    ExpiredCredentials,
}

/// Digits alone: the standard library's parser would take a sign.
fn milliseconds(text: &[u8]) -> Option<Duration> {
    let text = str::from_utf8(text.trim_ascii()).ok()?;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok())??;
    Some(Duration::from_millis(number))
}
