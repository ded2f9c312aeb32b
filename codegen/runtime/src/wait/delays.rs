//! Delays between the calls of a wait.
//!
//! Source: <https://smithy.io/2.0/additional-specs/waiters.html#waiter-retries>.

use std::time::Duration;

/// Delays of one wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Delays {
    /// Minimum delay.
    pub(super) min: Duration,
    /// Maximum delay, except for the last one.
    pub(super) max: Duration,
    /// Maximum time of the wait.
    pub(super) limit: Duration,
}

impl Delays {
    /// Returns the delay after call `number`, counted from 1, with `waited` since the first call: a random time, at
    /// `fraction` from the minimum to a bound that doubles up to the maximum. `None` if no time is left.
    ///
    /// If the delay would leave no time for another one, it takes all the remaining time, so that the last call is as
    /// late as possible.
    pub(super) fn after(self, number: u32, waited: Duration, fraction: f64) -> Option<Duration> {
        let left = self.left(waited)?;
        let doublings = number.saturating_sub(1);
        let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
        let longest = self.min.saturating_mul(factor).min(self.max).max(self.min);
        let span = (longest - self.min).as_secs_f64() * fraction.clamp(0.0, 1.0);
        // Seconds that are no number, or more than a duration holds.
        let span = Duration::try_from_secs_f64(span).unwrap_or_default();
        let delay = self.min.saturating_add(span);
        Some(if left.saturating_sub(delay) <= self.min {
            left
        } else {
            delay
        })
    }

    /// Returns the time left with `waited` since the first call; `None` if no time is left.
    pub(super) fn left(self, waited: Duration) -> Option<Duration> {
        let left = self.limit.checked_sub(waited);
        left.filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::Delays;
    use std::time::Duration;

    const SMITHYS: Delays = Delays {
        min: Duration::from_secs(2),
        max: Duration::from_secs(120),
        limit: Duration::from_secs(300),
    };

    /// The example of the specification, with the random numbers that it implies.
    #[test]
    fn the_example_of_the_specification() {
        let pauses = [2, 3, 6, 6, 22, 62, 43, 24, 71, 42, 9, 6, 4];
        let mut waited = Duration::ZERO;
        for (number, pause) in (1..).zip(pauses) {
            let longest = (2.0 * f64::from(1 << (number - 1))).min(120.0);
            let fraction = match longest - 2.0 {
                0.0 => 0.5,
                span => (f64::from(pause) - 2.0) / span,
            };
            let found = SMITHYS.after(number, waited, fraction).unwrap();
            assert_eq!(found.as_secs_f64().round() as i32, pause, "{number}");
            waited += Duration::from_secs(pause.unsigned_abs().into());
        }
        assert_eq!(waited, SMITHYS.limit);
        assert_eq!(SMITHYS.after(14, waited, 0.5), None);
    }

    #[test]
    fn the_longest_pauses_double_up_to_the_limit_and_never_overflow() {
        let delays = Delays {
            limit: Duration::MAX,
            ..SMITHYS
        };
        let longest = |number| delays.after(number, Duration::ZERO, 1.0).unwrap().as_secs();
        assert_eq!([1, 2, 3, 6, 7, 8].map(longest), [2, 4, 8, 64, 120, 120]);
        assert_eq!([40, u32::MAX].map(longest), [120, 120]);
        let shortest = |number| delays.after(number, Duration::ZERO, 0.0).unwrap().as_secs();
        assert_eq!([1, 9].map(shortest), [2, 2]);
    }

    #[test]
    fn a_wait_shorter_than_a_pause_calls_once_more_at_its_end() {
        let delays = Delays {
            limit: Duration::from_secs(1),
            ..SMITHYS
        };
        let one = Duration::from_secs(1);
        assert_eq!(delays.after(1, Duration::ZERO, 0.0), Some(one));
        assert_eq!(delays.after(2, one, 0.0), None);
        assert_eq!(delays.after(2, one * 9, 0.0), None);
    }
}
