//! Callers that look at a request at the same time.

use super::{Fetch, Wait};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

#[derive(Default)]
struct Woken(AtomicUsize);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_caller_that_is_woken_while_another_polls_is_woken_again_after_it() {
    let other: Arc<Mutex<Option<Wait<&str>>>> = Arc::default();
    let woken = Arc::new(Woken::default());
    let look = {
        let (other, woken) = (Arc::clone(&other), Arc::clone(&woken));
        move || {
            let waker = Waker::from(Arc::clone(&woken));
            let mut other = other.lock().unwrap();
            Pin::new(other.as_mut().unwrap()).poll(&mut Context::from_waker(&waker))
        }
    };
    let mut polls = 0;
    let future = poll_fn({
        let (look, woken) = (look.clone(), Arc::clone(&woken));
        move |context| {
            polls += 1;
            if polls == 2 {
                return Poll::Ready("one");
            }
            // The other caller looks on another thread, say, and finds the future taken.
            assert!(look().is_pending());
            context.waker().wake_by_ref();
            assert_eq!(woken.0.load(Ordering::SeqCst), 1);
            assert!(look().is_pending());
            Poll::Pending
        }
    });
    let fetch = Fetch::new(Duration::ZERO, Box::pin(future), || "panicked");
    *other.lock().unwrap() = Some(Arc::clone(&fetch).wait());
    assert!(fetch.advance().is_none());
    assert_eq!(woken.0.load(Ordering::SeqCst), 2);
    let Poll::Ready(outcome) = look() else {
        panic!("the future is at hand");
    };
    assert_eq!(outcome, "one");
}
