//! Spans and events of the feature `tracing`: the operation called and the result of its attempts, but no inputs,
//! outputs or secrets.

use super::trial::Trial;
#[cfg(feature = "tracing")]
use crate::error::OneLine;
use crate::protocol::Target;
use std::time::Duration;

/// Wraps a call in a span.
#[cfg(feature = "tracing")]
pub(super) fn span<F: Future>(
    service: &str,
    target: Target,
    call: F,
) -> impl Future<Output = F::Output> {
    use tracing::Instrument;
    let span = tracing::info_span!("aws_call", service, operation = target.operation);
    call.instrument(span)
}

#[cfg(not(feature = "tracing"))]
pub(super) fn span<F: Future>(_: &str, _: Target, call: F) -> impl Future<Output = F::Output> {
    call
}

/// Emits the event of a finished attempt.
#[cfg(feature = "tracing")]
pub(super) fn attempt(number: u32, trial: &Trial, code: Option<&str>) {
    match trial {
        Trial::Response { head, .. } => {
            let status = head.status.as_u16();
            let shown = |text: &str| OneLine(text).to_string();
            let request_id = || crate::protocol::request_id(&head.headers);
            tracing::debug!(
                attempt = number,
                status,
                code = code.map(shown),
                request_id = request_id().as_deref().map(shown),
                "response"
            );
        }
        Trial::NoResponse(error) => {
            tracing::debug!(attempt = number, error = %error, "no response");
        }
        Trial::TimedOut(limit) => {
            tracing::debug!(attempt = number, limit = ?limit, "no response before the timeout");
        }
    }
}

#[cfg(not(feature = "tracing"))]
pub(super) fn attempt(_: u32, _: &Trial, _: Option<&str>) {}

/// Emits the event of an attempt that the rate limiter delays.
#[cfg(feature = "tracing")]
pub(super) fn limited(delay: Duration) {
    tracing::debug!(delay = ?delay, "attempt delayed by the rate limiter of adaptive retries");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn limited(_: Duration) {}
