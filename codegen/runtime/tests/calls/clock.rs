//! A clock that is stopped until everything waits for it.

use runtime::{BoxFuture, Clock};
use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

/// 2027-01-15T08:00:00Z
const START: Duration = Duration::from_secs(1_800_000_000);

/// A clone is the same clock.
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<State>>);

struct State {
    /// Initial time of day.
    start: SystemTime,
    elapsed: Duration,
    /// When those who sleep wake up.
    timers: BTreeMap<u64, Duration>,
    timers_ever: u64,
}

impl TestClock {
    /// Shows 2027-01-15T08:00:00Z.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            start: SystemTime::UNIX_EPOCH + START,
            elapsed: Duration::ZERO,
            timers: BTreeMap::new(),
            timers_ever: 0,
        })))
    }

    /// Sets what the clock shows, without moving it.
    pub fn show(&self, now: SystemTime) {
        let mut state = self.state();
        state.start = now - state.elapsed;
    }

    /// Runs a future to its end, moving the clock whenever it waits, and demands that it can be sent to another thread.
    pub fn run<T>(&self, future: impl Future<Output = T> + Send) -> T {
        let mut future = pin!(future);
        loop {
            match self.poll(future.as_mut()) {
                Poll::Ready(output) => return output,
                Poll::Pending => assert!(self.advance(), "it waits for nothing"),
            }
        }
    }

    /// Polls a future once.
    pub fn poll<F: Future>(&self, future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    /// Moves to when the next sleeper wakes up, if there is one.
    pub fn advance(&self) -> bool {
        let mut state = self.state();
        let elapsed = state.elapsed;
        let next = state.timers.values().filter(|at| **at > elapsed).min();
        let next = next.copied();
        state.elapsed = next.unwrap_or(elapsed);
        next.is_some()
    }

    /// Returns the number of pending sleeps.
    pub fn sleepers(&self) -> usize {
        self.state().timers.len()
    }

    /// Returns the number of sleeps so far.
    pub fn sleepers_ever(&self) -> u64 {
        self.state().timers_ever
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        let state = self.state();
        state.start + state.elapsed
    }

    fn instant(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.state();
        let (id, until) = (state.timers_ever, state.elapsed + duration);
        state.timers_ever += 1;
        state.timers.insert(id, until);
        let clock = self.clone();
        Box::pin(Sleep { clock, id, until })
    }
}

struct Sleep {
    clock: TestClock,
    id: u64,
    until: Duration,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.clock.instant() < self.until {
            return Poll::Pending;
        }
        Poll::Ready(())
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.clock.state().timers.remove(&self.id);
    }
}
