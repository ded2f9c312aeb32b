//! Validation of response bodies.

use super::{ChecksumAlgorithm, Digest};
use crate::operation::HttpChecksum;
use crate::transport::{Body, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, Response};
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Validation of the checksum of a response that was requested with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChecksumValidation {
    /// The body is compared with its checksum of this algorithm. A stream is compared at its end: reading a body that differs
    /// ends with an error.
    Validated(ChecksumAlgorithm),
    /// Not validated: the checksum is that of the checksums of an object's parts, which the response does not have.
    Composite,
    /// Not validated: the response has no checksum of a supported algorithm.
    Missing,
}

/// Checksum that a body must have.
#[derive(Clone)]
struct Expected {
    algorithm: ChecksumAlgorithm,
    value: String,
}

/// Returns a response whose body is compared with its checksum at its end. The [`ChecksumValidation`] is an extension of it.
pub(crate) fn validated(facts: &HttpChecksum, response: Response<Body>) -> Response<Body> {
    if !response.status().is_success() {
        return response;
    }
    let (mut head, mut body) = response.into_parts();
    let validation = match expected(facts, &head.headers) {
        Ok(expected) => {
            let algorithm = expected.algorithm;
            // The body compares its length: one that ends early is incomplete, and not corrupted.
            body = Body::from_stream(
                body.length(),
                Validated {
                    body,
                    digest: Some(Digest::new(algorithm)),
                    expected,
                },
            );
            ChecksumValidation::Validated(algorithm)
        }
        Err(not_validated) => not_validated,
    };
    head.extensions.insert(validation);
    Response::from_parts(head, body)
}

/// Returns the checksum of the headers that costs least, or the reason why there is none.
fn expected(facts: &HttpChecksum, headers: &HeaderMap) -> Result<Expected, ChecksumValidation> {
    let mut reason = ChecksumValidation::Missing;
    for algorithm in ChecksumAlgorithm::ALL {
        let is_listed = facts.response_algorithms.contains(&algorithm.as_str());
        let value = headers.get(algorithm.header()).filter(|_| is_listed);
        match value.and_then(|it| it.to_str().ok()).map(str::trim) {
            Some(value) if is_of_parts(value) => reason = ChecksumValidation::Composite,
            Some(value) => {
                let value = value.to_owned();
                return Ok(Expected { algorithm, value });
            }
            None => {}
        }
    }
    Err(reason)
}

/// Returns true for a checksum of the checksums of parts, which is followed by their number (Amazon S3's user guide, "Checking
/// object integrity"). Base64 has no hyphen.
fn is_of_parts(value: &str) -> bool {
    let number = value.rsplit_once('-').map(|(_, number)| number);
    number.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
}

/// A stream that ends with an error if it does not have its checksum.
struct Validated {
    body: Body,
    /// `None` at the end.
    digest: Option<Digest>,
    expected: Expected,
}

impl Validated {
    /// Compares the checksum, once.
    fn compare(&mut self) -> Option<Mismatch> {
        let computed = self.digest.take()?.finish();
        (computed != self.expected.value).then(|| Mismatch {
            expected: self.expected.clone(),
            computed,
        })
    }
}

impl Stream for Validated {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let next = ready!(Pin::new(&mut this.body).poll_next(context));
        if let (Some(Ok(piece)), Some(digest)) = (&next, &mut this.digest) {
            digest.update(piece);
        }
        let is_last = match &next {
            // A reader may stop here.
            Some(Ok(_)) => this.body.length() == Some(0),
            Some(Err(_)) => false,
            None => true,
        };
        let mismatch = if is_last { this.compare() } else { None };
        Poll::Ready(match mismatch {
            Some(mismatch) => Some(Err(TransportError::io(mismatch))),
            None => next,
        })
    }
}

/// Error of a body that does not have its checksum.
pub(crate) struct Mismatch {
    expected: Expected,
    computed: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Expected { algorithm, value } = &self.expected;
        let computed = &self.computed;
        write!(
            formatter,
            "the response is corrupted: its {algorithm} checksum is `{computed}`, but its header says `{}`: read it again",
            crate::error::OneLine(value)
        )
    }
}

impl fmt::Debug for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), formatter)
    }
}

impl Error for Mismatch {}
