//! Arithmetic of timestamps and durations.

use super::{NANOS, Timestamp};
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::time::Duration;

impl Timestamp {
    /// Returns the instant `duration` later; `None` after [`MAX`](Self::MAX).
    #[must_use]
    pub const fn checked_add(self, duration: Duration) -> Option<Self> {
        let Some(second) = self.second.checked_add_unsigned(duration.as_secs()) else {
            return None;
        };
        let nanosecond = self.nanosecond + duration.subsec_nanos();
        let carry = nanosecond >= NANOS.unsigned_abs();
        let Some(second) = second.checked_add(carry as i64) else {
            return None;
        };
        let nanosecond = nanosecond % NANOS.unsigned_abs();
        Some(Self { second, nanosecond })
    }

    /// Returns the instant `duration` earlier; `None` before [`MIN`](Self::MIN).
    #[must_use]
    pub const fn checked_sub(self, duration: Duration) -> Option<Self> {
        let Some(second) = self.second.checked_sub_unsigned(duration.as_secs()) else {
            return None;
        };
        let borrow = self.nanosecond < duration.subsec_nanos();
        let Some(second) = second.checked_sub(borrow as i64) else {
            return None;
        };
        let all = self.nanosecond + NANOS.unsigned_abs() * borrow as u32;
        let nanosecond = all - duration.subsec_nanos();
        Some(Self { second, nanosecond })
    }

    /// Returns the time from `earlier` until this instant; `None` if `earlier` is later.
    #[must_use]
    pub fn duration_since(self, earlier: Self) -> Option<Duration> {
        (self >= earlier).then(|| self.abs_diff(earlier))
    }

    /// Returns the time between two instants, in either order.
    #[must_use]
    pub fn abs_diff(self, other: Self) -> Duration {
        let (earlier, later) = (self.min(other), self.max(other));
        let seconds = later.second.abs_diff(earlier.second);
        match later.nanosecond.checked_sub(earlier.nanosecond) {
            Some(nanoseconds) => Duration::new(seconds, nanoseconds),
            None => {
                let nanoseconds = later.nanosecond + NANOS.unsigned_abs() - earlier.nanosecond;
                Duration::new(seconds.saturating_sub(1), nanoseconds)
            }
        }
    }
}

/// Saturates at [`Timestamp::MAX`].
impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        self.checked_add(duration).unwrap_or(Self::MAX)
    }
}

/// Saturates at [`Timestamp::MIN`].
impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        self.checked_sub(duration).unwrap_or(Self::MIN)
    }
}

impl AddAssign<Duration> for Timestamp {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl SubAssign<Duration> for Timestamp {
    fn sub_assign(&mut self, duration: Duration) {
        *self = *self - duration;
    }
}
