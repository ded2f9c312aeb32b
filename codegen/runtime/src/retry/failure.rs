//! Failed attempts.

#[cfg(doc)]
use super::RetryFacts;
use crate::error::ErrorFacts;
use crate::transport::TransportErrorKind;
use http::{HeaderMap, HeaderName, StatusCode};
use std::time::Duration;

/// Delay that the service requests, in milliseconds.
const RETRY_AFTER: HeaderName = HeaderName::from_static("x-amz-retry-after");

/// Failure of an attempt.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub enum Failure<'a> {
    /// The service returned an error.
    Response(ErrorResponse<'a>),
    /// The connection could not be established.
    Connect,
    /// A timeout of connecting, or of an attempt of an idempotent operation.
    Timeout,
    /// A timeout of an attempt after the request was sent, if the operation is not
    /// [idempotent](RetryFacts::idempotent): the service may still be executing it.
    UncertainTimeout,
    /// The connection was closed before the end of the response.
    Io,
    /// A permanent failure: the request could not be built or signed, a certificate is not trusted, or a successful
    /// response cannot be read.
    Other,
}

impl Failure<'_> {
    /// Returns the failure of a transport, for an idempotent operation or not.
    pub(crate) fn of_transport(kind: TransportErrorKind, idempotent: bool) -> Self {
        match kind {
            TransportErrorKind::Connect => Self::Connect,
            TransportErrorKind::ConnectTimeout => Self::Timeout,
            TransportErrorKind::Timeout => Self::timeout(idempotent),
            TransportErrorKind::Io => Self::Io,
            TransportErrorKind::Other => Self::Other,
        }
    }

    /// Returns the failure of a timeout after the request may have been sent.
    pub(crate) fn timeout(idempotent: bool) -> Self {
        if idempotent {
            Self::Timeout
        } else {
            Self::UncertainTimeout
        }
    }
}

/// An error response.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct ErrorResponse<'a> {
    /// The HTTP status.
    pub status: StatusCode,
    /// Error code, without a namespace or URL that some services add.
    pub code: Option<&'a str>,
    /// Error code in the AWS query protocol, if the service returns it.
    pub query_code: Option<&'a str>,
    /// Errors that the model lists for the operation.
    pub errors: &'a [ErrorFacts],
    /// Delay that the service requests.
    pub retry_after: Option<Duration>,
    /// True if the request was signed with a clock skew of more than four minutes that has been corrected since.
    pub clock_corrected: bool,
}

impl<'a> ErrorResponse<'a> {
    /// Creates an error with a status only.
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

    /// Sets [`retry_after`](Self::retry_after) from `x-amz-retry-after`: an integer of milliseconds. Any other value
    /// counts as unset.
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

/// Kind of a retryable failure.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryKind {
    /// Throttling: too many requests.
    Throttling,
    /// A transient error.
    Transient,
    /// Clock skew, which has been corrected.
    ClockSkew,
    /// The credentials have expired; the next attempt needs new ones.
    ExpiredCredentials,
}

/// Parses digits only: the standard library's parser would accept a sign.
fn milliseconds(text: &[u8]) -> Option<Duration> {
    let text = str::from_utf8(text.trim_ascii()).ok()?;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok())??;
    Some(Duration::from_millis(number))
}
