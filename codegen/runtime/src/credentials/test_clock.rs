//! A clock that stands still until it is moved.

use crate::time::Clock;
use crate::transport::BoxFuture;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

pub(super) struct TestClock {
    now: Mutex<SystemTime>,
    sleeps: Mutex<Vec<Duration>>,
    sleeps_end: bool,
}

impl TestClock {
    /// Who sleeps by it sleeps for ever.
    pub(super) fn new() -> Self {
        Self {
            now: Mutex::new(at(0)),
            sleeps: Mutex::default(),
            sleeps_end: false,
        }
    }

    /// Who sleeps by it does so for no time.
    pub(super) fn without_sleep() -> Self {
        Self {
            sleeps_end: true,
            ..Self::new()
        }
    }

    /// Sets the time: see [`at`].
    pub(super) fn set(&self, seconds: u64) {
        *self.now.lock().unwrap() = at(seconds);
    }

    /// How long has been slept so far, each time.
    pub(super) fn sleeps(&self) -> Vec<Duration> {
        self.sleeps.lock().unwrap().clone()
    }
}

/// So many seconds after 2027-01-15T08:00:00Z.
pub(super) fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 + seconds)
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        *self.now.lock().unwrap()
    }

    fn instant(&self) -> Duration {
        self.now().duration_since(at(0)).unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleeps.lock().unwrap().push(duration);
        if self.sleeps_end {
            Box::pin(std::future::ready(()))
        } else {
            Box::pin(std::future::pending())
        }
    }
}
