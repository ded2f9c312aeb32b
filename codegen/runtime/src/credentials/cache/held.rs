//! Cached credentials: their validity and the time of their refresh.

use super::Outcome;
use crate::credentials::{Credentials, CredentialsError};
use std::ops::Range;
use std::time::{Duration, SystemTime};

/// Time before expiry from which credentials are refreshed; half of their lifetime, if that is shorter.
const EARLY: Duration = Duration::from_secs(5 * 60);

/// Delay after a failed refresh while the credentials are still valid: random in this range, so that clients that
/// failed together do not retry together.
const EARLY_PAUSE: Range<Duration> = Duration::from_secs(30)..Duration::from_secs(60);

/// Delay after a failed refresh of expired credentials: that of the AWS SDKs for the metadata of EC2 instances.
const LATE_PAUSE: Range<Duration> = Duration::from_secs(5 * 60)..Duration::from_secs(10 * 60);

/// A point in time, by both measures of the clock.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) now: SystemTime,
    pub(super) instant: Duration,
}

impl Moment {
    /// Returns the end of a delay that starts now, by [`instant`](Self::instant): at `fraction` of the range.
    fn after(self, pause: &Range<Duration>, fraction: f64) -> Duration {
        let random = pause.end.saturating_sub(pause.start).mul_f64(fraction);
        self.instant.saturating_add(pause.start + random)
    }
}

/// Credentials with their state.
pub(super) struct Held {
    pub(super) credentials: Credentials,
    /// Time of the next refresh; `None` for credentials that do not expire.
    refresh_from: Option<SystemTime>,
    /// Time before which the provider is not asked, by the clock's [`instant`](crate::Clock::instant).
    paused_until: Duration,
    /// True if a service reports that they have expired.
    is_rejected: bool,
    /// True if the provider had nothing newer when they had expired or were rejected.
    is_last_resort: bool,
    /// The error of the latest refresh, if it failed.
    failure: Option<CredentialsError>,
}

/// Usability of credentials at a point in time.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Valid.
    Fresh,
    /// Valid, with a refresh due.
    Ageing,
    /// Not usable before the provider is asked.
    Ended,
}

impl Held {
    fn new(credentials: Credentials, at: Moment) -> Self {
        let refresh_from = credentials.expiry().map(|expiry| {
            let life = expiry.duration_since(at.now).unwrap_or_default();
            expiry.checked_sub(EARLY.min(life / 2)).unwrap_or(expiry)
        });
        Self {
            credentials,
            refresh_from,
            paused_until: Duration::ZERO,
            is_rejected: false,
            is_last_resort: false,
            failure: None,
        }
    }

    pub(super) fn usable(&self, at: Moment) -> Use {
        if !self.is_last_resort && !self.is_valid(at.now) {
            Use::Ended
        } else if at.instant >= self.paused_until && self.is_refresh_due(at.now) {
            Use::Ageing
        } else {
            Use::Fresh
        }
    }

    /// Marks `credentials` as expired, as reported by a service.
    ///
    /// During a delay only the first report counts: otherwise a provider that returns the same credentials again would
    /// be asked for each call.
    pub(super) fn reject(&mut self, credentials: &Credentials, at: Moment) {
        let is_heeded = !self.is_rejected || at.instant >= self.paused_until;
        if is_heeded && self.credentials.has_same_keys(credentials) {
            self.is_rejected = true;
            self.is_last_resort = false;
        }
    }

    /// Returns true if a service reports that they have expired.
    #[cfg(feature = "sigv4-s3express")]
    pub(super) fn is_rejected(&self) -> bool {
        self.is_rejected
    }

    /// Returns the error that kept `credentials`, reported as expired by a service, from being replaced.
    pub(super) fn failure(&self, credentials: &Credentials) -> Option<&CredentialsError> {
        let failure = self.failure.as_ref();
        failure.filter(|_| self.is_rejected && self.credentials.has_same_keys(credentials))
    }

    /// Continues with the cached credentials after a refresh without newer ones.
    fn go_on(&mut self, failure: Option<CredentialsError>, at: Moment, fraction: f64) {
        self.failure = failure;
        if self.is_valid(at.now) {
            self.paused_until = at.after(&EARLY_PAUSE, fraction);
        } else {
            self.paused_until = at.after(&LATE_PAUSE, fraction);
            self.is_last_resort = true;
        }
    }

    /// Postpones the refresh after a background refresh was dropped.
    pub(super) fn postpone(&mut self, at: Moment, fraction: f64) {
        self.paused_until = at.after(&EARLY_PAUSE, fraction);
    }

    /// Continues with the cached credentials if all callers that waited for a refresh were cancelled: later callers
    /// need not wait as long.
    pub(super) fn serve_all_the_same(&mut self, at: Moment) {
        self.is_last_resort |= !self.is_valid(at.now);
    }

    fn is_valid(&self, now: SystemTime) -> bool {
        !self.is_rejected && !has_expired(&self.credentials, now)
    }

    fn is_refresh_due(&self, now: SystemTime) -> bool {
        self.is_last_resort || self.refresh_from.is_some_and(|from| from <= now)
    }

    /// Returns true if `new` is not newer.
    fn outdoes(&self, new: &Credentials) -> bool {
        if self.is_rejected {
            return self.credentials.has_same_keys(new);
        }
        let outlasts = match (self.credentials.expiry(), new.expiry()) {
            (Some(own), Some(other)) => own > other,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        outlasts || self.credentials == *new
    }
}

/// Credentials to return after a refresh, and the reason if it returned no valid ones.
pub(super) type Refreshed = (Credentials, Option<CredentialsError>);

/// Stores the result of a provider.
///
/// # Errors
/// The provider's, if there are no credentials to use further.
pub(super) fn take_in(
    held: &mut Option<Held>,
    outcome: Outcome,
    at: Moment,
    fraction: f64,
) -> Result<Refreshed, CredentialsError> {
    let new = match (outcome, held.as_mut()) {
        (Ok(new), _) => new,
        (Err(error), None) => return Err(error),
        (Err(error), Some(held)) => {
            held.go_on(Some(error.clone()), at, fraction);
            return Ok((held.credentials.clone(), Some(error)));
        }
    };
    if let Some(held) = held.as_mut().filter(|held| held.outdoes(&new)) {
        held.go_on(None, at, fraction);
        // Sources that renew by themselves give the same ones until then.
        let problem =
            (!held.is_valid(at.now)).then(|| problem("the provider returned no newer credentials"));
        return Ok((held.credentials.clone(), problem));
    }
    let held = held.insert(Held::new(new, at));
    let problem = (!held.is_valid(at.now)).then(|| {
        held.go_on(None, at, fraction);
        problem("the provider returned expired credentials")
    });
    Ok((held.credentials.clone(), problem))
}

fn problem(text: &str) -> CredentialsError {
    CredentialsError::message(text)
}

fn has_expired(credentials: &Credentials, now: SystemTime) -> bool {
    credentials.expiry().is_some_and(|expiry| expiry <= now)
}
