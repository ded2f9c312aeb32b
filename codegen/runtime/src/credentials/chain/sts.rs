//! Roles that STS gives.
//!
//! STS is asked in the client's region; without one, at the endpoint that it has for all of them. Requests are signed by
//! reqsign, at the time of the machine's clock.

use super::context::World;
use super::http::SERVICE;
use super::plan::{Role, WebIdentity};
use crate::credentials::{Credentials, CredentialsError};
use crate::endpoint;
use reqsign_aws_v4::{
    AssumeRoleCredentialProvider, AssumeRoleWithWebIdentityCredentialProvider, Credential,
    RequestSigner,
};
use reqsign_core::{Context, ProvideCredential, Signer};
use std::fmt;
use std::time::SystemTime;

/// The region that requests to the endpoint for all regions are signed for.
const GLOBAL: &str = "us-east-1";

/// The credentials of `role`, assumed with `source`.
pub(super) async fn assume(
    world: &World,
    role: &Role,
    source: Credentials,
) -> Result<Credentials, CredentialsError> {
    let region = region(world)?;
    let signer = Signer::new(
        Context::new(),
        Given(source),
        RequestSigner::new("sts", region.as_deref().unwrap_or(GLOBAL)),
    );
    let mut provider = AssumeRoleCredentialProvider::new(role.arn.clone(), signer)
        .with_role_session_name(session_name(world, role.session_name.as_deref()));
    if let Some(region) = region {
        provider = provider.with_region(region).with_regional_sts_endpoint();
    }
    if let Some(id) = &role.external_id {
        provider = provider.with_external_id(id.clone());
    }
    if let Some(seconds) = role.duration {
        provider = provider.with_duration_seconds(seconds);
    }
    let name = format!("profile {:?}: assuming {}", role.profile, role.arn);
    let credentials = world.ask(&name, SERVICE, provider).await?;
    Ok(with_account(credentials, &role.arn))
}

/// The credentials of the role that `identity` names; `name` is what errors begin with.
pub(super) async fn assume_with_web_identity(
    world: &World,
    name: &str,
    identity: &WebIdentity,
) -> Result<Credentials, CredentialsError> {
    let mut provider = AssumeRoleWithWebIdentityCredentialProvider::new()
        .with_role_arn(&identity.role_arn)
        .with_web_identity_token_file(world.environment.expand(&identity.token_file))
        .with_role_session_name(session_name(world, identity.session_name.as_deref()));
    if let Some(region) = region(world)? {
        provider = provider.with_region(region).with_regional_sts_endpoint();
    }
    if let Some(seconds) = identity.duration {
        provider = provider.with_duration_seconds(seconds);
    }
    let name = format!("{name}: assuming {}", identity.role_arn);
    let credentials = world.ask(&name, SERVICE, provider).await?;
    Ok(with_account(credentials, &identity.role_arn))
}

/// The region that STS is asked in, where there is one.
fn region(world: &World) -> Result<Option<String>, CredentialsError> {
    let region = world.region.as_deref();
    let region = region.map(|region| endpoint::region_at("DefaultChain::region", region));
    region.transpose().map_err(CredentialsError::message)
}

/// The name that a session goes by in the account's logs.
fn session_name(world: &World, name: Option<&str>) -> String {
    name.map_or_else(
        || {
            let now = world.clock.now();
            let since = now
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default();
            format!("rust-{}", since.as_secs())
        },
        str::to_owned,
    )
}

/// Adds the account that a role is of: `arn:aws:iam::123456789012:role/name`.
fn with_account(credentials: Credentials, role_arn: &str) -> Credentials {
    match role_arn.split(':').nth(4) {
        Some(account) => credentials.account_id(account),
        None => credentials,
    }
}

/// The credentials that a request to STS is signed with.
///
/// reqsign has a provider of this kind, and its `Debug` shows the secret.
struct Given(Credentials);

impl ProvideCredential for Given {
    type Credential = Credential;

    async fn provide_credential(&self, _: &Context) -> reqsign_core::Result<Option<Credential>> {
        Ok(Some(Credential {
            access_key_id: self.0.access_key_id().to_owned(),
            secret_access_key: self.0.secret_access_key().to_owned(),
            session_token: self.0.token().map(str::to_owned),
            // Whether they are still valid is for STS to say.
            expires_in: None,
        }))
    }
}

impl fmt::Debug for Given {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Given")
    }
}
