//! Credentials kept for the calls to come.

use super::deadline::within;
use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::time::SharedClock;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::sync;

/// How long before they expire credentials are refreshed; half of their life, where that is shorter.
const EARLY: Duration = Duration::from_secs(5 * 60);

/// How long a refresh may take while the credentials at hand are still valid.
const EARLY_LIMIT: Duration = Duration::from_secs(10);

/// How long after an early refresh has failed comes the next.
const EARLY_AGAIN: Duration = Duration::from_secs(60);

/// Asks a provider for credentials when there are none, and again shortly before they expire.
///
/// - One caller refreshes at a time. Meanwhile the others use the credentials that are still valid, or wait where there
///   are none.
/// - An early refresh that fails, or takes too long, leaves the credentials in use, and is tried again a minute later.
/// - A refresh without which there are no credentials gives its error to those who have waited for it. No one who comes
///   later gets it: they try again.
/// - A caller that gives up lets the next one refresh.
///
/// What a provider gives is handed out even if it has expired by this machine's clock: that may be wrong, and the
/// service's word counts.
pub(crate) struct CredentialsCache {
    provider: Arc<dyn ProvideCredentials>,
    clock: SharedClock,
    state: Mutex<State>,
    /// Held by the caller that refreshes.
    turn: sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// How many refreshes that callers waited for have ended.
    ended: u64,
    /// How the last of them failed.
    failure: Option<CredentialsError>,
}

struct Held {
    credentials: Credentials,
    refresh_at: Option<SystemTime>,
}

/// What the state is good for at some time.
enum View {
    Fresh(Credentials),
    /// Still valid, and due for a refresh.
    Ageing(Credentials),
    None {
        ended: u64,
    },
}

impl CredentialsCache {
    pub(crate) fn new(provider: Arc<dyn ProvideCredentials>, clock: SharedClock) -> Self {
        Self {
            provider,
            clock,
            state: Mutex::default(),
            turn: sync::Mutex::default(),
        }
    }

    /// Credentials to sign with now.
    pub(crate) async fn get(&self) -> Result<Credentials, CredentialsError> {
        match self.view() {
            View::Fresh(credentials) => Ok(credentials),
            View::Ageing(credentials) => Ok(self.refresh_early(credentials).await),
            View::None { ended } => self.refresh(ended).await,
        }
    }

    /// Drops `credentials`, which a service says have expired, unless they have been replaced meanwhile.
    pub(crate) fn invalidate(&self, credentials: &Credentials) {
        let mut state = self.state();
        state.held.take_if(|held| held.credentials == *credentials);
    }

    async fn refresh_early(&self, valid: Credentials) -> Credentials {
        let Ok(_turn) = self.turn.try_lock() else {
            return valid;
        };
        if let View::Fresh(credentials) = self.view() {
            return credentials;
        }
        let refresh = self.provider.provide();
        match within(&*self.clock, EARLY_LIMIT, refresh).await {
            Some(Ok(credentials)) => {
                self.hold(&credentials);
                credentials
            }
            Some(Err(error)) => self.postpone(valid, &error),
            None => {
                let error = format!("no answer within {} s", EARLY_LIMIT.as_secs());
                self.postpone(valid, &error)
            }
        }
    }

    /// Refreshes, or takes what another caller's refresh gave since `ended` of them had ended.
    async fn refresh(&self, ended: u64) -> Result<Credentials, CredentialsError> {
        let _turn = self.turn.lock().await;
        if let Some(outcome) = self.outcome_since(ended) {
            return outcome;
        }
        let outcome = self.provider.provide().await;
        let mut state = self.state();
        state.ended += 1;
        state.failure = outcome.as_ref().err().cloned();
        drop(state);
        if let Ok(credentials) = &outcome {
            self.hold(credentials);
        }
        outcome
    }

    fn outcome_since(&self, ended: u64) -> Option<Result<Credentials, CredentialsError>> {
        if let View::Fresh(credentials) | View::Ageing(credentials) = self.view() {
            return Some(Ok(credentials));
        }
        let state = self.state();
        if state.ended == ended {
            return None;
        }
        match (&state.failure, &state.held) {
            (Some(error), _) => Some(Err(error.clone())),
            (None, Some(held)) => Some(Ok(held.credentials.clone())),
            (None, None) => None,
        }
    }

    fn view(&self) -> View {
        let now = self.clock.now();
        let state = self.state();
        match &state.held {
            Some(held) if held.refresh_at.is_none_or(|at| now < at) => {
                View::Fresh(held.credentials.clone())
            }
            Some(held) if held.credentials.expiry().is_none_or(|at| now < at) => {
                View::Ageing(held.credentials.clone())
            }
            _ => View::None { ended: state.ended },
        }
    }

    fn hold(&self, credentials: &Credentials) {
        let now = self.clock.now();
        let refresh_at = credentials.expiry().map(|expiry| {
            let life = expiry.duration_since(now).unwrap_or_default();
            expiry.checked_sub(EARLY.min(life / 2)).unwrap_or(expiry)
        });
        self.state().held = Some(Held {
            credentials: credentials.clone(),
            refresh_at,
        });
    }

    /// Goes on with `valid` for a while after an early refresh has failed.
    fn postpone(&self, valid: Credentials, _error: &dyn fmt::Display) -> Credentials {
        #[cfg(feature = "tracing")]
        tracing::warn!(error = %_error, "credentials could not be refreshed yet; those at hand are still valid");
        let again = self.clock.now().checked_add(EARLY_AGAIN);
        let mut state = self.state();
        if let Some(held) = state.held.as_mut().filter(|held| held.credentials == valid) {
            let expiry = valid.expiry();
            held.refresh_at = expiry.map(|expiry| again.map_or(expiry, |again| again.min(expiry)));
        }
        drop(state);
        valid
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // No code that may panic runs under the lock: what it holds is always whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for CredentialsCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = self
            .state()
            .held
            .as_ref()
            .map(|held| held.credentials.clone());
        formatter
            .debug_struct("CredentialsCache")
            .field("held", &held)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
