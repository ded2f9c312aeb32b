//! Role of IAM Identity Center, for a user who has signed in with `aws sso login`.
//!
//! The portal returns a role's credentials (`GetRoleCredentials`) for the sign-in [token].

mod token;

use super::context::ProviderContext;
use super::endpoint::{SSO, ServiceEndpoint};
use super::http::secret_header;
use super::json::Object;
use super::keys;
use super::plan::Sso;
use super::query::Parameters;
use super::rest_json::{self, service_error};
use super::service_error::with_media_type;
use super::session::sign_in_again;
use crate::config::Profiles;
use crate::credentials::{Credentials, CredentialsError};
use bytes::Bytes;
use http::{HeaderName, Request, Response, StatusCode};

pub(crate) use token::{SsoToken, token};

const BEARER_TOKEN: HeaderName = HeaderName::from_static("x-amz-sso_bearer_token");

/// Returns the credentials of the role; errors begin with `name`.
pub(super) async fn credentials(
    context: &ProviderContext,
    profiles: &Profiles,
    name: &str,
    sso: &Sso,
) -> Result<Credentials, CredentialsError> {
    let token = token(context, profiles, name, &sso.session).await?.text;
    let response = get_role_credentials(context, profiles, name, sso, &token).await?;
    let wrong = |why: String| CredentialsError::message(format!("{name}: {why}"));
    if !response.status().is_success() {
        let error = wrong(service_error(&response).describe(&response, &[&token]));
        // The token has been withdrawn.
        let is_rejected = response.status() == StatusCode::UNAUTHORIZED;
        return Err(if is_rejected {
            sign_in_again(error, &sso.session.sign_in)
        } else {
            error
        });
    }
    let unreadable = |why: String| {
        let why = format!("the response of IAM Identity Center: {why}");
        wrong(with_media_type(why, &response))
    };
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
    let endpoint = ServiceEndpoint::new(&SSO, &sso.session.region, &settings).map_err(wrong)?;
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
    let response = rest_json::call(&request).send(context).await;
    response.map_err(|failed| failed.of(name))
}
