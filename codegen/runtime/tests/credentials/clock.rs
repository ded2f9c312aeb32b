//! A clock on which nothing takes time but what a test lets pass.

use runtime::{BoxFuture, Clock};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// The shortest timeout; what is shorter is a wait between two attempts.
const SHORTEST_TIMEOUT: Duration = Duration::from_secs(2);

/// Shows 2027-01-15T08:00:00Z at first. Waits between attempts end at once, and timeouts at once or never.
#[derive(Clone)]
pub struct StillClock {
    timeouts_end: bool,
    passed: Arc<Mutex<Duration>>,
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl StillClock {
    pub fn new(timeouts_end: bool) -> Self {
        Self {
            timeouts_end,
            passed: Arc::default(),
            slept: Arc::default(),
        }
    }

    pub fn pass(&self, duration: Duration) {
        *self.passed.lock().unwrap() += duration;
    }

    /// The timeouts and waits that were begun.
    pub fn slept(&self) -> Vec<Duration> {
        self.slept.lock().unwrap().clone()
    }
}

impl Clock for StillClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + self.instant()
    }

    fn instant(&self) -> Duration {
        *self.passed.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.slept.lock().unwrap().push(duration);
        if duration < SHORTEST_TIMEOUT || self.timeouts_end {
            Box::pin(std::future::ready(()))
        } else {
            Box::pin(std::future::pending())
        }
    }
}
