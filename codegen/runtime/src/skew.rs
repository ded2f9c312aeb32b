//! By how much a service's clock and ours differ, as its responses tell.
//!
//! A signature is good for some minutes around its time, so a machine whose clock is off can only call by the service's
//! clock. What counts as a measurement, and the four minutes, are as in the official SDK for Rust since August 2026.

use crate::timestamp::Timestamp;
use http::HeaderMap;
use http::header::{AGE, DATE};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// A response that took longer does not tell the time.
const SLOWEST: Duration = Duration::from_secs(15 * 60);

/// A signature whose time is off by more may have been refused for it.
const LARGE: Duration = Duration::from_secs(4 * 60);

const NANOS_OF_MILLI: i128 = 1_000_000;

/// How far a service's clock is ahead of ours, by the latest response that told; for all calls of a client.
#[derive(Debug)]
pub(crate) struct ClockSkew {
    correct: bool,
    /// One number, which nothing else depends on, so no ordering of memory is needed.
    milliseconds: AtomicI64,
}

impl ClockSkew {
    /// No difference is known yet; without `correct` none ever will be (`AWS_DISABLE_CLOCK_SKEW_CORRECTION`).
    pub(crate) fn new(correct: bool) -> Self {
        Self {
            correct,
            milliseconds: AtomicI64::new(0),
        }
    }

    /// Learns from the headers of a response; both times are by our clock, uncorrected.
    pub(crate) fn observe(&self, headers: &HeaderMap, sent: SystemTime, received: SystemTime) {
        if !self.correct {
            return;
        }
        if let Some(milliseconds) = measure(headers, sent, received) {
            self.milliseconds.store(milliseconds, Ordering::Relaxed);
        }
    }

    /// What the service's clock shows when ours shows `now`.
    pub(crate) fn corrected(&self, now: SystemTime) -> SystemTime {
        let milliseconds = self.milliseconds.load(Ordering::Relaxed);
        let difference = Duration::from_millis(milliseconds.unsigned_abs());
        let corrected = if milliseconds < 0 {
            now.checked_sub(difference)
        } else {
            now.checked_add(difference)
        };
        corrected.unwrap_or(now)
    }

    /// Whether a request that was sent when our clock showed `sent`, and was signed for the time `signed`, was signed
    /// for a time that is more than four minutes off, as is known by now.
    ///
    /// If the service refused it, it may take the same request signed anew. The official SDK asks how far off our clock
    /// is, and so makes each call again that is refused to one whose clock is wrong, though signed for the right time.
    pub(crate) fn was_off(&self, signed: SystemTime, sent: SystemTime) -> bool {
        let right = self.corrected(sent);
        let off = right.duration_since(signed);
        off.unwrap_or_else(|error| error.duration()) > LARGE
    }
}

/// The milliseconds from the middle between `sent` and `received` to the response's `Date`.
///
/// A response from a cache (it has an `Age`) has an old date.
fn measure(headers: &HeaderMap, sent: SystemTime, received: SystemTime) -> Option<i64> {
    let elapsed = received.duration_since(sent).ok()?;
    if elapsed > SLOWEST || headers.contains_key(AGE) {
        return None;
    }
    let middle = Timestamp::try_from(sent.checked_add(elapsed / 2)?).ok()?;
    let date = Timestamp::from_http_date(headers.get(DATE)?.to_str().ok()?).ok()?;
    let skew = (date.as_nanosecond() - middle.as_nanosecond()) / NANOS_OF_MILLI;
    i64::try_from(skew).ok()
}

#[cfg(test)]
mod tests;
