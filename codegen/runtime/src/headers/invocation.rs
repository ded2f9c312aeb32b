//! `amz-sdk-invocation-id` and `amz-sdk-request`: which requests are attempts of one call.
//!
//! They change from attempt to attempt and are not signed: add them after signing.

use crate::entropy::{self, Entropy};
use crate::timestamp::{Basic, Timestamp};
use crate::transport::BoxError;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::time::{Duration, SystemTime};

const AMZ_SDK_INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const AMZ_SDK_REQUEST: HeaderName = HeaderName::from_static("amz-sdk-request");

/// One call, whatever the number of its attempts.
pub(crate) struct Invocation {
    id: HeaderValue,
}

/// One attempt of a call.
#[derive(Clone, Copy)]
pub(crate) struct Attempt {
    /// The first is 1.
    pub(crate) number: u32,
    /// How many there may be.
    pub(crate) max: u32,
    /// When it is sent, by the service's clock.
    pub(crate) time: SystemTime,
    /// How long its response is waited for.
    pub(crate) timeout: Option<Duration>,
}

impl Invocation {
    /// A new call, with an identifier of its own.
    ///
    /// # Errors
    /// When there is no randomness.
    pub(crate) fn new(entropy: &Entropy) -> Result<Self, BoxError> {
        let id = HeaderValue::try_from(entropy::uuid(entropy()?))?;
        Ok(Self { id })
    }

    /// Says which attempt of this call the request with these headers is.
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
    /// When its response is given up, for the service not to work for nobody.
    ///
    /// Only retries say so: before the first response it is not known what the service's clock shows.
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
