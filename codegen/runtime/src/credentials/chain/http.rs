//! Requests for credentials: to metadata services, and to AWS services.
//!
//! All timeouts and attempts are set here, as is the rule that requests for metadata never use a proxy.

use super::context::ProviderContext;
use crate::credentials::CredentialsError;
use crate::entropy;
use crate::error::ErrorFacts;
use crate::retry::{
    Attempt, Decision, ErrorResponse, Failure, Retry, RetryCall, RetryFacts, RetryKind,
    may_be_clock_skew,
};
use crate::time::within;
use crate::transport::{self, Body, BodyLimit, BypassProxy, NewConnection, TransportError};
use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode};
use std::time::{Duration, SystemTime};

/// Maximum size of a response body, in bytes. A session token has some kilobytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// Delay before the second attempt at a metadata service, which is on the same machine; it doubles with each further
/// attempt.
const METADATA_WAIT: Duration = Duration::from_millis(100);

/// Limits and retries of one kind of request.
#[derive(Clone, Copy)]
pub(super) struct HttpPolicy {
    is_metadata: bool,
    /// Timeout of one attempt.
    pub(super) timeout: Duration,
    /// Maximum number of attempts if the server responds with a transient error.
    pub(super) attempts: u32,
    /// Maximum number of attempts if a metadata service does not respond.
    pub(super) silent_attempts: u32,
}

/// AWS services: retried like calls of clients in standard mode.
pub(super) const SERVICE: HttpPolicy = HttpPolicy {
    is_metadata: false,
    timeout: Duration::from_secs(10),
    attempts: 3,
    silent_attempts: 3,
};

/// Agents of containers.
pub(super) const CONTAINER: HttpPolicy = HttpPolicy {
    is_metadata: true,
    timeout: Duration::from_secs(2),
    attempts: 3,
    silent_attempts: 3,
};

/// Metadata service of an EC2 instance; on other machines nothing responds.
pub(super) const INSTANCE: HttpPolicy = HttpPolicy {
    is_metadata: true,
    timeout: Duration::from_secs(2),
    attempts: 3,
    silent_attempts: 1,
};

/// Builds the request of an attempt, signed for the given time.
pub(super) type BuildRequest<'a> =
    dyn Fn(SystemTime) -> Result<Request<Bytes>, CredentialsError> + Sync + 'a;

/// A request with the errors that its service returns.
pub(super) struct Call<'a> {
    pub(super) policy: HttpPolicy,
    pub(super) request: &'a BuildRequest<'a>,
    /// Returns the error code of a response.
    pub(super) error_code: fn(&Response<Bytes>) -> Option<String>,
    /// Errors that need more than their code to be classified for retries.
    pub(super) errors: &'static [ErrorFacts],
}

/// Reasons why there is no response.
pub(super) enum Failed {
    /// No request could be built.
    Request(CredentialsError),
    Transport(TransportError),
}

impl Failed {
    /// Converts into the error of the source `name`.
    pub(super) fn of(self, name: &str) -> CredentialsError {
        match self {
            Self::Request(error) => CredentialsError::because(name, error),
            Self::Transport(error) => CredentialsError::because(name, error),
        }
    }
}

impl<'a> Call<'a> {
    /// Creates a request to a metadata service.
    pub(super) fn metadata(policy: HttpPolicy, request: &'a BuildRequest<'a>) -> Self {
        Self {
            policy,
            request,
            error_code: |_| None,
            errors: &[],
        }
    }

