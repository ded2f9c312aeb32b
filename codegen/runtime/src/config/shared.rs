//! What the clients of one configuration share, made when the first of them needs it: connections and credentials.

use super::Config;
use super::own_transport::OwnTransport;
#[cfg(not(feature = "credentials"))]
use crate::credentials::CredentialsError;
use crate::credentials::{Credentials, CredentialsCache, ProvideCredentials};
#[cfg(not(feature = "credentials"))]
use crate::transport::BoxFuture;
use crate::transport::{BoxError, Transport};
use std::sync::{Arc, OnceLock};

/// What is made once for all clients.
#[derive(Default)]
pub(super) struct OfAllClients {
    transport: Arc<OnceLock<Arc<dyn Transport>>>,
    credentials: OnceLock<CredentialsCache>,
}

impl Config {
    /// The transport that was handed in, else the one that the crate brings. It is built by the first call that needs it; if
    /// that fails, because a file is missing say, the next call tries again.
    pub(crate) fn shared_transport(&self) -> Result<Arc<dyn Transport>, BoxError> {
        let built = &self.0.of_all_clients.transport;
        match self.transport().or_else(|| built.get().cloned()) {
            Some(transport) => Ok(transport),
            None => OwnTransport::of(self, built).get(),
        }
    }

    /// The credentials of all clients: of the provider that was handed in, else of the default chain.
    pub(crate) fn shared_credentials(&self) -> &CredentialsCache {
        self.0.of_all_clients.credentials.get_or_init(|| {
            let provider = self.credentials().unwrap_or_else(|| self.own_credentials());
            CredentialsCache::new(provider, self.clock(), self.entropy())
        })
    }

    /// The service says that these have expired.
    pub(crate) fn forget_credentials(&self, credentials: Option<&Credentials>) {
        if let Some(credentials) = credentials {
            self.shared_credentials().invalidate(credentials);
        }
    }

    #[cfg(feature = "credentials")]
    fn own_credentials(&self) -> Arc<dyn ProvideCredentials> {
        let environment = self.environment().clone();
        let chain = match self.transport() {
            Some(transport) => crate::credentials::default_chain(transport, environment),
            None => {
                let transport = OwnTransport::of(self, &self.0.of_all_clients.transport);
                crate::credentials::default_chain(transport, environment)
            }
        };
        let mut chain = chain.clock(self.clock());
        if let Some(profile) = self.chosen_profile() {
            chain = chain.profile(profile);
        }
        if let Some(region) = self.region() {
            chain = chain.region(region);
        }
        Arc::new(chain)
    }

    #[cfg(not(feature = "credentials"))]
    fn own_credentials(&self) -> Arc<dyn ProvideCredentials> {
        let message = "there is no provider: hand one to `Config::builder().credentials(…)`, or \
             enable the feature `credentials`";
        Arc::new(Unavailable(CredentialsError::not_found(message)))
    }
}

/// Stands where there is no provider, and says why.
#[cfg(not(feature = "credentials"))]
struct Unavailable(CredentialsError);

#[cfg(not(feature = "credentials"))]
impl ProvideCredentials for Unavailable {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}
