//! Role of IAM Identity Center, for a user who has signed in with `aws sso login`.
//!
//! The sign-in token is in a file named after the SHA-1 of the session's name, or of the start URL if a profile has no
//! session. The portal returns a role's credentials for it (`GetRoleCredentials`). An expired token is not refreshed
//! here: the refresh token may change with it, and only the AWS CLI, which owns the file, can save the new one.

use super::context::ProviderContext;
use super::endpoint::{SSO, ServiceEndpoint};
use super::http::{Call, SERVICE, secret_header};
use super::json::Object;
use super::keys;
use super::plan::Sso;
use super::query::Parameters;
use super::service_error::ServiceError;
use crate::config::Profiles;
use crate::credentials::{Credentials, CredentialsError};
use crate::error::{ErrorBody, sanitize};
use crate::hex::hex;
use bytes::Bytes;
use http::{HeaderName, Request, Response, StatusCode};
use sha1::{Digest, Sha1};
use std::time::SystemTime;

const BEARER_TOKEN: HeaderName = HeaderName::from_static("x-amz-sso_bearer_token");
const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// Returns the credentials of the role; errors begin with `name`.
pub(super) async fn credentials(
    context: &ProviderContext,
    profiles: &Profiles,
    name: &str,
    sso: &Sso,
) -> Result<Credentials, CredentialsError> {
    let token = token(context, name, sso).map_err(|error| sso.advise(error))?;
    let response = get_role_credentials(context, profiles, name, sso, &token).await?;
    let wrong = |why: String| CredentialsError::message(format!("{name}: {why}"));
    if !response.status().is_success() {
        let error = wrong(service_error(&response).describe(&response, &[&token]));
        // The token has been withdrawn.
        let is_rejected = response.status() == StatusCode::UNAUTHORIZED;
        return Err(if is_rejected {
            sso.advise(error)
        } else {
            error
        });
    }
    let unreadable = |why: String| wrong(format!("the response of IAM Identity Center: {why}"));
    let object = Object::parse(response.body()).map_err(|error| unreadable(error.to_string()))?;
    let object = object.object("roleCredentials").map_err(unreadable)?;
    let credentials = keys::credentials(&object).map_err(unreadable)?;
    Ok(credentials
        .account_id(&sso.account_id)
        .role_name(&sso.role_name))
}

async fn get_role_credentials(
    context: &ProviderContext,
    profiles: &Profiles,
    name: &str,
    sso: &Sso,
    token: &str,
) -> Result<Response<Bytes>, CredentialsError> {
    let settings = context.settings(SSO.sdk_id, profiles)?;
    let wrong = |why: String| CredentialsError::message(format!("{name}: {why}"));
    let endpoint = ServiceEndpoint::new(&SSO, &sso.region, &settings).map_err(wrong)?;
    let query = Parameters::default()
        .with("role_name", &sso.role_name)
        .with("account_id", &sso.account_id)
        .into_string();
    let url = endpoint.url(&format!("/federation/credentials?{query}"));
    let request = |_| {
        let token = secret_header("the sign-in token", token)?;
        let request = Request::get(&url).header(BEARER_TOKEN, token);
        request.body(Bytes::new()).map_err(CredentialsError::new)
    };
    let call = Call {
        policy: SERVICE,
        request: &request,
        error_code: |response| service_error(response).code,
        errors: &[],
    };
    let response = call.send(context).await;
    response.map_err(|failed| failed.of(name))
}

/// Parses an error response of the protocol restJson1.
fn service_error(response: &Response<Bytes>) -> ServiceError {
    let body = ErrorBody::json(response.body());
    let header = response.headers().get(ERROR_TYPE);
    let header = header.and_then(|value| sanitize(value.to_str().ok()?));
    ServiceError {
        code: header.or_else(|| body.code()).map(str::to_owned),
        message: body.message().map(str::to_owned),
        request_id: None,
    }
}

impl Sso {
    /// Adds the command to sign in to `error`.
    fn advise(&self, error: CredentialsError) -> CredentialsError {
        let message = format!("{error}; sign in with `{}`", self.sign_in);
        CredentialsError::with_source(message, Some(error.into()))
    }
}

/// Returns the sign-in token, which is still valid by the local clock.
fn token(context: &ProviderContext, name: &str, sso: &Sso) -> Result<String, CredentialsError> {
    let home = context.environment.home().ok_or_else(|| {
        let why = "the folder of the sign-in token is not known, since HOME is not set";
        CredentialsError::message(format!("{name}: {why}"))
    })?;
    let file = format!("{}.json", hex(&Sha1::digest(sso.token_name.as_bytes())));
    let path = home.join(".aws/sso/cache").join(file);
    let at = format!("{name}: the token {}", path.display());
    let content = context.environment.read(&path);
    let content = content
        .map_err(|error| CredentialsError::because(format!("{at} cannot be read"), error))?;
    let wrong = |why: String| CredentialsError::message(format!("{at}: {why}"));
    let object = Object::parse(&content).map_err(|error| wrong(error.to_string()))?;
    let token = object.required("accessToken").map_err(wrong)?;
    let expiry = object.get("expiresAt").and_then(keys::instant);
    let expiry = expiry.ok_or_else(|| wrong("expiresAt is not a timestamp".to_owned()))?;
    if SystemTime::from(expiry) <= context.clock.now() {
        let message = format!("{at} expired at {expiry}");
        return Err(CredentialsError::message(message));
    }
    Ok(token.to_owned())
}
