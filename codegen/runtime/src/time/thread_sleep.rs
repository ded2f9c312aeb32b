//! Sleeping without the timer of an async runtime.

use crate::lock::lock;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// Future that completes after its own thread has slept; the thread ends early if the future is dropped.
pub(super) struct ThreadSleep {
    end: Instant,
    shared: Arc<Mutex<Shared>>,
    thread: Option<Thread>,
}

#[derive(Default)]
struct Shared {
    waker: Option<Waker>,
    is_given_up: bool,
}

impl ThreadSleep {
    pub(super) fn new(duration: Duration) -> Self {
        let now = Instant::now();
        // No clock goes that far: as good as never.
        let end = now
            .checked_add(duration)
            .unwrap_or(now + Duration::from_secs(1 << 30));
        Self {
            end,
            shared: Arc::default(),
            thread: None,
        }
    }
}

impl Future for ThreadSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.end {
            return Poll::Ready(());
        }
        let mut shared = lock(&self.shared);
        shared.waker = Some(context.waker().clone());
        drop(shared);
        if self.thread.is_none() {
            let (end, shared) = (self.end, Arc::clone(&self.shared));
            let spawned = thread::Builder::new().spawn(move || sleep(end, &shared));
            match spawned {
                Ok(handle) => self.thread = Some(handle.thread().clone()),
                // No thread is to be had: poll again, rather than never.
                Err(_) => context.waker().wake_by_ref(),
            }
        }
        Poll::Pending
    }
}

impl Drop for ThreadSleep {
    fn drop(&mut self) {
        let mut shared = lock(&self.shared);
        shared.is_given_up = true;
        drop(shared);
        if let Some(thread) = &self.thread {
            thread.unpark();
        }
    }
}

fn sleep(end: Instant, shared: &Mutex<Shared>) {
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let mut shared = lock(shared);
        if shared.is_given_up {
            return;
        }
        if left.is_zero() {
            if let Some(waker) = shared.waker.take() {
                waker.wake();
            }
            return;
        }
        drop(shared);
        thread::park_timeout(left);
    }
}

#[cfg(test)]
mod tests {
    use super::ThreadSleep;
    use std::pin::pin;
    use std::sync::mpsc;
    use std::task::{Context, Poll, Wake, Waker};
    use std::time::{Duration, Instant};

    struct Bell(mpsc::Sender<()>);

    impl Wake for Bell {
        fn wake(self: std::sync::Arc<Self>) {
            let _ = self.0.send(());
        }
    }

    #[test]
    fn wakes_when_the_time_is_over() {
        let (sender, woken) = mpsc::channel();
        let waker = Waker::from(std::sync::Arc::new(Bell(sender)));
        let start = Instant::now();
        let mut sleep = pin!(ThreadSleep::new(Duration::from_millis(20)));
        assert_eq!(
            sleep.as_mut().poll(&mut Context::from_waker(&waker)),
            Poll::Pending
        );
        woken.recv_timeout(Duration::from_secs(20)).unwrap();
        assert!(start.elapsed() >= Duration::from_millis(20));
        assert_eq!(
            sleep.as_mut().poll(&mut Context::from_waker(&waker)),
            Poll::Ready(())
        );
    }

    #[test]
    fn the_thread_ends_with_the_future() {
        let (sender, woken) = mpsc::channel();
        let waker = Waker::from(std::sync::Arc::new(Bell(sender)));
        {
            let mut sleep = pin!(ThreadSleep::new(Duration::from_secs(3600)));
            assert!(
                sleep
                    .as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
            );
        }
        drop(waker);
        // The last bell is dropped by the thread, without a ring.
        assert_eq!(
            woken.recv_timeout(Duration::from_secs(20)),
            Err(mpsc::RecvTimeoutError::Disconnected)
        );
    }
}
