//! Failures of a call on the client side: building the request, sending it, reading the response.

use super::DecodeError;
use super::debug::{Details, OnlyDetails, debug};
use super::foreign::{self, ForeignBody};
use super::text::{self, Chain, OneLine};
use crate::credentials::CredentialsError;
use crate::transport::BoxError;
use bytes::Bytes;
use http::StatusCode;
use std::error::Error;
use std::fmt;

/// Error of a request that could not be built or signed.
pub struct ConstructionError(Box<(&'static str, u32, BoxError)>);

impl ConstructionError {
    pub(crate) fn new(operation: &'static str, attempts: u32, source: BoxError) -> Self {
        Self(Box::new((operation, attempts, source)))
    }

    /// Returns the number of times the request was sent before.
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
            "{operation}: the request could not be built{}: {}",
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

/// Error of a request that could not be authenticated, since there are no credentials and no token.
pub struct AuthenticationError(Box<Unsigned>);

struct Unsigned {
    operation: &'static str,
    attempts: u32,
    latest: Option<String>,
    source: CredentialsError,
}

impl AuthenticationError {
    /// Creates an error; `latest` describes the latest failed attempt, if there was one.
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

    /// Returns the number of times the request was sent before, with other credentials.
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

/// Number of attempts, shown if there was more than one.
pub(super) struct After(pub(super) u32);

impl fmt::Display for After {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 | 1 => Ok(()),
            attempts => write!(formatter, " after {attempts} attempts"),
        }
    }
}

/// Error of a successful response that does not match the model.
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

    /// Returns the number of times the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns the HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the request id, which AWS Support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the unmodified body. It may hold sensitive data.
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
