//! Timestamps and the formats of `smithy.api#timestampFormat`.
//!
//! A format determines the text that is written. All formats are accepted, since not every service sends the one of its
//! model. In CBOR a timestamp is always epoch seconds: Smithy's RPC v2 protocol ignores the trait.

use super::Format;
use super::literal::{self, FromLiteral, Literal, Mismatch};
use super::tag::{self, Tagged};
use crate::number;
use crate::timestamp::{DateTimeText, EpochText, HttpDateText, Timestamp, TimestampError};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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

/// `epoch-seconds`: a number, the default format of timestamps.
#[derive(Debug)]
pub struct EpochSeconds;

macro_rules! formats {
    ($($name:ident, $write:expr;)*) => {$(
        impl Format for $name {
            type Value = Timestamp;

            fn zero() -> Timestamp {
                Timestamp::UNIX_EPOCH
            }

            fn write<S: Serializer>(value: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    $write(*value, serializer)
                } else {
                    value.serialize(serializer)
                }
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
                Timestamp::deserialize(deserializer)
            }
        }
    )*};
}

formats! {
    DateTime, |value, serializer: S| match DateTimeText::of(value) {
        Some(text) => serializer.collect_str(&text),
        None => write_seconds(value, serializer),
    };
    HttpDate, |value, serializer: S| match HttpDateText::of(value) {
        Some(text) => serializer.collect_str(&text),
        None => write_seconds(value, serializer),
    };
    EpochSeconds, write_seconds;
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return write_seconds(*self, serializer);
        }
        tag::write(tag::EPOCH_SECONDS, &Seconds(*self), serializer)
    }
}

/// A number of seconds.
struct Seconds(Timestamp);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_seconds(self.0, serializer)
    }
}

/// Serializes the number of seconds: an integer, a float if that is exact or the format has no alternative, or digits.
fn write_seconds<S: Serializer>(value: Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    if value.subsec_nanosecond() == 0 {
        return serializer.serialize_i64(value.as_second());
    }
    if let Some(seconds) = exact(value) {
        return serializer.serialize_f64(seconds);
    }
    let text = EpochText(value).to_string();
    if serializer.is_human_readable() {
        return number::write(&text, serializer);
    }
    // The float nearest to the instant.
    let seconds: f64 = text.parse().map_err(serde::ser::Error::custom)?;
    serializer.serialize_f64(seconds)
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

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            literal::read(deserializer)
        } else {
            tag::read(deserializer)
        }
    }
}

impl Tagged for Timestamp {
    fn read<'de, D: Deserializer<'de>>(
        tag: Option<u64>,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        match tag {
            None | Some(tag::EPOCH_SECONDS) => literal::read(deserializer),
            Some(tag::DATE_TIME) => {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(D::Error::custom)
            }
            Some(_) => Err(D::Error::custom("a timestamp with an unexpected CBOR tag")),
        }
    }
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
            Literal::Number(text) => match text.parse() {
                Ok(second) => Self::from_second(second),
                Err(_) => Self::from_epoch_seconds(text),
            },
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

#[cfg(test)]
mod tests;
