//! The failures of a call that are not the service's: building the request, sending it, reading the response.

use super::DecodeError;
use super::debug::{Details, OnlyDetails, debug};
use super::foreign::{self, ForeignBody};
use super::text::{self, Chain, OneLine};
use crate::credentials::CredentialsError;
use crate::transport::{BoxError, TransportError};
use bytes::Bytes;
use http::StatusCode;
use std::error::Error;
use std::fmt;

/// A request could not be built or signed.
pub struct ConstructionError(Box<(&'static str, u32, BoxError)>);

impl ConstructionError {
    pub(crate) fn new(operation: &'static str, attempts: u32, source: BoxError) -> Self {
        Self(Box::new((operation, attempts, source)))
    }

    /// How often the request was sent before.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.1
    }

    pub(super) fn operation(&self) -> &'static str {
        self.0.0
    }
}

impl fmt::Display for ConstructionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, attempts, source) = &*self.0;
        write!(
            formatter,
            "{operation}: no request could be built{}: {}",
            After(*attempts),
            Chain(&**source)
        )
    }
}

impl fmt::Debug for ConstructionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for ConstructionError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, attempts, source) = &*self.0;
        let mut details = formatter.debug_struct("ConstructionError");
        details
            .field("operation", operation)
            .field("attempts", attempts);
        super::source(&mut details, source);
        details.finish()
    }
}

impl Error for ConstructionError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0.2)
    }
}

/// There are no credentials to sign a request with.
pub struct AuthenticationError(Box<Unsigned>);

struct Unsigned {
    operation: &'static str,
    attempts: u32,
    latest: Option<String>,
    source: CredentialsError,
}

impl AuthenticationError {
    /// `latest` is how the latest attempt failed, where there was one.
    pub(crate) fn new(
        operation: &'static str,
        attempts: u32,
        latest: Option<String>,
        source: CredentialsError,
    ) -> Self {
        Self(Box::new(Unsigned {
            operation,
            attempts,
            latest,
            source,
        }))
    }

    /// How often the request was sent before, with other credentials.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    pub(super) fn operation(&self) -> &'static str {
        self.0.operation
    }
}

impl fmt::Display for AuthenticationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unsigned {
            operation,
            attempts,
            latest,
            source,
        } = &*self.0;
        let after = After(*attempts);
        write!(formatter, "{operation}: no credentials{after}: {source}")?;
        text::latest(formatter, latest.as_ref())
    }
}

impl fmt::Debug for AuthenticationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for AuthenticationError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AuthenticationError")
            .field("operation", &self.0.operation)
            .field("attempts", &self.0.attempts)
            .field("latest", &self.0.latest)
            .field("source", &OnlyDetails(&self.0.source))
            .finish()
    }
}

impl Error for AuthenticationError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0.source)
    }
}

/// A request got no response.
///
/// Whether the service has seen the request is not known.
pub struct DispatchError(Box<(&'static str, u32, TransportError)>);

impl DispatchError {
    pub(crate) fn new(operation: &'static str, attempts: u32, source: TransportError) -> Self {
        Self(Box::new((operation, attempts, source)))
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.1
    }

    /// What the transport says of the last attempt.
    #[must_use]
    pub fn transport_error(&self) -> &TransportError {
        &self.0.2
    }

    pub(super) fn operation(&self) -> &'static str {
        self.0.0
    }
}

impl fmt::Display for DispatchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, attempts, source) = &*self.0;
        write!(
            formatter,
            "{operation}: no response{}: {source}",
            After(*attempts)
        )
    }
}

impl fmt::Debug for DispatchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for DispatchError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, attempts, source) = &*self.0;
        formatter
            .debug_struct("DispatchError")
            .field("operation", operation)
            .field("attempts", attempts)
            .field("source", &OnlyDetails(source))
            .finish()
    }
}

impl Error for DispatchError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0.2)
    }
}

/// How many attempts there were, where there was more than one.
pub(super) struct After(pub(super) u32);

impl fmt::Display for After {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 | 1 => Ok(()),
            attempts => write!(formatter, " after {attempts} attempts"),
        }
    }
}

/// A response says that the call succeeded, and is not what the model says of it.
pub struct ResponseError(Box<Response>);

struct Response {
    operation: &'static str,
    status: StatusCode,
    request_id: Option<String>,
    attempts: u32,
    body: Bytes,
    /// If the body is not of the protocol.
    foreign: Option<ForeignBody>,
    source: DecodeError,
}

impl ResponseError {
    pub(crate) fn new(
        operation: &'static str,
        status: StatusCode,
        request_id: Option<String>,
        attempts: u32,
        body: Bytes,
        foreign: Option<ForeignBody>,
        source: DecodeError,
    ) -> Self {
        Self(Box::new(Response {
            operation,
            status,
            request_id,
            attempts,
            body,
            foreign,
            source,
        }))
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// What the service knows the call by.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The body as it came. It may hold what is sensitive.
    #[must_use]
    pub fn raw_body(&self) -> &Bytes {
        &self.0.body
    }

    pub(super) fn operation(&self) -> &'static str {
        self.0.operation
    }
}

impl fmt::Display for ResponseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Response {
            operation, source, ..
        } = &*self.0;
        write!(
            formatter,
            "{operation}: HTTP {}: the response could not be read: {source}",
            self.0.status.as_u16()
        )?;
        foreign::end(formatter, self.0.foreign.as_ref())?;
        text::request_id(formatter, self.request_id())
    }
}

impl fmt::Debug for ResponseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for ResponseError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ResponseError")
            .field("operation", &self.0.operation)
            .field("status", &self.0.status)
            .field("request_id", &self.request_id().map(OneLine))
            .field("source", &OnlyDetails(&self.0.source))
            .finish_non_exhaustive()
    }
}

impl Error for ResponseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0.source)
    }
}
