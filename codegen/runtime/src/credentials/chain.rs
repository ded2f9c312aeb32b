//! Default chain of credentials providers.
//!
//! Each source is a module; [`http`] holds the common part of their requests, [`context`] their external resources.

mod arn;
mod container;
mod context;
mod endpoint;
mod follow;
mod http;
mod instance;
mod json;
mod keys;
#[cfg(feature = "login")]
mod login;
mod plan;
mod process;
mod profile;
mod query;
mod rest_json;
mod service_error;
mod session;
mod source;
mod sso;
mod sts;
mod text;
mod xml;

use super::mfa::{self, AskMfaCode};
use super::{Credentials, CredentialsError, EnvironmentCredentials, ProvideCredentials};
use crate::config::{Environment, Profiles, ServiceOverrides};
use crate::entropy::{self, Entropy};
use crate::features::Features;
use crate::time::{SharedClock, SystemClock};
use crate::transport::{BoxError, BoxFuture, Transport};
use context::Memory;
use plan::WebIdentity;
use source::{Answer, Source};
pub(crate) use sso::SsoToken;
use std::fmt;
use std::sync::Arc;

pub(super) use context::ProviderContext;
pub(super) use plan::Command;
pub(super) use process::credentials as credentials_of_process;
pub(super) use sts::{
    AssumeRoleRequest, Refusal, RoleSession, WebIdentityToken, assume_role,
    assume_role_with_web_identity,
};

/// The default credentials chain of the AWS SDKs. Sources, in order of precedence:
///
/// 1. the variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, unless a profile is selected
///    in code;
/// 2. the profile: a role to assume (`role_arn` with `source_profile`, `credential_source` or
///    `web_identity_token_file`), IAM Identity Center (`sso_session`, or the older `sso_*` keys), keys in the
///    credentials file, a session of `aws login` (feature `login`), `credential_process`, keys in the configuration
///    file;
/// 3. a web identity token: `AWS_ROLE_ARN` and `AWS_WEB_IDENTITY_TOKEN_FILE`;
/// 4. the role of the container: `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `AWS_CONTAINER_CREDENTIALS_FULL_URI`;
/// 5. the role of the EC2 instance, unless `AWS_EC2_METADATA_DISABLED` is `true`.
///
/// A source that is not configured is skipped. A configured source that fails, or is configured incorrectly, is an
/// error: the chain does not fall through to the next source. Instance metadata count as not configured if they cannot
/// be reached, if they are disabled, or if the instance has no role; after they returned credentials once, all of these
/// are errors. The profile is read again for each refresh.
///
/// STS is called in the configured region (`AWS_REGION`, `AWS_DEFAULT_REGION`, `region`); without one, in the region of
/// the global services of the role's partition, which is `sts.amazonaws.com` for the partition `aws`. STS and the
/// portal of IAM Identity Center use the settings of FIPS, dual stack and endpoint URLs, for instance
/// `AWS_ENDPOINT_URL_STS`. Requests to metadata services bypass proxies.
///
/// The tokens of `aws sso login` with an `sso_session`, and of `aws login`, are renewed before they expire, and written to
/// the files of the AWS CLI (`~/.aws/sso/cache`; `AWS_LOGIN_CACHE_DIRECTORY`, by default `~/.aws/login/cache`), which
/// other processes may read and renew at the same time. If that fails, a token is used until it expires. If it cannot be
/// written, it is kept in memory. A token without a session, of the older `sso_*` keys, is not renewed.
///
/// A role that requires multi-factor authentication (`mfa_serial`) needs [`mfa_code`](Self::mfa_code).
#[derive(Clone)]
pub struct DefaultChain {
    context: ProviderContext,
    profile: Option<String>,
}

/// Creates a chain that sends requests over `transport` and reads variables and files from `environment`.
pub fn default_chain(transport: impl Transport, environment: Environment) -> DefaultChain {
    DefaultChain {
        context: ProviderContext {
            transport: Arc::new(transport),
            environment,
            clock: Arc::new(SystemClock::new()),
            entropy: Arc::new(entropy::draw),
            overrides: ServiceOverrides::default(),
            mfa_code: None,
            memory: Arc::new(Memory::new(true)),
        },
        profile: None,
    }
}

