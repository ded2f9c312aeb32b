//! Waiting until a service has done something (`smithy.waiters#waitable`).
//!
//! A [`Waiter`] says which operation is called again and again and which of its answers end that; a [`Wait`] does it.

mod acceptor;
mod delays;
mod error;
mod run;

use crate::error::Error;
use crate::operation::Operation;
use std::time::Duration;

pub use acceptor::{Acceptor, Acceptors, On, all_equal};
pub use error::{Unreached, WaitError};
pub use run::Wait;

/// How a call ended.
pub type Answer<Op> = Result<<Op as Operation>::Output, Error<<Op as Operation>::Error>>;

/// A state that calls of an operation can wait for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a waiter",
    label = "not a waiter",
    note = "the module `waiter` of a generated service has its waiters, and the client a method `wait_until_…` for each"
)]
pub trait Waiter: 'static {
    /// What is called.
    type Operation: Operation<Input: Clone>;
    /// What a wait gives: the output that shows the state, or where an error can show it too, whichever it is.
    type Success: Send;

    /// Its name in the model.
    const NAME: &'static str;
    /// The shortest wait between two calls.
    const MIN_DELAY: Duration = Duration::from_secs(2);
    /// The longest wait between two calls.
    const MAX_DELAY: Duration = Duration::from_secs(120);
    /// What answers say of the state; the first that applies counts.
    const ACCEPTORS: Acceptors<Self::Operation>;

    /// What a wait gives when its last answer shows the state.
    ///
    /// # Errors
    /// An error that does not show the state, which no acceptor lets through.
    fn success(
        last: Answer<Self::Operation>,
    ) -> Result<Self::Success, Error<<Self::Operation as Operation>::Error>>;
}
