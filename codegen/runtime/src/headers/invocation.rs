//! `amz-sdk-invocation-id` and `amz-sdk-request`, which identify the attempts of one call.
//!
//! They change from attempt to attempt and are not signed: add them after signing.

use crate::entropy::{self, Entropy};
use crate::timestamp::{Basic, Timestamp};
use crate::transport::BoxError;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::time::{Duration, SystemTime};

const AMZ_SDK_INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const AMZ_SDK_REQUEST: HeaderName = HeaderName::from_static("amz-sdk-request");

/// One call with all its attempts.
pub(crate) struct Invocation {
    id: HeaderValue,
}

/// One attempt of a call.
#[derive(Clone, Copy)]
pub(crate) struct Attempt {
    /// Number of the attempt, from 1.
    pub(crate) number: u32,
    /// Maximum number of attempts.
    pub(crate) max: u32,
    /// Time of sending, by the service's clock.
    pub(crate) time: SystemTime,
    /// Timeout of the response.
    pub(crate) timeout: Option<Duration>,
}

impl Invocation {
    /// Creates a call with a new identifier.
    ///
    /// # Errors
    /// If there is no source of randomness.
    pub(crate) fn new(entropy: &Entropy) -> Result<Self, BoxError> {
        let id = HeaderValue::try_from(entropy::uuid(entropy()?))?;
        Ok(Self { id })
    }

    /// Adds the headers of an attempt of this call.
    pub(crate) fn mark(&self, headers: &mut HeaderMap, attempt: Attempt) -> Result<(), BoxError> {
        let Attempt { number, max, .. } = attempt;
        let request = match attempt.ends() {
            Some(ends) => format!("ttl={ends}; attempt={number}; max={max}"),
            None => format!("attempt={number}; max={max}"),
        };
        headers.insert(AMZ_SDK_INVOCATION_ID, self.id.clone());
        headers.insert(AMZ_SDK_REQUEST, HeaderValue::try_from(request)?);
        Ok(())
    }
}

impl Attempt {
    /// Returns the time when the response times out, so that the service can stop.
    ///
    /// Only retries have it: before the first response the service's clock is not known.
    fn ends(&self) -> Option<impl std::fmt::Display> {
        let ends = self
            .time
            .checked_add(self.timeout?)
            .filter(|_| self.number > 1)?;
        Basic::of(Timestamp::try_from(ends).ok()?)
    }
}

#[cfg(test)]
mod tests;
