//! Retries: classification of failures, and delays before retries, in retry behaviour 2.1 of the AWS SDKs.
//!
//! This module has no I/O, clock or source of randomness: the caller reports the result of an attempt with a random
//! number, and receives a decision.
//!
//! - A client has one [`TokenBucket`] and one [`RetryPolicy`], shared by all of its calls. The policy is created from a
//!   [`Retry`].
//! - A call has one [`RetryCall`], which the policy [starts](RetryPolicy::start) and which lives as long as the call.
//!   It is called with every failed [`Attempt`] and returns a [`Decision`].
//! - [`Failure::kind`] classifies failures.
//!
//! A call that is dropped drops its [`RetryCall`]: see [`StandardRetry`] for the effect on its tokens.
//!
//! ```
//! use runtime::http::StatusCode;
//! use runtime::retry::{Attempt, Decision, ErrorResponse, Failure, Retry, RetryFacts, TokenBucket};
//! use std::time::Duration;
//!
//! let bucket = TokenBucket::default();
//! let policy = Retry::standard().policy(&bucket);
//! let mut call = policy.start(RetryFacts::STANDARD);
//!
//! let failure = Failure::Response(ErrorResponse::new(StatusCode::SERVICE_UNAVAILABLE));
//! let decision = call.failed(&Attempt::new(1, failure, 0.5));
//! assert_eq!(decision, Decision::Retry(Duration::from_millis(25)));
//! assert_eq!(bucket.available(), 486);
//!
//! call.retrying();
//! call.succeeded();
//! assert_eq!(bucket.available(), 500);
//! ```

mod backoff;
mod bucket;
mod classify;
mod facts;
mod failure;
mod limiter;
mod mode;
mod policy;
mod setting;
mod standard;

pub use bucket::TokenBucket;
#[cfg(feature = "credentials")]
pub(crate) use classify::is_expired_credentials;
pub(crate) use classify::may_be_clock_skew;
pub use facts::RetryFacts;
pub use failure::{ErrorResponse, Failure, RetryKind};
pub(crate) use limiter::RateLimiter;
pub use mode::{RetryMode, RetryModeError};
pub use policy::{Attempt, Decision, RetryCall, RetryPolicy};
pub use setting::Retry;
pub use standard::StandardRetry;
