//! Hooks of a call: the points at which they run, and what they see.

use super::attempt::Prepared;
use super::exchange::Exchange;
use super::request::Overrides;
use super::response::{Response, ResponseMetadata};
use super::shared::{Destination, Shared};
use super::trial::Trial;
use crate::endpoint;
use crate::error::{ConstructionError, Error, ErrorMetadata};
use crate::hooks::{
    AttemptFailure, AttemptSummary, CallFailure, CallSummary, FailureKind, Hook, RequestToSend,
    RequestToSign, View,
};
use crate::protocol;
use crate::retry::RetryKind;
use crate::transport::BoxError;
use bytes::Bytes;
use http::{HeaderName, Request, StatusCode};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Hooks of a call.
#[derive(Clone, Copy)]
pub(super) struct CallHooks<'a> {
    client: &'a [Arc<dyn Hook>],
    call: &'a [Arc<dyn Hook>],
}

impl<'a> CallHooks<'a> {
    pub(super) fn of(shared: &'a Shared, overrides: &'a Overrides) -> Self {
        Self {
            client: match overrides.is_internal {
                true => &[],
                false => shared.config.hooks(),
            },
            call: &overrides.hooks,
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.client.is_empty() && self.call.is_empty()
    }

    fn iter(self) -> impl Iterator<Item = &'a Arc<dyn Hook>> {
        self.client.iter().chain(self.call)
    }
}

/// Attempt that ended.
pub(super) struct Ended<'a> {
    pub(super) number: u32,
    pub(super) trial: &'a Trial,
    /// Time since the request was sent, if it was measured.
    pub(super) duration: Option<Duration>,
    /// Error code of a failed attempt.
    pub(super) code: Option<&'a str>,
    /// Result of a failed attempt: the kind of retry, and the delay before the next attempt.
    pub(super) failure: Option<(Option<RetryKind>, Option<Duration>)>,
}

impl Exchange<'_> {
    /// Runs the hooks before the signature.
    pub(super) fn before_signing(
        &self,
        prepared: &Prepared,
        number: u32,
        request: &mut Request<Bytes>,
    ) -> Result<(), BoxError> {
        if self.hooks.is_empty() {
            return Ok(());
        }
        let free = prepared.headers_of_caller(self)?;
        let view = self.view(prepared, number, request, free);
        let mut request = RequestToSign::new(view);
        self.hooks
            .iter()
            .try_for_each(|hook| hook.before_signing(&mut request))
    }

    /// Runs the hooks before a signed request is sent.
    pub(super) fn before_sending(
        &self,
        prepared: &Prepared,
        number: u32,
        request: &mut Request<Bytes>,
    ) -> Result<(), BoxError> {
        if self.hooks.is_empty() {
            return Ok(());
        }
        let view = self.view(prepared, number, request, Vec::new());
        let mut request = RequestToSend::new(view);
        self.hooks
            .iter()
            .try_for_each(|hook| hook.before_sending(&mut request))
    }

    fn view<'a>(
        &self,
        prepared: &Prepared,
        number: u32,
        request: &'a mut Request<Bytes>,
        free: Vec<HeaderName>,
    ) -> View<'a> {
        View {
            service: self.shared.service,
            operation: self.target.operation,
            number,
            request,
            is_streamed: prepared.is_streamed(),
            free,
        }
    }

    /// Runs the hooks after an attempt, and traces it.
    pub(super) fn after_attempt(&self, destination: &Destination, ended: &Ended<'_>) {
        self.trace.attempt(self.shared, ended);
        if self.hooks.is_empty() {
            return;
        }
        self.summarize(destination, ended, |summary| {
            self.hooks
                .iter()
                .for_each(|hook| hook.after_attempt(summary));
        });
    }

    /// Hands the summary of an attempt to `run`.
    fn summarize(
        &self,
        destination: &Destination,
        ended: &Ended<'_>,
        run: impl FnOnce(&AttemptSummary<'_>),
    ) {
        let Ended {
            trial,
            code,
            failure,
            ..
        } = *ended;
        let (mut status, mut request_id) = (None, None);
        if let Trial::Response { head, body, .. } = trial {
            status = Some(head.status);
            request_id = match failure {
                Some(_) => {
                    let body = protocol::error_body(self.target.rules, head, body);
                    protocol::error_id(&head.headers, &body)
                }
                None => protocol::response_id(self.target, &head.headers, body),
            };
        }
        let text = failure.map(|_| trial.describe(code));
        run(&AttemptSummary {
            service: self.shared.service,
            operation: self.target.operation,
            region: self.region_of(destination).as_deref(),
            host: destination.url.host().unwrap_or_default(),
            number: ended.number,
            duration: ended.duration.unwrap_or_default(),
            status,
            request_id: request_id.as_deref(),
            failure: failure.map(|(retry, delay)| AttemptFailure {
                kind: match trial {
                    Trial::Response { .. } => FailureKind::Service,
                    Trial::NoResponse(_) => FailureKind::Transport,
                    Trial::TimedOut(_) => FailureKind::Timeout,
                },
                code,
                text: text.as_deref().unwrap_or_default(),
                transport: match trial {
                    Trial::NoResponse(error) => Some(error),
                    Trial::Response { .. } | Trial::TimedOut(_) => None,
                },
                retry,
                delay,
            }),
        });
    }

    /// Returns the region that requests to `destination` are signed for, else that of the call or the configuration.
    pub(super) fn region_of<'b>(&'b self, destination: &'b Destination) -> Option<Cow<'b, str>> {
        let signed = destination.signing_region().map(Cow::Borrowed);
        signed.or_else(|| self.shared.region(self.overrides))
    }

    /// Runs the hooks after the call, and traces its outcome.
    pub(super) fn after_call(&self, outcome: &Outcome<'_>) {
        self.trace.end(self.attempts(), outcome);
        if let Some(started) = self.started {
            let duration = self.shared.clock.instant().saturating_sub(started);
            let (operation, attempts) = (self.target.operation, self.attempts());
            self.shared
                .after_call(operation, self.overrides, attempts, duration, outcome);
        }
    }
}

