//! Summaries of attempts and calls.

use crate::error::OneLine;
use crate::retry::RetryKind;
use crate::transport::TransportError;
use http::StatusCode;
use std::fmt;
use std::time::Duration;

/// Kind of a failure of an attempt or a call: the variants of [`Error`](crate::Error).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// The request could not be built or signed.
    Construction,
    /// There are no credentials to sign the request with, or no token to send in it.
    Credentials,
    /// There was no response.
    Transport,
    /// A timeout was exceeded.
    Timeout,
    /// The call succeeded, but its response could not be read.
    Decode,
    /// The service returned an error.
    Service,
}

impl FailureKind {
    /// Returns the name in lower case, such as `timeout`: a value for logs and metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Construction => "construction",
            Self::Credentials => "credentials",
            Self::Transport => "transport",
            Self::Timeout => "timeout",
            Self::Decode => "decode",
            Self::Service => "service",
        }
    }
}

/// Summary of an attempt that was sent.
pub struct AttemptSummary<'a> {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) region: Option<&'a str>,
    pub(crate) host: &'a str,
    pub(crate) number: u32,
    pub(crate) duration: Duration,
    pub(crate) status: Option<StatusCode>,
    pub(crate) request_id: Option<&'a str>,
    pub(crate) failure: Option<AttemptFailure<'a>>,
}

/// Failure of an attempt.
pub(crate) struct AttemptFailure<'a> {
    pub(crate) kind: FailureKind,
    pub(crate) code: Option<&'a str>,
    pub(crate) text: &'a str,
    pub(crate) transport: Option<&'a TransportError>,
    pub(crate) retry: Option<RetryKind>,
    pub(crate) delay: Option<Duration>,
}

impl AttemptSummary<'_> {
    /// Returns the SDK id of the service, such as `CodeConnections`.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.service
    }

    /// Returns the name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the region that the request is signed for, else that of the call, if it is known.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region
    }

    /// Returns the host of the URL, without the port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.host
    }

    /// Returns the number of the attempt, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Returns the time from sending the request to the response, to the head of a streamed one, or to the failure.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// Returns the HTTP status; `None` without a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Returns the request id of the response.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id
    }

    /// Returns the kind of the failure: [`Service`](FailureKind::Service), [`Transport`](FailureKind::Transport) or
    /// [`Timeout`](FailureKind::Timeout); `None` for a success.
    #[must_use]
    pub fn failure(&self) -> Option<FailureKind> {
        Some(self.failure.as_ref()?.kind)
    }

    /// Returns the description of the failure: the status with the error code, or the error of the transport.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        Some(self.failure.as_ref()?.text)
    }

    /// Returns the error code of the service.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.failure.as_ref()?.code
    }

    /// Returns the error of the transport.
    #[must_use]
    pub fn transport_error(&self) -> Option<&TransportError> {
        self.failure.as_ref()?.transport
    }

    /// Returns the kind of retry that applies to the failure, also after the last attempt.
    #[must_use]
    pub fn retry_kind(&self) -> Option<RetryKind> {
        self.failure.as_ref()?.retry
    }

    /// Returns the delay before the next attempt; `None` if this is the last one. The rate limiter of adaptive retries may
    /// delay the attempt further.
    #[must_use]
    pub fn delay(&self) -> Option<Duration> {
        self.failure.as_ref()?.delay
    }
}

impl fmt::Debug for AttemptSummary<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AttemptSummary")
            .field("service", &self.service)
            .field("operation", &self.operation)
            .field("region", &self.region.map(OneLine))
            .field("host", &self.host)
            .field("number", &self.number)
            .field("duration", &self.duration)
            .field("status", &self.status)
            .field("request_id", &self.request_id.map(OneLine))
            .field("failure", &self.failure())
            .field("error", &self.error())
            .field("code", &self.code().map(OneLine))
            .field("retry_kind", &self.retry_kind())
            .field("delay", &self.delay())
            .finish()
    }
}

/// Summary of a call.
pub struct CallSummary<'a> {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) region: Option<&'a str>,
    pub(crate) attempts: u32,
    pub(crate) duration: Duration,
    pub(crate) status: Option<StatusCode>,
    pub(crate) request_id: Option<&'a str>,
    pub(crate) failure: Option<CallFailure<'a>>,
}

/// Failure of a call.
#[derive(Clone, Copy)]
pub(crate) struct CallFailure<'a> {
    pub(crate) kind: FailureKind,
    pub(crate) code: Option<&'a str>,
    pub(crate) error: &'a dyn fmt::Display,
}

impl CallSummary<'_> {
    /// Returns the SDK id of the service, such as `CodeConnections`.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.service
    }

    /// Returns the name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the region of the call, else that of the configuration; `None` if neither is set.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region
    }

    /// Returns the number of times the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Returns the time of the call, including all attempts and the delays between them.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// Returns true for a call that returned its output.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.failure.is_none()
    }

    /// Returns the HTTP status of the last response; `None` if the call ended without one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Returns the request id of the last response.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id
    }

    /// Returns the kind of the failure; `None` for a success.
    #[must_use]
    pub fn failure(&self) -> Option<FailureKind> {
        Some(self.failure?.kind)
    }

    /// Returns the error code of the service.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.failure?.code
    }

    /// Returns the error of the call, without the types of its operation.
    #[must_use]
    pub fn error(&self) -> Option<&dyn fmt::Display> {
        Some(self.failure?.error)
    }
}

impl fmt::Debug for CallSummary<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.error().map(|error| error.to_string());
        formatter
            .debug_struct("CallSummary")
            .field("service", &self.service)
            .field("operation", &self.operation)
            .field("region", &self.region.map(OneLine))
            .field("attempts", &self.attempts)
            .field("duration", &self.duration)
            .field("status", &self.status)
            .field("request_id", &self.request_id.map(OneLine))
            .field("failure", &self.failure())
            .field("code", &self.code().map(OneLine))
            .field("error", &error)
            .finish()
    }
}
