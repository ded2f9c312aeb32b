//! Retry policies.

use super::facts::RetryFacts;
use super::failure::{Failure, RetryKind};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Retry policy of a client's calls. Implement it to replace [`StandardRetry`](super::StandardRetry).
///
/// One policy is shared by all calls, which may run concurrently; the state of one call is in the [`RetryCall`] that it
/// starts.
///
/// ```
/// use runtime::retry::{Attempt, Decision, Retry, RetryCall, RetryFacts, RetryPolicy};
/// use std::time::Duration;
///
/// /// Ten attempts, a second apart.
/// #[derive(Debug)]
/// struct Patient;
///
/// impl RetryPolicy for Patient {
///     fn start(&self, _: RetryFacts) -> Box<dyn RetryCall> {
///         Box::new(|attempt: &Attempt<'_>| match attempt.kind() {
///             Some(_) if attempt.number < 10 => Decision::Retry(Duration::from_secs(1)),
///             _ => Decision::GiveUp,
///         })
///     }
/// }
///
/// let retry = Retry::custom(Patient);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a retry policy",
    label = "does not implement `RetryPolicy`",
    note = "`Retry::standard().max_attempts(…)` sets the number of attempts",
    note = "for a policy of your own, implement `RetryPolicy`"
)]
pub trait RetryPolicy: fmt::Debug + Send + Sync + 'static {
    /// Starts the retries of a call; `facts` are those of its operation.
    fn start(&self, facts: RetryFacts) -> Box<dyn RetryCall>;
}

impl<P: RetryPolicy + ?Sized> RetryPolicy for Arc<P> {
    fn start(&self, facts: RetryFacts) -> Box<dyn RetryCall> {
        (**self).start(facts)
    }
}

/// Retries of one call.
///
/// It is dropped with the call. If neither success nor failure was reported before, the call was cancelled by the
/// caller.
///
/// Implemented by closures from an [`Attempt`] to a [`Decision`].
pub trait RetryCall: Send {
    /// Decides how to continue after a failed attempt.
    fn failed(&mut self, attempt: &Attempt<'_>) -> Decision;

    /// Called after the delay of [`Decision::Retry`], before the next attempt.
    fn retrying(&mut self) {}

    /// Called after the last attempt succeeded.
    fn succeeded(self: Box<Self>) {}

    /// Returns the maximum number of attempts, including the first, if it is known. It is sent to services.
    fn max_attempts(&self) -> Option<u32> {
        None
    }
}

impl<F: FnMut(&Attempt<'_>) -> Decision + Send> RetryCall for F {
    fn failed(&mut self, attempt: &Attempt<'_>) -> Decision {
        self(attempt)
    }
}

/// A failed attempt.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// Number of the attempt in its call, from 1.
    pub number: u32,
    /// Failure of the attempt.
    pub failure: Failure<'a>,
    /// Random number in `0.0..1.0`, for jitter.
    pub fraction: f64,
}

impl<'a> Attempt<'a> {
    /// Creates attempt `number`, which failed with `failure`; `fraction` is a random number in `0.0..1.0`.
    #[must_use]
    pub const fn new(number: u32, failure: Failure<'a>, fraction: f64) -> Self {
        Self {
            number,
            failure,
            fraction,
        }
    }

    /// Returns the kind of retry that applies: see [`Failure::kind`].
    #[must_use]
    pub fn kind(&self) -> Option<RetryKind> {
        self.failure.kind()
    }
}

/// Decision after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Retry after this delay.
    Retry(Duration),
    /// Fail with the error of this attempt.
    GiveUp,
    /// Fail with the error of this attempt, after this delay.
    GiveUpAfter(Duration),
}
