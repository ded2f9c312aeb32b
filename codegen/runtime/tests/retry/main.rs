//! Retry behaviour 2.1: the recorded cases, what is retried, waits, tokens, and policies of a user's own.

#![cfg(feature = "client")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod classify;
#[cfg(feature = "tracing")]
mod legacy;
mod policies;
mod recorded;
mod tokens;
#[cfg(feature = "tracing")]
#[path = "../support/trace.rs"]
mod trace;
mod waits;

use http::StatusCode;
use runtime::http;
use runtime::retry::{Attempt, Decision, ErrorResponse, Failure, RetryCall, RetryFacts};
use runtime::retry::{RetryPolicy, StandardRetry, TokenBucket};
use std::time::Duration;

const UNAVAILABLE: Failure<'_> =
    Failure::Response(ErrorResponse::new(StatusCode::SERVICE_UNAVAILABLE));

const THROTTLED: Failure<'_> = Failure::Response(
    ErrorResponse::new(StatusCode::BAD_REQUEST).code(Some("ThrottlingException"), &[]),
);

/// A call in standard mode, paid from `bucket`.
fn call(bucket: &TokenBucket) -> Box<dyn RetryCall> {
    StandardRetry::new(bucket.clone()).start(RetryFacts::STANDARD)
}

/// The longest that a call may wait after attempt `number`.
fn longest(call: &mut dyn RetryCall, number: u32, failure: Failure<'_>) -> Decision {
    call.failed(&Attempt::new(number, failure, 1.0))
}

const fn retry(milliseconds: u64) -> Decision {
    Decision::Retry(Duration::from_millis(milliseconds))
}