    /// Sends the request until there is a response, of any status, that is not retried.
    pub(super) async fn send(&self, context: &ProviderContext) -> Result<Response<Bytes>, Failed> {
        let clock = &*context.clock;
        let mut retries = self.policy.start(context);
        let mut number = 0;
        loop {
            number += 1;
            let sent = clock.now();
            let time = context.memory.skew.corrected(sent);
            let mut request = (self.request)(time).map_err(Failed::Request)?;
            self.policy.mark(&mut request, number);
            if number > 1 {
                retries.retrying();
            }
            let outcome = self.attempt(context, request).await;
            let code = outcome.as_ref().ok().and_then(self.error_code);
            if let (false, Ok(response)) = (self.policy.is_metadata, &outcome) {
                let is_refusal = || code.as_deref().is_some_and(may_be_clock_skew);
                let skew = &context.memory.skew;
                skew.observe(response.headers(), sent, clock.now(), is_refusal);
            }
            let clock_corrected = context.memory.skew.was_off(time, sent);
            let failure = match &outcome {
                Ok(response) if response.status().is_success() => {
                    retries.succeeded();
                    return outcome.map_err(Failed::Transport);
                }
                Ok(response) => Failure::Response(
                    ErrorResponse::new(response.status())
                        .code(code.as_deref(), self.errors)
                        .headers(response.headers())
                        .clock_corrected(clock_corrected),
                ),
                Err(error) => Failure::of_transport(error.kind(), true),
            };
            trace(number, &outcome);
            let fraction = (context.entropy)().map_or(1.0, entropy::fraction);
            let attempt = Attempt::new(number, failure, fraction);
            match retries.failed(&attempt) {
                // The same ones would be sent again.
                _ if attempt.kind() == Some(RetryKind::ExpiredCredentials) => {}
                Decision::Retry(wait) => {
                    clock.sleep(wait).await;
                    continue;
                }
                Decision::GiveUp | Decision::GiveUpAfter(_) => {}
            }
            return outcome.map_err(Failed::Transport);
        }
    }

    async fn attempt(
        &self,
        context: &ProviderContext,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, TransportError> {
        let limit = self.policy.timeout;
        let response = within(
            &*context.clock,
            Some(limit),
            transport::exchange(&*context.transport, request.map(Body::from), BODY_LIMIT),
        )
        .await;
        let response = response.unwrap_or_else(|| {
            let error = format!("no response within {limit:?}");
            Err(TransportError::timeout(error))
        })?;
        if response.body().len() > BODY_LIMIT {
            let error = format!("the response is larger than {BODY_LIMIT} bytes");
            return Err(TransportError::new(error));
        }
        Ok(response)
    }
}

impl HttpPolicy {
    /// Starts the retries of a call.
    fn start(self, context: &ProviderContext) -> Box<dyn RetryCall> {
        if self.is_metadata {
            return Box::new(MetadataRetry(self));
        }
        let retry = Retry::standard().max_attempts(self.attempts);
        let policy = retry.policy(&context.memory.tokens);
        policy.start(RetryFacts::STANDARD.idempotent(true))
    }

    /// Marks the request of an attempt for the transport.
    fn mark(self, request: &mut Request<Bytes>, number: u32) {
        request.extensions_mut().insert(BodyLimit(BODY_LIMIT));
        if self.is_metadata {
            request.extensions_mut().insert(BypassProxy);
        }
        if number > 1 {
            // Attempts over one sick connection fail alike.
            request.extensions_mut().insert(NewConnection);
        }
    }
}

/// Retry policy of metadata services.
struct MetadataRetry(HttpPolicy);

impl RetryCall for MetadataRetry {
    fn failed(&mut self, attempt: &Attempt<'_>) -> Decision {
        let attempts = match attempt.failure {
            Failure::Response(response) if may_pass(response.status) => self.0.attempts,
            Failure::Connect | Failure::Timeout | Failure::Io => self.0.silent_attempts,
            _ => 0,
        };
        if attempt.number >= attempts {
            return Decision::GiveUp;
        }
        let doublings = attempt.number.saturating_sub(1).min(6);
        Decision::Retry(METADATA_WAIT * (1 << doublings))
    }
}

/// Returns true for transient errors of a metadata service.
fn may_pass(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

/// Returns `value` as a sensitive header value.
///
/// # Errors
/// If `value`, described by `name`, has a character that is not allowed in headers.
pub(super) fn secret_header(name: &str, value: &str) -> Result<HeaderValue, CredentialsError> {
    let mut header = HeaderValue::from_str(value).map_err(|_| {
        let why = format!("{name} has a line break or another control character");
        CredentialsError::message(why)
    })?;
    header.set_sensitive(true);
    Ok(header)
}

/// Emits the event of a failed attempt, without any part of a body.
#[cfg(feature = "tracing")]
fn trace(number: u32, outcome: &Result<Response<Bytes>, TransportError>) {
    match outcome {
        Ok(response) => {
            let status = response.status().as_u16();
            tracing::debug!(attempt = number, status, "request for credentials failed");
        }
        Err(error) => {
            tracing::debug!(attempt = number, error = %error, "request for credentials failed");
        }
    }
}

#[cfg(not(feature = "tracing"))]
fn trace(_: u32, _: &Result<Response<Bytes>, TransportError>) {}
