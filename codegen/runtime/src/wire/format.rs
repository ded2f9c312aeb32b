//! The trait that everything on the wire goes through, and what lets serde's own traits call it.

use serde::de::{DeserializeSeed, Error, Visitor};
use serde::{Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// How values of one type are written and read.
///
/// A type that members have is its own format; an adapter is the format of another type. Formats nest: `Vec<F>` is the
/// format of a list whose entries have the format `F`.
pub trait Format {
    /// What is written and read.
    type Value;

    /// Smithy's zero value, which a required member is corrected to.
    fn zero() -> Self::Value;

    /// Writes `value`.
    ///
    /// # Errors
    /// When the serializer fails.
    fn write<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads a value where there must be one.
    ///
    /// # Errors
    /// When there is something else.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error>;

    /// Reads a value, or `None` where there is `null` and `null` is no value of this type.
    ///
    /// # Errors
    /// When there is something else.
    fn read_present<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self::Value>, D::Error> {
        read_option::<Self, D>(deserializer)
    }

    /// Reads the value of an optional member: `None` where there is `null`, even if that is a value of this type.
    ///
    /// # Errors
    /// When there is something else.
    fn read_optional<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self::Value>, D::Error> {
        Self::read_present(deserializer)
    }

    /// Whether `value` is that of an optional member which is not set, and so is not written.
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

/// Reads a value, or `None` where there is `null`.
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

/// A value that serde's collections can be given to write in the format `F`.
pub(super) struct Written<'a, F: Format + ?Sized>(pub(super) &'a F::Value);

impl<F: Format + ?Sized> Serialize for Written<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(self.0, serializer)
    }
}

/// What serde's collections can be given to read an entry in the format `F`, which may be absent.
pub(super) struct Present<F: ?Sized>(pub(super) PhantomData<F>);

impl<'de, F: Format + ?Sized> DeserializeSeed<'de> for Present<F> {
    type Value = Option<F::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        F::read_present(deserializer)
    }
}
