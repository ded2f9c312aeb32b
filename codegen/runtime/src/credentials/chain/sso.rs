//! The role that IAM Identity Center gives to a user who has signed in with `aws sso login`.
//!
//! The token of the sign-in is in a file whose name is the SHA-1 of the session's name, or of the start URL where a
//! profile has no session; reqsign's provider reads it and asks the portal for the role's credentials. A token that has
//! expired is not refreshed here: the refresh token may change with it, and only the command line, which owns the file,
//! can save the new one.

use super::context::World;
use super::http::SERVICE;
use super::plan::Sso;
use crate::credentials::{Credentials, CredentialsError};
use crate::endpoint;
use crate::error::DecodeError;
use reqsign_aws_v4::SSOCredentialProvider;
use reqsign_core::hash::hex_sha1;
use serde::Deserialize;
use std::time::SystemTime;

/// The credentials of the role; `name` is what errors begin with.
pub(super) async fn credentials(
    world: &World,
    name: &str,
    sso: &Sso,
) -> Result<Credentials, CredentialsError> {
    check_token(world, name, sso).map_err(|error| sso.advise(error))?;
    // The provider takes the start URL for nothing but the name of the token's file.
    let provider = SSOCredentialProvider::new()
        .with_start_url(&sso.token_name)
        .with_region(&sso.region)
        .with_account_id(&sso.account_id)
        .with_role_name(&sso.role_name)
        .with_endpoint(portal(&sso.region));
    let provided = world.ask(name, SERVICE, provider).await;
    let credentials = provided.map_err(|error| {
        // The token has been withdrawn.
        if error.to_string().contains("status: 401") {
            sso.advise(error)
        } else {
            error
        }
    })?;
    Ok(credentials.account_id(&sso.account_id))
}

impl Sso {
    /// `error`, and what the user can do about it.
    fn advise(&self, error: CredentialsError) -> CredentialsError {
        let message = format!("{error}; sign in with `{}`", self.sign_in);
        CredentialsError::with_source(message, Some(error.into()))
    }
}

/// What of the token's file matters here.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Token {
    #[serde(rename = "accessToken")]
    _access_token: String,
    expires_at: String,
}

/// Makes sure that there is a token and that it is valid: of all this reqsign says only that there is no valid one.
fn check_token(world: &World, name: &str, sso: &Sso) -> Result<(), CredentialsError> {
    let home = world.environment.home().ok_or_else(|| {
        CredentialsError::message(format!(
            "{name}: the folder of the sign-in's token is not known, as HOME is not set"
        ))
    })?;
    let file = format!("{}.json", hex_sha1(sso.token_name.as_bytes()));
    let path = home.join(".aws/sso/cache").join(file);
    let at = format!("{name}: the token {}", path.display());
    let content = world.environment.read(&path);
    let content = content
        .map_err(|error| CredentialsError::because(format!("{at} cannot be read"), error))?;
    let token: Token = serde_json::from_slice(&content)
        .map_err(|error| CredentialsError::because(&at, DecodeError::from_json(&error)))?;
    let expiry = crate::Timestamp::from_date_time(&token.expires_at).map_err(|_| {
        CredentialsError::message(format!(
            "{at} does not say when it expires as RFC 3339 has it"
        ))
    })?;
    if SystemTime::from(expiry) <= world.clock.now() {
        return Err(CredentialsError::message(format!(
            "{at} expired at {expiry}"
        )));
    }
    Ok(())
}

/// Where roles are asked for, with the region's partition taken into account.
fn portal(region: &str) -> String {
    let suffix = endpoint::library::partition(region).dns_suffix;
    format!("https://portal.sso.{region}.{suffix}/federation/credentials")
}
