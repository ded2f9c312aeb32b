//! Clocks, which tests can replace.

mod thread_sleep;

use crate::transport::BoxFuture;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use thread_sleep::ThreadSleep;
use tokio::runtime::Handle;

/// Clock of a client: tells the time and sleeps.
pub trait Clock: Send + Sync + 'static {
    /// Returns the time of day, for signatures and the expiry of credentials.
    fn now(&self) -> SystemTime;

    /// Returns the time since an arbitrary moment. It is monotonic, unlike the time of day.
    fn instant(&self) -> Duration;

    /// Returns a future that completes after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// A shared clock.
pub type SharedClock = Arc<dyn Clock>;

/// System clock.
///
/// It sleeps on the timer of the current tokio runtime, which must be enabled; outside of tokio each sleep uses its own
/// thread.
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
        SystemTime::now()
    }

    fn instant(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        match Handle::try_current() {
            Ok(_) => Box::pin(tokio::time::sleep(duration)),
            // tokio's timer would panic.
            Err(_) => Box::pin(ThreadSleep::new(duration)),
        }
    }
}
