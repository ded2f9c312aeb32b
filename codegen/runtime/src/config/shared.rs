//! What the clients of one configuration share, made when the first of them needs it: connections and credentials.

use super::Config;
use crate::credentials::{Credentials, CredentialsCache, CredentialsError, ProvideCredentials};
use crate::transport::{BoxError, BoxFuture, Transport};
use std::sync::{Arc, OnceLock};

/// What is made once for all clients.
#[derive(Default)]
pub(super) struct OfAllClients {
    transport: OnceLock<Result<Arc<dyn Transport>, Arc<BoxError>>>,
    credentials: OnceLock<CredentialsCache>,
}

impl Config {
    /// The transport that was handed in, else the one that the crate brings.
    pub(crate) fn shared_transport(&self) -> Result<Arc<dyn Transport>, BoxError> {
        let transport = self.0.of_all_clients.transport.get_or_init(|| {
            self.transport()
                .map_or_else(|| self.own_transport().map_err(Arc::new), Ok)
        });
        transport
            .clone()
            .map_err(|error| format!("there is no transport: {error}").into())
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

    #[cfg(feature = "reqwest")]
    fn own_transport(&self) -> Result<Arc<dyn Transport>, BoxError> {
        use crate::transport::ReqwestTransport;
        let mut builder = ReqwestTransport::builder().connect_timeout(self.timeouts().connect);
        if let Some(bundle) = self.ca_bundle() {
            builder = builder.ca_bundle(bundle);
        }
        Ok(Arc::new(builder.build()?))
    }

    #[cfg(not(feature = "reqwest"))]
    fn own_transport(&self) -> Result<Arc<dyn Transport>, BoxError> {
        Err("hand one to `Config::builder().transport(…)`, or enable the feature `reqwest`".into())
    }

    #[cfg(feature = "credentials")]
    fn own_credentials(&self) -> Arc<dyn ProvideCredentials> {
        let transport = match self.shared_transport() {
            Ok(transport) => transport,
            Err(error) => return Arc::new(Unavailable(CredentialsError::new(error))),
        };
        let environment = self.environment().clone();
        let mut chain =
            crate::credentials::default_chain(transport, environment).clock(self.clock());
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
struct Unavailable(CredentialsError);

impl ProvideCredentials for Unavailable {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}