impl Shared {
    /// Returns the region of the call, as requests have it, or of the configuration; `None` if that of the call is invalid.
    fn region<'a>(&'a self, overrides: &'a Overrides) -> Option<Cow<'a, str>> {
        match &overrides.region {
            Some(own) => endpoint::region(own).map(Cow::Owned),
            None => self.config.region().map(Cow::Borrowed),
        }
    }

    /// Runs the hooks after a call that could not begin, and returns its error.
    pub(super) fn not_begun(
        &self,
        operation: &'static str,
        overrides: &Overrides,
        error: ConstructionError,
    ) -> ConstructionError {
        let outcome = Outcome::failed(FailureKind::Construction, &error);
        self.after_call(operation, overrides, 0, Duration::ZERO, &outcome);
        error
    }

    fn after_call(
        &self,
        operation: &'static str,
        overrides: &Overrides,
        attempts: u32,
        duration: Duration,
        outcome: &Outcome<'_>,
    ) {
        let region = self.region(overrides);
        let summary = CallSummary {
            service: self.service,
            operation,
            region: region.as_deref(),
            attempts,
            duration,
            status: outcome.status,
            request_id: outcome.request_id,
            failure: outcome.failure,
        };
        let hooks = CallHooks::of(self, overrides);
        hooks.iter().for_each(|hook| hook.after_call(&summary));
    }
}

/// Outcome of a call, independent of the types of its operation.
#[derive(Default)]
pub(super) struct Outcome<'a> {
    pub(super) status: Option<StatusCode>,
    pub(super) request_id: Option<&'a str>,
    pub(super) failure: Option<CallFailure<'a>>,
}

impl<'a> Outcome<'a> {
    pub(super) fn of<T, E>(result: &'a Result<Response<T>, Error<E>>) -> Self {
        match result {
            Ok(response) => Self::succeeded(&response.metadata),
            Err(Error::Construction(error)) => Self::failed(FailureKind::Construction, error),
            Err(Error::Credentials(error)) => Self::failed(FailureKind::Credentials, error),
            Err(Error::Transport(error)) => {
                let outcome = Self::failed(FailureKind::Transport, error);
                outcome.received(None, error.request_id())
            }
            Err(Error::Timeout(error)) => Self::failed(FailureKind::Timeout, error),
            Err(Error::Decode(error)) => {
                let outcome = Self::failed(FailureKind::Decode, error);
                outcome.received(Some(error.status()), error.request_id())
            }
            Err(Error::Service(error)) => Self::rejected(error.metadata()),
        }
    }

    fn succeeded(metadata: &'a ResponseMetadata) -> Self {
        Self {
            status: Some(metadata.status()),
            request_id: metadata.request_id_ref(),
            failure: None,
        }
    }

    fn rejected(metadata: &'a ErrorMetadata) -> Self {
        let mut outcome = Self::failed(FailureKind::Service, metadata);
        outcome = outcome.received(Some(metadata.status()), metadata.request_id());
        if let Some(failure) = &mut outcome.failure {
            failure.code = metadata.code();
        }
        outcome
    }

    pub(super) fn failed(kind: FailureKind, error: &'a dyn fmt::Display) -> Self {
        Self {
            status: None,
            request_id: None,
            failure: Some(CallFailure {
                kind,
                code: None,
                error,
            }),
        }
    }

    fn received(mut self, status: Option<StatusCode>, request_id: Option<&'a str>) -> Self {
        self.status = status;
        self.request_id = request_id;
        self
    }
}
