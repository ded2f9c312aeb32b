//! Executes the plan of a profile.

use super::context::ProviderContext;
#[cfg(feature = "login")]
use super::login;
use super::plan::{Base, Plan};
use super::{container, instance, process, sso, sts};
use crate::config::Profiles;
use crate::credentials::{
    Credentials, CredentialsError, EnvironmentCredentials, ProvideCredentials,
};

/// Returns the credentials of `plan`, which was made of one of `profiles`.
pub(super) async fn follow(
    context: &ProviderContext,
    profiles: &Profiles,
    plan: Plan,
) -> Result<Credentials, CredentialsError> {
    let name = format!("profile {:?}", plan.profile);
    // Before anything is requested for a role that cannot be assumed.
    let mut roles = plan.roles.iter();
    if let (None, Some(role)) = (
        &context.mfa_code,
        roles.find(|role| role.mfa_serial.is_some()),
    ) {
        return Err(CredentialsError::message(format!(
            "profile {:?}, key mfa_serial: the role requires the code of a multi-factor authentication device, and nothing \
             returns it: set `ConfigBuilder::mfa_code`, or use another profile, which runs `aws configure \
             export-credentials` as its credential_process",
            role.profile
        )));
    }
    let mut credentials = match plan.base {
        Base::Keys(credentials) => credentials,
        Base::Environment => {
            let provider = EnvironmentCredentials::new(context.environment.clone());
            let provided = provider.provide().await;
            provided.map_err(|error| CredentialsError::because(&name, error))?
        }
        Base::Container => container::find(context, &name).await?.ok_or_else(|| {
            CredentialsError::message(format!("{name}: EcsContainer: {}", container::NOT_SET))
        })?,
        Base::Instance => {
            let section = profiles.profile(&plan.profile);
            let section = section.map_err(CredentialsError::new)?;
            let found = instance::credentials(context, &name, section).await;
            found.map_err(CredentialsError::into_failure)?
        }
        Base::WebIdentity(identity) => {
            sts::assume_with_web_identity(context, profiles, &name, &identity).await?
        }
        Base::Sso(sso) => sso::credentials(context, profiles, &name, &sso).await?,
        #[cfg(feature = "login")]
        Base::Login(session) => {
            login::credentials(context, profiles, &plan.profile, &session).await?
        }
        Base::Process { command, account } => {
            let credentials = process::credentials(&*context.clock, &name, &command).await?;
            match (credentials.account(), account) {
                (None, Some(account)) => credentials.account_id(account),
                _ => credentials,
            }
        }
    };
    for role in &plan.roles {
        credentials = sts::assume(context, profiles, role, &credentials).await?;
    }
    Ok(credentials)
}
