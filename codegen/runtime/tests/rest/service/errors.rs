//! Errors of the service.

use runtime::{Fault, ModeledError};

#[derive(Clone, Debug, PartialEq)]
pub enum GreetingError {
    ComplexError(ComplexError),
    FooError(FooError),
}

runtime::operation_error!(GreetingError {
    ComplexError,
    FooError,
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComplexError {
    pub header: Option<String>,
    pub top_level: Option<String>,
    pub nested: Option<ComplexNestedErrorData>,
    pub retry_after: Option<i32>,
}

runtime::bound_structure!(ComplexError {
    header: (header, "X-Header", "Header"),
    top_level: (body, "TopLevel"),
    nested: (body, "Nested"),
    retry_after: (header, "Retry-After", "RetryAfter"),
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComplexNestedErrorData {
    pub foo: Option<String>,
}

runtime::structure!(ComplexNestedErrorData { foo: "Fooooo" });

impl ModeledError for ComplexError {
    const CODE: &'static str = "ComplexError";
    const FAULT: Fault = Fault::Client;
    const STATUS: Option<u16> = Some(403);
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct FooError {
    pub message: Option<String>,
}

runtime::structure!(FooError { message: "message" });

impl ModeledError for FooError {
    const CODE: &'static str = "FooError";
    const FAULT: Fault = Fault::Server;
    const STATUS: Option<u16> = Some(500);

    runtime::error_message!(message);
}

runtime::errors!(ComplexError, FooError);
