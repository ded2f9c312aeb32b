//! The difference between a service's clock and ours, as its responses tell.
//!
//! A signature is good for some minutes around its time, so a machine whose clock is off can only call by the service's
//! clock. A response's `Date` tells it, but not every response is the service's: a captive portal or a proxy answers too,
//! and its clock may show the year 2000. What is believed:
//!
//! - a `Date` that differs by at most four minutes from what is believed already, from any response: the clocks drift;
//! - any other from a response that refuses a signature, with one of the codes that a wrong clock causes. Only who has
//!   looked at the signature gives one of them; the request is then made again, signed for the time that it shows. Until
//!   another response agrees, within four minutes, this is on trial: a response that agrees with what was believed before
//!   ends it;
//! - none before 2012, when Signature Version 4 was published, nor from 2100 on, and none by which our clock would show a
//!   time that [a signature cannot express](crate::sign::is_expressible).
//!
//! So nobody who has not looked at a signature can change the time of the next one by more than four minutes. A response
//! that does not refuse the signature is no reason to sign for another time: the service may well have accepted it. And a
//! correction that is wrong lasts until the next response of the service.
//!
//! The conditions of a measurement, the codes and the four minutes are those of the official SDK for Rust since August
//! 2026, which believes every response.

use crate::sign::is_expressible;
use crate::timestamp::Timestamp;
use http::HeaderMap;
use http::header::{AGE, DATE};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// A response that took longer does not tell the time.
const SLOWEST: Duration = Duration::from_secs(15 * 60);

/// A signature whose time is off by more may have been refused for it.
const LARGE: Duration = Duration::from_secs(4 * 60);

/// The seconds since 1970 that a service's clock can show: from 2012-01-01 to before 2100-01-01.
const PLAUSIBLE: Range<u64> = 1_325_376_000..4_102_444_800;

/// The difference between a service's clock and ours, as its responses tell; for all calls of a client.
#[derive(Debug)]
pub(crate) struct ClockSkew {
    correct: bool,
    known: Mutex<Known>,
}

/// Milliseconds by which a service's clock is ahead of ours.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// The difference that responses agree on; none at first.
    believed: i64,
    /// Another difference, which the latest response that rejected a signature says.
    on_trial: Option<i64>,
}

impl Known {
    fn current(self) -> i64 {
        self.on_trial.unwrap_or(self.believed)
    }

    /// Learns what a response says; `is_refusal` says whether it refuses a signature for what may be its time.
    fn learn(&mut self, said: i64, is_refusal: impl FnOnce() -> bool) {
        let agrees = |with: i64| Duration::from_millis(said.abs_diff(with)) <= LARGE;
        if agrees(self.believed) || self.on_trial.is_some_and(agrees) {
            *self = Self {
                believed: said,
                on_trial: None,
            };
        } else if is_refusal() {
            self.on_trial = Some(said);
        }
    }
}

impl ClockSkew {
    /// No difference is known yet; without `correct` none ever will be (`AWS_DISABLE_CLOCK_SKEW_CORRECTION`).
    pub(crate) fn new(correct: bool) -> Self {
        Self {
            correct,
            known: Mutex::default(),
        }
    }

    /// Learns from the headers of a response; both times are by our clock, uncorrected. `is_refusal` says whether the
    /// response refuses the signature for what may be its time.
    pub(crate) fn observe(
        &self,
        headers: &HeaderMap,
        sent: SystemTime,
        received: SystemTime,
        is_refusal: impl FnOnce() -> bool,
    ) {
        if !self.correct {
            return;
        }
        if let Some(said) = measure(headers, sent, received) {
            self.lock().learn(said, is_refusal);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the time of the service's clock when ours shows `now`; `now` itself if that time cannot be signed for.
    pub(crate) fn corrected(&self, now: SystemTime) -> SystemTime {
        let milliseconds = self.lock().current();
        let difference = Duration::from_millis(milliseconds.unsigned_abs());
        let corrected = if milliseconds < 0 {
            now.checked_sub(difference)
        } else {
            now.checked_add(difference)
        };
        corrected.filter(|it| is_expressible(*it)).unwrap_or(now)
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
    let middle = sent.checked_add(elapsed / 2)?;
    let date = Timestamp::from_http_date(headers.get(DATE)?.to_str().ok()?).ok()?;
    let date = SystemTime::from(date);
    let seconds = date.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    if !PLAUSIBLE.contains(&seconds) {
        return None;
    }
    let milliseconds = |it: Duration| i64::try_from(it.as_millis()).ok();
    match date.duration_since(middle) {
        Ok(ahead) => milliseconds(ahead),
        Err(error) => milliseconds(error.duration()).map(|behind| -behind),
    }
}

#[cfg(test)]
mod tests;
