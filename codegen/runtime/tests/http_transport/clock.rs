//! A clock that a test moves while a runtime runs.

use runtime::{BoxFuture, Clock};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

/// A clone is the same clock.
#[derive(Clone, Default)]
pub struct HandClock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    elapsed: Duration,
    sleepers: Vec<Waker>,
}

impl HandClock {
    /// Moves the clock, and wakes all who sleep by it.
    pub fn advance(&self, time: Duration) {
        let mut state = self.0.lock().unwrap();
        state.elapsed += time;
        let sleepers = std::mem::take(&mut state.sleepers);
        drop(state);
        sleepers.into_iter().for_each(Waker::wake);
    }
}

impl Clock for HandClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.0.lock().unwrap().elapsed
    }

    fn instant(&self) -> Duration {
        self.0.lock().unwrap().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let until = self.0.lock().unwrap().elapsed + duration;
        Box::pin(Sleep {
            clock: self.clone(),
            until,
        })
    }
}

struct Sleep {
    clock: HandClock,
    until: Duration,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.clock.0.lock().unwrap();
        if state.elapsed >= self.until {
            return Poll::Ready(());
        }
        state.sleepers.push(context.waker().clone());
        Poll::Pending
    }
}
