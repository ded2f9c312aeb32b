//! Keys of maps.

use std::borrow::Cow;

/// A key of a map: a string or a value of an open enumeration.
pub trait Key: Ord {
    /// Converts a key of the input.
    fn from_key(key: Cow<'_, str>) -> Self;

    /// Returns the key as a string.
    fn as_key(&self) -> &str;
}

impl Key for String {
    #[inline]
    fn from_key(key: Cow<'_, str>) -> Self {
        key.into_owned()
    }

    #[inline]
    fn as_key(&self) -> &str {
        self
    }
}
