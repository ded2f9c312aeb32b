//! The formats of single values.

use super::format::read_option;
use super::{Format, text};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// Makes serde's implementations of a type its format; `$zero` is its zero value, and `$read_present`, which takes a
/// deserializer and the arguments, a faster way to read what may be `null`.
#[doc(hidden)]
#[macro_export]
macro_rules! __value {
    ($name:ty, $zero:expr $(, $read_present:path $(, $argument:expr)*)?) => {
        #[allow(deprecated)]
        impl $crate::wire::Format for $name {
            type Value = Self;

            #[inline]
            fn zero() -> Self {
                $zero
            }

            #[inline]
            fn write<S: $crate::__private::Serializer>(
                value: &Self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::__private::Serialize::serialize(value, serializer)
            }

            #[inline]
            fn read<'de, D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::__private::Deserialize::deserialize(deserializer)
            }

            $(
                #[inline]
                fn read_present<'de, D: $crate::__private::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::std::result::Result<::std::option::Option<Self>, D::Error> {
                    $read_present(deserializer $(, $argument)*)
                }
            )?
        }
    };
}

__value!(bool, false);
__value!(i8, 0);
__value!(i16, 0);
__value!(i32, 0);
__value!(i64, 0);
__value!(String, Self::new(), text::read_present);
__value!(Blob, Self::default());
__value!(Timestamp, Self::UNIX_EPOCH);
__value!(BigInteger, Self::default());
__value!(BigDecimal, Self::default());

impl Format for Document {
    type Value = Self;

    fn zero() -> Self {
        Self::Null
    }

    fn write<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    /// `null` is a document.
    fn read_present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::read(deserializer).map(Some)
    }

    fn read_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        read_option::<Self, D>(deserializer)
    }
}

/// Floats: text where JSON has no number for them.
macro_rules! float {
    ($float:ty, $serialize:ident) => {
        impl Format for $float {
            type Value = Self;

            fn zero() -> Self {
                0.0
            }

            fn write<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
                if value.is_finite() || !serializer.is_human_readable() {
                    return serializer.$serialize(*value);
                }
                serializer.serialize_str(if value.is_nan() {
                    NAN
                } else if value.is_sign_positive() {
                    INFINITY
                } else {
                    NEGATIVE_INFINITY
                })
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                // A float may come as a whole number too, in CBOR as in JSON.
                deserializer.deserialize_any(FloatVisitor::<Self>(PhantomData))
            }
        }

        impl Visitor<'_> for FloatVisitor<$float> {
            type Value = $float;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(EXPECTED)
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<$float, E> {
                Ok(number as $float)
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<$float, E> {
                Ok(number as $float)
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<$float, E> {
                Ok(number as $float)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<$float, E> {
                match text {
                    NAN => Ok(<$float>::NAN),
                    INFINITY => Ok(<$float>::INFINITY),
                    NEGATIVE_INFINITY => Ok(<$float>::NEG_INFINITY),
                    _ => Err(E::custom("a text that is none of those for a float")),
                }
            }
        }
    };
}

const NAN: &str = "NaN";
const INFINITY: &str = "Infinity";
const NEGATIVE_INFINITY: &str = "-Infinity";
const EXPECTED: &str = r#"a number, "NaN", "Infinity" or "-Infinity""#;

struct FloatVisitor<T>(PhantomData<T>);

float!(f32, serialize_f32);
float!(f64, serialize_f64);

#[cfg(test)]
mod tests;
