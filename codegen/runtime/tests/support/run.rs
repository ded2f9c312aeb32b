//! Running without a runtime.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Runs a future that waits for nothing.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something"),
    }
}
