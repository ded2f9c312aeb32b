//! The clock that calls go by, which tests replace.

mod thread_sleep;

use crate::transport::BoxFuture;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use thread_sleep::ThreadSleep;
use tokio::runtime::Handle;

/// Tells the time and waits.
pub trait Clock: Send + Sync + 'static {
    /// The time of day: what requests are signed with and credentials expire by.
    fn now(&self) -> SystemTime;

    /// How long it is since some moment: unlike the time of day it never jumps.
    fn instant(&self) -> Duration;

    /// Ends after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// A clock that several parts of a client go by.
pub type SharedClock = Arc<dyn Clock>;

/// The clock of the machine.
///
/// It waits on the timer of the tokio runtime that it is used in, which has to have it enabled; outside of tokio each
/// wait takes a thread of its own.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl SystemClock {
    /// Counts from now.
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
