//! What a call gives besides the operation's output.

use crate::error::OneLine;
use crate::protocol;
use http::response::Parts;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// The output of a call together with what is known of the response that it came in.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Response<T> {
    /// What the operation gives.
    pub output: T,
    /// Where it came from.
    pub metadata: ResponseMetadata,
}

/// What is known of a response.
#[derive(Clone)]
pub struct ResponseMetadata {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
}

impl ResponseMetadata {
    pub(super) fn new(head: Parts, attempts: u32) -> Self {
        Self {
            status: head.status,
            headers: head.headers,
            attempts,
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What the service knows the call by: what its operators ask for.
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        protocol::request_id(&self.headers)
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl fmt::Debug for ResponseMetadata {
    /// Headers by name alone: a service may put anything into them.
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
