//! States that calls of an operation can wait for.

use super::expression::Expression;
use super::{Docs, OperationId};

/// A state that calls of an operation can wait for.
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
    /// What answers say of the state; the first that applies counts.
    pub acceptors: Vec<Acceptor>,
}

/// What an answer has to be, and what follows from it.
#[derive(Clone, Debug)]
pub struct Acceptor {
    /// What follows.
    pub state: WaiterState,
    /// What the answer has to be, in words.
    pub reason: String,
    /// The same in Markdown.
    pub docs: String,
    /// The same as a test.
    pub matcher: Matcher,
}

/// What follows from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in Smithy's specification")]
pub enum WaiterState {
    Success,
    Failure,
    Retry,
}

/// A test of an answer.
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
    /// Whether an error of the service can show the state.
    pub fn ends_with_errors(&self) -> bool {
        self.acceptors.iter().any(|acceptor| {
            let of_errors = matches!(acceptor.matcher, Matcher::AnyError | Matcher::Error(_));
            acceptor.state == WaiterState::Success && of_errors
        })
    }
}
