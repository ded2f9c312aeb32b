//! Cache of credentials.

mod held;
mod interface;

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::entropy::{self, Entropy};
use crate::executor::Runtime;
use crate::fetch::Fetch;
use crate::lock::lock;
use crate::time::{SharedClock, within};
use held::{Held, Moment, Use};
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::Duration;

/// Timeout of a request to a provider: a minute for a `credential_process`, and half a minute (three attempts of 10 s) for
/// each of four roles that are assumed one after the other.
const FETCH_LIMIT: Duration = Duration::from_secs(180);

/// Cache of the credentials of a provider, which are refreshed shortly before they expire.
///
/// The clients of a configuration share its [own cache](crate::Config::shared_credentials). Others are for
/// [single calls](crate::Request::credentials), for [configurations](crate::Config::with_credentials) that share
/// connections, and for a source that several providers use: a cache is a provider too. Clones share the credentials;
/// keep one cache for each identity. [`Credentials`] convert into a cache that always returns them.
///
/// - Valid credentials are returned immediately. They are refreshed in the background, one refresh at a time, in a task
///   of the tokio runtime of the call that started it; outside of tokio it is polled by each call that asks for
///   credentials. The refresh belongs to the cache, not to a call. It is postponed if it fails or is lost with its
///   runtime.
/// - Callers wait only if there are no credentials, or if the cached ones have expired by the clock or were rejected by
///   a service. All waiting callers get the same result. The request to the provider is cancelled with the last of
///   them.
/// - If the provider has nothing newer then, the cached credentials are used further, and the service decides whether
///   it accepts them. The provider is asked again 5 to 10 minutes later.
/// - Without any usable credentials, the waiting callers get the provider's error. Later callers do not: they try
///   again.
/// - No caller waits for a request that belongs to another tokio runtime, which may no longer be running.
///
/// ```
/// use runtime::{Config, Credentials, CredentialsCache, Environment, EnvironmentCredentials, FirstOf};
///
/// # fn main() -> Result<(), runtime::ConfigError> {
/// let config = Config::builder().region("eu-west-1").build()?;
/// let environment = EnvironmentCredentials::new(Environment::process());
/// let fallback = Credentials::new("AKIDEXAMPLE", "secret");
/// let tenant = CredentialsCache::new(FirstOf::new("environment", environment).or("fallback", fallback), &config);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct CredentialsCache(Backing);

#[derive(Clone)]
enum Backing {
    /// Credentials without a provider.
    Fixed(Credentials),
    Cached(Arc<Inner>),
}

type Outcome = Result<Credentials, CredentialsError>;

struct Inner {
    provider: Arc<dyn ProvideCredentials>,
    clock: SharedClock,
    entropy: Arc<Entropy>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// Background refresh.
    beside: Option<Arc<Fetch<Outcome>>>,
    /// Fetches that callers wait for and own: one for each runtime.
    awaited: Vec<Weak<Fetch<Outcome>>>,
}

impl Inner {
    /// Returns credentials that can be used without a wait, and starts their refresh if it is due.
    fn usable(self: &Arc<Self>) -> Option<Credentials> {
        let (credentials, state) = self.held()?;
        match state {
            Use::Fresh => Some(credentials),
            Use::Ended => None,
            Use::Ageing => {
                self.refresh_beside();
                // Outside of tokio, a provider that need not wait has replaced them by now.
                let (credentials, state) = self.held()?;
                (state != Use::Ended).then_some(credentials)
            }
        }
    }

    fn held(&self) -> Option<(Credentials, Use)> {
        let at = self.moment();
        let state = self.state();
        let held = state.held.as_ref()?;
        Some((held.credentials.clone(), held.usable(at)))
    }

    /// Ensures that a background refresh is running.
    fn refresh_beside(self: &Arc<Self>) {
        let (fetch, is_new) = self.beside();
        match Runtime::current() {
            // Not in the caller, which the provider could keep, or panic in.
            Some(runtime) if is_new => runtime.spawn(self.drive(&fetch)),
            None if fetch.is_of_this_runtime() => drop(fetch.advance()),
            _ => {}
        }
        if !fetch.has_ended() && self.is_overdue(&fetch) {
            self.forget(&fetch);
        }
    }

    /// Returns the background refresh, and true if it is new.
    fn beside(self: &Arc<Self>) -> (Arc<Fetch<Outcome>>, bool) {
        let mut state = self.state();
        if let Some(running) = state.beside.as_ref().filter(|it| !it.has_ended()) {
            return (Arc::clone(running), false);
        }
        let new = self.fetch(false);
        let ended = state.beside.replace(Arc::clone(&new));
        drop(state);
        drop(ended);
        (new, true)
    }

