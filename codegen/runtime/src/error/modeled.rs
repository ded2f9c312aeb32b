//! What a model says of errors, and the macros that give generated errors their behaviour.

use super::text;
use std::error::Error;
use std::fmt;

/// An error that a model describes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error of a model",
    label = "not an error of a model",
    note = "the module `error` of a generated service has the errors of its model; the error of an operation lists those that it may give"
)]
pub trait ModeledError: Error + Send + Sync + 'static {
    /// The code by which a response names it: the name of its shape.
    const CODE: &'static str;
    /// Whose fault it is (`smithy.api#error`).
    const FAULT: Fault;
    /// The HTTP status that it comes with, where the model says so (`smithy.api#httpError`).
    const STATUS: Option<u16> = None;
    /// Whether the same call may succeed when it is made again, where the model says so (`smithy.api#retryable`).
    const RETRYABLE: Option<Retryable> = None;
    /// Whether its message must not be shown (`smithy.api#sensitive`).
    const SENSITIVE_MESSAGE: bool = false;
    /// What it was called in the AWS query protocol, where the service still answers with that
    /// (`aws.protocols#awsQueryError`).
    const QUERY_CODE: Option<&'static str> = None;

    /// What the service says of it.
    fn message(&self) -> Option<&str> {
        None
    }

    /// Takes the message that the body had under another spelling than the model's.
    fn set_message(&mut self, message: String) {
        let _ = message;
    }
}

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// What was asked is wrong.
    Client,
    /// The service could not do what was asked.
    Server,
}

/// Why the same call may succeed when it is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retryable {
    /// What is wrong may pass.
    Transient,
    /// There were too many calls.
    Throttling,
}

/// What a model says of an error, without the error.
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
    /// What a model says of `T`.
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

/// How an error displays itself: for expansions of `errors!` alone.
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

/// Makes structures that implement [`ModeledError`] errors.
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

/// The member of an error that has its message: for expansions of `error_message!` alone.
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

/// Within an implementation of [`ModeledError`]: which member has the message.
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
