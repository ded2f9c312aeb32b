//! Calls with per-call overrides.

use super::{Client, Response};
use crate::config::Timeouts;
use crate::credentials::CredentialsCache;
use crate::endpoint;
use crate::error::{Error, OneLine};
use crate::features::Features;
use crate::hooks::{Hook, Hooks};
use crate::operation::Operation;
use crate::retry::Retry;
use crate::wait::{Answer, Until, Wait, WaitState};
use http::header::{HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Settings of one call that override those of its client.
#[derive(Clone, Default)]
pub struct Overrides {
    pub(super) endpoint_url: Option<String>,
    pub(super) region: Option<String>,
    pub(super) credentials: Option<CredentialsCache>,
    pub(super) retry: Option<Retry>,
    pub(super) timeouts: TimeoutOverrides,
    pub(super) headers: HeaderMap,
    /// Features that the user agent lists, such as the paginator that makes the call.
    pub(super) features: Features,
    /// Hooks that run after those of the configuration.
    pub(super) hooks: Hooks,
    /// True if the metadata of the response has its body.
    pub(super) keeps_raw_body: bool,
    /// True for a call that another one makes, without hooks and with an endpoint of its own.
    pub(super) is_internal: bool,
}

impl Overrides {
    /// Overrides of a paginator's calls.
    pub(crate) fn of_paginator() -> Self {
        Self {
            features: Features::PAGINATOR,
            ..Self::default()
        }
    }

    /// Overrides of a waiter's calls.
    pub(crate) fn of_waiter() -> Self {
        Self::default().for_waiter()
    }

    /// These overrides for a waiter's calls.
    fn for_waiter(mut self) -> Self {
        self.features |= Features::WAITER;
        self
    }

    /// Sets the credentials.
    pub(crate) fn set_credentials(&mut self, credentials: CredentialsCache) {
        self.credentials = Some(credentials);
    }

    /// Adds a hook.
    pub(crate) fn add_hook(&mut self, hook: impl Hook) {
        self.hooks.push(Arc::new(hook));
    }

    /// Returns the endpoint URL, normalized as a configured one.
    pub(super) fn endpoint_url(&self) -> Result<Option<String>, String> {
        let Some(text) = self.endpoint_url.as_deref() else {
            return Ok(None);
        };
        let invalid = |why| match endpoint::may_hold_secret(text) {
            true => format!(
                "Request::endpoint_url: a redacted value is not a valid endpoint URL: {why}"
            ),
            false => format!(
                "Request::endpoint_url: {:?} is not a valid endpoint URL: {why}",
                OneLine(text)
            ),
        };
        let url = endpoint::http_url(text.trim()).map_err(invalid)?;
        Ok(Some(endpoint::for_rules(&url)))
    }

    /// Returns the region, in lower case.
    pub(super) fn region(&self) -> Result<Option<String>, String> {
        let region = self.region.as_deref();
        region
            .map(|region| endpoint::region_at("Request::region", region))
            .transpose()
    }

    /// Checks the headers for the destination and length of the request.
    pub(super) fn check_headers(&self) -> Result<(), &'static str> {
        if self.headers.contains_key(TRANSFER_ENCODING) {
            return Err(
                "Request::header: `transfer-encoding` cannot be set: the transport sets it",
            );
        }
        let Some(host) = self.headers.get(HOST) else {
            return Ok(());
        };
        match endpoint::is_host_header(host) {
            true => Ok(()),
            false => {
                Err("Request::header: `host` must be a host in lower case with an optional port")
            }
        }
    }
}

/// Timeouts that override those of the client; `Some(None)` disables a timeout.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TimeoutOverrides {
    attempt: Option<Option<Duration>>,
    operation: Option<Option<Duration>>,
}

impl TimeoutOverrides {
    pub(super) fn over(self, timeouts: Timeouts) -> Timeouts {
        let mut result = timeouts;
        result.attempt = self.attempt.unwrap_or(timeouts.attempt);
        result.operation = self.operation.unwrap_or(timeouts.operation);
        result
    }
}

impl fmt::Debug for Overrides {
    /// Shows names of headers only, since values may be secrets, and no password of the URL, which is not validated
    /// yet.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.keys().collect();
        let url = self.endpoint_url.as_deref().map(|url| {
            if endpoint::may_hold_secret(url) {
                OneLine("…")
            } else {
                OneLine(url)
            }
        });
        formatter
            .debug_struct("Overrides")
            .field("endpoint_url", &url)
            .field("region", &self.region.as_deref().map(OneLine))
            .field("credentials", &self.credentials)
            .field("retry", &self.retry)
            .field("timeouts", &self.timeouts)
            .field("headers", &names)
            .finish()
    }
}

