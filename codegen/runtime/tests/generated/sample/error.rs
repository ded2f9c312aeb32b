//! The errors of the service.

use runtime::{Fault, ModeledError, Retryable, Sensitive, wire};
use serde::{Deserialize, Serialize};
use std::fmt;
use wire::{or_zero, zero};

/// There were too many calls.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ThrottlingException {
    /// What the service says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl ModeledError for ThrottlingException {
    const CODE: &'static str = "ThrottlingException";
    const FAULT: Fault = Fault::Client;
    const STATUS: Option<u16> = Some(429);
    const RETRYABLE: Option<Retryable> = Some(Retryable::Throttling);

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    fn set_message(&mut self, message: String) {
        self.message = Some(message);
    }
}

/// The input is wrong.
#[non_exhaustive]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ValidationException {
    /// What the service says.
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub message: String,
    /// How often.
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub count: i32,
}

impl fmt::Debug for ValidationException {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ValidationException")
            .field("message", &Sensitive)
            .field("count", &self.count)
            .finish()
    }
}

impl ModeledError for ValidationException {
    const CODE: &'static str = "ValidationException";
    const FAULT: Fault = Fault::Client;
    const STATUS: Option<u16> = Some(400);
    const SENSITIVE_MESSAGE: bool = true;

    fn message(&self) -> Option<&str> {
        Some(&self.message)
    }

    fn set_message(&mut self, message: String) {
        self.message = message;
    }
}

runtime::errors!(ThrottlingException, ValidationException);
