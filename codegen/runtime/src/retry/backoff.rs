//! How long a call waits before it is made again.

use std::time::Duration;

/// How much longer than its own backoff a client waits at most when the service asks it to.
const MOST_OVER_BACKOFF: Duration = Duration::from_secs(5);

/// A random part of a time that doubles with every retry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    /// The longest that the first wait can be.
    pub(super) base: Duration,
    /// The longest that any wait can be.
    pub(super) max: Duration,
}

impl Backoff {
    /// The wait after attempt `number`, counted from 1: `fraction` of a time that doubles up to the longest, cut off
    /// before the fraction is taken, so that clients that wait the longest still wait differently.
    ///
    /// What the service asks for counts as far as it is between this time and 5 s more.
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
