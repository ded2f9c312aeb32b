//! Instants, in the form that protocols have for them unless a model says otherwise: epoch seconds.

use crate::wire::tag::{self, Tagged};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

/// The microseconds of a second.
const MICROS: i64 = 1_000_000;

/// An instant.
///
/// On the wire it is a number: the seconds since 1970-01-01T00:00:00Z, with a fraction where there is one (Smithy's
/// `epoch-seconds`), in CBOR with tag 1. Reading rounds to microseconds, which is what a 64-bit float holds until the year 2242, and
/// writing cuts off what is finer. Members for which a model asks for another form (`smithy.api#timestampFormat`) have
/// that.
///
/// As text it is a date and time of RFC 3339. It converts from and into [`jiff::Timestamp`], which has a calendar's
/// arithmetic, and [`SystemTime`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const UNIX_EPOCH: Self = Self(jiff::Timestamp::UNIX_EPOCH);

    /// The instant `second` seconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// When it is not within the years -9999 to 9999.
    pub fn from_second(second: i64) -> Result<Self, TimestampError> {
        jiff::Timestamp::from_second(second)
            .map(Self)
            .map_err(|_| TimestampError::Range)
    }

    /// The instant `second` seconds and `nanosecond` nanoseconds after 1970-01-01T00:00:00Z, for constants.
    ///
    /// # Panics
    /// When it is not within the years -9999 to 9999; in a `const` the compiler refuses it.
    #[must_use]
    pub const fn constant(second: i64, nanosecond: i32) -> Self {
        Self(jiff::Timestamp::constant(second, nanosecond))
    }

    /// The seconds since 1970-01-01T00:00:00Z, without the fraction.
    #[must_use]
    pub fn as_second(self) -> i64 {
        self.0.as_second()
    }

    pub(crate) const fn from_jiff(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp)
    }

    pub(crate) const fn as_jiff(self) -> jiff::Timestamp {
        self.0
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a cast saturates, and what it saturates to is out of range; what is in range is exact both ways"
    )]
    fn from_epoch_seconds(seconds: f64) -> Result<Self, TimestampError> {
        if !seconds.is_finite() {
            return Err(TimestampError::NotFinite);
        }
        // The whole seconds are exact in a float; what they cost the fraction is undone by rounding it alone. Casts cut
        // off: the methods that do so are calls of the C library on most machines.
        let second = seconds as i64;
        let micros = (seconds - second as f64) * 1e6;
        let micros = (micros + 0.5_f64.copysign(micros)) as i64;
        // A fraction may round to a whole second.
        let (second, micros) = (second.saturating_add(micros / MICROS), micros % MICROS);
        jiff::Timestamp::new(second, micros as i32 * 1_000)
            .map(Self)
            .map_err(|_| TimestampError::Range)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        text.parse().map(Self).map_err(|_| TimestampError::Text)
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp)
    }
}

impl From<Timestamp> for jiff::Timestamp {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: SystemTime) -> Result<Self, TimestampError> {
        time.try_into().map(Self).map_err(|_| TimestampError::Range)
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0.into()
    }
}

/// Why something is no [`Timestamp`].
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampError {
    /// It is not a number, or infinite.
    NotFinite,
    /// It is outside of the years -9999 to 9999.
    Range,
    /// It is text, and not a date and time of RFC 3339.
    Text,
}

impl fmt::Display for TimestampError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotFinite => "a timestamp that is not a finite number of seconds",
            Self::Range => "a timestamp outside of the years -9999 to 9999",
            Self::Text => "a timestamp that is not a date and time of RFC 3339",
        })
    }
}

impl std::error::Error for TimestampError {}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return Seconds(*self).serialize(serializer);
        }
        tag::write(tag::EPOCH_SECONDS, &Seconds(*self), serializer)
    }
}

/// The number alone.
struct Seconds(Timestamp);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let micros = self.0.0.as_microsecond();
        if micros % MICROS == 0 {
            return serializer.serialize_i64(micros / MICROS);
        }
        // Both operands are exact, so the quotient is the float nearest to the instant.
        #[expect(
            clippy::cast_precision_loss,
            reason = "exact up to the year 2255, and no float is nearer after it"
        )]
        serializer.serialize_f64(micros as f64 / MICROS as f64)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(EpochSeconds);
        }
        tag::read(deserializer)
    }
}

impl Tagged for Timestamp {
    fn read<'de, D: Deserializer<'de>>(
        tag: Option<u64>,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        match tag {
            None | Some(tag::EPOCH_SECONDS) => deserializer.deserialize_any(EpochSeconds),
            Some(_) => Err(D::Error::custom("a timestamp with a tag of something else")),
        }
    }
}

struct EpochSeconds;

impl Visitor<'_> for EpochSeconds {
    type Value = Timestamp;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a timestamp as a number of seconds")
    }

    fn visit_i64<E: Error>(self, seconds: i64) -> Result<Timestamp, E> {
        Timestamp::from_second(seconds).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Timestamp, E> {
        let seconds = i64::try_from(seconds).map_err(|_| E::custom(TimestampError::Range))?;
        self.visit_i64(seconds)
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Timestamp, E> {
        Timestamp::from_epoch_seconds(seconds).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests;
