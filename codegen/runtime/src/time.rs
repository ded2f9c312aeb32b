//! The clock that calls go by, which tests replace.

mod thread_sleep;

use crate::transport::BoxFuture;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use thread_sleep::ThreadSleep;
use tokio::runtime::Handle;
use tokio::time::Instant;

/// Tells the time and waits.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a clock",
    label = "does not implement `Clock`",
    note = "`SystemClock` is the default; a clock for tests implements `Clock`"
)]
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
/// wait takes a thread of its own. While the time of that runtime is paused for a test (`start_paused = true`), waits take
/// no time, and only the time of day goes on.
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
