//! Time and timers of std, or of the current tokio runtime.

use super::thread_sleep::ThreadSleep;
use crate::transport::BoxFuture;
use std::time::{Duration, SystemTime};

#[cfg(not(feature = "tokio"))]
pub(super) use std::time::Instant;
#[cfg(feature = "tokio")]
pub(super) use tokio::time::Instant;

/// Returns the time of day.
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

/// Returns a future that completes after `duration`.
pub(super) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    // Without a runtime, tokio's timer would panic.
    #[cfg(feature = "tokio")]
    if tokio::runtime::Handle::try_current().is_ok() {
        return Box::pin(tokio::time::sleep(duration));
    }
    Box::pin(ThreadSleep::new(duration))
}