    /// Drives a refresh until it ends, or until the cache is dropped.
    fn drive(
        self: &Arc<Self>,
        fetch: &Arc<Fetch<Outcome>>,
    ) -> impl Future<Output = ()> + Send + use<> {
        let task = Task {
            cache: Arc::downgrade(self),
            fetch: Arc::downgrade(fetch),
        };
        let end = fetch.drive();
        async move {
            let _task = task;
            end.await;
        }
    }

    /// Returns true if a refresh has exceeded its own timeout, since its runtime no longer runs.
    fn is_overdue(&self, fetch: &Fetch<Outcome>) -> bool {
        self.clock.instant().saturating_sub(fetch.started()) > FETCH_LIMIT
    }

    /// Drops a background refresh.
    fn forget(&self, fetch: &Arc<Fetch<Outcome>>) {
        let mut state = self.state();
        let forgotten = state.beside.take_if(|it| Arc::ptr_eq(it, fetch));
        // Its end takes the lock.
        drop(state);
        drop(forgotten);
    }

    /// Returns the fetch of this runtime to wait for: a pending one, or a new one.
    fn fetch_to_wait_for(self: &Arc<Self>) -> Arc<Fetch<Outcome>> {
        let mut state = self.state();
        let awaited: Vec<_> = state.awaited.iter().filter_map(Weak::upgrade).collect();
        let mut running = awaited.iter().chain(&state.beside);
        let running = running.find(|it| it.is_of_this_runtime() && !it.has_ended());
        let fetch = running.cloned().unwrap_or_else(|| {
            let new = self.fetch(true);
            state.awaited = awaited.iter().map(Arc::downgrade).collect();
            state.awaited.push(Arc::downgrade(&new));
            new
        });
        drop(state);
        // This may be the last owner of one of them, whose end takes the lock.
        drop(awaited);
        fetch
    }

    /// Creates a request to the provider, which starts when it is polled.
    fn fetch(self: &Arc<Self>, is_awaited: bool) -> Arc<Fetch<Outcome>> {
        let (provider, clock) = (Arc::clone(&self.provider), Arc::clone(&self.clock));
        let cache = Arc::downgrade(self);
        let future = async move {
            let report = Report { cache, is_awaited };
            let outcome = within(&*clock, Some(FETCH_LIMIT), provider.provide()).await;
            report.end(outcome.unwrap_or_else(|| Err(took_too_long())))
        };
        Fetch::new(self.clock.instant(), Box::pin(future), || {
            Err(CredentialsError::message(
                "the credentials provider panicked",
            ))
        })
    }

    fn take_in(&self, outcome: Outcome) -> Outcome {
        let (at, fraction) = (self.moment(), self.fraction());
        let mut state = self.state();
        let refreshed = held::take_in(&mut state.held, outcome, at, fraction);
        drop(state);
        let (credentials, problem) = refreshed?;
        if let Some(problem) = problem {
            trace(&problem);
        }
        Ok(credentials)
    }

    fn gave_up(&self, is_awaited: bool) {
        let (at, fraction) = (self.moment(), self.fraction());
        if let Some(held) = &mut self.state().held {
            if is_awaited {
                held.serve_all_the_same(at);
            } else {
                held.postpone(at, fraction);
            }
        }
    }

    fn moment(&self) -> Moment {
        Moment {
            now: self.clock.now(),
            instant: self.clock.instant(),
        }
    }

    /// Returns a random number for a delay; without a source of randomness, that of the longest delay.
    fn fraction(&self) -> f64 {
        (self.entropy)().map_or(1.0, entropy::fraction)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // No code that may panic runs under the lock: what it holds is always whole.
        lock(&self.state)
    }
}

fn took_too_long() -> CredentialsError {
    let seconds = FETCH_LIMIT.as_secs();
    CredentialsError::message(format!(
        "the credentials provider did not respond within {seconds} s"
    ))
}

/// Reports the result of a fetch to the cache, also if it is dropped.
struct Report {
    cache: Weak<Inner>,
    is_awaited: bool,
}

impl Report {
    fn end(mut self, outcome: Outcome) -> Outcome {
        match mem::take(&mut self.cache).upgrade() {
            Some(cache) => cache.take_in(outcome),
            None => outcome,
        }
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        if let Some(cache) = self.cache.upgrade() {
            cache.gave_up(self.is_awaited);
        }
    }
}

/// Task that drives a refresh; the refresh is lost if its runtime shuts down.
struct Task {
    cache: Weak<Inner>,
    fetch: Weak<Fetch<Outcome>>,
}

impl Drop for Task {
    fn drop(&mut self) {
        if let (Some(cache), Some(fetch)) = (self.cache.upgrade(), self.fetch.upgrade())
            && !fetch.has_ended()
        {
            cache.forget(&fetch);
        }
    }
}

#[cfg(feature = "tracing")]
fn trace(problem: &CredentialsError) {
    tracing::warn!(error = %problem, "credentials could not be refreshed and remain in use");
}

#[cfg(not(feature = "tracing"))]
fn trace(_: &CredentialsError) {}

#[cfg(test)]
mod tests;
