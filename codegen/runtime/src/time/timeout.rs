//! Timeouts of futures.

use super::Clock;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// Returns the output of `future`, or `None` if it takes longer than `limit`. A `limit` of `None` disables the timeout.
///
/// The timer is set only if the future is pending: one that is ready at once needs none.
pub(crate) async fn within<F: Future>(
    clock: &dyn Clock,
    limit: Option<Duration>,
    future: F,
) -> Option<F::Output> {
    let Some(limit) = limit else {
        return Some(future.await);
    };
    let start = clock.instant();
    let mut future = pin!(future);
    let mut end = None;
    poll_fn(|context| {
        // The future first: what is there in time counts, even when the clock has run out meanwhile.
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        let end = end.get_or_insert_with(|| {
            let elapsed = clock.instant().saturating_sub(start);
            clock.sleep(limit.saturating_sub(elapsed))
        });
        end.as_mut().poll(context).map(|()| None)
    })
    .await
}
