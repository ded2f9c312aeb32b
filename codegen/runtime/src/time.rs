//! Clocks, which tests can replace.

mod thread_sleep;
mod timeout;

pub(crate) use timeout::within;

use crate::transport::BoxFuture;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use thread_sleep::ThreadSleep;
use tokio::runtime::Handle;
use tokio::time::Instant;

/// Clock of a client: tells the time and sleeps.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a clock",
    label = "does not implement `Clock`",
    note = "`SystemClock` is the default; a clock for tests implements `Clock`"
)]
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
/// thread. While the time of that runtime is paused for a test (`start_paused = true`), sleeping takes no real time; only
/// the time of day continues.
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

impl<T: Clock + ?Sized> Clock for Arc<T> {
    fn now(&self) -> SystemTime {
        (**self).now()
    }

    fn instant(&self) -> Duration {
        (**self).instant()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
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
