//! Executes the plan of a profile.

use super::context::ProviderContext;
#[cfg(feature = "login")]
use super::login;
use super::plan::{Base, Plan, Sso};
use super::{container, instance, process, sso, sts};
use crate::config::Profiles;
use crate::credentials::{
    Credentials, CredentialsError, EnvironmentCredentials, ProvideCredentials,
};
use crate::features::Features;

/// Returns the credentials of `plan`, which was made of one of `profiles`.
pub(super) async fn follow(
    context: &ProviderContext,
    profiles: &Profiles,
    plan: Plan,
) -> Result<Credentials, CredentialsError> {
    let name = format!("profile {:?}", plan.profile);
    let of_roles = features_of_roles(&plan);
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
        Base::Keys(credentials) => credentials.with_features(Features::CREDENTIALS_PROFILE),
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
            let assumed =
                sts::assume_with_web_identity(context, profiles, &name, &identity).await?;
            assumed.with_features(Features::CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN)
        }
        Base::Sso(sso) => {
            let credentials = sso::credentials(context, profiles, &name, &sso).await?;
            credentials.with_features(features_of_sso(&sso))
        }
        #[cfg(feature = "login")]
        Base::Login(session) => {
            let credentials =
                login::credentials(context, profiles, &plan.profile, &session).await?;
            credentials
                .with_features(Features::CREDENTIALS_PROFILE_LOGIN | Features::CREDENTIALS_LOGIN)
        }
        Base::Process { command, account } => {
            let name = format!("{name}: credential_process");
            let credentials = process::credentials(&*context.clock, &name, &command).await?;
            let credentials = credentials.with_features(Features::CREDENTIALS_PROFILE_PROCESS);
            match (credentials.account(), account) {
                (None, Some(account)) => credentials.account_id(account),
                _ => credentials,
            }
        }
    };
    for role in &plan.roles {
        credentials = sts::assume(context, profiles, role, &credentials).await?;
    }
    Ok(credentials.with_features(of_roles))
}

/// Returns the features of the settings that name the source of each role.
fn features_of_roles(plan: &Plan) -> Features {
    let is_named = matches!(
        plan.base,
        Base::Environment | Base::Container | Base::Instance
    );
    let mut features = Features::NONE;
    if is_named {
        features |= Features::CREDENTIALS_PROFILE_NAMED_PROVIDER;
    }
    if plan.roles.len() > usize::from(is_named) {
        features |= Features::CREDENTIALS_PROFILE_SOURCE_PROFILE;
    }
    features
}

/// Returns the features of a role of IAM Identity Center: with a session or, as in older files, without one.
fn features_of_sso(sso: &Sso) -> Features {
    if sso.session.is_renewable {
        Features::CREDENTIALS_PROFILE_SSO | Features::CREDENTIALS_SSO
    } else {
        Features::CREDENTIALS_PROFILE_SSO_LEGACY | Features::CREDENTIALS_SSO_LEGACY
    }
}
