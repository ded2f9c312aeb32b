//! Resources shared by the clients of one configuration, created when first needed: connections, credentials, and the
//! region of the instance.

use super::Config;
#[cfg(feature = "credentials")]
use super::ServiceOverrides;
#[cfg(feature = "credentials")]
use super::instance_region::InstanceRegion;
use super::own_transport::OwnTransport;
use crate::credentials::{
    Credentials, CredentialsCache, CredentialsError, ProvideCredentials, ProvideToken, Token,
    Tokens,
};
#[cfg(feature = "credentials")]
use crate::credentials::{DefaultChain, default_chain};
use crate::transport::{BoxError, BoxFuture, Transport};
use std::sync::{Arc, OnceLock};

/// Lazily created resources, shared by all clients.
pub(super) struct OfAllClients {
    transport: Arc<OnceLock<Arc<dyn Transport>>>,
    credentials: OnceLock<CredentialsCache>,
    token: OnceLock<CredentialsCache>,
    /// Default chain, whose state the providers of credentials, tokens and roles share.
    #[cfg(feature = "credentials")]
    chain: OnceLock<DefaultChain>,
    /// `None` unless the configuration reads its environment.
    #[cfg(feature = "credentials")]
    region: Option<InstanceRegion>,
}

impl OfAllClients {
    /// Creates an empty set of resources.
    pub(super) fn new(reads_surroundings: bool) -> Self {
        #[cfg(not(feature = "credentials"))]
        let _ = reads_surroundings;
        Self {
            transport: Arc::default(),
            credentials: OnceLock::new(),
            token: OnceLock::new(),
            #[cfg(feature = "credentials")]
            chain: OnceLock::new(),
            #[cfg(feature = "credentials")]
            region: reads_surroundings.then(InstanceRegion::default),
        }
    }
}

impl Config {
    /// Returns the configured transport, else the default one. The default is built by the first call that needs it; if
    /// that fails, for instance because a file is missing, the next call tries again.
    pub(crate) fn shared_transport(&self) -> Result<Arc<dyn Transport>, BoxError> {
        let built = &self.0.of_all_clients.transport;
        match self.transport().or_else(|| built.get().cloned()) {
            Some(transport) => Ok(transport),
            None => OwnTransport::of(self, built).get(),
        }
    }

    /// Returns the credentials that all clients of this configuration use: those of the configured provider, or of the
    /// default chain (feature `credentials`) if the configuration has an environment. The cache can be part of other
    /// providers, such as [`FirstOf`](crate::FirstOf).
    #[must_use]
    pub fn shared_credentials(&self) -> &CredentialsCache {
        if let Some(own) = &self.1 {
            return own;
        }
        self.0.of_all_clients.credentials.get_or_init(|| {
            let provider = self.credentials().unwrap_or_else(|| self.own_credentials());
            CredentialsCache::over(provider, self.clock(), self.entropy())
        })
    }

    /// Returns the bearer token of all clients, from the configured provider.
    pub(crate) fn shared_token(&self) -> &CredentialsCache {
        self.0.of_all_clients.token.get_or_init(|| {
            let provider = self.token().unwrap_or_else(|| self.own_token());
            CredentialsCache::over(Arc::new(Tokens(provider)), self.clock(), self.entropy())
        })
    }

    /// Returns the default provider of bearer tokens.
    fn own_token(&self) -> Arc<dyn ProvideToken> {
        #[cfg(feature = "credentials")]
        if self.0.reads_environment {
            return Arc::new(self.own_chain());
        }
        Arc::new(Unavailable(CredentialsError::not_found(
            "there is no provider of bearer tokens: hand one to `ConfigBuilder::token`, or set the variable of the \
             service, such as AWS_BEARER_TOKEN_BEDROCK",
        )))
    }

    /// Returns the region of the instance that the program runs on, if the configuration reads its environment.
    #[cfg(feature = "credentials")]
    pub(crate) async fn instance_region(&self) -> Option<String> {
        let region = self.0.of_all_clients.region.as_ref()?;
        let ask = || {
            let chain = self.own_chain();
            async move { chain.instance_region().await }
        };
        region.get(&self.clock(), ask).await
    }

    /// Returns `None`: the feature `credentials` is disabled.
    #[cfg(not(feature = "credentials"))]
    pub(crate) async fn instance_region(&self) -> Option<String> {
        None
    }

    #[cfg(feature = "credentials")]
    fn own_credentials(&self) -> Arc<dyn ProvideCredentials> {
        if self.0.reads_environment {
            return Arc::new(self.own_chain());
        }
        Arc::new(Unavailable(CredentialsError::not_found(
            "no provider is configured, and nothing is read without an environment: hand a provider to \
             `ConfigBuilder::credentials`, or let variables, profiles and metadata be read with `Config::from_env` or \
             `ConfigBuilder::environment`",
        )))
    }

    /// Returns the default chain of this configuration.
    #[cfg(feature = "credentials")]
    pub(crate) fn own_chain(&self) -> DefaultChain {
        let chain = &self.0.of_all_clients.chain;
        chain.get_or_init(|| self.new_chain()).clone()
    }

    #[cfg(feature = "credentials")]
    fn new_chain(&self) -> DefaultChain {
        let of_all_clients = &self.0.of_all_clients;
        let environment = self.environment().clone();
        let chain = match self.transport() {
            Some(transport) => default_chain(transport, environment),
            None => default_chain(
                OwnTransport::of(self, &of_all_clients.transport),
                environment,
            ),
        };
        let overrides = ServiceOverrides::of(self, of_all_clients.region.as_ref());
        let chain = chain.clock(self.clock());
        let (entropy, mfa_code) = (self.entropy(), self.mfa_code());
        let chain = chain.configured(overrides, entropy, self.skew_correction(), mfa_code);
        match self.chosen_profile() {
            Some(profile) => chain.profile(profile),
            None => chain,
        }
    }

    #[cfg(not(feature = "credentials"))]
    fn own_credentials(&self) -> Arc<dyn ProvideCredentials> {
        let message = "there is no credentials provider: set one with `Config::builder().credentials(…)`, or \
             enable the feature `credentials`";
        Arc::new(Unavailable(CredentialsError::not_found(message)))
    }
}

/// Provider that fails with the reason why there is none.
struct Unavailable(CredentialsError);

impl ProvideCredentials for Unavailable {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}

impl ProvideToken for Unavailable {
    fn provide_token(&self) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}
