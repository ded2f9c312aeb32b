//! What a call gives when it fails.

use super::{ConstructionError, DispatchError, ErrorMetadata, ResponseError, ServiceError};
use bytes::Bytes;
use http::StatusCode;
use std::fmt;

/// Why a call failed; `E` lists the errors that the model has for the operation.
///
/// `Display` says all that is known in one line: the operation, the HTTP status, the code, the message and the id of
/// the request. What the model marks sensitive, and bodies, are not shown.
#[non_exhaustive]
#[derive(Debug)]
pub enum Error<E> {
    /// The request could not be built, and none was sent.
    Construction(ConstructionError),
    /// There was no response; whether the service has seen the request is not known.
    Transport(DispatchError),
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
            Self::Transport(error) => error.operation(),
            Self::Decode(error) => error.operation(),
            Self::Service(error) => error.metadata().operation(),
        }
    }

    /// The HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Construction(_) | Self::Transport(_) => None,
            Self::Decode(error) => Some(error.status()),
            Self::Service(error) => Some(error.metadata().status()),
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
            Self::Construction(_) | Self::Transport(_) => None,
            Self::Decode(error) => error.request_id(),
            Self::Service(error) => error.metadata().request_id(),
        }
    }

    /// The body of the response as it came. It may hold what is sensitive.
    #[must_use]
    pub fn raw_body(&self) -> Option<&Bytes> {
        match self {
            Self::Construction(_) | Self::Transport(_) => None,
            Self::Decode(error) => Some(error.raw_body()),
            Self::Service(error) => Some(error.raw_body()),
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
            Self::Transport(error) => error.fmt(formatter),
            Self::Decode(error) => error.fmt(formatter),
            Self::Service(error) => error.fmt(formatter),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Construction(error) => error.source(),
            Self::Transport(error) => error.source(),
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
