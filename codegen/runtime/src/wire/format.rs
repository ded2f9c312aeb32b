//! The trait of all values that are read and written.

use super::{ElementNames, ShapeDeserializer, ShapeSerializer};

/// Serialization format of a type.
///
/// Types of members are their own format; an adapter is the format of another type. Formats nest: `Vec<F>` is the
/// format of a list whose entries have the format `F`.
pub trait Format {
    /// Type of the values.
    type Value;

    /// Names of the XML element that has the value.
    const NAMES: ElementNames = ElementNames::DEFAULT;
    /// True for a list or map that is flattened in XML: reading appends to the value that is there.
    const IS_FLATTENED: bool = false;

    /// Returns Smithy's zero value, the correction of a missing required member.
    fn zero() -> Self::Value;

    /// Serializes `value`.
    ///
    /// # Errors
    /// If the serializer fails.
    fn write<S: ShapeSerializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error>;

    /// Deserializes a value into `slot`; leaves it empty for `null`, unless `null` is a value of this type.
    ///
    /// # Errors
    /// If the value is invalid.
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self::Value>,
        deserializer: D,
    ) -> Result<(), D::Error>;

    /// Deserializes the value of an optional member into `slot`; leaves it empty for `null`, even if that is a value of
    /// this type.
    ///
    /// # Errors
    /// If the value is invalid.
    #[inline]
    fn read_optional<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        Self::read(slot, deserializer)
    }

    /// Deserializes a member of a structure. Returns true if it has a value; otherwise `place` is left unchanged.
    ///
    /// # Errors
    /// If the value is invalid.
    #[inline]
    fn set<'de, D: ShapeDeserializer<'de>>(
        place: &mut Self::Value,
        deserializer: D,
    ) -> Result<bool, D::Error> {
        let mut slot = None;
        Self::read(&mut slot, deserializer)?;
        let is_there = slot.is_some();
        if let Some(value) = slot {
            *place = value;
        }
        Ok(is_there)
    }

    /// Returns true for the value of an optional member that is not set, and is therefore not serialized.
    #[inline]
    fn is_absent(_value: &Self::Value) -> bool {
        false
    }
}

/// A type that is its own format.
pub trait Value: Format<Value = Self> {}

impl<T: Format<Value = T>> Value for T {}

/// Without the feature `serde` types do not have its traits.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($($type:tt)*) => {};
}
