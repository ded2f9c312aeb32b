//! What a profile says is done.

use super::context::World;
use super::plan::{Base, Plan};
use super::source::Answer;
use super::{container, instance, process, sso, sts};
use crate::config::Profiles;
use crate::credentials::{
    Credentials, CredentialsError, EnvironmentCredentials, ProvideCredentials,
};

/// The credentials that `plan`, made of one of `profiles`, ends in.
pub(super) async fn follow(
    world: &World,
    profiles: &Profiles,
    plan: Plan,
) -> Result<Credentials, CredentialsError> {
    let name = format!("profile {:?}", plan.profile);
    let mut credentials = match plan.base {
        Base::Keys(credentials) => credentials,
        Base::Environment => {
            let provider = EnvironmentCredentials::new(world.environment.clone());
            let provided = provider.provide().await;
            provided.map_err(|error| CredentialsError::because(&name, error))?
        }
        Base::Container => container::find(world, &name).await?.ok_or_else(|| {
            CredentialsError::message(format!("{name}: EcsContainer: {}", container::NOT_SET))
        })?,
        Base::Instance => {
            let section = profiles.profile(&plan.profile);
            let section = section.map_err(CredentialsError::new)?;
            match instance::find(world, &name, section).await? {
                Answer::Found(credentials) => credentials,
                Answer::Nothing(why) => return Err(why),
            }
        }
        Base::WebIdentity(identity) => {
            sts::assume_with_web_identity(world, &name, &identity).await?
        }
        Base::Sso(sso) => sso::credentials(world, &name, &sso).await?,
        Base::Process(command) => process::credentials(&*world.clock, &name, &command).await?,
    };
    for role in &plan.roles {
        credentials = sts::assume(world, role, credentials).await?;
    }
    Ok(credentials)
}
