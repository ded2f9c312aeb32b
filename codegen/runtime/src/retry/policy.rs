//! What decides on retries, and what it decides from.

use super::facts::RetryFacts;
use super::failure::{Failure, RetryKind};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Decides on the retries of a client's calls: implemented to replace [`StandardRetry`](super::StandardRetry).
///
/// One policy serves all calls at once; what belongs to one call is in the [`RetryCall`] that it starts.
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
    /// Starts a call of an operation of which `facts` hold.
    fn start(&self, facts: RetryFacts) -> Box<dyn RetryCall>;
}

impl<P: RetryPolicy + ?Sized> RetryPolicy for Arc<P> {
    fn start(&self, facts: RetryFacts) -> Box<dyn RetryCall> {
        (**self).start(facts)
    }
}

/// Decides on the retries of one call.
///
/// It is dropped with the call, however that ends: when it is not told of a success or a failure, the call was given up
/// by who made it.
///
/// A closure that takes an [`Attempt`] and gives a [`Decision`] is one.
pub trait RetryCall: Send {
    /// What to do after an attempt that failed.
    fn failed(&mut self, attempt: &Attempt<'_>) -> Decision;

    /// The wait that [`Decision::Retry`] asked for is over, and the next attempt begins.
    fn retrying(&mut self) {}

    /// The last attempt succeeded.
    fn succeeded(self: Box<Self>) {}

    /// How many attempts there will be at most, the first one included, where that is known: services are told.
    fn max_attempts(&self) -> Option<u32> {
        None
    }
}

impl<F: FnMut(&Attempt<'_>) -> Decision + Send> RetryCall for F {
    fn failed(&mut self, attempt: &Attempt<'_>) -> Decision {
        self(attempt)
    }
}

/// An attempt that failed.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// Which one of the call, counted from 1.
    pub number: u32,
    /// How it failed.
    pub failure: Failure<'a>,
    /// A random number from 0 up to, not including, 1: what a wait is varied by.
    pub fraction: f64,
}

impl<'a> Attempt<'a> {
    /// Attempt `number`, which failed with `failure`; and a random number from 0 up to, not including, 1.
    #[must_use]
    pub const fn new(number: u32, failure: Failure<'a>, fraction: f64) -> Self {
        Self {
            number,
            failure,
            fraction,
        }
    }

    /// Why the call may succeed when it is made again: [`Failure::kind`].
    #[must_use]
    pub fn kind(&self) -> Option<RetryKind> {
        self.failure.kind()
    }
}

/// What to do after an attempt that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Wait, then try again.
    Retry(Duration),
    /// Fail with the error of this attempt.
    GiveUp,
    /// Wait, then fail with the error of this attempt.
    GiveUpAfter(Duration),
}
