//! Acceptors of waiters.

use crate::error::{Error, OneLine};
use crate::operation::Operation;
use std::fmt;

/// Acceptors of a waiter.
pub type Acceptors<Op> = &'static [Acceptor<<Op as Operation>::Input, <Op as Operation>::Output>];

/// Acceptor: a match on the result of a call, with the resulting state.
pub struct Acceptor<I, O> {
    pub(super) state: State,
    pub(super) reason: &'static str,
    on: On<I, O>,
}

/// State of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The state is reached.
    Success,
    /// The state can no longer be reached.
    Failure,
    /// The state may be reached later.
    Retry,
}

/// Match on the result of a call. A function returns `None`, which is not a match, if members of the output are absent.
pub enum On<I, O> {
    /// Any output.
    Success,
    /// Any error returned by the service.
    AnyError,
    /// An error with this code.
    Error(&'static str),
    /// An output with this string, which is not sensitive.
    Text(fn(&O) -> Option<&str>, &'static str),
    /// An output for which the function returns true.
    Output(fn(&O) -> Option<bool>),
    /// An output for which the function returns true, given the input.
    InputOutput(fn(&I, &O) -> Option<bool>),
}

impl<I, O> Acceptor<I, O> {
    /// Creates an acceptor of the final state of success; `reason` describes the match.
    #[must_use]
    pub const fn success(reason: &'static str, on: On<I, O>) -> Self {
        Self::new(State::Success, reason, on)
    }

    /// Creates an acceptor of the final state of failure; `reason` describes the match.
    #[must_use]
    pub const fn failure(reason: &'static str, on: On<I, O>) -> Self {
        Self::new(State::Failure, reason, on)
    }

    /// Creates an acceptor that continues the wait; `reason` describes the match.
    #[must_use]
    pub const fn retry(reason: &'static str, on: On<I, O>) -> Self {
        Self::new(State::Retry, reason, on)
    }

    const fn new(state: State, reason: &'static str, on: On<I, O>) -> Self {
        Self { state, reason, on }
    }

    pub(super) fn accepts<E>(&self, input: &I, answer: &Result<O, Error<E>>) -> bool {
        let matched = match (&self.on, answer) {
            (On::Success, answer) => Some(answer.is_ok()),
            (On::AnyError, answer) => answer.as_ref().err().map(|error| error.status().is_some()),
            (On::Error(code), answer) => answer.as_ref().err().map(|it| it.is_called(code)),
            (On::Text(value, expected), Ok(output)) => value(output).map(|it| it == *expected),
            (On::Output(matches), Ok(output)) => matches(output),
            (On::InputOutput(matches), Ok(output)) => matches(input, output),
            (On::Text(..) | On::Output(_) | On::InputOutput(_), Err(_)) => None,
        };
        matched == Some(true)
    }
}

impl<I, O> Acceptor<I, O> {
    /// The string of `output` that the acceptor looks at, in the words of its reason: `Status is IN_PROGRESS`.
    pub(super) fn seen(&self, output: &O) -> Option<String> {
        let On::Text(value, expected) = self.on else {
            return None;
        };
        let path = self.reason.strip_suffix(expected)?;
        Some(format!("{path}{}", OneLine(value(output)?)))
    }
}

impl<I, O> fmt::Debug for Acceptor<I, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}: {}", self.state, self.reason)
    }
}

impl<I, O> fmt::Debug for On<I, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Success => formatter.write_str("Success"),
            Self::AnyError => formatter.write_str("AnyError"),
            Self::Error(code) => write!(formatter, "Error({code:?})"),
            Self::Text(_, expected) => write!(formatter, "Text({expected:?})"),
            Self::Output(_) => formatter.write_str("Output"),
            Self::InputOutput(_) => formatter.write_str("InputOutput"),
        }
    }
}

/// Returns true if there are values and all equal `expected` (`allStringEquals`).
pub fn all_equal<'a>(values: impl IntoIterator<Item = &'a str>, expected: &str) -> bool {
    let mut values = values.into_iter().peekable();
    values.peek().is_some() && values.all(|value| value == expected)
}

#[cfg(test)]
mod tests {
    use super::all_equal;

    #[test]
    fn all_of_no_values_is_no_match() {
        assert!(!all_equal([], "UP"));
        assert!(all_equal(["UP", "UP"], "UP"));
        assert!(!all_equal(["UP", "DOWN"], "UP"));
    }
}
