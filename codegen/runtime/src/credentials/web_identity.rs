//! Provider of a role that is assumed with a web identity token.

use super::chain::{ProviderContext, RoleSession, WebIdentityToken, assume_role_with_web_identity};
use super::{Credentials, CredentialsCache, CredentialsError, ProvideCredentials};
use crate::config::Config;
use crate::transport::{BoxError, BoxFuture};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Builder of a provider that assumes a role with a token of an OpenID Connect identity provider:
/// [`AssumeRoleWithWebIdentity`] of STS, whose requests are not signed.
///
/// Requests use the settings of a [`Config`] as those of [`AssumeRole`](crate::AssumeRole) do.
///
/// ```
/// use runtime::{AssumeRoleWithWebIdentity, Config};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let config = Config::builder().region("eu-west-1").build()?;
/// let role = "arn:aws:iam::123456789012:role/deploy";
/// let deploy = AssumeRoleWithWebIdentity::from_file(role, "/var/run/tokens/ci").build(&config)?;
/// let config = config.with_credentials(deploy);
/// # Ok(())
/// # }
/// ```
///
/// [`AssumeRoleWithWebIdentity`]: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
#[derive(Clone)]
#[must_use = "nothing is requested until it is built and used"]
pub struct AssumeRoleWithWebIdentity {
    session: RoleSession,
    duration: Option<Duration>,
    token: WebIdentityToken,
}

impl AssumeRoleWithWebIdentity {
    /// Creates a builder for the role with this ARN, assumed with the token in a file of the configuration's
    /// [environment](crate::Environment). The file is read for each attempt of a request; `~` is the home folder.
    pub fn from_file(role_arn: impl Into<String>, file: impl Into<PathBuf>) -> Self {
        Self::new(role_arn, WebIdentityToken::File(file.into()))
    }

    /// Creates a builder for the role with this ARN, assumed with the token that `token` returns. It is called each time
    /// that credentials are requested.
    pub fn from_fn<F, Token>(role_arn: impl Into<String>, token: F) -> Self
    where
        F: Fn() -> Token + Send + Sync + 'static,
        Token: Future<Output = Result<String, BoxError>> + Send + 'static,
    {
        let token = WebIdentityToken::Function(Arc::new(move || Box::pin(token())));
        Self::new(role_arn, token)
    }

    fn new(role_arn: impl Into<String>, token: WebIdentityToken) -> Self {
        Self {
            session: RoleSession {
                role_arn: role_arn.into(),
                ..RoleSession::default()
            },
            duration: None,
            token,
        }
    }

    /// Sets the name of the session: see [`AssumeRole::session_name`](crate::AssumeRole::session_name).
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session.name = Some(name.into());
        self
    }

    /// Sets an inline session policy, in JSON, which restricts the permissions of the role.
    pub fn policy(mut self, json: impl Into<String>) -> Self {
        self.session.policy = Some(json.into());
        self
    }

    /// Adds the ARN of a managed policy, which restricts the permissions of the role.
    pub fn policy_arn(mut self, arn: impl Into<String>) -> Self {
        self.session.policy_arns.push(arn.into());
        self
    }

    /// Sets the duration of the session: see [`AssumeRole::duration`](crate::AssumeRole::duration).
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = Some(duration);
        self
    }

    /// Builds the provider, with a cache. Nothing is read or requested before credentials are needed.
    ///
    /// # Errors
    /// If the role is not an ARN, or if STS does not accept the duration. Other parameters are checked by STS.
    pub fn build(self, config: &Config) -> Result<CredentialsCache, CredentialsError> {
        let provider = WebIdentityProvider {
            session: self.session.checked(NAME, self.duration)?,
            token: self.token,
            context: config.own_chain().into_context(),
            config: config.clone(),
        };
        Ok(CredentialsCache::new(provider, config))
    }
}

impl fmt::Debug for AssumeRoleWithWebIdentity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct(NAME)
            .field("session", &self.session)
            .field("duration", &self.duration)
            .finish_non_exhaustive()
    }
}

/// Name of the provider in errors.
const NAME: &str = "AssumeRoleWithWebIdentity";

/// Provider of a role.
struct WebIdentityProvider {
    session: RoleSession,
    token: WebIdentityToken,
    context: ProviderContext,
    config: Config,
}

impl ProvideCredentials for WebIdentityProvider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let profiles = self.config.profiles();
        Box::pin(assume_role_with_web_identity(
            &self.context,
            profiles,
            NAME,
            &self.session,
            &self.token,
        ))
    }
}
