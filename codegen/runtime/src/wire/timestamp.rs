//! Timestamps and the formats of `smithy.api#timestampFormat`.
//!
//! A format determines the text that is written. All formats are accepted, since not every service sends the one of its
//! model. In CBOR a timestamp is always epoch seconds: Smithy's RPC v2 protocol ignores the trait.

use super::literal::{FromLiteral, Literal, Mismatch};
use super::{Format, ShapeDeserializer, ShapeSerializer, TimestampFormat};
use crate::timestamp::{DateTimeText, EpochText, HttpDateText, Timestamp, TimestampError};
use std::fmt::Display;

/// Milliseconds of a second.
const MILLIS: i64 = 1_000;
/// Decimal numbers of at most 15 digits are distinct as 64-bit floats.
const MOST_MILLIS: i64 = 1_000_000_000_000_000;

/// `date-time`: RFC 3339 in UTC, with an optional fraction. An instant without such a date is serialized as epoch
/// seconds.
#[derive(Debug)]
pub struct DateTime;

/// `http-date`: the `IMF-fixdate` of RFC 9110, to which Smithy adds an optional fraction. An instant without such a
/// date is serialized as epoch seconds.
#[derive(Debug)]
pub struct HttpDate;

/// `epoch-seconds`: a number, the default format of timestamps but for XML and query parameters.
#[derive(Debug)]
pub struct EpochSeconds;

macro_rules! formats {
    ($($name:ident)*) => {$(
        impl Format for $name {
            type Value = Timestamp;

            fn zero() -> Timestamp {
                Timestamp::UNIX_EPOCH
            }

            #[inline]
            fn write<S: ShapeSerializer>(value: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.timestamp(*value, TimestampFormat::$name)
            }

            #[inline]
            fn read<'de, D: ShapeDeserializer<'de>>(
                slot: &mut Option<Timestamp>,
                deserializer: D,
            ) -> Result<(), D::Error> {
                *slot = deserializer.timestamp()?;
                Ok(())
            }
        }
    )*};
}

formats! { DateTime HttpDate EpochSeconds }

/// A timestamp as formats with numbers and strings have it.
pub(crate) enum Written<'a> {
    /// A date and time.
    Text(&'a dyn Display),
    /// Whole epoch seconds.
    Integer(i64),
    /// Epoch seconds that a float represents exactly.
    Float(f64),
    /// Epoch seconds in digits, which no float represents.
    Number(&'a dyn Display),
}

/// Calls `write` with a timestamp in this format. An instant without a date is given as epoch seconds.
pub(crate) fn written<T>(
    value: Timestamp,
    format: TimestampFormat,
    write: impl FnOnce(Written<'_>) -> T,
) -> T {
    match format {
        TimestampFormat::DateTime => {
            if let Some(text) = DateTimeText::of(value) {
                return write(Written::Text(&text));
            }
        }
        TimestampFormat::HttpDate => {
            if let Some(text) = HttpDateText::of(value) {
                return write(Written::Text(&text));
            }
        }
        TimestampFormat::Default | TimestampFormat::EpochSeconds => {}
    }
    if value.subsec_nanosecond() == 0 {
        return write(Written::Integer(value.as_second()));
    }
    match exact(value) {
        Some(seconds) => write(Written::Float(seconds)),
        None => write(Written::Number(&EpochText(value))),
    }
}

/// Returns the float that represents exactly this instant, if it has at most milliseconds: other floats are expensive
/// to find.
#[expect(clippy::cast_precision_loss, reason = "all of 15 digits are exact")]
fn exact(value: Timestamp) -> Option<f64> {
    let millis = value.subsec_nanosecond() / 1_000_000;
    if millis * 1_000_000 != value.subsec_nanosecond() {
        return None;
    }
    let seconds = value.as_second().checked_mul(MILLIS)?;
    let millis = seconds.checked_add(millis.into())?;
    (millis.saturating_abs() < MOST_MILLIS).then(|| millis as f64 / MILLIS as f64)
}

impl FromLiteral for Timestamp {
    const EXPECTED: &'static str = "a timestamp";

    fn from_literal(literal: Literal<'_>) -> Result<Self, Mismatch> {
        let timestamp = match literal {
            Literal::Signed(second) => Self::from_second(second),
            Literal::Unsigned(second) => match i64::try_from(second) {
                Ok(second) => Self::from_second(second),
                Err(_) => Err(TimestampError::Range),
            },
            Literal::Float(seconds) => from_float(seconds),
            Literal::Number(text) => Self::from_epoch_seconds(text),
            Literal::String(text) => text.parse(),
        };
        timestamp.map_err(|error| Mismatch::Custom(error.as_str()))
    }
}

/// Returns the instant of a float: the shortest decimal number that is this float.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "a cast saturates and cuts off, and what it does is looked at"
)]
fn from_float(seconds: f64) -> Result<Timestamp, TimestampError> {
    if !seconds.is_finite() {
        return Err(TimestampError::NotFinite);
    }
    let millis = seconds * MILLIS as f64;
    let millis = (millis + 0.5_f64.copysign(millis)) as i64;
    if millis.saturating_abs() < MOST_MILLIS && millis as f64 / MILLIS as f64 == seconds {
        return Ok(Timestamp::from_millisecond(millis));
    }
    Timestamp::from_epoch_seconds(&format!("{seconds:e}"))
}

#[cfg(feature = "serde")]
#[cfg(test)]
mod tests;
