//! Conversions from and into types of the standard library and of other crates.

use super::{Timestamp, TimestampError};
use std::time::{Duration, SystemTime};

/// Last instant of Windows, whose clock has fewer than 64 bits for seconds.
const LAST_OF_WINDOWS: Duration = Duration::from_secs(910_692_730_085);
/// Time from the beginning of the clock of Windows, at the beginning of 1601, to 1970.
const FIRST_OF_WINDOWS: Duration = Duration::from_secs(11_644_473_600);

impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampError;

    /// Fails outside of [`Timestamp::MIN`] to [`Timestamp::MAX`], which no system's time exceeds.
    fn try_from(time: SystemTime) -> Result<Self, TimestampError> {
        let instant = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Self::UNIX_EPOCH.checked_add(after),
            Err(error) => Self::UNIX_EPOCH.checked_sub(error.duration()),
        };
        instant.ok_or(TimestampError::Range)
    }
}

impl From<Timestamp> for SystemTime {
    /// Saturates on Windows, which has no time before 1601 and after 30828.
    fn from(timestamp: Timestamp) -> Self {
        let distance = timestamp.abs_diff(Timestamp::UNIX_EPOCH);
        let time = if timestamp < Timestamp::UNIX_EPOCH {
            let before = |distance| Self::UNIX_EPOCH.checked_sub(distance);
            before(distance).or_else(|| before(FIRST_OF_WINDOWS))
        } else {
            let after = |distance| Self::UNIX_EPOCH.checked_add(distance);
            after(distance).or_else(|| after(LAST_OF_WINDOWS))
        };
        time.unwrap_or(Self::UNIX_EPOCH)
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for Timestamp {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self::constant(timestamp.as_second(), timestamp.subsec_nanosecond())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = TimestampError;

    /// Fails outside of the years -9999 to 9999.
    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        Self::new(timestamp.as_second(), timestamp.subsec_nanosecond())
            .map_err(|_| TimestampError::Range)
    }
}

#[cfg(feature = "chrono")]
impl<Tz: chrono::TimeZone> From<chrono::DateTime<Tz>> for Timestamp {
    /// A leap second becomes the second after it.
    fn from(time: chrono::DateTime<Tz>) -> Self {
        // Of a leap second up to two seconds, which fit.
        let nanosecond = time.timestamp_subsec_nanos().cast_signed();
        Self::constant(time.timestamp(), nanosecond)
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = TimestampError;

    /// Fails outside of the years -262143 to 262142.
    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        Self::from_timestamp(timestamp.second, timestamp.nanosecond).ok_or(TimestampError::Range)
    }
}

#[cfg(feature = "time")]
impl From<time::OffsetDateTime> for Timestamp {
    fn from(time: time::OffsetDateTime) -> Self {
        let nanosecond = time.nanosecond().cast_signed();
        Self::constant(time.unix_timestamp(), nanosecond)
    }
}

#[cfg(feature = "time")]
impl TryFrom<Timestamp> for time::OffsetDateTime {
    type Error = TimestampError;

    /// Fails outside of the years -9999 to 9999, unless `time` has its feature `large-dates`.
    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        Self::from_unix_timestamp_nanos(timestamp.as_nanosecond())
            .map_err(|_| TimestampError::Range)
    }
}
