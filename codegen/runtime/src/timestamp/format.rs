//! Formatting of timestamps.

use super::Timestamp;
use super::civil::{self, Civil};
use std::fmt;
use std::ops::RangeInclusive;

/// Seconds of the years 0 to 9999, which RFC 3339 supports.
const DATES: RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

pub(super) const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
pub(super) const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Returns true if RFC 3339 has a date for it.
fn has_date(timestamp: Timestamp) -> bool {
    DATES.contains(&timestamp.second)
}

/// RFC 3339 in UTC.
pub(crate) struct DateTimeText(Timestamp);

impl DateTimeText {
    /// Returns `None` outside of the years 0 to 9999.
    pub(crate) fn of(timestamp: Timestamp) -> Option<Self> {
        has_date(timestamp).then_some(Self(timestamp))
    }
}

impl fmt::Display for DateTimeText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let it = Civil::of_second(self.0.second);
        write!(
            formatter,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z",
            it.year,
            it.month,
            it.day,
            it.hour,
            it.minute,
            it.second,
            Fraction(self.0.nanosecond)
        )
    }
}

/// An HTTP date.
pub(crate) struct HttpDateText(Timestamp);

impl HttpDateText {
    /// Returns `None` outside of the years 0 to 9999.
    pub(crate) fn of(timestamp: Timestamp) -> Option<Self> {
        has_date(timestamp).then_some(Self(timestamp))
    }
}

impl fmt::Display for HttpDateText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let it = Civil::of_second(self.0.second);
        let weekday = WEEKDAYS.get(civil::weekday(self.0.second));
        let month = MONTHS.get(usize::from(it.month - 1));
        write!(
            formatter,
            "{}, {:02} {} {:04} {:02}:{:02}:{:02}{} GMT",
            weekday.unwrap_or(&""),
            it.day,
            month.unwrap_or(&""),
            it.year,
            it.hour,
            it.minute,
            it.second,
            Fraction(self.0.nanosecond)
        )
    }
}

/// The basic format of ISO 8601, to the second, for signatures: `20150830T123600Z`.
#[cfg(feature = "client")]
pub(crate) struct Basic(Timestamp);

#[cfg(feature = "client")]
impl Basic {
    /// Returns `None` outside of the years 0 to 9999.
    pub(crate) fn of(timestamp: Timestamp) -> Option<Self> {
        has_date(timestamp).then_some(Self(timestamp))
    }
}

#[cfg(feature = "client")]
impl fmt::Display for Basic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let it = Civil::of_second(self.0.second);
        write!(
            formatter,
            "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
            it.year, it.month, it.day, it.hour, it.minute, it.second
        )
    }
}

/// The number of seconds since 1970, with a fraction if there is one.
pub(crate) struct EpochText(pub(crate) Timestamp);

impl fmt::Display for EpochText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0.second < 0 { "-" } else { "" };
        let second = self.0.as_second().unsigned_abs();
        let fraction = Fraction(self.0.subsec_nanosecond().unsigned_abs());
        write!(formatter, "{sign}{second}{fraction}")
    }
}

/// Nanoseconds as a fraction with its point, without trailing zeros; empty for zero.
struct Fraction(u32);

impl fmt::Display for Fraction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return Ok(());
        }
        let (mut fraction, mut digits) = (self.0, 9);
        while fraction % 10 == 0 {
            fraction /= 10;
            digits -= 1;
        }
        write!(formatter, ".{fraction:0digits$}")
    }
}
