//! Waiters (`smithy.waiters#waitable`).
//!
//! A [`Waiter`] defines the operation to poll and the final states; a [`Wait`] polls it. [`Until`] is the
//! waiter of a closure.

mod acceptor;
mod delays;
mod error;
mod run;
mod until;

use crate::error::Error;
use crate::operation::Operation;
use std::time::Duration;

pub use acceptor::{Acceptor, Acceptors, On, all_equal};
pub use error::{Unreached, WaitError};
pub use run::Wait;
pub use until::{Until, WaitState};

/// Result of a call.
pub type Answer<Op> = Result<<Op as Operation>::Output, Error<<Op as Operation>::Error>>;

/// A waiter: a state of a resource that an operation is polled for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a waiter",
    label = "not a waiter",
    note = "the module `waiter` of a generated service has its waiters, and the client a method `wait_until_…` for each"
)]
pub trait Waiter: 'static {
    /// Operation to poll.
    type Operation: Operation<Input: Clone>;
    /// Result of a successful wait: the output with the state, or the last result if the state may be an error.
    type Success: Send;

    /// Name in the model.
    const NAME: &'static str;
    /// Minimum delay between two calls.
    const MIN_DELAY: Duration = Duration::from_secs(2);
    /// Maximum delay between two calls.
    const MAX_DELAY: Duration = Duration::from_secs(120);
    /// Acceptors, which map results to states; the first match is used.
    const ACCEPTORS: Acceptors<Self::Operation>;

    /// Converts the last result into that of a successful wait.
    ///
    /// # Errors
    /// An error that does not match the state, which no acceptor allows.
    fn success(
        last: Answer<Self::Operation>,
    ) -> Result<Self::Success, Error<<Self::Operation as Operation>::Error>>;
}
