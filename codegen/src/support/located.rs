//! A value with its place, for messages about it.

use super::diagnostic::Location;

/// A value and its place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place; for a default, the place where it could be set.
    pub location: Location,
}
