//! The default chain of credential sources, for programs that name no provider.
//!
//! The protocols of STS, of IAM Identity Center and of the metadata of containers and instances are reqsign's. What it
//! is handed, in which order, and what an error says, is decided here.

mod container;
mod context;
mod follow;
mod http;
mod instance;
mod keys;
mod plan;
mod process;
mod profile;
mod source;
mod sso;
mod sts;
mod text;

use super::{Credentials, CredentialsError, EnvironmentCredentials, ProvideCredentials};
use crate::config::{Environment, Profiles};
use crate::time::{SharedClock, SystemClock};
use crate::transport::{BoxFuture, Transport};
use context::World;
use plan::WebIdentity;
use source::{Answer, Source};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The sources where AWS's tools look for credentials, in their order:
///
/// 1. the variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`; not when the program itself
///    chooses a profile;
/// 2. the profile: a role to assume (`role_arn` with `source_profile`, `credential_source` or
///    `web_identity_token_file`), keys, IAM Identity Center (`sso_session`, or the older `sso_*` keys),
///    `credential_process`;
/// 3. the token of an identity provider: `AWS_ROLE_ARN` and `AWS_WEB_IDENTITY_TOKEN_FILE`;
/// 4. the role of the container: `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `AWS_CONTAINER_CREDENTIALS_FULL_URI`;
/// 5. the role of the EC2 instance, unless `AWS_EC2_METADATA_DISABLED` is `true`.
///
/// A source that is not set up is skipped. One that is set up and fails, or is set up wrongly, is an error, and no
/// other is asked in its place. Instance metadata are not set up if they are out of reach, if they are turned off, or if
/// the instance has no role; any other failure of theirs is an error, as all of these are once they have given
/// credentials. The profile is read anew each time.
///
/// Not supported, and an error where a profile asks for it: roles that want a one-time password (`mfa_serial`), and
/// `aws login`. The token of a sign-in with `aws sso login` is used while it is valid; it is not refreshed. STS is asked
/// at its standard endpoint, whatever a configuration says of FIPS, dual-stack and endpoint URLs.
#[derive(Clone)]
pub struct DefaultChain {
    world: World,
    profile: Option<String>,
    /// Set when the instance metadata have given credentials: from then on it is a failure that they are out of reach.
    is_on_instance: Arc<AtomicBool>,
}

/// A chain that sends over `transport` and takes variables and files from `environment`.
pub fn default_chain(transport: impl Transport, environment: Environment) -> DefaultChain {
    DefaultChain {
        world: World {
            transport: Arc::new(transport),
            environment,
            clock: Arc::new(SystemClock::new()),
            region: None,
        },
        profile: None,
        is_on_instance: Arc::default(),
    }
}

impl DefaultChain {
    /// Takes the profile `name`, whatever `AWS_PROFILE` says, and no credentials from variables.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Asks STS in `region`; without one, at the endpoint for all regions, which knows the partition `aws` alone.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.world.region = Some(region.into());
        self
    }

    /// Goes by `clock`. Requests to STS are signed at the time of the machine's clock all the same.
    #[must_use]
    pub fn clock(mut self, clock: SharedClock) -> Self {
        self.world.clock = clock;
        self
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
                let found = container::find(&self.world, source.as_str()).await?;
                Ok(source.answer(found, container::NOT_SET))
            }
            Source::Instance => self.instance().await,
        }
    }

    fn environment(&self) -> Result<Answer, CredentialsError> {
        let source = Source::Environment;
        if self.profile.is_some() {
            return Ok(source.nothing("passed over, as the program chooses a profile"));
        }
        let provider = EnvironmentCredentials::new(self.world.environment.clone());
        let found = provider.find()?;
        Ok(source.answer(found, "AWS_ACCESS_KEY_ID is not set"))
    }

    async fn of_profile(&self) -> Result<Answer, CredentialsError> {
        let profiles = self.profiles()?;
        let name = profiles.selected();
        match profile::plan(&profiles, name)? {
            Some(plan) => follow::follow(&self.world, &profiles, plan)
                .await
                .map(Answer::Found),
            None => Ok(Source::Profile.nothing(match profiles.current() {
                Some(_) => format!("{name:?} says nothing of credentials"),
                None => format!("there is none of the name {name:?}"),
            })),
        }
    }

    fn profiles(&self) -> Result<Profiles, CredentialsError> {
        Profiles::load_selecting(&self.world.environment, self.profile.clone())
            .map_err(CredentialsError::new)
    }

    async fn web_identity(&self) -> Result<Answer, CredentialsError> {
        const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
        const ROLE_ARN: &str = "AWS_ROLE_ARN";
        let source = Source::WebIdentity;
        let environment = &self.world.environment;
        let Some(token_file) = environment.var(TOKEN_FILE) else {
            return Ok(source.nothing(format!("{TOKEN_FILE} is not set")));
        };
        let role_arn = environment.var(ROLE_ARN).ok_or_else(|| {
            let message = format!("{TOKEN_FILE} is set and {ROLE_ARN} is not: set both or neither");
            CredentialsError::message(message)
        })?;
        let identity = WebIdentity {
            role_arn,
            token_file,
            session_name: environment.var("AWS_ROLE_SESSION_NAME"),
            duration: None,
        };
        sts::assume_with_web_identity(&self.world, source.as_str(), &identity)
            .await
            .map(Answer::Found)
    }

    async fn instance(&self) -> Result<Answer, CredentialsError> {
        let profiles = self.profiles().ok();
        let profile = profiles.as_ref().and_then(Profiles::current);
        let name = Source::Instance.as_str();
        match instance::find(&self.world, name, profile).await? {
            Answer::Nothing(why) if self.is_on_instance.load(Ordering::Relaxed) => Err(why),
            Answer::Nothing(why) => Ok(Answer::Nothing(why)),
            found => {
                self.is_on_instance.store(true, Ordering::Relaxed);
                Ok(found)
            }
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
            .field("region", &self.world.region)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
