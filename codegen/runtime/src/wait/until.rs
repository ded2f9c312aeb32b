//! Waits without a waiter in the model.

use super::acceptor::{Acceptors, State};
use super::{Answer, Waiter};
use crate::error::Error;
use crate::operation::Operation;
use std::fmt;
use std::marker::PhantomData;

/// Waiter of [`Request::wait_until`](crate::Request::wait_until): the condition is a closure instead of acceptors.
pub struct Until<Op>(PhantomData<fn() -> Op>);

impl<Op: Operation<Input: Clone>> Waiter for Until<Op> {
    type Operation = Op;
    type Success = Answer<Op>;

    const NAME: &'static str = "wait_until";
    const ACCEPTORS: Acceptors<Op> = &[];

    fn success(last: Answer<Op>) -> Result<Answer<Op>, Error<Op::Error>> {
        Ok(last)
    }
}

/// State that the result of a call shows, for [`Request::wait_until`](crate::Request::wait_until).
///
/// Of a `bool`, `true` is [`Success`](Self::Success) and `false` is [`Unmatched`](Self::Unmatched).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitState {
    /// The state is reached. The result, even an error, is that of the wait.
    Success,
    /// The state can no longer be reached: [`WaitError::Failed`](super::WaitError::Failed), whose message has this
    /// reason.
    Failure(&'static str),
    /// The state may be reached later, whether the result is an output or an error.
    Retry,
    /// No match, as in waiters of models: the wait continues after an output, and an error ends it with
    /// [`WaitError::Call`](super::WaitError::Call).
    Unmatched,
}

impl From<bool> for WaitState {
    fn from(is_reached: bool) -> Self {
        match is_reached {
            true => Self::Success,
            false => Self::Unmatched,
        }
    }
}

impl WaitState {
    /// Returns the state of an acceptor that matched, with its reason.
    pub(super) fn accepted(self) -> Option<(State, &'static str)> {
        match self {
            Self::Success => Some((State::Success, MET)),
            Self::Failure(reason) => Some((State::Failure, reason)),
            Self::Retry => Some((State::Retry, NOT_MET)),
            Self::Unmatched => None,
        }
    }
}

const MET: &str = "the condition is met";
pub(super) const NOT_MET: &str = "the last response did not meet the condition";

impl<Op: Operation> fmt::Debug for Until<Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Until")
            .field("operation", &Op::NAME)
            .finish()
    }
}
