//! Errors of an operation, and the macro that implements their `enum`.

use super::{DecodeError, ErrorBody, ErrorFacts, ModeledError};
use crate::wire::Structure;
use std::error::Error;
use std::fmt::{self, Display};

/// The errors that a model lists for an operation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the error of an operation",
    label = "not the error of an operation",
    note = "the module of each operation has its error, such as `GetItemError`"
)]
pub trait OperationError: Error + Sized + Send + Sync + 'static {
    /// Facts of each error in the model.
    const ERRORS: &'static [ErrorFacts];

    /// Deserializes the error `code` from `body`; `None` if the model does not list it.
    fn decode(code: &str, body: &ErrorBody<'_>) -> Option<Result<Self, DecodeError>>;

    /// Calls `visitor` with the error itself.
    #[doc(hidden)]
    fn visit<'a, V: ErrorVisitor<'a>>(&'a self, visitor: V) -> V::Output;

    /// Returns the facts of this error.
    fn facts(&self) -> ErrorFacts {
        self.visit(Facts)
    }

    /// Returns the error message of the service.
    fn message(&self) -> Option<&str> {
        self.visit(Message)
    }
}

/// Visitor of an error of any type.
#[doc(hidden)]
pub trait ErrorVisitor<'a> {
    /// Result of the visit.
    type Output;

    /// Visits the error.
    fn error<T: ModeledError + Structure>(self, error: &'a T) -> Self::Output;
}

struct Facts;

impl ErrorVisitor<'_> for Facts {
    type Output = ErrorFacts;

    fn error<T: ModeledError>(self, _error: &T) -> ErrorFacts {
        ErrorFacts::of::<T>()
    }
}

struct Message;

impl<'a> ErrorVisitor<'a> for Message {
    type Output = Option<&'a str>;

    fn error<T: ModeledError>(self, error: &'a T) -> Option<&'a str> {
        error.message()
    }
}

/// Visitor that displays an error; only for expansions of [`operation_error!`].
#[doc(hidden)]
#[allow(missing_debug_implementations, reason = "a formatter has none")]
pub struct Show<'a, 'b>(pub &'a mut fmt::Formatter<'b>);

impl ErrorVisitor<'_> for Show<'_, '_> {
    type Output = fmt::Result;

    fn error<T: ModeledError>(self, error: &T) -> fmt::Result {
        Display::fmt(error, self.0)
    }
}

/// Implements the `enum` of an operation's errors.
///
/// The arguments have the form of a structure literal: a variant for each line, with the type of its content after a
/// colon if its name or path differs.
#[doc(hidden)]
#[macro_export]
macro_rules! operation_error {
    ($name:ident { $($variant:ident $(: $error:path)?),* $(,)? }) => {
        #[allow(deprecated)]
        impl $crate::OperationError for $name {
            const ERRORS: &'static [$crate::ErrorFacts] =
                &[$($crate::ErrorFacts::of::<$crate::__error_type!($variant $($error)?)>()),*];

            fn decode(
                code: &str,
                body: &$crate::ErrorBody<'_>,
            ) -> ::std::option::Option<::std::result::Result<Self, $crate::DecodeError>> {
                let _ = (code, body);
                $(if code == <$crate::__error_type!($variant $($error)?) as $crate::ModeledError>::CODE {
                    return ::std::option::Option::Some(match body.read() {
                        ::std::result::Result::Ok(error) => ::std::result::Result::Ok(Self::$variant(error)),
                        ::std::result::Result::Err(error) => ::std::result::Result::Err(error),
                    });
                })*
                ::std::option::Option::None
            }

            fn visit<'a, V: $crate::__private::ErrorVisitor<'a>>(&'a self, visitor: V) -> V::Output {
                let _ = &visitor;
                match *self {
                    $(Self::$variant(ref error) => visitor.error(error),)*
                }
            }
        }

        #[allow(deprecated)]
        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::OperationError::visit(self, $crate::__private::Show(formatter))
            }
        }

        impl ::std::error::Error for $name {}

        $(
            #[allow(deprecated)]
            impl ::std::convert::From<$crate::__error_type!($variant $($error)?)> for $name {
                #[inline]
                fn from(error: $crate::__error_type!($variant $($error)?)) -> Self {
                    Self::$variant(error)
                }
            }
        )*
    };
}

/// Type of a variant's content in [`operation_error!`]: the one of the same name by default.
#[doc(hidden)]
#[macro_export]
macro_rules! __error_type {
    ($variant:ident) => {
        $variant
    };
    ($variant:ident $error:path) => {
        $error
    };
}

#[cfg(test)]
mod tests;
