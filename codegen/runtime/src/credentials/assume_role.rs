//! Provider of a role that is assumed with other credentials.

use super::chain::{AssumeRoleRequest, ProviderContext, Refusal, assume_role};
use super::{Credentials, CredentialsCache, CredentialsError, ProvideCredentials};
use crate::config::Config;
use crate::transport::BoxFuture;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Builder of a provider that assumes a role: [`AssumeRole`] of STS.
///
/// Requests use the connections, clock, region, FIPS, dual-stack and endpoint settings of a [`Config`], as those of a
/// profile with `role_arn` do: without a region, STS is called in the region of the global services of the role's
/// partition.
///
/// ```
/// use runtime::{AssumeRole, Config, Environment};
/// use std::time::Duration;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let environment = Environment::empty();
/// let config = Config::builder().environment(environment).region("eu-west-1").build()?;
/// let auditor = AssumeRole::new("arn:aws:iam::123456789012:role/auditor")
///     .session_name("nightly-report")
///     .external_id("7c3e")
///     .tag("tenant", "example")
///     .duration(Duration::from_secs(900))
///     .build(&config)?;
/// let auditing = config.with_credentials(auditor);
/// # Ok(())
/// # }
/// ```
///
/// [`AssumeRole`]: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
#[derive(Clone)]
#[must_use = "nothing is requested until it is built and used"]
pub struct AssumeRole {
    request: AssumeRoleRequest,
    duration: Option<Duration>,
    source: Option<Arc<dyn ProvideCredentials>>,
}

impl AssumeRole {
    /// Creates a builder for the role with this ARN.
    pub fn new(role_arn: impl Into<String>) -> Self {
        let mut request = AssumeRoleRequest::default();
        request.session.role_arn = role_arn.into();
        Self {
            request,
            duration: None,
            source: None,
        }
    }

    /// Sets the name of the session, which the role's account sees in its logs. The default is `rust-` with the time of
    /// the request in seconds since 1970.
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.request.session.name = Some(name.into());
        self
    }

    /// Sets the external id that the trust policy of the role requires of a third party.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.request.external_id = Some(id.into());
        self
    }

    /// Sets an inline session policy, in JSON, which restricts the permissions of the role.
    pub fn policy(mut self, json: impl Into<String>) -> Self {
        self.request.session.policy = Some(json.into());
        self
    }

    /// Adds the ARN of a managed policy, which restricts the permissions of the role.
    pub fn policy_arn(mut self, arn: impl Into<String>) -> Self {
        self.request.session.policy_arns.push(arn.into());
        self
    }

    /// Adds a session tag.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.request.tags.push((key.into(), value.into()));
        self
    }

    /// Adds the key of a session tag that is passed on to roles that are assumed with the credentials of this one.
    pub fn transitive_tag_key(mut self, key: impl Into<String>) -> Self {
        self.request.transitive_tag_keys.push(key.into());
        self
    }

    /// Sets the duration of the session, in whole seconds from 900 s to 43,200 s; the role may allow less. The default
    /// of STS is 3,600 s, which is also the maximum if the role is assumed with the credentials of another role.
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = Some(duration);
        self
    }

    /// Sets the source identity, which stays with the session through all roles that are assumed with it.
    pub fn source_identity(mut self, identity: impl Into<String>) -> Self {
        self.request.source_identity = Some(identity.into());
        self
    }

    /// Sets the serial number or the ARN of the multi-factor authentication device whose code the role requires. The code
    /// is that of [`ConfigBuilder::mfa_code`](crate::ConfigBuilder::mfa_code).
    pub fn mfa_serial(mut self, serial: impl Into<String>) -> Self {
        self.request.mfa_serial = Some(serial.into());
        self
    }

    /// Sets the provider of the credentials that the role is assumed with. The default is that of the configuration
    /// which [`build`](Self::build) takes.
    pub fn source(mut self, source: impl ProvideCredentials) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// Builds the provider, with a cache. Nothing is requested before credentials are needed.
    ///
    /// # Errors
    /// If the role is not an ARN, if STS does not accept the duration, or if there is a device and no callback for its
    /// codes. Other parameters are checked by STS.
    pub fn build(self, config: &Config) -> Result<CredentialsCache, CredentialsError> {
        let mut request = self.request;
        request.session = request.session.checked("AssumeRole", self.duration)?;
        let context = config.own_chain().into_context();
        if request.mfa_serial.is_some() && context.mfa_code.is_none() {
            return Err(CredentialsError::message(
                "AssumeRole::mfa_serial: nothing returns the code of the device: set `ConfigBuilder::mfa_code`",
            ));
        }
        let provider = RoleProvider {
            request,
            source: match self.source {
                Some(source) => source,
                None => Arc::new(config.shared_credentials().clone()),
            },
            context,
            config: config.clone(),
        };
        Ok(CredentialsCache::new(provider, config))
    }
}

impl fmt::Debug for AssumeRole {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AssumeRole")
            .field("session", &self.request.session)
            .field("duration", &self.duration)
            .finish_non_exhaustive()
    }
}

/// Provider of a role.
struct RoleProvider {
    request: AssumeRoleRequest,
    source: Arc<dyn ProvideCredentials>,
    context: ProviderContext,
    config: Config,
}

/// Name of the provider in errors.
const NAME: &str = "AssumeRole";

impl RoleProvider {
    async fn assume(&self) -> Result<Credentials, CredentialsError> {
        let source = self.source_credentials().await?;
        let refusal = match self.assume_with(&source).await {
            Ok(assumed) => return Ok(assumed),
            Err(refusal) => refusal,
        };
        if !refusal.is_source_expired {
            return Err(refusal.error);
        }
        self.source.reject(&source);
        let renewed = self.source_credentials().await?;
        if renewed.has_same_keys(&source) {
            return Err(refusal.error);
        }
        let assumed = self.assume_with(&renewed).await;
        assumed.map_err(|refusal| refusal.error)
    }

    async fn assume_with(&self, source: &Credentials) -> Result<Credentials, Refusal> {
        let profiles = self.config.profiles();
        assume_role(&self.context, profiles, NAME, &self.request, source).await
    }

    async fn source_credentials(&self) -> Result<Credentials, CredentialsError> {
        let source = self.source.provide().await;
        source.map_err(|error| {
            let role = &self.request.session.role_arn;
            CredentialsError::because(format!("{NAME}: source of {role}"), error)
        })
    }
}

impl ProvideCredentials for RoleProvider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.assume())
    }
}
