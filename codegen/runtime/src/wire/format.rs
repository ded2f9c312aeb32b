//! The trait of all serialized values, and its connection to serde's own traits.

use serde::de::{DeserializeSeed, Error, Visitor};
use serde::{Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// Serialization format of a type.
///
/// Types of members are their own format; an adapter is the format of another type. Formats nest: `Vec<F>` is the
/// format of a list whose entries have the format `F`.
pub trait Format {
    /// Type of the values.
    type Value;

    /// Returns Smithy's zero value, the correction of a missing required member.
    fn zero() -> Self::Value;

    /// Serializes `value`.
    ///
    /// # Errors
    /// If the serializer fails.
    fn write<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error>;

    /// Deserializes a required value.
    ///
    /// # Errors
    /// If the value is missing or invalid.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error>;

    /// Deserializes a value; `None` for `null`, unless `null` is a value of this type.
    ///
    /// # Errors
    /// If the value is invalid.
    fn read_present<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self::Value>, D::Error> {
        read_option::<Self, D>(deserializer)
    }

    /// Deserializes the value of an optional member; `None` for `null`, even if that is a value of this type.
    ///
    /// # Errors
    /// If the value is invalid.
    fn read_optional<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self::Value>, D::Error> {
        Self::read_present(deserializer)
    }

    /// Returns true for the value of an optional member that is not set, and is therefore not serialized.
    fn is_absent(_value: &Self::Value) -> bool {
        false
    }
}

/// A type that is its own format.
pub trait Value: Format<Value = Self> {}

impl<T: Format<Value = T>> Value for T {}

/// Implements serde's own traits for a type: `$write` takes the value and a serializer, `$read` a deserializer and the
/// argument.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ty, $write:path, $read:path $(, $argument:expr)?) => {
        #[allow(deprecated)]
        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $write(self, serializer)
            }
        }

        #[allow(deprecated)]
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $read(deserializer $(, $argument)?)
            }
        }
    };
}

/// Deserializes a value; `None` for `null`.
pub(super) fn read_option<'de, F: Format + ?Sized, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<F::Value>, D::Error> {
    deserializer.deserialize_option(OptionVisitor::<F>(PhantomData))
}

struct OptionVisitor<F: ?Sized>(PhantomData<F>);

impl<'de, F: Format + ?Sized> Visitor<'de> for OptionVisitor<F> {
    type Value = Option<F::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        F::read(deserializer).map(Some)
    }
}

/// Serializes a value in the format `F`, for serde's collections.
pub(super) struct Written<'a, F: Format + ?Sized>(pub(super) &'a F::Value);

impl<F: Format + ?Sized> Serialize for Written<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(self.0, serializer)
    }
}

/// Deserializes an entry in the format `F`, which may be absent, for serde's collections.
pub(super) struct Present<F: ?Sized>(pub(super) PhantomData<F>);

impl<'de, F: Format + ?Sized> DeserializeSeed<'de> for Present<F> {
    type Value = Option<F::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        F::read_present(deserializer)
    }
}
