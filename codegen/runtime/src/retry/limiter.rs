//! Client-side rate limiter of adaptive mode.
//!
//! A token bucket limits the rate of attempts. It is filled at a rate that a [cubic function](cubic) of the time since
//! the last throttled attempt gives, bounded by the [measured rate](measured) of attempts.
//!
//! Source: botocore, `retries/adaptive.py`; smithy-rs, `client_rate_limiter.rs`.

mod bucket;
mod cubic;
mod measured;

use crate::lock::lock;
use bucket::Bucket;
use cubic::Cubic;
use measured::MeasuredRate;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

/// Maximum ratio of the new rate to the measured one.
const MOST_GROWTH: f64 = 2.0;

/// Rate limiter of a client, shared by its calls.
///
/// It has no clock: times are those since an arbitrary moment, by one clock for all calls. Time starts with the first
/// attempt.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter(Mutex<Option<State>>);

#[derive(Debug)]
struct State {
    bucket: Bucket,
    cubic: Cubic,
    measured: MeasuredRate,
    /// True from the first throttled attempt on.
    is_enabled: bool,
}

impl RateLimiter {
    /// Takes the token for an attempt at `now`.
    ///
    /// # Errors
    /// If there is none: returns the delay after which one is available, unless others take it. Nothing is reserved.
    pub(crate) fn take(&self, now: Duration) -> Result<(), Duration> {
        let mut state = self.lock();
        let state = State::at(&mut state, now);
        if state.is_enabled {
            state.bucket.take(seconds(now))
        } else {
            Ok(())
        }
    }

    /// Adapts the rate to an attempt that ended at `now`.
    pub(crate) fn adapt(&self, now: Duration, is_throttled: bool) {
        let mut state = self.lock();
        State::at(&mut state, now).adapt(seconds(now), is_throttled);
    }

    fn lock(&self) -> MutexGuard<'_, Option<State>> {
        lock(&self.0)
    }
}

impl State {
    /// Returns the state, which begins at `now` if it does not exist yet.
    fn at(state: &mut Option<Self>, now: Duration) -> &mut Self {
        let now = seconds(now);
        state.get_or_insert_with(|| Self {
            bucket: Bucket::new(now),
            cubic: Cubic::new(now),
            measured: MeasuredRate::new(now),
            is_enabled: false,
        })
    }

    fn adapt(&mut self, now: f64, is_throttled: bool) {
        let measured = self.measured.record(now);
        let rate = if is_throttled {
            let reached = if self.is_enabled {
                measured.min(self.bucket.rate())
            } else {
                measured
            };
            self.is_enabled = true;
            self.cubic.throttled(now, reached)
        } else {
            self.cubic.rate(now)
        };
        self.bucket.set_rate(now, rate.min(MOST_GROWTH * measured));
    }
}

fn seconds(now: Duration) -> f64 {
    now.as_secs_f64()
}

#[cfg(test)]
mod tests;
