//! Formats of scalar values.

use super::document::{self, Element, OUT_OF_RANGE};
use super::format::read_option;
use super::literal::{self, FromLiteral, Literal, Mismatch};
use super::{Format, text};
use crate::number::Decimal;
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};
use serde::{Deserialize, Deserializer, Serializer};

/// Implements the format of a type by serde's traits; `$zero` is its zero value, and `$read_present`, which takes a
/// deserializer and the arguments, an optimized reader of a value or `null`.
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
        document::write(value, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Element::deserialize(deserializer).map(|Element(document)| document)
    }

    /// Returns a document for `null`, which is a value here.
    fn read_present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::read(deserializer).map(Some)
    }

    fn read_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        read_option::<Self, D>(deserializer)
    }
}

/// Implements the format of a number: `$write` takes the value and a serializer.
macro_rules! number {
    ($number:ty, $zero:literal, $write:expr) => {
        impl Format for $number {
            type Value = Self;

            #[inline]
            fn zero() -> Self {
                $zero
            }

            #[inline]
            fn write<S: Serializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
                $write(*value, serializer)
            }

            #[inline]
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                literal::read(deserializer)
            }

            #[inline]
            fn read_present<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<Self>, D::Error> {
                literal::read_present(deserializer)
            }
        }
    };
}

const NUMBER_OUT_OF_RANGE: Mismatch = Mismatch::Value("a number out of range");

/// Integers: some services write them as floats, with a point or an exponent.
macro_rules! integer {
    ($($integer:ident, $serialize:ident;)*) => {$(
        number!($integer, 0, |value, serializer: S| serializer.$serialize(value));

        impl FromLiteral for $integer {
            const EXPECTED: &'static str = stringify!($integer);

            #[inline]
            fn from_literal(literal: Literal<'_>) -> Result<Self, Mismatch> {
                let number = match literal {
                    Literal::Signed(number) => number,
                    Literal::Unsigned(number) => {
                        i64::try_from(number).map_err(|_| NUMBER_OUT_OF_RANGE)?
                    }
                    Literal::Number(text) => match text.parse() {
                        Ok(number) => number,
                        Err(_) => whole(text)?,
                    },
                    Literal::Float(number) => whole_float(number)?,
                    Literal::String(_) => return Err(Mismatch::Kind),
                };
                Self::try_from(number).map_err(|_| NUMBER_OUT_OF_RANGE)
            }
        }
    )*};
}

/// Returns the integer of a text in the notation of a float.
#[cold]
fn whole(text: &str) -> Result<i64, Mismatch> {
    let number = Decimal::parse(text).ok_or(Mismatch::Kind)?;
    if !number.is_whole() {
        return Err(Mismatch::Value("a number with a fraction"));
    }
    let digits = number.whole_digits(i64::MAX.ilog10() as usize + 1);
    let number = digits.and_then(|digits| digits.parse().ok());
    number.ok_or(NUMBER_OUT_OF_RANGE)
}

/// Returns the integer that a float represents.
#[cold]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "a cast saturates and cuts off, and what it does is looked at"
)]
fn whole_float(number: f64) -> Result<i64, Mismatch> {
    // The first float beyond the largest integer, and the smallest integer.
    const LIMIT: f64 = -(i64::MIN as f64);
    let whole = number as i64;
    if number.is_nan() {
        Err(Mismatch::Value("a number that is not finite"))
    } else if !(-LIMIT..LIMIT).contains(&number) {
        Err(NUMBER_OUT_OF_RANGE)
    } else if whole as f64 == number {
        Ok(whole)
    } else {
        Err(Mismatch::Value("a number with a fraction"))
    }
}

integer! {
    i8, serialize_i8;
    i16, serialize_i16;
    i32, serialize_i32;
    i64, serialize_i64;
}

/// Floats: strings for the values that JSON numbers lack.
macro_rules! float {
    ($float:ident, $serialize:ident) => {
        number!($float, 0.0, |value: $float, serializer: S| {
            if value.is_finite() || !serializer.is_human_readable() {
                return serializer.$serialize(value);
            }
            serializer.serialize_str(if value.is_nan() {
                NAN
            } else if value.is_sign_positive() {
                INFINITY
            } else {
                NEGATIVE_INFINITY
            })
        });

        impl FromLiteral for $float {
            const EXPECTED: &'static str = EXPECTED;

            #[inline]
            fn from_literal(literal: Literal<'_>) -> Result<Self, Mismatch> {
                match literal {
                    // A float may come as a whole number too, in CBOR as in JSON.
                    Literal::Signed(number) => Ok(number as $float),
                    Literal::Unsigned(number) => Ok(number as $float),
                    Literal::Float(number) => Ok(number as $float),
                    Literal::Number(text) => {
                        let number: $float = text.parse().map_err(|_| Mismatch::Kind)?;
                        // What is too large for 32 bits becomes infinite, as from CBOR; for 64 bits it is an error.
                        let is_finite = |text: &str| text.parse().is_ok_and(f64::is_finite);
                        if number.is_finite() || is_finite(text) {
                            Ok(number)
                        } else {
                            Err(Mismatch::Custom(OUT_OF_RANGE))
                        }
                    }
                    Literal::String(NAN) => Ok($float::NAN),
                    Literal::String(INFINITY) => Ok($float::INFINITY),
                    Literal::String(NEGATIVE_INFINITY) => Ok($float::NEG_INFINITY),
                    Literal::String(_) => Err(Mismatch::Custom("a string that is not a float")),
                }
            }
        }
    };
}

const NAN: &str = "NaN";
const INFINITY: &str = "Infinity";
const NEGATIVE_INFINITY: &str = "-Infinity";
const EXPECTED: &str = r#"a number, "NaN", "Infinity" or "-Infinity""#;

float!(f32, serialize_f32);
float!(f64, serialize_f64);

#[cfg(test)]
mod tests;
