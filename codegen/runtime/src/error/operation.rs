//! The errors of an operation, and the macro that gives their `enum` its behaviour.

use super::{DecodeError, ErrorBody, ErrorFacts, ModeledError};
use crate::wire::Structure;
use std::error::Error;
use std::fmt::{self, Display};

/// The errors that a model lists for one operation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the error of an operation",
    label = "not the error of an operation",
    note = "the module of each operation has its error, such as `GetItemError`"
)]
pub trait OperationError: Error + Sized + Send + Sync + 'static {
    /// What the model says of each.
    const ERRORS: &'static [ErrorFacts];

    /// The error that `code` names and `body` holds; `None` when the model does not list it.
    fn decode(code: &str, body: &ErrorBody<'_>) -> Option<Result<Self, DecodeError>>;

    /// Shows the error itself to `visitor`.
    #[doc(hidden)]
    fn visit<'a, V: ErrorVisitor<'a>>(&'a self, visitor: V) -> V::Output;

    /// What the model says of this one.
    fn facts(&self) -> ErrorFacts {
        self.visit(Facts)
    }

    /// What the service says of this one.
    fn message(&self) -> Option<&str> {
        self.visit(Message)
    }
}

/// What is to be done with an error, whichever it is.
#[doc(hidden)]
pub trait ErrorVisitor<'a> {
    /// What it gives.
    type Output;

    /// Does it.
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

/// Displays an error: for expansions of [`operation_error!`] alone.
#[doc(hidden)]
#[allow(missing_debug_implementations, reason = "a formatter has none")]
pub struct Show<'a, 'b>(pub &'a mut fmt::Formatter<'b>);

impl ErrorVisitor<'_> for Show<'_, '_> {
    type Output = fmt::Result;

    fn error<T: ModeledError>(self, error: &T) -> fmt::Result {
        Display::fmt(error, self.0)
    }
}

/// Gives the `enum` of an operation's errors its behaviour.
///
/// The arguments are written as a structure literal: a variant on each line, and after a colon the type that it holds
/// where that has another name or path.
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

/// The type that a variant of [`operation_error!`] holds: one of the same name, unless another is given.
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
