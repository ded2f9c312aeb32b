//! `GetState`.

use crate::sample::error::{ThrottlingException, ValidationException};
use crate::sample::types::{Nested, Optional};
use runtime::{Operation, wire};
use serde::{Deserialize, Serialize};
use wire::{or_zero, zero};

/// Asks for a state.
#[derive(Clone, Copy, Debug)]
pub struct GetState;

impl Operation for GetState {
    const NAME: &'static str = "GetState";
    type Service = crate::sample::Service;
    type Input = GetStateInput;
    type Output = GetStateOutput;
    type Error = GetStateError;

    fn idempotency_token(input: &mut GetStateInput) -> Option<&mut Option<String>> {
        Some(&mut input.client_token)
    }
}

/// What [`GetState`] takes.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetStateInput {
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
}

impl GetStateInput {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            max_results: None,
            client_token: None,
        }
    }
}

/// What [`GetState`] gives.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetStateOutput {
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub nested: Nested,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional: Option<Optional>,
}

runtime::structures!(GetStateInput, GetStateOutput);

/// How [`GetState`] fails.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
