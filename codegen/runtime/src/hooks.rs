//! Hooks: code of the caller that runs at fixed points of every call.
//!
//! A [`Hook`] of a [configuration](crate::ConfigBuilder::hook) sees all calls of its clients, one of a
//! [request](crate::Request::hook) that call. Hooks run in the order in which they were added, those of the configuration
//! first, on the task of the call: they must not block.
//!
//! | point | runs | can |
//! |---|---|---|
//! | [`before_signing`](Hook::before_signing) | once for each attempt | change headers, fail the call |
//! | [`before_sending`](Hook::before_sending) | once for each attempt, after the signature | add unsigned headers, fail the call |
//! | [`after_attempt`](Hook::after_attempt) | after each attempt that was sent | read |
//! | [`after_call`](Hook::after_call) | at the end of the call | read |
//!
//! Functions of this module make a hook of a closure:
//!
//! ```
//! use runtime::hooks::{after_attempt, before_signing};
//! use runtime::{Config, Environment};
//!
//! # fn main() -> Result<(), runtime::ConfigError> {
//! let config = Config::builder()
//!     .environment(Environment::empty())
//!     .hook(before_signing(|request| {
//!         request.insert_header("x-team", "billing")?;
//!         Ok(())
//!     }))
//!     .hook(after_attempt(|attempt| {
//!         let (operation, number) = (attempt.operation(), attempt.number());
//!         println!("{operation}, attempt {number}: {:?}", attempt.duration());
//!     }))
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Limits
//!
//! - Durations are those of the configuration's [`Clock`](crate::Clock).
//! - A call whose future is dropped calls no further hook. An attempt that is running when the timeout of the call passes
//!   ends with [`after_call`](Hook::after_call) alone.
//! - A call ends with the head of its response if that is a stream: errors in the stream are not seen.
//! - [`Request::sign`](crate::Request::sign) runs [`before_signing`](Hook::before_signing) alone, and
//!   [`Request::presign`](crate::Request::presign) no hook. Requests for credentials, tokens and sessions have no hooks.
//! - A host may have members of the input, such as the bucket of Amazon S3, and the account.
//! - A summary holds no secret, but for [`CallSummary::error`] and [`AttemptSummary::error`], which have the text of the
//!   service's error, and of that only what is not marked sensitive in the model. Requests hold the input, and the second
//!   point their signature.

mod closures;
mod header;
mod request;
mod summary;

pub use closures::{AfterAttempt, AfterCall, BeforeSending, BeforeSigning};
pub use closures::{after_attempt, after_call, before_sending, before_signing};
pub use header::HeaderError;
pub(crate) use request::View;
pub use request::{RequestToSend, RequestToSign};
pub(crate) use summary::{AttemptFailure, CallFailure};
pub use summary::{AttemptSummary, CallSummary, FailureKind};

use crate::transport::BoxError;
use std::sync::Arc;

/// Code that runs at fixed points of calls: see the [module](self). Each method does nothing by default.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a hook",
    label = "does not implement `Hook`",
    note = "a hook implements `runtime::hooks::Hook`; functions of that module, such as `before_signing`, make one of a closure"
)]
pub trait Hook: Send + Sync + 'static {
    /// Runs before an attempt is signed, when its credentials are known.
    ///
    /// # Errors
    /// An error fails the call with a [`ConstructionError`](crate::ConstructionError), of which it is the source. Nothing is
    /// sent, and the call is not retried.
    fn before_signing(&self, request: &mut RequestToSign<'_>) -> Result<(), BoxError> {
        let _ = request;
        Ok(())
    }

    /// Runs before a signed attempt is sent.
    ///
    /// # Errors
    /// Same as [`before_signing`](Self::before_signing).
    fn before_sending(&self, request: &mut RequestToSend<'_>) -> Result<(), BoxError> {
        let _ = request;
        Ok(())
    }

    /// Runs after an attempt that was sent: with its response, or without one after a timeout or an error of the transport.
    fn after_attempt(&self, attempt: &AttemptSummary<'_>) {
        let _ = attempt;
    }

    /// Runs at the end of a call, when its output or error is known.
    fn after_call(&self, call: &CallSummary<'_>) {
        let _ = call;
    }
}

impl<T: Hook + ?Sized> Hook for Arc<T> {
    fn before_signing(&self, request: &mut RequestToSign<'_>) -> Result<(), BoxError> {
        (**self).before_signing(request)
    }

    fn before_sending(&self, request: &mut RequestToSend<'_>) -> Result<(), BoxError> {
        (**self).before_sending(request)
    }

    fn after_attempt(&self, attempt: &AttemptSummary<'_>) {
        (**self).after_attempt(attempt);
    }

    fn after_call(&self, call: &CallSummary<'_>) {
        (**self).after_call(call);
    }
}

/// Hooks in the order in which they run.
pub(crate) type Hooks = Vec<Arc<dyn Hook>>;
