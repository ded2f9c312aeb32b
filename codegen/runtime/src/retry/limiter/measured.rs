//! Measured rate of attempts.

/// Weight of the latest measurement.
const SMOOTHING: f64 = 0.8;
/// Measurements per second.
const FREQUENCY: f64 = 2.0;

/// Smoothed rate of attempts, measured over periods of half a second. Times are in seconds.
#[derive(Debug)]
pub(super) struct MeasuredRate {
    /// Attempts per second.
    rate: f64,
    /// Start of the current period.
    period: f64,
    /// Attempts since then.
    count: f64,
}

impl MeasuredRate {
    pub(super) fn new(now: f64) -> Self {
        Self {
            rate: 0.0,
            period: now.floor(),
            count: 0.0,
        }
    }

    /// Returns the rate.
    #[cfg(test)]
    pub(super) fn rate(&self) -> f64 {
        self.rate
    }

    /// Counts an attempt, and returns the rate.
    pub(super) fn record(&mut self, now: f64) -> f64 {
        let period = (now * FREQUENCY).floor() / FREQUENCY;
        self.count += 1.0;
        if period > self.period {
            let latest = self.count / (period - self.period);
            self.rate = latest * SMOOTHING + self.rate * (1.0 - SMOOTHING);
            self.count = 0.0;
            self.period = period;
        }
        self.rate
    }
}

#[cfg(test)]
mod tests;
