//! A call from its content to the last response: endpoint, attempts, retries, timeouts.

use super::attempt::Prepared;
use super::connection::ConnectionChoice;
use super::hooks::{CallHooks, Ended};
use super::request::Overrides;
use super::shared::{Resolve, Shared};
use super::trace::CallTrace;
use super::trial::Trial;
use crate::config::Timeouts;
use crate::credentials::CredentialsError;
use crate::entropy;
use crate::error::{
    AuthenticationError, ConstructionError, DispatchError, TimeoutError, TimeoutKind,
};
use crate::lock::lock;
use crate::protocol::{self, Content, ErrorCodes, Target};
use crate::retry::{Attempt, Decision, ErrorResponse, Failure, RateLimiter, RetryCall, RetryKind};
use crate::time::within;
#[cfg(feature = "streams")]
use crate::transport::Body;
use crate::transport::{BoxError, BoxFuture, TransportErrorKind};
use bytes::Bytes;
use http::StatusCode;
use http::response::Parts;
use std::pin::pin;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

/// Last response of a call.
pub(super) struct Answer {
    pub(super) head: Parts,
    pub(super) body: Bytes,
    /// Body of a successful response that is streamed, in the place of `body`.
    #[cfg(feature = "streams")]
    pub(super) stream: Option<Body>,
    pub(super) attempts: u32,
    /// Kind of retry that applies, if the response is an error.
    pub(super) retry: Option<RetryKind>,
    /// Reason why an error was not retried.
    pub(super) hint: Option<&'static str>,
    /// The body, if the caller keeps it and it is not a stream.
    pub(super) kept: Option<Bytes>,
}

/// Reasons why there is no response.
pub(super) enum Failed {
    Construction(ConstructionError),
    Credentials(AuthenticationError),
    Transport(DispatchError),
    Timeout(TimeoutError),
}

