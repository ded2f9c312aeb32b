//! Executes the plan of a profile.

use super::context::ProviderContext;
use super::plan::{Base, Plan};
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
            credentials.with_features(features_of_sso(profiles, &plan.profile))
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

/// Returns the features of the profile `name`, which signs in with a session or, as in older files, without one.
fn features_of_sso(profiles: &Profiles, name: &str) -> Features {
    let section = profiles.profile(name).ok().flatten();
    let session = section.and_then(|section| section.get("sso_session"));
    match session.filter(|session| !session.trim().is_empty()) {
        Some(_) => Features::CREDENTIALS_PROFILE_SSO | Features::CREDENTIALS_SSO,
        None => Features::CREDENTIALS_PROFILE_SSO_LEGACY | Features::CREDENTIALS_SSO_LEGACY,
    }
}
