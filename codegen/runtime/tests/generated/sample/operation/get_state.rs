//! `GetState`.

use crate::sample::error::{ThrottlingException, ValidationException};
use crate::sample::types::{Nested, Optional};
use runtime::Operation;

/// Asks for a state.
#[derive(Clone, Copy, Debug)]
pub struct GetState;

impl Operation for GetState {
    const NAME: &'static str = "GetState";
    const IDEMPOTENT: bool = true;
    type Service = crate::sample::Service;
    type Input = GetStateInput;
    type Output = GetStateOutput;
    type Error = GetStateError;
    const HAS_REQUIRED_OUTPUT: bool = true;

    fn idempotency_token(input: &mut GetStateInput) -> Option<&mut Option<String>> {
        Some(&mut input.client_token)
    }
}

/// Input of [`GetState`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct GetStateInput {
    pub name: String,
    pub max_results: Option<i32>,
    pub client_token: Option<String>,
}

runtime::input!(GetStateInput {
    name: "name",
    max_results: "maxResults",
    client_token: "clientToken",
});

impl GetStateInput {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            max_results: None,
            client_token: None,
        }
    }
}

/// Output of [`GetState`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct GetStateOutput {
    pub nested: Nested,
    pub optional: Option<Optional>,
}

runtime::structure!(GetStateOutput {
    nested: "nested",
    optional: "optional",
});

/// Errors returned by [`GetState`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum GetStateError {
    /// There were too many calls.
    ThrottlingException(ThrottlingException),
    /// The input is wrong.
    Validation(ValidationException),
}

runtime::operation_error!(GetStateError {
    ThrottlingException,
    Validation: ValidationException
});
