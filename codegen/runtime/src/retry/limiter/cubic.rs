//! Cubic function of the rate after throttling, as in the congestion control of TCP (RFC 9438).

/// Factor of the rate after a throttled attempt.
const BETA: f64 = 0.7;
/// Scale of the growth.
const SCALE: f64 = 0.4;

/// Rate as a function of the time since the last throttled attempt. Times are in seconds, rates in attempts per second.
#[derive(Debug)]
pub(super) struct Cubic {
    /// Rate at which the last attempt was throttled.
    max: f64,
    /// Time of the last throttled attempt.
    throttled: f64,
}

impl Cubic {
    /// Creates the function without any throttled attempt.
    pub(super) fn new(now: f64) -> Self {
        Self {
            max: 0.0,
            throttled: now,
        }
    }

    /// Returns the rate at `now`.
    pub(super) fn rate(&self, now: f64) -> f64 {
        SCALE * (now - self.throttled - self.window()).powi(3) + self.max
    }

    /// Starts again after an attempt that was throttled at the rate `reached`, and returns the reduced rate.
    pub(super) fn throttled(&mut self, now: f64, reached: f64) -> f64 {
        *self = Self {
            max: reached,
            throttled: now,
        };
        reached * BETA
    }

    /// Returns the time after which the rate is again that of the last throttled attempt.
    fn window(&self) -> f64 {
        (self.max * (1.0 - BETA) / SCALE).cbrt()
    }
}

#[cfg(test)]
mod tests;
