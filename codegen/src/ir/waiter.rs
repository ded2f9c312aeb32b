//! Waiters.

use super::expression::Expression;
use super::{Docs, OperationId};

/// A waiter.
#[derive(Clone, Debug)]
pub struct Waiter {
    /// The operation.
    pub operation: OperationId,
    /// Name in the model.
    pub model_name: String,
    /// Name of the type.
    pub name: String,
    /// Name of the client's method.
    pub method: String,
    /// Documentation lines.
    pub docs: Docs,
    /// The note of a deprecated waiter.
    pub deprecated: Option<String>,
    /// Seconds between two calls at least, where that is not the usual time.
    pub min_delay: Option<u64>,
    /// Seconds between two calls at most, where that is not the usual time.
    pub max_delay: Option<u64>,
    /// The acceptors; the first that matches decides.
    pub acceptors: Vec<Acceptor>,
}

/// An acceptor: a condition for a response, and its effect.
#[derive(Clone, Debug)]
pub struct Acceptor {
    /// The effect.
    pub state: WaiterState,
    /// The condition, in words.
    pub reason: String,
    /// The same in Markdown.
    pub docs: String,
    /// The same as a test.
    pub matcher: Matcher,
}

/// Effect of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in Smithy's specification")]
pub enum WaiterState {
    Success,
    Failure,
    Retry,
}

/// A test of a response.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Any output.
    Success,
    /// Any error of the service.
    AnyError,
    /// The error of this code.
    Error(String),
    /// An output.
    Output(Test),
    /// An output in the light of the input.
    InputOutput(Test),
}

/// A test of a value; no value never passes.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// A string is this one.
    String(Expression, String),
    /// A boolean is this one.
    Boolean(Expression, bool),
    /// A list has strings, and all are this one.
    All(Expression, String),
    /// A list has this string.
    Any(Expression, String),
}

impl Waiter {
    /// Returns whether an error of the service can be a final state.
    pub fn ends_with_errors(&self) -> bool {
        self.acceptors.iter().any(|acceptor| {
            let of_errors = matches!(acceptor.matcher, Matcher::AnyError | Matcher::Error(_));
            acceptor.state == WaiterState::Success && of_errors
        })
    }
}
