//! Errors of calls.

use super::debug::{Details, debug};
use super::{
    AuthenticationError, ConstructionError, DispatchError, ErrorMetadata, ResponseError,
    ServiceError, TimeoutError,
};
use crate::retry::RetryKind;
use crate::transport::TransportErrorKind;
use bytes::Bytes;
use http::StatusCode;
use std::fmt;

/// Error of a call; `E` enumerates the errors that the model lists for the operation.
///
/// `Display` shows all details in one line: the operation, the HTTP status, the code, the message and the request id.
/// Values marked sensitive in the model, and bodies, are not shown. External text (a message, code, request id,
/// configuration value or path, or the error of a transport or provider) is limited to 2,000 characters, with `…` for
/// the rest, and shown without control characters, line breaks, and invisible or bidirectional formatting characters.
/// [`message`](Self::message), [`code`](Self::code) and the other accessors return the full text. The same holds for
/// `Debug`, which begins with `Display` and adds other fields in parentheses.
#[non_exhaustive]
pub enum Error<E> {
    /// The request could not be built or signed.
    Construction(ConstructionError),
    /// There are no credentials to sign the request with, or no token to send in it.
    Credentials(AuthenticationError),
    /// There was no response. The service may or may not have received the request.
    Transport(DispatchError),
    /// A timeout was exceeded. The service may or may not have received the request.
    Timeout(TimeoutError),
    /// The call succeeded, but its response could not be read.
    Decode(ResponseError),
    /// The service returned an error.
    Service(ServiceError<E>),
}

impl<E> Error<E> {
    /// Returns the name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Construction(error) => error.operation(),
            Self::Credentials(error) => error.operation(),
            Self::Transport(error) => error.operation(),
            Self::Timeout(error) => error.operation(),
            Self::Decode(error) => error.operation(),
            Self::Service(error) => error.metadata().operation(),
        }
    }

    /// Returns the HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Decode(error) => Some(error.status()),
            Self::Service(error) => Some(error.metadata().status()),
            _ => None,
        }
    }

    /// Returns the error code of the service.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.metadata()?.code()
    }

    /// Returns the error message of the service. It may be sensitive.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.metadata()?.message()
    }

    /// Returns the request id, which AWS Support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Decode(error) => error.request_id(),
            Self::Transport(error) => error.request_id(),
            Self::Service(error) => error.metadata().request_id(),
            _ => None,
        }
    }

    /// Returns the number of times the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Construction(error) => error.attempts(),
            Self::Credentials(error) => error.attempts(),
            Self::Transport(error) => error.attempts(),
            Self::Timeout(error) => error.attempts(),
            Self::Decode(error) => error.attempts(),
            Self::Service(error) => error.metadata().attempts(),
        }
    }

    /// Returns true if the same call may succeed later. The client has already retried as often as its configuration
    /// allows, except after an error in an event stream, which is never retried.
    ///
    /// After a timeout this is so only if the operation is [idempotent](crate::Operation::IDEMPOTENT) or was not sent:
    /// otherwise the service may still be executing it.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Construction(_) | Self::Credentials(_) | Self::Decode(_) => false,
            Self::Transport(error) => error.transport_error().kind() != TransportErrorKind::Other,
            Self::Timeout(error) => error.is_retryable(),
            Self::Service(error) => error.metadata().retry.is_some(),
        }
    }

    /// Returns true if the service reports throttling.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.metadata()
            .is_some_and(|metadata| metadata.retry == Some(RetryKind::Throttling))
    }

    /// Returns the unmodified body of the response. It may hold sensitive data.
    #[must_use]
    pub fn raw_body(&self) -> Option<&Bytes> {
        match self {
            Self::Decode(error) => Some(error.raw_body()),
            Self::Service(error) => Some(error.raw_body()),
            _ => None,
        }
    }

    /// Returns the error of the service, if the model lists it.
    #[must_use]
    pub fn as_service_error(&self) -> Option<&E> {
        match self {
            Self::Service(error) => error.error(),
            _ => None,
        }
    }

    /// Converts into the error of the service, if the model lists it.
    #[must_use]
    pub fn into_service_error(self) -> Option<E> {
        match self {
            Self::Service(error) => error.into_error(),
            _ => None,
        }
    }

    /// Returns true for a service error with this code or shape name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.metadata().is_some_and(|it| it.is_called(name))
    }

    fn metadata(&self) -> Option<&ErrorMetadata> {
        match self {
            Self::Service(error) => Some(error.metadata()),
            _ => None,
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Construction(error) => error.fmt(formatter),
            Self::Credentials(error) => error.fmt(formatter),
            Self::Transport(error) => error.fmt(formatter),
            Self::Timeout(error) => error.fmt(formatter),
            Self::Decode(error) => error.fmt(formatter),
            Self::Service(error) => error.fmt(formatter),
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl<E: fmt::Debug> Details for Error<E> {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Construction(error) => error.details(formatter),
            Self::Credentials(error) => error.details(formatter),
            Self::Transport(error) => error.details(formatter),
            Self::Timeout(error) => error.details(formatter),
            Self::Decode(error) => error.details(formatter),
            Self::Service(error) => error.details(formatter),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Construction(error) => error.source(),
            Self::Credentials(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Timeout(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Service(error) => error.source(),
        }
    }
}

impl<E> From<ConstructionError> for Error<E> {
    fn from(error: ConstructionError) -> Self {
        Self::Construction(error)
    }
}

impl<E> From<DispatchError> for Error<E> {
    fn from(error: DispatchError) -> Self {
        Self::Transport(error)
    }
}
