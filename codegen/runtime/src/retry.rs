//! Whether a call that failed is made again, and after what wait: retry behaviour 2.1 of the AWS SDKs.
//!
//! Nothing here does I/O, looks at a clock or draws random numbers: whoever makes the call says what happened and hands
//! in a random fraction, and is told what to do.
//!
//! - A client has one [`TokenBucket`] and one [`RetryPolicy`], shared by all of its calls. [`Retry`] is the setting that
//!   the policy is made from.
//! - A call has one [`RetryCall`], which the policy [starts](RetryPolicy::start) and which lives as long as the call. It
//!   is told of every [`Attempt`] that failed and answers with a [`Decision`].
//! - [`Failure::kind`] says what is retried at all.
//!
//! A call that is dropped drops its [`RetryCall`]: see [`StandardRetry`] for what then becomes of the tokens.
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
mod mode;
mod policy;
mod setting;
mod standard;

pub use bucket::TokenBucket;
pub(crate) use classify::may_be_clock_skew;
pub use facts::RetryFacts;
pub use failure::{ErrorResponse, Failure, RetryKind};
pub use mode::{RetryMode, RetryModeError};
pub use policy::{Attempt, Decision, RetryCall, RetryPolicy};
pub use setting::Retry;
pub use standard::StandardRetry;
