//! `Debug` of errors: a program that ends with `fn main() -> Result<(), Box<dyn Error>>` prints it.

#[cfg(feature = "client")]
use super::text::Bounded;
#[cfg(feature = "client")]
use crate::transport::BoxError;
#[cfg(feature = "client")]
use std::fmt::DebugStruct;
use std::fmt::{self, Display, Write as _};

/// An error whose `Debug` begins with its `Display`.
pub(crate) trait Details: Display {
    /// Prints the type with the fields that `Display` leaves out.
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Prints an error as its `Display` does, in one line, then its details in parentheses.
pub(crate) fn debug<E: Details>(error: &E, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(formatter, "{error} (")?;
    error.details(formatter)?;
    formatter.write_char(')')
}

/// The details of an error that another one displays already.
#[cfg(feature = "client")]
pub(crate) struct OnlyDetails<'a, E>(pub(crate) &'a E);

#[cfg(feature = "client")]
impl<E: Details> fmt::Debug for OnlyDetails<'_, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.details(formatter)
    }
}

/// Adds the cause of an error as the field `source`, unless it is a text, which the `Display` of that error has already.
#[cfg(feature = "client")]
pub(crate) fn source(details: &mut DebugStruct<'_, '_>, source: &BoxError) {
    let is_text = format!("{source:?}") == format!("{:?}", source.to_string());
    if !is_text {
        details.field("source", &Bounded(source));
    }
}
