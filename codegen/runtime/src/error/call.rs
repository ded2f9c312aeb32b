//! What a call gives when it fails.

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

/// Why a call failed; `E` lists the errors that the model has for the operation.
///
/// `Display` says all that is known in one line: the operation, the HTTP status, the code, the message and the id of
/// the request. What the model marks sensitive, and bodies, are not shown. A text that comes from outside (a message, a
/// code, a request id, a value of the configuration, a path, what a transport or provider says) is shown with at most
/// 2,000 characters, without control characters, line breaks and characters that change the direction of writing or are
/// not seen; `…` stands for what is left out. [`message`](Self::message), [`code`](Self::code) and the other accessors
/// give all of it. The same holds for `Debug`, which begins with what `Display` says and adds the rest in parentheses.
#[non_exhaustive]
pub enum Error<E> {
    /// A request could not be built or signed.
    Construction(ConstructionError),
    /// There are no credentials to sign a request with.
    Credentials(AuthenticationError),
    /// There was no response; whether the service has seen the request is not known.
    Transport(DispatchError),
    /// A limit of time was reached; whether the service has seen the request is not known.
    Timeout(TimeoutError),
    /// The call succeeded, and its response could not be read.
    Decode(ResponseError),
    /// The service answered with an error.
    Service(ServiceError<E>),
}

impl<E> Error<E> {
    /// The operation that was called.
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

    /// The HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Decode(error) => Some(error.status()),
            Self::Service(error) => Some(error.metadata().status()),
            _ => None,
        }
    }

    /// The code of the service's error.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.metadata()?.code()
    }

    /// What the service says of its error. It may be sensitive.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.metadata()?.message()
    }

    /// What the service knows the call by: what its operators ask for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Decode(error) => error.request_id(),
            Self::Service(error) => error.metadata().request_id(),
            _ => None,
        }
    }

    /// How often the request was sent.
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

    /// Whether the same call may succeed when it is made again, later and unchanged. The client has tried that already,
    /// as often as it may.
    ///
    /// After a timeout it is so only if the operation is [idempotent](crate::Operation::IDEMPOTENT) or was not sent:
    /// otherwise the service may be carrying it out.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Construction(_) | Self::Credentials(_) | Self::Decode(_) => false,
            Self::Transport(error) => error.transport_error().kind() != TransportErrorKind::Other,
            Self::Timeout(error) => error.is_retryable(),
            Self::Service(error) => error.metadata().retry.is_some(),
        }
    }

    /// Whether the service says that there are too many calls.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.metadata()
            .is_some_and(|metadata| metadata.retry == Some(RetryKind::Throttling))
    }

    /// The body of the response as it came. It may hold what is sensitive.
    #[must_use]
    pub fn raw_body(&self) -> Option<&Bytes> {
        match self {
            Self::Decode(error) => Some(error.raw_body()),
            Self::Service(error) => Some(error.raw_body()),
            _ => None,
        }
    }

    /// The service's error, when the model lists it.
    #[must_use]
    pub fn as_service_error(&self) -> Option<&E> {
        match self {
            Self::Service(error) => error.error(),
            _ => None,
        }
    }

    /// The service's error, when the model lists it, for good.
    #[must_use]
    pub fn into_service_error(self) -> Option<E> {
        match self {
            Self::Service(error) => error.into_error(),
            _ => None,
        }
    }

    /// Whether it is the service's error of this code or shape.
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
