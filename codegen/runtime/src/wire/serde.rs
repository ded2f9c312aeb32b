//! serde's traits for all types: a view of them for any format of serde, with the names and formats of the JSON protocols.
//!
//! A binary format gets bytes as bytes, timestamps as numbers, and big numbers as strings.

mod deserializer;
mod literal;
mod name;
mod serializer;
mod untyped;

use super::{Format, Structure, Within, path};
use deserializer::SerdeDeserializer;
use serde_core::de::{Error, Unexpected};
use serde_core::{Deserializer, Serialize, Serializer};
use serializer::SerdeSerializer;
use std::any::type_name;

/// Prefixes of messages about texts that are truncated or malformed.
const MALFORMED: [&str; 4] = ["EOF while", "i/o error", "syntax error", "recursion limit"];

/// Serializes a value in the format `F`.
///
/// # Errors
/// If the serializer fails.
pub fn serialize<F: Format, S: Serializer>(
    value: &F::Value,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    F::write(value, SerdeSerializer(serializer))
}

/// Deserializes a value in the format `F`.
///
/// # Errors
/// If the value is missing or does not match the model.
pub fn deserialize<'de, F: Format, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<F::Value, D::Error> {
    let mut slot = None;
    F::read(&mut slot, SerdeDeserializer(deserializer))?;
    slot.ok_or_else(|| {
        let name = type_name::<F::Value>();
        let name = name.rsplit("::").next().unwrap_or(name);
        D::Error::invalid_type(Unexpected::Unit, &name)
    })
}

/// Deserializes a structure.
///
/// # Errors
/// If the value does not match the model.
pub fn deserialize_structure<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut slot = None;
    deserializer::structure(deserializer, &mut slot)?;
    Ok(slot.unwrap_or_else(T::zero))
}

/// Implements serde's traits for a type in a format; for a structure by a function of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ty, $format:ty) => {
        $crate::__serde!($name, $format, $crate::wire::deserialize::<$format, __D>);
    };
    ($name:ty, $format:ty, $deserialize:expr) => {
        #[allow(deprecated)]
        impl $crate::__private::Serialize for $name {
            fn serialize<__S: $crate::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                $crate::wire::serialize::<$format, __S>(self, serializer)
            }
        }

        #[allow(deprecated)]
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::__private::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                $deserialize(deserializer)
            }
        }
    };
}

use crate::{BigDecimal, BigInteger, Blob, Timestamp, UnknownMember};

__serde!(Blob, Self);
__serde!(Timestamp, Self);
__serde!(BigInteger, Self);
__serde!(BigDecimal, Self);

impl Serialize for UnknownMember {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::write_unknown(self, SerdeSerializer(serializer))
    }
}

/// serde's errors have no field for a path, so it is kept at the end of their messages.
impl<E: Error> Within for E {
    #[cold]
    fn within(self, step: path::Step<'_>) -> Self {
        let text = self.to_string();
        // The error of a truncated or malformed text is kept as it is, since callers can ask for its kind.
        if MALFORMED.iter().any(|start| text.starts_with(start)) {
            return self;
        }
        Self::custom(path::describe(step, &text))
    }
}
