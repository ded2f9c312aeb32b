//! Calls with a span and events.

use crate::client::hooks::{Ended, Outcome};
use crate::client::shared::Shared;
use crate::client::trial::Trial;
use crate::error::OneLine;
use crate::hooks::FailureKind;
use crate::protocol::{self, Target};
use crate::retry::RetryKind;
use crate::tracer::{CallFields, EventFields};
use http::{HeaderMap, Uri};
use std::time::Duration;
use tracing::Span;
use tracing::instrument::{Instrument, Instrumented};

/// Span of a call.
pub(in crate::client) struct CallTrace(Span);

impl CallTrace {
    /// Trace of a request that is not sent.
    pub(in crate::client) const NONE: Self = Self(Span::none());

    pub(in crate::client) fn new(shared: &Shared, target: Target) -> Self {
        Self((shared.tracer.span)(&CallFields {
            service: shared.service,
            operation: target.operation,
        }))
    }

    /// Returns the call in its span.
    pub(in crate::client) fn within<F: Future>(&self, call: F) -> Instrumented<F> {
        call.instrument(self.0.clone())
    }

    /// Records the destination of the call.
    pub(in crate::client) fn destination(&self, region: Option<&str>, url: &Uri) {
        self.0.record("cloud.region", region);
        self.0.record("server.address", url.host());
        self.0.record("server.port", port(url).map(i64::from));
    }

    /// Emits the event of an attempt that the rate limiter delays.
    pub(in crate::client) fn limited(&self, shared: &Shared, delay: Duration) {
        (shared.tracer.event)(&EventFields {
            message: "attempt delayed by the rate limiter of adaptive retries",
            retry_delay: Some(delay.as_secs_f64()),
            ..EventFields::default()
        });
    }

    /// Emits the event of an attempt that ended.
    pub(in crate::client) fn attempt(&self, shared: &Shared, ended: &Ended<'_>) {
        let (retry, delay) = ended.failure.unwrap_or_default();
        let mut event = EventFields {
            attempt: Some(ended.number.into()),
            duration: ended.duration.map(|it| it.as_secs_f64()),
            retry_reason: delay.and(retry).map(reason),
            retry_delay: delay.map(|it| it.as_secs_f64()),
            ..EventFields::default()
        };
        match ended.trial {
            Trial::Response { head, .. } => {
                event.message = "response";
                event.status = Some(head.status.as_u16().into());
                event.headers = Some(&head.headers);
                let status = ended.failure.map(|_| head.status.as_str());
                event.error_type = ended.code.or(status);
            }
            Trial::NoResponse(_) => {
                event.message = "no response";
                event.error_type = Some(FailureKind::Transport.as_str());
                event.error = Some(ended.trial.describe(None));
            }
            Trial::TimedOut(_) => {
                event.message = "no response before the timeout";
                event.error_type = Some(FailureKind::Timeout.as_str());
                event.error = Some(ended.trial.describe(None));
            }
        }
        (shared.tracer.event)(&event);
    }

    /// Records the last response of the call.
    pub(in crate::client) fn response(&self, headers: &HeaderMap) {
        if !self.0.is_disabled() {
            let id = protocol::extended_request_id(headers);
            let id = id.map(|it| OneLine(&it).to_string());
            self.0.record("aws.extended_request_id", id);
        }
    }

    /// Records the outcome of the call after `attempts`.
    pub(in crate::client) fn end(&self, attempts: u32, outcome: &Outcome<'_>) {
        let span = &self.0;
        if span.is_disabled() {
            return;
        }
        let shown = |text: Option<&str>| text.map(|it| OneLine(it).to_string());
        let status = outcome.status.map(|it| i64::from(it.as_u16()));
        span.record("http.response.status_code", status);
        span.record("aws.request_id", shown(outcome.request_id));
        let resent = Some(i64::from(attempts) - 1).filter(|it| *it > 0);
        span.record("http.request.resend_count", resent);
        if let Some(failure) = &outcome.failure {
            span.record("otel.status_code", "ERROR");
            let status = status.map(|it| it.to_string());
            let of_service = shown(failure.code).or(status);
            match of_service.filter(|_| failure.kind == FailureKind::Service) {
                Some(code) => span.record("error.type", code),
                None => span.record("error.type", failure.kind.as_str()),
            };
        }
    }
}

fn reason(kind: RetryKind) -> &'static str {
    match kind {
        RetryKind::Throttling => "throttling",
        RetryKind::Transient => "transient",
        RetryKind::ClockSkew => "clock_skew",
        RetryKind::ExpiredCredentials => "expired_credentials",
    }
}

/// Returns the port of a URL, which may be the default of its scheme.
fn port(url: &Uri) -> Option<u16> {
    url.port_u16().or_else(|| match url.scheme_str()? {
        "https" => Some(443),
        "http" => Some(80),
        _ => None,
    })
}
