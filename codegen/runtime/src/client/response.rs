//! Responses with their metadata.

use crate::error::OneLine;
use crate::protocol;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// Output of a call, with the metadata of its response.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Response<T> {
    /// Output of the operation.
    pub output: T,
    /// Metadata of the response.
    pub metadata: ResponseMetadata,
}

/// Metadata of a response.
#[derive(Clone)]
pub struct ResponseMetadata {
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
    attempts: u32,
}

impl ResponseMetadata {
    pub(super) fn new(head: Parts, request_id: Option<String>, attempts: u32) -> Self {
        Self {
            status: head.status,
            headers: head.headers,
            request_id,
            attempts,
        }
    }

    /// Returns the HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the request id, which AWS Support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        self.request_id.clone()
    }

    /// Returns the second request id of Amazon S3 (`x-amz-id-2`), which AWS Support asks for too.
    #[must_use]
    pub fn extended_request_id(&self) -> Option<String> {
        protocol::extended_request_id(&self.headers)
    }

    /// Returns the number of times the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Returns all headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl fmt::Debug for ResponseMetadata {
    /// Shows names of headers only: values may hold anything.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.keys().collect();
        formatter
            .debug_struct("ResponseMetadata")
            .field("status", &self.status)
            .field("request_id", &self.request_id().as_deref().map(OneLine))
            .field("attempts", &self.attempts)
            .field("headers", &names)
            .finish()
    }
}
