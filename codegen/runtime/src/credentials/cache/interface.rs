//! Interface of the cache.

#[cfg(feature = "sigv4-s3express")]
use super::Held;
use super::{Backing, CredentialsCache, Inner, Outcome, State};
use crate::config::Config;
use crate::credentials::{Credentials, CredentialsError, ProvideCredentials};
use crate::entropy::Entropy;
use crate::time::SharedClock;
use crate::transport::BoxFuture;
use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex};

impl CredentialsCache {
    /// Creates an empty cache for `provider`, with the clock of `config`. The provider is asked when credentials are
    /// first needed.
    ///
    /// A cache of a cache is the same cache.
    pub fn new(provider: impl ProvideCredentials, config: &Config) -> Self {
        Self::over(Arc::new(provider), config.clock(), config.entropy())
    }

    pub(crate) fn over(
        provider: Arc<dyn ProvideCredentials>,
        clock: SharedClock,
        entropy: Arc<Entropy>,
    ) -> Self {
        let any: &dyn Any = &*provider;
        if let Some(cache) = any.downcast_ref::<Self>() {
            return cache.clone();
        }
        Self(Backing::Cached(Arc::new(Inner {
            provider,
            clock,
            entropy,
            state: Mutex::new(State::default()),
        })))
    }

    /// Returns credentials to sign with now.
    pub(crate) async fn get(&self) -> Outcome {
        let cache = match &self.0 {
            Backing::Fixed(credentials) => return Ok(credentials.clone()),
            Backing::Cached(cache) => cache,
        };
        if let Some(credentials) = cache.usable() {
            return Ok(credentials);
        }
        cache.fetch_to_wait_for().wait().await
    }

    /// Marks `credentials` as expired, as reported by a service: they are replaced before they are returned again.
    pub(crate) fn invalidate(&self, credentials: &Credentials) {
        let Backing::Cached(cache) = &self.0 else {
            return;
        };
        let at = cache.moment();
        if let Some(held) = &mut cache.state().held {
            held.reject(credentials, at);
        }
        // Not under the lock: the provider is not code of the cache.
        cache.provider.reject(credentials);
    }

    /// Returns true if the cached credentials are these.
    #[cfg(feature = "sigv4-s3express")]
    pub(crate) fn holds(&self, credentials: &Credentials) -> bool {
        self.has_held(|held| held.credentials.has_same_keys(credentials))
    }

    /// Returns true if a service reports that the cached credentials have expired.
    #[cfg(feature = "sigv4-s3express")]
    pub(crate) fn is_rejected(&self) -> bool {
        self.has_held(Held::is_rejected)
    }

    #[cfg(feature = "sigv4-s3express")]
    fn has_held(&self, is: impl FnOnce(&Held) -> bool) -> bool {
        match &self.0 {
            Backing::Fixed(_) => false,
            Backing::Cached(cache) => cache.state().held.as_ref().is_some_and(is),
        }
    }

    /// Returns the error that kept `credentials`, reported as expired by a service, from being replaced.
    pub(crate) fn failure(&self, credentials: &Credentials) -> Option<CredentialsError> {
        let Backing::Cached(cache) = &self.0 else {
            return None;
        };
        let state = cache.state();
        state.held.as_ref()?.failure(credentials).cloned()
    }
}

impl ProvideCredentials for CredentialsCache {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.get())
    }

    fn reject(&self, credentials: &Credentials) {
        self.invalidate(credentials);
    }
}

/// Always returns these credentials, also after they have expired.
impl From<Credentials> for CredentialsCache {
    fn from(credentials: Credentials) -> Self {
        Self(Backing::Fixed(credentials))
    }
}

/// Always returns these credentials, also after they have expired.
impl From<&Credentials> for CredentialsCache {
    fn from(credentials: &Credentials) -> Self {
        credentials.clone().into()
    }
}

/// Returns a clone, which shares the credentials.
impl From<&CredentialsCache> for CredentialsCache {
    fn from(cache: &CredentialsCache) -> Self {
        cache.clone()
    }
}

impl fmt::Debug for CredentialsCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = match &self.0 {
            Backing::Fixed(credentials) => Some(credentials.clone()),
            Backing::Cached(cache) => {
                let state = cache.state();
                state.held.as_ref().map(|held| held.credentials.clone())
            }
        };
        formatter
            .debug_struct("CredentialsCache")
            .field("held", &held)
            .finish_non_exhaustive()
    }
}
