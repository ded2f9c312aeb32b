//! The interface of everything that values are read from.

use super::literal::FromLiteral;
use super::neutral::Neutral;
use super::path::Step;
use super::{ElementNames, Format, Key, Structure, Union};
use crate::Timestamp;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A position in the input at which one value begins.
///
/// Each method reads the value as one of Smithy's types. `null` is `None`, or leaves the slot empty: whether a value may
/// be missing is decided by whoever asks for it.
pub trait ShapeDeserializer<'de>: Sized {
    /// Error of a value that does not match the model, or of malformed input.
    type Error: Within;

    /// Reads a boolean.
    ///
    /// # Errors
    /// If there is another value.
    fn boolean(self) -> Result<Option<bool>, Self::Error>;

    /// Reads a number, or a string that stands for one.
    ///
    /// # Errors
    /// If there is another value, or a number that `T` cannot represent.
    fn number<T: FromLiteral>(self) -> Result<Option<T>, Self::Error>;

    /// Reads a string.
    ///
    /// # Errors
    /// If there is another value.
    fn string(self) -> Result<Option<Cow<'de, str>>, Self::Error>;

    /// Reads a string with a media type.
    ///
    /// # Errors
    /// If there is another value.
    #[inline]
    fn media_type_text(self) -> Result<Option<Cow<'de, str>>, Self::Error> {
        self.string()
    }

    /// Reads bytes.
    ///
    /// # Errors
    /// If there is another value.
    fn blob(self) -> Result<Option<Vec<u8>>, Self::Error>;

    /// Reads a timestamp in any of Smithy's formats, since not every service sends the one of its model.
    ///
    /// # Errors
    /// If there is another value.
    fn timestamp(self) -> Result<Option<Timestamp>, Self::Error>;

    /// Reads a list. Entries without a value are dropped.
    ///
    /// # Errors
    /// If there is another value, or an entry does not match the model.
    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, Self::Error>;

    /// Reads a map. Entries without a value are dropped; of equal keys the last counts.
    ///
    /// # Errors
    /// If there is another value, or an entry does not match the model.
    fn map<K: Key, F: Format>(self) -> Result<Option<BTreeMap<K, F::Value>>, Self::Error>;

    /// Reads a list that is flattened in XML, where a value is one entry, which is appended to `list`.
    ///
    /// # Errors
    /// As [`list`](Self::list).
    #[inline]
    fn flattened_list<F: Format>(
        self,
        list: &mut Option<Vec<F::Value>>,
    ) -> Result<(), Self::Error> {
        *list = self.list::<F>()?;
        Ok(())
    }

    /// Reads a map that is flattened in XML, where a value is one entry, which is added to `map`.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    #[inline]
    fn flattened_map<K: Key, F: Format>(
        self,
        map: &mut Option<BTreeMap<K, F::Value>>,
    ) -> Result<(), Self::Error> {
        *map = self.map::<K, F>()?;
        Ok(())
    }

    /// Reads a structure. Unknown members are skipped; of equal members the last counts.
    ///
    /// # Errors
    /// If there is another value, or a member does not match the model.
    fn structure<T: Structure>(self, slot: &mut Option<T>) -> Result<(), Self::Error>;

    /// Reads a union.
    ///
    /// # Errors
    /// If there is another value, not exactly one member, or its value does not match the model.
    fn union<T: Union>(self) -> Result<Option<T>, Self::Error>;

    /// Reads a value of any type without loss, to be sent back.
    ///
    /// # Errors
    /// If the input is malformed.
    fn untyped(self) -> Result<Option<Neutral>, Self::Error>;

    /// Skips a value; `None` for `null`.
    ///
    /// # Errors
    /// If the input is malformed.
    fn skip(self) -> Result<Option<()>, Self::Error>;

    /// Tells the names of the value, where they are not the default.
    #[must_use]
    #[inline]
    fn named(self, _names: ElementNames) -> Self {
        self
    }

    /// Reserves memory for a value that is read next, of this size in bytes.
    ///
    /// # Errors
    /// If the values in the input need far more memory than the input has bytes.
    fn reserve(&mut self, _size: usize) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// An error that keeps the path of the invalid value.
pub trait Within: Sized {
    /// Returns the error with `step` in front of its path.
    #[must_use]
    fn within(self, step: Step<'_>) -> Self;
}
