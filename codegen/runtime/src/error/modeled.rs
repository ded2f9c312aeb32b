//! Errors of a model, and the macros that implement them.

use super::text;
use std::error::Error;
use std::fmt;

/// An error defined by a model.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error of a model",
    label = "not an error of a model",
    note = "the module `error` of a generated service has the errors of its model; the error of an operation lists those that it may give"
)]
pub trait ModeledError: Error + Send + Sync + 'static {
    /// Error code in responses: the name of the shape.
    const CODE: &'static str;
    /// Party at fault (`smithy.api#error`).
    const FAULT: Fault;
    /// HTTP status of the error, if the model has it (`smithy.api#httpError`).
    const STATUS: Option<u16> = None;
    /// Kind of retry, if the model marks the error retryable (`smithy.api#retryable`).
    const RETRYABLE: Option<Retryable> = None;
    /// True if the message must not be shown (`smithy.api#sensitive`).
    const SENSITIVE_MESSAGE: bool = false;
    /// Error code in the AWS query protocol, for services that still return it (`aws.protocols#awsQueryError`).
    const QUERY_CODE: Option<&'static str> = None;

    /// Returns the error message of the service.
    fn message(&self) -> Option<&str> {
        None
    }

    /// Sets the message, if the body has it in another spelling than the model's.
    fn set_message(&mut self, message: String) {
        let _ = message;
    }
}

/// Party at fault for an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The client: the request is invalid.
    Client,
    /// The server: it could not process the request.
    Server,
}

/// Kind of a retryable error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retryable {
    /// A transient error.
    Transient,
    /// Throttling: too many requests.
    Throttling,
}

/// Facts of a modeled error, independent of its type.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ErrorFacts {
    /// [`ModeledError::CODE`].
    pub code: &'static str,
    /// [`ModeledError::FAULT`].
    pub fault: Fault,
    /// [`ModeledError::STATUS`].
    pub status: Option<u16>,
    /// [`ModeledError::RETRYABLE`].
    pub retryable: Option<Retryable>,
    /// [`ModeledError::SENSITIVE_MESSAGE`].
    pub sensitive_message: bool,
    /// [`ModeledError::QUERY_CODE`].
    pub query_code: Option<&'static str>,
}

impl ErrorFacts {
    /// Returns the facts of `T`.
    #[must_use]
    pub const fn of<T: ModeledError>() -> Self {
        Self {
            code: T::CODE,
            fault: T::FAULT,
            status: T::STATUS,
            retryable: T::RETRYABLE,
            sensitive_message: T::SENSITIVE_MESSAGE,
            query_code: T::QUERY_CODE,
        }
    }
}

/// Implements `Display` for errors; only for expansions of `errors!`.
#[doc(hidden)]
pub fn display_modeled<T: ModeledError>(
    error: &T,
    formatter: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    text::coded(
        formatter,
        Some(T::CODE),
        error.message(),
        T::SENSITIVE_MESSAGE,
    )
}

/// Implements errors for structures that implement [`ModeledError`].
#[doc(hidden)]
#[macro_export]
macro_rules! errors {
    ($($name:ty),* $(,)?) => {$(
        #[allow(deprecated)]
        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::display_modeled(self, formatter)
            }
        }

        #[allow(deprecated)]
        impl ::std::error::Error for $name {}
    )*};
}

/// Message member of an error; only for expansions of `error_message!`.
#[doc(hidden)]
pub trait ErrorMessage {
    fn get(&self) -> Option<&str>;

    fn set(&mut self, message: String);
}

impl ErrorMessage for String {
    fn get(&self) -> Option<&str> {
        Some(self)
    }

    fn set(&mut self, message: String) {
        *self = message;
    }
}

impl ErrorMessage for Option<String> {
    fn get(&self) -> Option<&str> {
        self.as_deref()
    }

    fn set(&mut self, message: String) {
        *self = Some(message);
    }
}

/// Implements the message methods of a [`ModeledError`], with the name of the message member.
#[doc(hidden)]
#[macro_export]
macro_rules! error_message {
    ($member:ident) => {
        fn message(&self) -> ::std::option::Option<&str> {
            $crate::__private::ErrorMessage::get(&self.$member)
        }

        fn set_message(&mut self, message: ::std::string::String) {
            $crate::__private::ErrorMessage::set(&mut self.$member, message);
        }
    };
}
