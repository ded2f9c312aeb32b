//! Clock skew: the difference between a service's clock and the local clock, measured from responses.
//!
//! A signature is valid for some minutes around its time, so a machine with a wrong clock must use the service's clock.
//! The `Date` of a response has it, but not every response is the service's: a captive portal or a proxy may respond,
//! and its clock may show the year 2000. The rules are:
//!
//! - A `Date` that differs by at most four minutes from the current value is accepted from any response: clocks drift.
//! - Any other is accepted only from a response that rejects a signature with one of the error codes of clock skew.
//!   Only a server that has checked the signature returns them; the request is then retried, signed for the new time.
//!   Until another response agrees, within four minutes, the value is on trial: a response that agrees with the
//!   previous value ends it.
//! - None is accepted before 2012, when Signature Version 4 was published, from 2100 on, or if the local clock would
//!   show a time that [a signature cannot express](crate::sign::is_expressible).
//!
//! So only a server that has checked a signature can change the time of the next one by more than four minutes. A
//! response that does not reject the signature is no reason to sign for another time: the service may have accepted it.
//! A wrong correction lasts until the next response of the service.
//!
//! The conditions of a measurement, the codes and the four minutes are those of the official SDK for Rust since August
//! 2026, which accepts every response.

use crate::lock::lock;
use crate::sign::is_expressible;
use crate::timestamp::Timestamp;
use http::HeaderMap;
use http::header::{AGE, DATE};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

/// Maximum duration of a request whose response is used for a measurement.
const SLOWEST: Duration = Duration::from_secs(15 * 60);

/// Clock skew above which a signature may have been rejected because of it.
const LARGE: Duration = Duration::from_secs(4 * 60);

/// Plausible seconds since 1970 of a service's clock: from 2012-01-01 to before 2100-01-01.
const PLAUSIBLE: Range<u64> = 1_325_376_000..4_102_444_800;

/// Clock skew of a service, measured from responses, for all calls of a client.
#[derive(Debug)]
pub(crate) struct ClockSkew {
    correct: bool,
    known: Mutex<Known>,
}

/// Milliseconds by which a service's clock is ahead of the local clock.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Accepted difference; zero at first.
    believed: i64,
    /// Difference from the latest response that rejected a signature.
    on_trial: Option<i64>,
}

impl Known {
    fn current(self) -> i64 {
        self.on_trial.unwrap_or(self.believed)
    }

    /// Updates from a response; `is_refusal` returns true if it may reject the signature because of its time.
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
    /// Creates a clock skew of zero; it is never corrected if `correct` is false (`AWS_DISABLE_CLOCK_SKEW_CORRECTION`).
    pub(crate) fn new(correct: bool) -> Self {
        Self {
            correct,
            known: Mutex::default(),
        }
    }

    /// Measures from the headers of a response; both times are those of the local clock, uncorrected. `is_refusal`
    /// returns true if the response may reject the signature because of its time.
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
        lock(&self.known)
    }

    /// Returns the service's time for the local time `now`; `now` itself if the corrected time cannot be signed for.
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

    /// Returns true if a request, sent at the local time `sent` and signed for the time `signed`, was signed for a time
    /// that is more than four minutes off, according to the current value.
    ///
    /// If the service rejected it, it may accept the same request signed again. The official SDK compares with the
    /// local clock instead, and so retries each rejected call of a machine with a wrong clock, even if it was signed
    /// for the right time.
    pub(crate) fn was_off(&self, signed: SystemTime, sent: SystemTime) -> bool {
        let right = self.corrected(sent);
        let off = right.duration_since(signed);
        off.unwrap_or_else(|error| error.duration()) > LARGE
    }
}

/// Returns the milliseconds from the middle between `sent` and `received` to the response's `Date`.
///
/// A cached response, which has an `Age`, has an old date and is ignored.
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