/// One call.
pub(super) struct Exchange<'a> {
    pub(super) shared: &'a Shared,
    pub(super) target: Target,
    pub(super) overrides: &'a Overrides,
    pub(super) timeouts: Timeouts,
    /// Rate limiter of a call in adaptive mode.
    limiter: Option<&'a RateLimiter>,
    pub(super) hooks: CallHooks<'a>,
    /// Start of a call with hooks.
    pub(super) started: Option<Duration>,
    pub(super) trace: CallTrace,
    /// Number of times the request was sent so far, also known if the call times out.
    attempts: AtomicU32,
    /// Time at which the latest attempt was sent, in nanoseconds of the clock, if it is measured.
    sent: AtomicU64,
    /// Description of the latest failed attempt, for calls that end for another reason.
    failure: Mutex<Option<String>>,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(shared: &'a Shared, target: Target, overrides: &'a Overrides) -> Self {
        let hooks = CallHooks::of(shared, overrides);
        Self {
            shared,
            target,
            overrides,
            hooks,
            trace: CallTrace::NONE,
            started: (!hooks.is_empty()).then(|| shared.clock.instant()),
            timeouts: overrides.timeouts.over(shared.config.timeouts()),
            limiter: shared.limiter(overrides),
            attempts: AtomicU32::new(0),
            sent: AtomicU64::new(0),
            failure: Mutex::default(),
        }
    }

    /// Returns the same call without a rate limiter.
    pub(super) fn without_limiter(self) -> Self {
        Self {
            limiter: None,
            ..self
        }
    }

    /// Traces the call in a span, which ends with this exchange.
    pub(super) fn traced(self) -> Self {
        let trace = CallTrace::new(self.shared, self.target);
        Self { trace, ..self }
    }

    /// Makes the call with `content`, or its error, to the destination that `resolve` returns.
    ///
    /// The future is boxed so that it is compiled here. An `async` function is compiled where it is polled: in the
    /// user's crate, each time the user builds it.
    pub(super) fn run<'b>(
        &'b self,
        resolve: &'b Resolve<'b>,
        content: Result<Content, BoxError>,
    ) -> BoxFuture<'b, Result<Answer, Failed>> {
        let call = self.limited(resolve, content);
        Box::pin(self.trace.within(call))
    }

    async fn limited(
        &self,
        resolve: &Resolve<'_>,
        content: Result<Content, BoxError>,
    ) -> Result<Answer, Failed> {
        let limit = self.timeouts.operation;
        // Pinned here, for what is handed over by value is kept twice.
        let call = pin!(self.call(resolve, content));
        let call = within(&*self.shared.clock, limit, call).await;
        call.unwrap_or_else(|| {
            let (kind, limit) = (TimeoutKind::Operation, limit.unwrap_or_default());
            let (operation, attempts) = (self.target.operation, self.attempts());
            let is_retryable = self.target.idempotent || attempts == 0;
            let error = TimeoutError::over(operation, attempts, kind, limit, is_retryable);
            Err(Failed::Timeout(error.after(self.take_failure())))
        })
    }

    async fn call(
        &self,
        resolve: &Resolve<'_>,
        content: Result<Content, BoxError>,
    ) -> Result<Answer, Failed> {
        let content = content.map_err(|source| self.unbuilt(source))?;
        let destination = self.destination(resolve).await?;
        let region = self.region_of(&destination);
        self.trace.destination(region.as_deref(), &destination.url);
        let transport = self.shared.config.shared_transport();
        let transport = transport.map_err(|source| self.unbuilt(source))?;
        let prepared = Prepared::new(self, destination, content)?;
        let mut retries = self.retries();
        let mut number = 0;
        let mut connection = ConnectionChoice::Any;
        loop {
            number += 1;
            let trial = prepared
                .attempt(self, &*transport, number, connection, &mut *retries)
                .await?;
            let duration = self.since_sent();
            let mut ended = Ended {
                number,
                trial: &trial,
                duration,
                code: None,
                failure: None,
            };
            if let Trial::Response { head, body, .. } = &trial
                && protocol::is_success(self.target, head, body)
            {
                retries.succeeded();
                self.adapt(None);
                self.after_attempt(&prepared.destination, &ended);
                return self.end(trial, None, None);
            }
            let (decision, retry, codes) = self.decide(&trial, number, &mut *retries);
            connection = ConnectionChoice::after(&trial, retry);
            let can_repeat = prepared.end_attempt();
            ended.code = codes.shown();
            ended.failure = Some((retry, delay(&decision).filter(|_| can_repeat)));
            self.after_attempt(&prepared.destination, &ended);
            match decision {
                #[cfg(feature = "streams")]
                Decision::Retry(_) if !can_repeat => {
                    return self.end(trial, retry, Some(prepared.spent()));
                }
                Decision::Retry(wait) => self.shared.clock.sleep(wait).await,
                Decision::GiveUp => return self.end(trial, retry, None),
                Decision::GiveUpAfter(wait) => {
                    self.shared.clock.sleep(wait).await;
                    return self.end(trial, retry, None);
                }
            }
        }
    }

    /// Takes a permit of the rate limiter for an attempt, or returns the delay until there may be one.
    pub(super) fn permit(&self) -> Result<(), Duration> {
        let Some(limiter) = self.limiter else {
            return Ok(());
        };
        let permit = limiter.take(self.shared.clock.instant());
        if let Err(delay) = permit {
            self.trace.limited(self.shared, delay);
        }
        permit
    }

    /// Adapts the rate to an attempt that ended; `retry` is the kind of retry that applies after a failure.
    fn adapt(&self, retry: Option<RetryKind>) {
        if let Some(limiter) = self.limiter {
            let is_throttled = retry == Some(RetryKind::Throttling);
            limiter.adapt(self.shared.clock.instant(), is_throttled);
        }
    }

    fn retries(&self) -> Box<dyn RetryCall> {
        let Target {
            long_poll,
            idempotent,
            ..
        } = self.target;
        let facts = self.shared.retry_facts;
        let facts = facts.long_poll(long_poll).idempotent(idempotent);
        match &self.overrides.retry {
            Some(retry) => self.shared.policy(retry).start(facts),
            None => self.shared.retry.start(facts),
        }
    }

    /// Decides what follows a failed attempt, with the kind of retry that applies and the codes of the error.
    fn decide(
        &self,
        failed: &Trial,
        number: u32,
        retries: &mut dyn RetryCall,
    ) -> (Decision, Option<RetryKind>, ErrorCodes) {
        // Without randomness the whole wait: the error that is to be reported is the service's.
        let fraction = (self.shared.entropy)().map_or(1.0, entropy::fraction);
        let codes = match failed {
            Trial::Response { head, body, .. } => {
                let body = protocol::error_body(self.target.rules, head, body);
                protocol::error_codes(self.target, head, &body)
            }
            _ => ErrorCodes::default(),
        };
        *self.lock_failure() = Some(failed.describe(codes.shown()));
        let failure = match failed {
            Trial::Response {
                head,
                clock_corrected,
                ..
            } => Failure::Response(
                ErrorResponse::new(status_of_error(head.status))
                    .code(codes.shape.as_deref(), self.target.errors)
                    .query_code(codes.query.as_deref())
                    .headers(&head.headers)
                    .clock_corrected(*clock_corrected),
            ),
            Trial::TimedOut(_) => Failure::timeout(self.target.idempotent),
            Trial::NoResponse(error) => Failure::of_transport(error.kind(), self.target.idempotent),
        };
        let attempt = Attempt::new(number, failure, fraction);
        let retry = attempt.kind();
        self.adapt(retry);
        if let (Some(RetryKind::ExpiredCredentials), Trial::Response { identity, .. }) =
            (retry, failed)
        {
            self.invalidate(identity);
        }
        (retries.failed(&attempt), retry, codes)
    }

    /// Returns the result of the call; `hint` is the reason why the attempt is the last one, if it is not a policy.
    fn end(
        &self,
        last: Trial,
        retry: Option<RetryKind>,
        hint: Option<&'static str>,
    ) -> Result<Answer, Failed> {
        let (operation, attempts) = (self.target.operation, self.attempts());
        if let (Trial::Response { identity, .. }, Some(RetryKind::ExpiredCredentials)) =
            (&last, retry)
            && let Some(failure) = self.unreplaced(identity)
        {
            return Err(self.unsigned(failure));
        }
        match last {
            Trial::Response {
                head,
                body,
                #[cfg(feature = "streams")]
                stream,
                ..
            } => {
                self.trace.response(&head.headers);
                Ok(Answer {
                    kept: self.kept(&body),
                    head,
                    body,
                    #[cfg(feature = "streams")]
                    stream,
                    attempts,
                    retry,
                    hint,
                })
            }
            Trial::NoResponse(error) => Err(match error.kind() {
                TransportErrorKind::ConnectTimeout | TransportErrorKind::Timeout => {
                    let is_retryable = retry.is_some();
                    let error = TimeoutError::transport(operation, attempts, error, is_retryable);
                    Failed::Timeout(error.hint(hint))
                }
                _ => Failed::Transport(DispatchError::new(operation, attempts, error).hint(hint)),
            }),
            Trial::TimedOut(limit) => {
                let (kind, is_retryable) = (TimeoutKind::Attempt, retry.is_some());
                let error = TimeoutError::over(operation, attempts, kind, limit, is_retryable);
                Err(Failed::Timeout(error.hint(hint)))
            }
        }
    }

    /// Returns the body of a response, if the caller keeps it and it is not a stream.
    fn kept(&self, body: &Bytes) -> Option<Bytes> {
        let is_kept = self.overrides.keeps_raw_body && !self.target.streams_response;
        is_kept.then(|| body.clone())
    }

    pub(super) fn unbuilt(&self, source: BoxError) -> Failed {
        let (operation, attempts) = (self.target.operation, self.attempts());
        Failed::Construction(ConstructionError::new(operation, attempts, source))
    }

    pub(super) fn unsigned(&self, source: CredentialsError) -> Failed {
        let (operation, attempts) = (self.target.operation, self.attempts());
        let error = AuthenticationError::new(operation, attempts, self.take_failure(), source);
        Failed::Credentials(error)
    }

    /// Counts attempt `number` as sent.
    pub(super) fn count(&self, number: u32) {
        self.attempts.store(number, Ordering::Relaxed);
        if let Some(now) = self.instant() {
            let sent = u64::try_from(now.as_nanos()).unwrap_or(u64::MAX);
            self.sent.store(sent, Ordering::Relaxed);
        }
    }

    /// Returns the time of the clock, if there are hooks or traces to measure it for.
    pub(super) fn instant(&self) -> Option<Duration> {
        let is_measured = self.started.is_some() || cfg!(feature = "tracing");
        is_measured.then(|| self.shared.clock.instant())
    }

    pub(super) fn attempts(&self) -> u32 {
        self.attempts.load(Ordering::Relaxed)
    }

    /// Returns the time since the latest attempt was sent, if it is measured.
    fn since_sent(&self) -> Option<Duration> {
        let sent = Duration::from_nanos(self.sent.load(Ordering::Relaxed));
        Some(self.instant()?.saturating_sub(sent))
    }

    fn take_failure(&self) -> Option<String> {
        self.lock_failure().take()
    }

    fn lock_failure(&self) -> MutexGuard<'_, Option<String>> {
        lock(&self.failure)
    }
}

/// Returns the delay before the next attempt; `None` if there is none.
fn delay(decision: &Decision) -> Option<Duration> {
    match decision {
        Decision::Retry(wait) => Some(*wait),
        Decision::GiveUp | Decision::GiveUpAfter(_) => None,
    }
}

/// Returns the status by which an error is classified: that of a server error, if it came with a successful one.
fn status_of_error(status: StatusCode) -> StatusCode {
    match status.is_success() {
        true => StatusCode::INTERNAL_SERVER_ERROR,
        false => status,
    }
}
