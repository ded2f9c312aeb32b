//! External resources of the credential sources.

use super::instance::Discovered;
use super::session::SessionMemory;
use crate::config::{Environment, Profiles, ServiceOverrides, ServiceSettings};
use crate::credentials::CredentialsError;
use crate::credentials::mfa::AskMfaCode;
use crate::endpoint::region_at;
use crate::entropy::Entropy;
use crate::retry::TokenBucket;
use crate::sign::Signer;
use crate::skew::ClockSkew;
use crate::time::SharedClock;
use crate::transport::Transport;
use std::sync::{Arc, Mutex};

/// Transport, variables, files and clock of the sources. Clones share cached state.
#[derive(Clone)]
pub(in crate::credentials) struct ProviderContext {
    pub(super) transport: Arc<dyn Transport>,
    pub(super) environment: Environment,
    pub(in crate::credentials) clock: SharedClock,
    pub(super) entropy: Arc<Entropy>,
    /// Settings of STS, IAM Identity Center and sign-in made in code.
    pub(super) overrides: ServiceOverrides,
    pub(in crate::credentials) mfa_code: Option<Arc<AskMfaCode>>,
    pub(super) memory: Arc<Memory>,
}

/// State kept between requests for credentials.
pub(super) struct Memory {
    pub(super) signer: Signer,
    pub(super) skew: ClockSkew,
    /// Retry token bucket for requests to AWS services.
    pub(super) tokens: TokenBucket,
    pub(super) instance: Mutex<Discovered>,
    pub(super) sessions: SessionMemory,
}

impl Memory {
    pub(super) fn new(skew_correction: bool) -> Self {
        Self {
            signer: Signer::default(),
            skew: ClockSkew::new(skew_correction),
            tokens: TokenBucket::default(),
            instance: Mutex::default(),
            sessions: SessionMemory::default(),
        }
    }
}

impl ProviderContext {
    /// Returns the settings of the service with this SDK ID.
    ///
    /// # Errors
    /// If one of them is malformed.
    pub(super) fn settings(
        &self,
        sdk_id: &str,
        profiles: &Profiles,
    ) -> Result<ServiceSettings, CredentialsError> {
        let settings = self.overrides.resolve(sdk_id, &self.environment, profiles);
        let mut settings = settings.map_err(CredentialsError::new)?;
        // Variables and profiles are checked by then, code is not.
        let region = settings.region.as_deref();
        let region = region.map(|region| region_at("DefaultChain::region", region));
        settings.region = region.transpose().map_err(CredentialsError::message)?;
        Ok(settings)
    }
}
