//! Backoff: delays before retries.

use std::time::Duration;

/// Maximum time that a delay requested by the service may exceed the client's own backoff.
const MOST_OVER_BACKOFF: Duration = Duration::from_secs(5);

/// Exponential backoff with full jitter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    /// Upper bound of the first delay.
    pub(super) base: Duration,
    /// Upper bound of any delay.
    pub(super) max: Duration,
}

impl Backoff {
    /// Returns the delay after attempt `number`, counted from 1: `fraction` of a time that doubles up to the maximum.
    /// The maximum is applied before the fraction, so that the longest delays still have jitter.
    ///
    /// A delay requested by the service is used within the range from this delay to 5 s more.
    pub(super) fn wait(
        self,
        number: u32,
        fraction: f64,
        retry_after: Option<Duration>,
    ) -> Duration {
        let doublings = number.saturating_sub(1);
        let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
        let longest = self.base.saturating_mul(factor).min(self.max);
        let seconds = longest.as_secs_f64() * fraction.clamp(0.0, 1.0);
        // Seconds that are no number, or more than a duration holds.
        let wait = Duration::try_from_secs_f64(seconds).unwrap_or(longest);
        retry_after.map_or(wait, |asked| {
            asked.clamp(wait, wait.saturating_add(MOST_OVER_BACKOFF))
        })
    }
}
