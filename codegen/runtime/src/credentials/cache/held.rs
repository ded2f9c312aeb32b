//! Credentials at hand: how long they serve, and when the provider is asked for newer ones.

use super::Outcome;
use crate::credentials::{Credentials, CredentialsError};
use std::ops::Range;
use std::time::{Duration, SystemTime};

/// Time before their expiry from which credentials are refreshed; half of their life, if that is shorter.
const EARLY: Duration = Duration::from_secs(5 * 60);

/// Pause after a failed refresh while the credentials are still valid: random in between, so that clients that failed
/// together do not come back together.
const EARLY_PAUSE: Range<Duration> = Duration::from_secs(30)..Duration::from_secs(60);

/// The same when they are not valid: the AWS SDKs do so for the metadata of EC2 instances.
const LATE_PAUSE: Range<Duration> = Duration::from_secs(5 * 60)..Duration::from_secs(10 * 60);

/// A moment, by both of the clock's measures.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) now: SystemTime,
    pub(super) instant: Duration,
}

impl Moment {
    /// The end of a pause that begins now, by [`instant`](Self::instant): at `fraction` of the range.
    fn after(self, pause: &Range<Duration>, fraction: f64) -> Duration {
        let random = pause.end.saturating_sub(pause.start).mul_f64(fraction);
        self.instant.saturating_add(pause.start + random)
    }
}

/// Credentials, and what is known of them.
pub(super) struct Held {
    pub(super) credentials: Credentials,
    /// When a refresh is due; never for credentials that do not expire.
    refresh_from: Option<SystemTime>,
    /// The provider is not asked earlier, by the clock's [`instant`](crate::Clock::instant).
    paused_until: Duration,
    /// A service says that they have expired.
    is_rejected: bool,
    /// The provider had nothing newer when they had expired or been rejected.
    is_last_resort: bool,
    /// The error of the latest refresh, if it failed.
    failure: Option<CredentialsError>,
}

/// Use of credentials at some moment.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// They serve.
    Fresh,
    /// They serve, and a refresh is due.
    Ageing,
    /// They do not serve before the provider has been asked.
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

    /// A service says that `credentials` have expired.
    ///
    /// During a pause that is heeded once: the provider would be asked for each call if it gave the same ones again.
    pub(super) fn reject(&mut self, credentials: &Credentials, at: Moment) {
        let is_heeded = !self.is_rejected || at.instant >= self.paused_until;
        if is_heeded && self.credentials.has_same_keys(credentials) {
            self.is_rejected = true;
            self.is_last_resort = false;
        }
    }

    /// The failure because of which `credentials`, which a service says have expired, have not been replaced.
    pub(super) fn failure(&self, credentials: &Credentials) -> Option<&CredentialsError> {
        let failure = self.failure.as_ref();
        failure.filter(|_| self.is_rejected && self.credentials.has_same_keys(credentials))
    }

    /// A refresh has ended without newer ones.
    fn go_on(&mut self, failure: Option<CredentialsError>, at: Moment, fraction: f64) {
        self.failure = failure;
        if self.is_valid(at.now) {
            self.paused_until = at.after(&EARLY_PAUSE, fraction);
        } else {
            self.paused_until = at.after(&LATE_PAUSE, fraction);
            self.is_last_resort = true;
        }
    }

    /// A refresh beside the calls has been dropped.
    pub(super) fn postpone(&mut self, at: Moment, fraction: f64) {
        self.paused_until = at.after(&EARLY_PAUSE, fraction);
    }

    /// All callers that waited for a refresh have given up: the next ones need not wait as long.
    pub(super) fn serve_all_the_same(&mut self, at: Moment) {
        self.is_last_resort |= !self.is_valid(at.now);
    }

    fn is_valid(&self, now: SystemTime) -> bool {
        !self.is_rejected && !has_expired(&self.credentials, now)
    }

    fn is_refresh_due(&self, now: SystemTime) -> bool {
        self.is_last_resort || self.refresh_from.is_some_and(|from| from <= now)
    }

    /// Returns whether `new` brings nothing newer.
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

/// Credentials to hand out after a refresh, and why it has brought none that are valid, if so.
pub(super) type Refreshed = (Credentials, Option<CredentialsError>);

/// Takes in what a provider has given.
///
/// # Errors
/// The provider's, if there are no credentials that could be used on.
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
            (!held.is_valid(at.now)).then(|| problem("the provider gave no newer credentials"));
        return Ok((held.credentials.clone(), problem));
    }
    let held = held.insert(Held::new(new, at));
    let problem = (!held.is_valid(at.now)).then(|| {
        held.go_on(None, at, fraction);
        problem("the provider gave expired credentials")
    });
    Ok((held.credentials.clone(), problem))
}

fn problem(text: &str) -> CredentialsError {
    CredentialsError::message(text)
}

fn has_expired(credentials: &Credentials, now: SystemTime) -> bool {
    credentials.expiry().is_some_and(|expiry| expiry <= now)
}
