//! The clock of the system.

use super::Clock;
use super::platform::{self, Instant};
use crate::transport::BoxFuture;
use std::time::{Duration, SystemTime};

/// System clock.
///
/// With the feature `tokio`, which `http1` enables, it sleeps on the timer of the current tokio runtime, which must be enabled.
/// While the time of that runtime is paused for a test (`start_paused = true`), sleeping takes no real time; only the time of
/// day continues. Outside of tokio each sleep uses its own thread. On `wasm32-unknown-unknown` time and timers are those of
/// JavaScript.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl SystemClock {
    /// Creates a clock whose [`instant`](Clock::instant) counts from now.
    #[must_use]
    pub fn new() -> Self {
        Self(Instant::now())
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        platform::now()
    }

    fn instant(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        platform::sleep(duration)
    }
}
