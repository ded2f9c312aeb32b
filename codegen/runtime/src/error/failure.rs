//! The failures of a call that are not the service's: building the request, sending it, reading the response.

use super::{Chain, DecodeError};
use crate::transport::{BoxError, TransportError};
use bytes::Bytes;
use http::StatusCode;
use std::error::Error;
use std::fmt;

/// A request could not be built.
#[derive(Debug)]
pub struct ConstructionError(Box<(&'static str, BoxError)>);

impl ConstructionError {
    pub(crate) fn new(operation: &'static str, source: BoxError) -> Self {
        Self(Box::new((operation, source)))
    }

    pub(super) fn operation(&self) -> &'static str {
        self.0.0
    }
}

impl fmt::Display for ConstructionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, source) = &*self.0;
        write!(
            formatter,
            "{operation}: no request could be built: {}",
            Chain(&**source)
        )
    }
}

impl Error for ConstructionError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0.1)
    }
}

/// A request got no response.
///
/// Whether the service has seen the request is not known.
#[derive(Debug)]
pub struct DispatchError(Box<(&'static str, TransportError)>);

impl DispatchError {
    pub(crate) fn new(operation: &'static str, source: TransportError) -> Self {
        Self(Box::new((operation, source)))
    }

    pub(super) fn operation(&self) -> &'static str {
        self.0.0
    }
}

impl fmt::Display for DispatchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, source) = &*self.0;
        write!(formatter, "{operation}: no response: {source}")
    }
}

impl Error for DispatchError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0.1)
    }
}

/// A response says that the call succeeded, and is not what the model says of it.
pub struct ResponseError(Box<Response>);

struct Response {
    operation: &'static str,
    status: StatusCode,
    request_id: Option<String>,
    body: Bytes,
    source: DecodeError,
}

impl ResponseError {
    pub(crate) fn new(
        operation: &'static str,
        status: StatusCode,
        request_id: Option<String>,
        body: Bytes,
        source: DecodeError,
    ) -> Self {
        Self(Box::new(Response {
            operation,
            status,
            request_id,
            body,
            source,
        }))
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
        super::text::request_id(formatter, self.request_id())
    }
}

impl fmt::Debug for ResponseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ResponseError")
            .field("operation", &self.0.operation)
            .field("status", &self.0.status)
            .field("request_id", &self.0.request_id)
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}

impl Error for ResponseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0.source)
    }
}
