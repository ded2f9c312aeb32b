//! Runs a future on the calling thread.

use crate::lock::lock;
use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use tokio::runtime::{Handle, Runtime};
use tokio::task::coop;

/// Reasons why the calling thread must not block.
pub(super) enum Refusal {
    /// It runs async code.
    Async,
    /// It is being destroyed.
    Ending,
}

/// Checks that the calling thread may block: any thread outside of async code, `spawn_blocking` and `block_in_place`.
pub(super) fn may_wait() -> Result<(), Refusal> {
    match Handle::try_current() {
        Ok(_) if is_task() => Err(Refusal::Async),
        Err(error) if error.is_thread_local_destroyed() => Err(Refusal::Ending),
        _ => Ok(()),
    }
}

/// Returns true within a task. A task has a budget of at most 255 steps, so that others get their turn; code that may
/// block has none. The check leaves the budget unchanged.
fn is_task() -> bool {
    let context = &mut Context::from_waker(Waker::noop());
    let Poll::Ready(_restores_budget) = coop::poll_proceed(context) else {
        return true;
    };
    (0..=u8::MAX).any(|_| match coop::poll_proceed(context) {
        Poll::Ready(step) => {
            step.made_progress();
            false
        }
        Poll::Pending => true,
    })
}

/// Runs `future` to completion on the calling thread, with the sockets and timers of `runtime`.
///
/// The runtime's own thread drives them. [`Runtime::block_on`] panics on a thread that polls a task of another runtime.
pub(super) fn block_on<F: Future>(runtime: &Runtime, future: F) -> F::Output {
    let _entered = runtime.enter();
    wait_for(future)
}

/// Runs `future` to completion on the calling thread.
pub(super) fn wait_for<F: Future>(future: F) -> F::Output {
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(Arc::clone(&bell));
    let mut future = pin!(future);
    loop {
        let mut context = Context::from_waker(&waker);
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        bell.wait();
    }
}

/// Waker of the thread that waits for a future.
///
/// It does not use `unpark`: other code that parks the thread while the future is polled, such as channels, might
/// consume the token.
#[derive(Default)]
struct Bell {
    has_rung: Mutex<bool>,
    rings: Condvar,
}

impl Bell {
    fn wait(&self) {
        let has_rung = lock(&self.has_rung);
        let waited = self.rings.wait_while(has_rung, |has_rung| !*has_rung);
        *waited.unwrap_or_else(PoisonError::into_inner) = false;
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        *lock(&self.has_rung) = true;
        self.rings.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, block_on, may_wait};
    use std::future;
    use std::thread;
    use tokio::runtime::{Builder, Runtime};
    use tokio::task::{self, LocalSet};

    fn runtimes() -> [Runtime; 2] {
        let threads = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build();
        let thread = Builder::new_current_thread().enable_all().build();
        [threads.unwrap(), thread.unwrap()]
    }

    fn is_refused() -> bool {
        matches!(may_wait(), Err(Refusal::Async))
    }

    #[test]
    fn only_async_code_may_not_wait() {
        assert!(!is_refused());
        for runtime in runtimes() {
            let entered = runtime.enter();
            assert!(!is_refused(), "entered");
            drop(entered);
            runtime.block_on(async {
                assert!(is_refused(), "block_on");
                assert!(task::spawn(async { is_refused() }).await.unwrap(), "spawn");
                assert!(
                    !task::spawn_blocking(is_refused).await.unwrap(),
                    "spawn_blocking"
                );
                let nested = || tokio::runtime::Handle::current().block_on(async { is_refused() });
                assert!(
                    task::spawn_blocking(nested).await.unwrap(),
                    "async in spawn_blocking"
                );
                let plain = task::spawn_blocking(|| thread::spawn(is_refused).join().unwrap());
                assert!(!plain.await.unwrap(), "a thread");
                let local = LocalSet::new();
                assert!(local.run_until(async { is_refused() }).await, "LocalSet");
                let spawned = local.spawn_local(async { is_refused() });
                local.await;
                assert!(spawned.await.unwrap(), "spawn_local");
            });
        }
        let [threads, _] = runtimes();
        let in_place = async { task::block_in_place(is_refused) };
        assert!(!threads.block_on(in_place), "block_in_place");
        let spawned = threads.spawn(async { task::block_in_place(is_refused) });
        assert!(
            !threads.block_on(spawned).unwrap(),
            "block_in_place in a task"
        );
    }

    #[test]
    fn to_be_asked_costs_a_task_nothing() {
        let [_, runtime] = runtimes();
        runtime.block_on(async {
            for _ in 0..1000 {
                assert!(is_refused());
            }
            assert!(task::coop::has_budget_remaining());
        });
    }

    /// Timers and tasks belong to the one runtime, whichever thread waits, including a runtime that nothing else
    /// drives.
    #[test]
    fn a_future_runs_wherever_it_may() {
        let [own, _] = runtimes();
        let call = || {
            block_on(&own, async {
                tokio::time::sleep(std::time::Duration::from_millis(1)).await;
                let woken = task::spawn(async { 7 }).await.unwrap();
                future::ready(woken).await
            })
        };
        assert_eq!(call(), 7);
        for runtime in runtimes() {
            let entered = runtime.enter();
            assert_eq!(call(), 7);
            drop(entered);
            // Not asked for here, and yet it works.
            assert_eq!(runtime.block_on(async { call() }), 7);
            assert_eq!(runtime.block_on(task::unconstrained(async { call() })), 7);
        }
        let nested = block_on(&own, async { call() });
        assert_eq!(nested, 7);
    }
}
