//! One request, for credentials or others, that any number of callers wait for.
//!
//! Callers poll it when they are woken, and hold no lock meanwhile: if one is dropped or no longer polled, the others
//! continue. A future may need the timers and sockets of the tokio runtime that first polled it, so each belongs to one
//! runtime, and no caller from another runtime waits for it.

use crate::executor::{self, Id};
use crate::lock::lock;
use crate::transport::BoxFuture;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

/// A request with the result `O`. It is cancelled with its last owner.
pub(crate) struct Fetch<O> {
    stage: Mutex<Stage<O>>,
    waiters: Arc<Waiters>,
    /// `None` outside of tokio.
    runtime: Option<Id>,
    started: Duration,
    /// Returns the result if the future panics.
    panicked: fn() -> O,
}

enum Stage<O> {
    Pending(BoxFuture<'static, O>),
    /// The future is being polled.
    Polled,
    Ended(O),
}

impl<O: Clone + Send + 'static> Fetch<O> {
    /// Creates a request that started at `started`, by the clock's [`instant`](crate::Clock::instant), in the current
    /// runtime.
    pub(crate) fn new(
        started: Duration,
        future: BoxFuture<'static, O>,
        panicked: fn() -> O,
    ) -> Arc<Self> {
        Arc::new(Self {
            stage: Mutex::new(Stage::Pending(future)),
            waiters: Arc::default(),
            runtime: executor::current_id(),
            started,
            panicked,
        })
    }

    pub(crate) fn started(&self) -> Duration {
        self.started
    }

    /// Returns true if the future belongs to the current runtime.
    pub(crate) fn is_of_this_runtime(&self) -> bool {
        self.runtime == executor::current_id()
    }

    pub(crate) fn has_ended(&self) -> bool {
        matches!(*self.lock(), Stage::Ended(_))
    }

    /// Waits for the result.
    pub(crate) fn wait(self: Arc<Self>) -> Wait<O> {
        let seat = self.waiters.lock().enter();
        Wait { fetch: self, seat }
    }

    /// Polls the future until it ends, or until it has no owner any longer.
    pub(crate) fn drive(self: &Arc<Self>) -> impl Future<Output = ()> + use<O> {
        let seat = self.waiters.lock().enter();
        let fetch = Arc::downgrade(self);
        poll_fn(move |context| match fetch.upgrade() {
            Some(fetch) => fetch.poll(seat, context).map(drop),
            None => Poll::Ready(()),
        })
    }

    fn poll(&self, seat: u64, context: &mut Context<'_>) -> Poll<O> {
        let waker = context.waker().clone();
        // Before the poll: whoever polls at the same time wakes this caller at its end.
        let replaced = self.waiters.lock().by_seat.insert(seat, waker);
        drop(replaced);
        self.advance().map_or(Poll::Pending, Poll::Ready)
    }

    /// Polls the future once, unless another caller does right now, and returns the result if it has ended.
    pub(crate) fn advance(&self) -> Option<O> {
        let mut future = match self.begin_to_poll() {
            Stage::Pending(future) => future,
            Stage::Polled => return None,
            Stage::Ended(outcome) => return Some(outcome),
        };
        let mut polling = Polling {
            fetch: self,
            next: Stage::Ended((self.panicked)()),
        };
        let waker = Waker::from(Arc::clone(&self.waiters));
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(outcome) => {
                polling.next = Stage::Ended(outcome.clone());
                Some(outcome)
            }
            Poll::Pending => {
                polling.next = Stage::Pending(future);
                None
            }
        }
    }

    fn begin_to_poll(&self) -> Stage<O> {
        let mut stage = self.lock();
        match mem::replace(&mut *stage, Stage::Polled) {
            Stage::Ended(outcome) => {
                *stage = Stage::Ended(outcome.clone());
                Stage::Ended(outcome)
            }
            Stage::Pending(future) => {
                self.waiters.lock().was_woken = false;
                Stage::Pending(future)
            }
            Stage::Polled => Stage::Polled,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Stage<O>> {
        // Neither lock is held while foreign code runs: what they guard is always whole.
        lock(&self.stage)
    }
}

impl<O> Drop for Fetch<O> {
    fn drop(&mut self) {
        // For a task that drives it without owning it.
        self.waiters.wake_all();
    }
}

/// Guard that ends a poll, also one that panics.
struct Polling<'a, O: Clone + Send + 'static> {
    fetch: &'a Fetch<O>,
    next: Stage<O>,
}

impl<O: Clone + Send + 'static> Drop for Polling<'_, O> {
    fn drop(&mut self) {
        let next = mem::replace(&mut self.next, Stage::Polled);
        let has_ended = matches!(next, Stage::Ended(_));
        *self.fetch.lock() = next;
        // Callers that were woken during the poll found the future taken, and have to look again.
        if has_ended || self.fetch.waiters.lock().was_woken {
            self.fetch.waiters.wake_all();
        }
    }
}

/// Wakers of all waiting callers: the future of a [`Fetch`] wakes every one of them.
#[derive(Default)]
struct Waiters(Mutex<Wakers>);

#[derive(Default)]
struct Wakers {
    by_seat: BTreeMap<u64, Waker>,
    seats_ever: u64,
    /// True if woken since the latest poll began.
    was_woken: bool,
}

impl Wakers {
    fn enter(&mut self) -> u64 {
        self.seats_ever += 1;
        self.seats_ever
    }
}

impl Waiters {
    fn wake_all(&self) {
        let mut wakers = self.lock();
        wakers.was_woken = true;
        let woken = mem::take(&mut wakers.by_seat);
        drop(wakers);
        woken.into_values().for_each(Waker::wake);
    }

    fn lock(&self) -> MutexGuard<'_, Wakers> {
        lock(&self.0)
    }
}

impl Wake for Waiters {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.wake_all();
    }
}

/// A caller that waits for the result of a [`Fetch`].
pub(crate) struct Wait<O> {
    fetch: Arc<Fetch<O>>,
    seat: u64,
}

impl<O: Clone + Send + 'static> Future for Wait<O> {
    type Output = O;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<O> {
        self.fetch.poll(self.seat, context)
    }
}

impl<O> Drop for Wait<O> {
    fn drop(&mut self) {
        let waker = self.fetch.waiters.lock().by_seat.remove(&self.seat);
        drop(waker);
    }
}

#[cfg(test)]
mod tests;
