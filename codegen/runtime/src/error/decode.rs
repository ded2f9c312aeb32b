//! Deserialization errors.

use super::debug::{Details, debug};
use super::text::OneLine;
use crate::wire::{Step, Within, path};
use std::fmt;

/// Error of a body that cannot be deserialized.
///
/// It has the expected value and its location, but not the value found, which may be sensitive.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError {
    description: Box<str>,
}

impl DecodeError {
    pub(crate) fn new(description: &str) -> Self {
        Self {
            description: description.into(),
        }
    }

    /// Creates an error for `problem` at an offset in bytes.
    #[cfg(any(feature = "cbor", feature = "xml"))]
    pub(crate) fn of_bytes(problem: &str, offset: usize) -> Self {
        Self::new(&format!("{problem}{}{offset}", path::AT_BYTE))
    }
}

impl Within for DecodeError {
    #[cold]
    fn within(self, step: Step<'_>) -> Self {
        Self::new(&path::describe(step, &self.description))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&OneLine(&self.description), formatter)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for DecodeError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DecodeError")
    }
}

impl std::error::Error for DecodeError {}
