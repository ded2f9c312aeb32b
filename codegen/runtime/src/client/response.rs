//! Responses with their metadata.

#[cfg(feature = "checksums")]
use crate::checksum::ChecksumValidation;
use crate::error::OneLine;
use crate::protocol;
use bytes::Bytes;
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
    raw_body: Option<Bytes>,
    #[cfg(feature = "checksums")]
    checksum: Option<ChecksumValidation>,
}

impl ResponseMetadata {
    pub(super) fn new(
        head: Parts,
        request_id: Option<String>,
        attempts: u32,
        raw_body: Option<Bytes>,
    ) -> Self {
        Self {
            #[cfg(feature = "checksums")]
            checksum: head.extensions.get().copied(),
            status: head.status,
            headers: head.headers,
            request_id,
            attempts,
            raw_body,
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

    pub(super) fn request_id_ref(&self) -> Option<&str> {
        self.request_id.as_deref()
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

    /// Returns how the body is compared with its checksum; `None` if the response was not requested with one: see
    /// [`ConfigBuilder::response_checksum_validation`].
    ///
    /// [`ConfigBuilder::response_checksum_validation`]: crate::ConfigBuilder::response_checksum_validation
    #[cfg(feature = "checksums")]
    #[must_use]
    pub fn checksum(&self) -> Option<ChecksumValidation> {
        self.checksum
    }

    /// Returns the unmodified body, if the call was made with [`Request::keep_raw_body`]; `None` if it is a stream. It may
    /// hold sensitive data.
    ///
    /// [`Request::keep_raw_body`]: crate::Request::keep_raw_body
    #[must_use]
    pub fn raw_body(&self) -> Option<&Bytes> {
        self.raw_body.as_ref()
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