impl DefaultChain {
    /// Selects the profile `name`. It has precedence over `AWS_PROFILE`, and over credentials in variables.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Sets the region of STS.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.context.overrides.region = Some(region.into());
        self
    }

    /// Sets the clock for signatures, the expiry of tokens, timeouts and delays.
    #[must_use]
    pub fn clock(mut self, clock: SharedClock) -> Self {
        self.context.clock = clock;
        self
    }

    /// Sets the callback that returns the code of a multi-factor authentication device, for roles with `mfa_serial`: see
    /// [`ConfigBuilder::mfa_code`](crate::ConfigBuilder::mfa_code).
    #[must_use]
    pub fn mfa_code<F, E>(mut self, ask: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<String, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.context.mfa_code = Some(mfa::callback(ask));
        self
    }

    /// Uses the settings for STS and IAM Identity Center of a configuration.
    pub(crate) fn configured(
        mut self,
        overrides: ServiceOverrides,
        entropy: Arc<Entropy>,
        skew_correction: bool,
        mfa_code: Option<Arc<AskMfaCode>>,
    ) -> Self {
        self.context.overrides = overrides;
        self.context.mfa_code = mfa_code;
        self.context.entropy = entropy;
        self.context.memory = Arc::new(Memory::new(skew_correction));
        self
    }

    /// Returns the external resources of this chain, for providers of a configuration.
    pub(super) fn into_context(self) -> ProviderContext {
        self.context
    }

    /// Returns the region of the EC2 instance that the program runs on, if its metadata service names one.
    pub(crate) async fn instance_region(&self) -> Option<String> {
        let profiles = self.profiles().ok();
        let profile = profiles.as_ref().and_then(Profiles::current);
        let found = instance::region(&self.context, profile).await;
        trace_region(&found);
        found.ok()
    }

    /// Returns the token of the selected profile's `sso_session`, if it has one, for services with bearer tokens. It is
    /// renewed if it is due.
    pub(crate) async fn sso_token(&self) -> Result<Option<SsoToken>, CredentialsError> {
        let profiles = self.profiles()?;
        let selected = profiles.selected();
        let Some(session) = profile::sso_session(&profiles, selected)? else {
            return Ok(None);
        };
        let name = format!("profile {selected:?}");
        let token = sso::token(&self.context, &profiles, &name, &session).await;
        token.map(Some)
    }

    async fn find(&self) -> Result<Credentials, CredentialsError> {
        let mut reasons = Vec::new();
        for source in Source::ORDER {
            match self.ask(source).await? {
                Answer::Found(credentials) => return Ok(credentials),
                Answer::Nothing(why) => reasons.push(why),
            }
        }
        Err(source::not_found(reasons))
    }

    async fn ask(&self, source: Source) -> Result<Answer, CredentialsError> {
        match source {
            Source::Environment => self.environment(),
            Source::Profile => self.of_profile().await,
            Source::WebIdentity => self.web_identity().await,
            Source::Container => {
                let found = container::find(&self.context, source.as_str()).await?;
                Ok(source.answer(found, container::NOT_SET))
            }
            Source::Instance => self.instance().await,
        }
    }

    fn environment(&self) -> Result<Answer, CredentialsError> {
        let source = Source::Environment;
        if self.profile.is_some() {
            return Ok(source.nothing("skipped, since a profile is set in code"));
        }
        let provider = EnvironmentCredentials::new(self.context.environment.clone());
        let found = provider.find()?;
        Ok(source.answer(found, "AWS_ACCESS_KEY_ID is not set"))
    }

    async fn of_profile(&self) -> Result<Answer, CredentialsError> {
        let profiles = self.profiles()?;
        let name = profiles.selected();
        match profile::plan(&profiles, name)? {
            Some(plan) => follow::follow(&self.context, &profiles, plan)
                .await
                .map(Answer::Found),
            None => Ok(Source::Profile.nothing(match profiles.current() {
                Some(_) => format!("{name:?} has no credential settings"),
                None => format!("{name:?} does not exist"),
            })),
        }
    }

    fn profiles(&self) -> Result<Profiles, CredentialsError> {
        Profiles::load_selecting(&self.context.environment, self.profile.clone())
            .map_err(CredentialsError::new)
    }

    async fn web_identity(&self) -> Result<Answer, CredentialsError> {
        const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
        const ROLE_ARN: &str = "AWS_ROLE_ARN";
        let source = Source::WebIdentity;
        let environment = &self.context.environment;
        let Some(token_file) = environment.trimmed(TOKEN_FILE) else {
            return Ok(source.nothing(format!("{TOKEN_FILE} is not set")));
        };
        let role_arn = environment.trimmed(ROLE_ARN).ok_or_else(|| {
            let message = format!("{TOKEN_FILE} is set and {ROLE_ARN} is not: set both or neither");
            CredentialsError::message(message)
        })?;
        let identity = WebIdentity {
            role_arn,
            token_file,
            session_name: environment.trimmed("AWS_ROLE_SESSION_NAME"),
            duration: None,
        };
        let profiles = self.profiles()?;
        let assumed =
            sts::assume_with_web_identity(&self.context, &profiles, source.as_str(), &identity)
                .await?;
        Ok(Answer::Found(assumed.with_features(
            Features::CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN,
        )))
    }

    async fn instance(&self) -> Result<Answer, CredentialsError> {
        let profiles = self.profiles().ok();
        let profile = profiles.as_ref().and_then(Profiles::current);
        let found = instance::credentials(&self.context, Source::Instance.as_str(), profile).await;
        match found {
            Err(error) if error.is_not_found() => Ok(Answer::Nothing(error)),
            found => found.map(Answer::Found),
        }
    }
}

impl ProvideCredentials for DefaultChain {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.find())
    }
}

impl fmt::Debug for DefaultChain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DefaultChain")
            .field("profile", &self.profile)
            .field("region", &self.context.overrides.region)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "tracing")]
fn trace_region(found: &Result<String, CredentialsError>) {
    match found {
        Ok(region) => tracing::debug!(region, "region of the instance"),
        Err(error) => tracing::debug!(error = %error, "no region of an instance"),
    }
}

#[cfg(not(feature = "tracing"))]
fn trace_region(_: &Result<String, CredentialsError>) {}

#[cfg(test)]
mod tests;
