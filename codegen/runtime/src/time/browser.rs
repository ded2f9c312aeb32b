//! Time and timers of JavaScript: std has none on this target.

use crate::local;
use crate::transport::BoxFuture;
use gloo_timers::future::TimeoutFuture;
use std::time::{Duration, SystemTime};
use web_time::web::SystemTimeExt;

pub(super) use web_time::Instant;

/// Maximum delay of `setTimeout`, in milliseconds: a longer one ends at once.
const LONGEST: u32 = i32::MAX.cast_unsigned();

/// Returns the time of day.
pub(crate) fn now() -> SystemTime {
    web_time::SystemTime::now().to_std()
}

/// Returns a future that completes after `duration`.
pub(super) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        local::run(move || timers(duration)).await;
    })
}

/// Waits for as many timers as the duration needs. Each rounds up, so that none ends early.
async fn timers(duration: Duration) {
    let mut left = duration.as_nanos().div_ceil(1_000_000);
    while left > 0 {
        let millis = u32::try_from(left).map_or(LONGEST, |it| it.min(LONGEST));
        TimeoutFuture::new(millis).await;
        left -= u128::from(millis);
    }
}
