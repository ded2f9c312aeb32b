//! Token bucket that is filled at a variable rate.

use std::time::Duration;

/// Minimum rate, in tokens per second.
const MIN_RATE: f64 = 0.5;
/// Minimum capacity, in tokens.
const MIN_CAPACITY: f64 = 1.0;

/// Token bucket. Times are in seconds, rates in tokens per second.
#[derive(Debug)]
pub(super) struct Bucket {
    rate: f64,
    capacity: f64,
    available: f64,
    /// Time of the latest refill.
    filled: f64,
}

impl Bucket {
    /// Creates an empty bucket.
    pub(super) fn new(now: f64) -> Self {
        Self {
            rate: 0.0,
            capacity: 0.0,
            available: 0.0,
            filled: now,
        }
    }

    pub(super) fn rate(&self) -> f64 {
        self.rate
    }

    /// Takes a token, or returns the delay after which there is one.
    pub(super) fn take(&mut self, now: f64) -> Result<(), Duration> {
        self.refill(now);
        let missing = (1.0 - self.available).max(0.0);
        let delay = Duration::try_from_secs_f64(missing / self.rate).unwrap_or_default();
        // A token that lacks less than a nanosecond is there: no clock could wait for it.
        if delay.is_zero() {
            self.available = (self.available - 1.0).max(0.0);
            Ok(())
        } else {
            Err(delay)
        }
    }

    /// Sets the rate, and the capacity of one second at this rate.
    pub(super) fn set_rate(&mut self, now: f64, rate: f64) {
        self.refill(now);
        self.rate = rate.max(MIN_RATE);
        self.capacity = rate.max(MIN_CAPACITY);
        self.available = self.available.min(self.capacity);
    }

    fn refill(&mut self, now: f64) {
        let passed = (now - self.filled).max(0.0);
        self.available = (self.available + passed * self.rate).min(self.capacity);
        // Callers on other threads may have read the clock later.
        self.filled = self.filled.max(now);
    }
}

#[cfg(test)]
mod tests;
