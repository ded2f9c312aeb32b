//! Clock for tests that changes only when it is set.

use crate::time::Clock;
use crate::transport::BoxFuture;
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::time::{Duration, SystemTime};

pub(super) struct TestClock {
    times: Arc<Mutex<Times>>,
    sleeps: Mutex<Vec<Duration>>,
    sleeps_end: bool,
}

#[derive(Default)]
struct Times {
    /// Time since [`at`] of 0.
    passed: Duration,
    /// Wakers of pending sleeps.
    wakers: Vec<Waker>,
}

impl TestClock {
    /// Creates a clock on which sleeps end when it is set to a later time.
    pub(super) fn new() -> Self {
        Self {
            times: Arc::default(),
            sleeps: Mutex::default(),
            sleeps_end: false,
        }
    }

    /// Creates a clock on which sleeps end at once.
    #[cfg(feature = "credentials")]
    pub(super) fn without_sleep() -> Self {
        Self {
            sleeps_end: true,
            ..Self::new()
        }
    }

    /// Sets the time: see [`at`].
    pub(super) fn set(&self, seconds: u64) {
        let mut times = self.times.lock().unwrap();
        times.passed = Duration::from_secs(seconds);
        times.wakers.drain(..).for_each(Waker::wake);
    }

    /// Returns the durations of all sleeps so far.
    #[cfg(feature = "credentials")]
    pub(super) fn sleeps(&self) -> Vec<Duration> {
        self.sleeps.lock().unwrap().clone()
    }
}

/// Returns the time `seconds` after 2027-01-15T08:00:00Z.
pub(super) fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 + seconds)
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        at(0) + self.instant()
    }

    fn instant(&self) -> Duration {
        self.times.lock().unwrap().passed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleeps.lock().unwrap().push(duration);
        if self.sleeps_end {
            return Box::pin(std::future::ready(()));
        }
        let (times, end) = (Arc::clone(&self.times), self.instant() + duration);
        Box::pin(poll_fn(move |context| {
            let mut times = times.lock().unwrap();
            if times.passed >= end {
                return Poll::Ready(());
            }
            times.wakers.push(context.waker().clone());
            Poll::Pending
        }))
    }
}
