//! Errors of waiters.

use crate::error::{ConstructionError, Details, Error, OnlyDetails, debug};
use std::fmt;
use std::time::Duration;

/// Error of a wait that did not reach its state.
#[non_exhaustive]
pub enum WaitError<T, E> {
    /// The state can no longer be reached, according to the service.
    Failed(Unreached<T, E>),
    /// The state was not reached within the maximum time.
    TimedOut(Unreached<T, E>),
    /// A call failed with an error that the waiter does not expect. The client has already retried it if that was
    /// possible.
    Call(Error<E>),
}

impl<T, E> WaitError<T, E> {
    /// Returns the last output, if the last call succeeded.
    #[must_use]
    pub fn output(&self) -> Option<&T> {
        match self {
            Self::Failed(unreached) | Self::TimedOut(unreached) => unreached.answer().ok(),
            Self::Call(_) => None,
        }
    }

    /// Returns the error of the last call, if it failed.
    #[must_use]
    pub fn call_error(&self) -> Option<&Error<E>> {
        match self {
            Self::Failed(unreached) | Self::TimedOut(unreached) => unreached.answer().err(),
            Self::Call(error) => Some(error),
        }
    }
}

impl<T, E> fmt::Display for WaitError<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(unreached) | Self::TimedOut(unreached) => unreached.fmt(formatter),
            Self::Call(error) => error.fmt(formatter),
        }
    }
}

impl<T: fmt::Debug, E: fmt::Debug> fmt::Debug for WaitError<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl<T: fmt::Debug, E: fmt::Debug> Details for WaitError<T, E> {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(unreached) | Self::TimedOut(unreached) => unreached.details(formatter),
            Self::Call(error) => error.details(formatter),
        }
    }
}

impl<T: fmt::Debug, E: std::error::Error + 'static> std::error::Error for WaitError<T, E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.call_error()?.source()
    }
}

impl<T, E> From<ConstructionError> for WaitError<T, E> {
    fn from(error: ConstructionError) -> Self {
        Self::Call(error.into())
    }
}

/// A wait whose last call did not show the expected state.
pub struct Unreached<T, E>(Box<Parts<T, E>>);

struct Parts<T, E> {
    waiter: &'static str,
    operation: &'static str,
    calls: u32,
    end: End,
    answer: Result<T, Error<E>>,
}

/// Reason for the end of a wait.
#[derive(Clone, Debug)]
pub(super) enum End {
    /// A result that matches this acceptor.
    Answer(&'static str),
    /// The maximum time.
    Limit {
        limit: Duration,
        /// Description of the state in the last response.
        last: String,
    },
}

impl<T, E> Unreached<T, E> {
    pub(super) fn new(
        waiter: &'static str,
        operation: &'static str,
        calls: u32,
        end: End,
        answer: Result<T, Error<E>>,
    ) -> Self {
        Self(Box::new(Parts {
            waiter,
            operation,
            calls,
            end,
            answer,
        }))
    }

    /// Returns the number of calls.
    #[must_use]
    pub fn calls(&self) -> u32 {
        self.0.calls
    }

    /// Returns the result of the last call.
    ///
    /// # Errors
    /// The error of the last call.
    pub fn answer(&self) -> Result<&T, &Error<E>> {
        self.0.answer.as_ref()
    }

    /// Converts into the result of the last call.
    ///
    /// # Errors
    /// The error of the last call.
    pub fn into_answer(self) -> Result<T, Error<E>> {
        self.0.answer
    }
}

impl<T, E> fmt::Display for Unreached<T, E> {
    /// Shows the model's description of the state and strings that are not sensitive, but not the output.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts {
            waiter,
            operation,
            calls,
            end,
            answer,
        } = &*self.0;
        let times = if *calls == 1 { "call" } else { "calls" };
        match end {
            End::Answer(reason) => write!(
                formatter,
                "{waiter}: failed after {calls} {times} of {operation}: {reason}"
            )?,
            End::Limit { limit, .. } => write!(
                formatter,
                "{waiter}: not reached within {limit:?}, after {calls} {times} of {operation}"
            )?,
        }
        match (answer, end) {
            (Ok(_), End::Answer(_)) => Ok(()),
            (Ok(_), End::Limit { last, .. }) => {
                write!(formatter, "; {last}")
            }
            (Err(error), _) => write!(formatter, "; the last one ended with {error}"),
        }
    }
}

impl<T: fmt::Debug, E: fmt::Debug> fmt::Debug for Unreached<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl<T: fmt::Debug, E: fmt::Debug> Details for Unreached<T, E> {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = formatter.debug_struct("Unreached");
        details
            .field("waiter", &self.0.waiter)
            .field("calls", &self.0.calls)
            .field("end", &self.0.end);
        match &self.0.answer {
            Ok(output) => details.field("output", output),
            Err(error) => details.field("error", &OnlyDetails(error)),
        };
        details.finish()
    }
}
