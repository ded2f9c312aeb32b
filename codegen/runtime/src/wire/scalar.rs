//! Formats of scalar values.

use super::literal::{FromLiteral, Literal, Mismatch};
use super::{Format, Neutral, ShapeDeserializer, ShapeSerializer, TimestampFormat, document};
use crate::number::Decimal;
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};

/// Implements the format of a type: its zero value, how it is written and how it is read.
macro_rules! scalar {
    ($name:ty, $zero:expr, |$value:ident, $serializer:ident| $write:expr, |$deserializer:ident| $read:expr) => {
        impl Format for $name {
            type Value = Self;

            #[inline]
            fn zero() -> Self {
                $zero
            }

            #[inline]
            fn write<S: ShapeSerializer>($value: &Self, $serializer: S) -> Result<S::Ok, S::Error> {
                $write
            }

            #[inline]
            fn read<'de, D: ShapeDeserializer<'de>>(
                slot: &mut Option<Self>,
                $deserializer: D,
            ) -> Result<(), D::Error> {
                *slot = $read;
                Ok(())
            }
        }
    };
}

scalar!(
    bool,
    false,
    |value, serializer| serializer.boolean(*value),
    |deserializer| deserializer.boolean()?
);
scalar!(
    String,
    Self::new(),
    |value, serializer| serializer.string(value),
    |deserializer| deserializer.string()?.map(Into::into)
);
scalar!(
    Blob,
    Self::default(),
    |value, serializer| serializer.blob(value),
    |deserializer| deserializer.blob()?.map(Self::from)
);
scalar!(
    Timestamp,
    Self::UNIX_EPOCH,
    |value, serializer| serializer.timestamp(*value, TimestampFormat::Default),
    |deserializer| deserializer.timestamp()?
);
scalar!(
    BigInteger,
    Self::default(),
    |value, serializer| serializer.big_integer(value.as_str()),
    |deserializer| deserializer.number()?
);
scalar!(
    BigDecimal,
    Self::default(),
    |value, serializer| serializer.big_decimal(value.as_str()),
    |deserializer| deserializer.number()?
);

impl Format for Document {
    type Value = Self;

    fn zero() -> Self {
        Self::Null
    }

    fn write<S: ShapeSerializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        Neutral::write(&document::untyped(value), serializer)
    }

    /// Stores a document for `null`, which is a value here.
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        *slot = Some(
            deserializer
                .untyped()?
                .map_or(Self::Null, document::of_untyped),
        );
        Ok(())
    }

    fn read_optional<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        *slot = deserializer.untyped()?.map(document::of_untyped);
        Ok(())
    }
}

/// The value of a unit member: an empty structure.
impl Format for () {
    type Value = Self;

    fn zero() -> Self {}

    fn write<S: ShapeSerializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.structure(value)
    }

    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        *slot = deserializer.skip()?;
        Ok(())
    }
}

const NUMBER_OUT_OF_RANGE: Mismatch = Mismatch::Value("a number out of range");

/// Integers: some services write them as floats, with a point or an exponent.
macro_rules! integer {
    ($($integer:ident)*) => {$(
        scalar!(
            $integer,
            0,
            |value, serializer| serializer.integer((*value).into()),
            |deserializer| deserializer.number()?
        );

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

integer! { i8 i16 i32 i64 }

/// Floats: strings for the values that JSON numbers lack.
macro_rules! float {
    ($float:ident, $write:ident) => {
        scalar!(
            $float,
            0.0,
            |value, serializer| serializer.$write(*value),
            |deserializer| deserializer.number()?
        );

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

/// Strings for the values that JSON numbers lack.
const NAN: &str = "NaN";
const INFINITY: &str = "Infinity";
const NEGATIVE_INFINITY: &str = "-Infinity";
const EXPECTED: &str = r#"a number, "NaN", "Infinity" or "-Infinity""#;

float!(f32, float);
float!(f64, double);

/// Returns the string of a float that JSON numbers lack.
pub(crate) fn not_finite(value: f64) -> &'static str {
    if value.is_nan() {
        NAN
    } else if value.is_sign_positive() {
        INFINITY
    } else {
        NEGATIVE_INFINITY
    }
}

/// Message of serde_json for a number that a float of 64 bits cannot hold.
pub(crate) const OUT_OF_RANGE: &str = "number out of range";

#[cfg(feature = "serde")]
#[cfg(test)]
mod tests;