/// Builder of a call with per-call overrides: set options, then call [`send`](Self::send).
#[must_use = "nothing is sent until `send` is called"]
pub struct Request<'a, Op: Operation> {
    pub(super) client: &'a Client,
    pub(super) input: Op::Input,
    pub(super) overrides: Overrides,
}

impl<'a, Op: Operation> Request<'a, Op> {
    pub(super) fn new(client: &'a Client, input: Op::Input) -> Self {
        Self {
            client,
            input,
            overrides: Overrides::default(),
        }
    }

    /// Sets the endpoint URL. It is validated like a [configured](crate::ConfigBuilder::endpoint_url) one when the call
    /// is made: an invalid URL is an error before anything is sent.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.overrides.endpoint_url = Some(url.into());
        self
    }

    /// Sets the region. It is validated like a [configured](crate::ConfigBuilder::region) one when the call is made: an
    /// invalid region is an error before anything is sent.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.overrides.region = Some(region.into());
        self
    }

    /// Sets the credentials that sign the call, and whose account its endpoint may depend on: [`Credentials`], or a
    /// [`CredentialsCache`], which is to be kept for the calls of one identity. Connections are those of the client.
    ///
    /// An operation that is not signed ignores them.
    ///
    /// [`Credentials`]: crate::Credentials
    pub fn credentials(mut self, credentials: impl Into<CredentialsCache>) -> Self {
        self.overrides.set_credentials(credentials.into());
        self
    }

    /// Sets the retry strategy.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.overrides.retry = Some(retry);
        self
    }

    /// Sets the timeout of one attempt; `None` disables it.
    ///
    /// After this timeout only an [idempotent](Operation::IDEMPOTENT) operation is retried.
    pub fn attempt_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.overrides.timeouts.attempt = Some(limit.into());
        self
    }

    /// Sets the timeout of the call, including all attempts and the delays between them; `None` disables it.
    pub fn operation_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.overrides.timeouts.operation = Some(limit.into());
        self
    }

    /// Adds a header, which is signed like the others. It replaces a header that identifies the caller (`user-agent`,
    /// `x-amzn-trace-id`), but none that belongs to the protocol, the endpoint, the signature or the count of attempts.
    ///
    /// A value that is not UTF-8 cannot be signed and fails the call. So does `transfer-encoding`, and a `host` that is
    /// not a lower-case host with an optional port.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.overrides.headers.insert(name, value);
        self
    }

    /// Keeps the unmodified body of the response beside the output, in [`ResponseMetadata::raw_body`], for members that
    /// this version of the crate does not know, or for an archive. It is not copied, and stays in memory with the metadata.
    /// That of an error is always there: [`Error::raw_body`]. A body that is a stream is not kept.
    ///
    /// [`ResponseMetadata::raw_body`]: crate::ResponseMetadata::raw_body
    pub fn keep_raw_body(mut self) -> Self {
        self.overrides.keeps_raw_body = true;
        self
    }

    /// Adds a [hook](crate::hooks), which runs after those of the configuration.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.overrides.add_hook(hook);
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    /// Same as [`Client::call`].
    pub async fn send(self) -> Result<Response<Op::Output>, Error<Op::Error>> {
        self.client.send::<Op>(self.input, &self.overrides).await
    }

    /// Polls the operation, with these overrides, until `condition` returns a final state or `max_wait` has passed: a
    /// waiter for an operation that has none in the model.
    ///
    /// The condition gets the result of every call, and returns a [`WaitState`], or a `bool` that is `true` for
    /// success. The result of the wait is that of the last call, which is an error if the condition waits for one. Delays
    /// are those of a waiter without its own: between 2 and 120 seconds, unless set.
    pub fn wait_until<'w, S: Into<WaitState>>(
        self,
        max_wait: Duration,
        mut condition: impl FnMut(&Answer<Op>) -> S + Send + 'w,
    ) -> Wait<'w, Until<Op>>
    where
        Op::Input: Clone,
    {
        let condition = move |answer: &Answer<Op>| condition(answer).into();
        let overrides = self.overrides.for_waiter();
        Wait::until(
            self.client.clone(),
            self.input,
            overrides,
            max_wait,
            condition,
        )
    }
}

impl<Op: Operation> fmt::Debug for Request<'_, Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("operation", &Op::NAME)
            .field("overrides", &self.overrides)
            .finish_non_exhaustive()
    }
}
