//! Timestamps: seconds and nanoseconds since 1970.

mod arithmetic;
mod civil;
mod convert;
mod error;
mod format;
mod parse;

pub use error::TimestampError;
#[cfg(feature = "client")]
pub(crate) use format::Basic;
pub(crate) use format::{DateTimeText, EpochText, HttpDateText};

use crate::number::Decimal;
use std::fmt;
use std::str::FromStr;

/// Nanoseconds of a second.
const NANOS: i32 = 1_000_000_000;

/// Instant with nanosecond precision, in the range of 64-bit seconds since 1970-01-01T00:00:00Z.
///
/// [`Display`](fmt::Display) and [`FromStr`] use RFC 3339 in UTC. An instant outside of the years 0 to 9999, for which
/// RFC 3339 has no date, is displayed as a number of seconds: some services send milliseconds in place of seconds,
/// which must not fail the whole response. Parsing accepts all timestamp formats of Smithy.
///
/// It is serialized as a number (Smithy's `epoch-seconds`; in CBOR with tag 1), unless the model has another format
/// (`smithy.api#timestampFormat`). All formats are accepted in responses. Fractions have up to 9 digits in JSON; in
/// CBOR they are 64-bit floats.
///
/// It converts from and into [`SystemTime`](std::time::SystemTime), and with the features `jiff`, `chrono` and `time`
/// from and into the types of these crates.
///
/// ```
/// use runtime::Timestamp;
/// use std::time::Duration;
///
/// let start: Timestamp = "2026-11-21T10:00:00.5+01:00".parse()?;
/// let end = start + Duration::from_secs(90);
/// assert_eq!(end.to_string(), "2026-11-21T09:01:30.5Z");
/// assert_eq!(end.duration_since(start), Some(Duration::from_secs(90)));
/// # Ok::<(), runtime::TimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Whole seconds, rounded down.
    second: i64,
    /// Nanoseconds after that, less than a second.
    nanosecond: u32,
}

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const UNIX_EPOCH: Self = Self::constant(0, 0);
    /// The earliest instant.
    pub const MIN: Self = Self {
        second: i64::MIN,
        nanosecond: 0,
    };
    /// The latest instant.
    pub const MAX: Self = Self {
        second: i64::MAX,
        nanosecond: NANOS.unsigned_abs() - 1,
    };

    /// Creates the instant `second` seconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// None: every number of seconds is an instant.
    pub const fn from_second(second: i64) -> Result<Self, TimestampError> {
        Ok(Self::constant(second, 0))
    }

    /// Creates the instant `millisecond` milliseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_millisecond(millisecond: i64) -> Self {
        let nanosecond = (millisecond % 1_000) as i32 * 1_000_000;
        Self::constant(millisecond / 1_000, nanosecond)
    }

    /// Creates the instant `second` seconds and `nanosecond` nanoseconds after 1970-01-01T00:00:00Z.
    ///
    /// Both may be negative. The sum saturates at [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    #[must_use]
    pub const fn constant(second: i64, nanosecond: i32) -> Self {
        let carry = nanosecond.div_euclid(NANOS) as i64;
        let nanosecond = nanosecond.rem_euclid(NANOS).unsigned_abs();
        match second.checked_add(carry) {
            Some(second) => Self { second, nanosecond },
            None if carry < 0 => Self::MIN,
            None => Self::MAX,
        }
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z, without the fraction.
    #[must_use]
    pub const fn as_second(self) -> i64 {
        // Towards zero, as a fraction is cut off.
        self.second + (self.second < 0 && self.nanosecond > 0) as i64
    }

    /// Returns the fraction after [`as_second`](Self::as_second), in nanoseconds; negative before 1970.
    #[must_use]
    pub const fn subsec_nanosecond(self) -> i32 {
        let nanosecond = self.nanosecond.cast_signed();
        if self.second < 0 && nanosecond > 0 {
            nanosecond - NANOS
        } else {
            nanosecond
        }
    }

    /// Returns the nanoseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn as_nanosecond(self) -> i128 {
        self.second as i128 * NANOS as i128 + self.nanosecond as i128
    }

    /// Returns the instant as an HTTP date (RFC 9110, `IMF-fixdate`), to which Smithy adds a fraction if there is one;
    /// `None` outside of the years 0 to 9999.
    ///
    /// ```
    /// let date = runtime::Timestamp::constant(784_111_777, 0).to_http_date();
    /// assert_eq!(date.as_deref(), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
    /// ```
    #[must_use]
    pub fn to_http_date(self) -> Option<String> {
        HttpDateText::of(self).map(|text| text.to_string())
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z as a decimal number: `1398796238.25`.
    #[must_use]
    pub fn to_epoch_seconds(self) -> String {
        EpochText(self).to_string()
    }

    /// Parses a date and time of RFC 3339 or of another form of ISO 8601: the basic format, or without seconds.
    ///
    /// The offset from UTC is required. A year before 0 or after 9999 has a sign. A leap second is read as the second
    /// before it. Digits of a fraction after the ninth are dropped.
    ///
    /// # Errors
    /// [`TimestampError::Text`] for any other text.
    pub fn from_date_time(text: &str) -> Result<Self, TimestampError> {
        parse::date_time(text)
    }

    /// Parses an HTTP date (RFC 9110, section 5.6.7), including the two obsolete forms, in which a two-digit year is in
    /// the range 1969 to 2068.
    ///
    /// # Errors
    /// [`TimestampError::Text`] for any other text, and for a wrong day of the week.
    pub fn from_http_date(text: &str) -> Result<Self, TimestampError> {
        parse::http_date(text)
    }

    /// Parses a decimal number of seconds since 1970-01-01T00:00:00Z, in the number format of JSON, rounded to
    /// nanoseconds.
    ///
    /// # Errors
    /// [`TimestampError::Text`] for any other text, [`TimestampError::Range`] beyond 64 bits.
    pub fn from_epoch_seconds(text: &str) -> Result<Self, TimestampError> {
        if let Some(timestamp) = parse::plain_seconds(text) {
            return Ok(timestamp);
        }
        let number = Decimal::parse(text).ok_or(TimestampError::Text)?;
        let (second, nanosecond) = number.billionths().ok_or(TimestampError::Range)?;
        Ok(Self::constant(second, nanosecond))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTimeText::of(*self) {
            Some(text) => text.fmt(formatter),
            None => EpochText(*self).fmt(formatter),
        }
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// Parses all forms: see [`from_date_time`](Self::from_date_time), [`from_http_date`](Self::from_http_date),
    /// [`from_epoch_seconds`](Self::from_epoch_seconds).
    ///
    /// A time without an offset is in UTC, and a date without a time is its first second. The day of the week may be
    /// wrong or missing.
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        parse::any(text)
    }
}

#[cfg(test)]
mod tests;
