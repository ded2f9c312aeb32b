//! Timeouts of credential requests.

use crate::time::Clock;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// Returns the output of `future`, or `None` if it takes longer than `limit` by `clock`.
pub(super) async fn within<T>(
    clock: &dyn Clock,
    limit: Duration,
    future: impl Future<Output = T>,
) -> Option<T> {
    let mut future = pin!(future);
    let mut end = None;
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => {
            // What is there at once needs no timer.
            let end = end.get_or_insert_with(|| clock.sleep(limit));
            end.as_mut().poll(context).map(|()| None)
        }
    })
    .await
}
