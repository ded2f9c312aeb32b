//! The errors of the service.

use runtime::{Fault, ModeledError, Retryable, Sensitive};
use std::fmt;

/// There were too many calls.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct ThrottlingException {
    /// Message of the service.
    pub message: Option<String>,
}

runtime::structure!(ThrottlingException { message: "message" });

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
#[derive(Clone, PartialEq)]
pub struct ValidationException {
    /// Message of the service.
    pub message: String,
    /// Number of times.
    pub count: i32,
}

runtime::structure!(ValidationException {
    message: "Message",
    count: "Count",
});

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
