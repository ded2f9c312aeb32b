//! Calls with per-call overrides, without async.

use super::{Blocking, BlockingWait};
use crate::client::{Request, Response};
use crate::credentials::CredentialsCache;
use crate::error::Error;
use crate::hooks::Hook;
use crate::operation::Operation;
use crate::presign::{PresignError, PresignedRequest};
use crate::retry::Retry;
use crate::wait::{Answer, Until, WaitState};
use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use std::fmt;
use std::time::Duration;

/// Builder of a call with per-call overrides, without async: set options, then call [`send`](Self::send).
///
/// See [`Request`].
#[must_use = "nothing is sent until `send` is called"]
pub struct BlockingRequest<'a, Op: Operation> {
    blocking: Blocking,
    request: Request<'a, Op>,
}

impl<'a, Op: Operation> BlockingRequest<'a, Op> {
    pub(super) fn new(blocking: Blocking, request: Request<'a, Op>) -> Self {
        Self { blocking, request }
    }

    /// Sets the endpoint URL: see [`Request::endpoint_url`].
    pub fn endpoint_url(self, url: impl Into<String>) -> Self {
        self.with(|request| request.endpoint_url(url))
    }

    /// Sets the region: see [`Request::region`].
    pub fn region(self, region: impl Into<String>) -> Self {
        self.with(|request| request.region(region))
    }

    /// Sets the credentials: see [`Request::credentials`].
    pub fn credentials(self, credentials: impl Into<CredentialsCache>) -> Self {
        self.with(|request| request.credentials(credentials))
    }

    /// Sets the retry strategy.
    pub fn retry(self, retry: Retry) -> Self {
        self.with(|request| request.retry(retry))
    }

    /// Sets the timeout of one attempt: see [`Request::attempt_timeout`].
    pub fn attempt_timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.with(|request| request.attempt_timeout(limit))
    }

    /// Sets the timeout of the call: see [`Request::operation_timeout`].
    pub fn operation_timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.with(|request| request.operation_timeout(limit))
    }

    /// Adds a header: see [`Request::header`].
    pub fn header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.with(|request| request.header(name, value))
    }

    /// Keeps the body of the response: see [`Request::keep_raw_body`].
    pub fn keep_raw_body(self) -> Self {
        self.with(Request::keep_raw_body)
    }

    /// Adds a hook: see [`Request::hook`].
    pub fn hook(self, hook: impl Hook) -> Self {
        self.with(|request| request.hook(hook))
    }

    /// Sends the request, and waits for the response.
    ///
    /// # Errors
    /// Same as [`Request::send`], and those of [`Blocking::wait`].
    pub fn send(self) -> Result<Response<Op::Output>, Error<Op::Error>> {
        let mut response = self.blocking.wait(Op::NAME, self.request.send())?;
        self.blocking.keep_for::<Op>(&mut response.output);
        Ok(response)
    }

    /// Polls the operation until `condition` returns a final state: see [`Request::wait_until`].
    pub fn wait_until<'w, S: Into<WaitState>>(
        self,
        max_wait: Duration,
        condition: impl FnMut(&Answer<Op>) -> S + Send + 'w,
    ) -> BlockingWait<'w, Until<Op>>
    where
        Op::Input: Clone,
    {
        let wait = self.request.wait_until(max_wait, condition);
        BlockingWait::new(self.blocking, wait)
    }

    /// Presigns the request instead of sending it, and waits for the result.
    ///
    /// # Errors
    /// Same as [`Request::presign`], and those of [`Blocking::wait`].
    pub fn presign(self, expires_in: Duration) -> Result<PresignedRequest, PresignError> {
        self.blocking
            .wait(Op::NAME, self.request.presign(expires_in))
    }

    /// Signs the request instead of sending it, and waits for the result.
    ///
    /// # Errors
    /// Same as [`Request::sign`], and those of [`Blocking::wait`].
    pub fn sign(self) -> Result<http::Request<Bytes>, Error<Op::Error>> {
        self.blocking.wait(Op::NAME, self.request.sign())
    }

    fn with(self, change: impl FnOnce(Request<'a, Op>) -> Request<'a, Op>) -> Self {
        Self {
            blocking: self.blocking,
            request: change(self.request),
        }
    }
}

impl<Op: Operation> fmt::Debug for BlockingRequest<'_, Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BlockingRequest")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}
