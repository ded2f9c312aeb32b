//! Renewal of a session: `CreateOAuth2Token` of the service `signin`, version 2023-01-01, in the protocol restJson1.

use super::dpop::Key;
use super::{CREDENTIALS, LoginFile, MEMBERS};
use crate::credentials::CredentialsError;
use crate::credentials::chain::context::ProviderContext;
use crate::credentials::chain::endpoint::{SIGNIN, ServiceEndpoint};
use crate::credentials::chain::http::{Call, secret_header};
use crate::credentials::chain::json::Object;
use crate::credentials::chain::rest_json::{self, JSON, service_error};
use crate::credentials::chain::service_error::with_media_type;
use crate::credentials::chain::session::{self, Unrenewed};
use crate::endpoint::region_at;
use crate::entropy;
use crate::error::{ErrorFacts, Fault, Retryable};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, Request, Response};
use serde_json::json;
use std::time::SystemTime;

const DPOP: HeaderName = HeaderName::from_static("dpop");

/// Throttling, with a code that other services do not use.
const ERRORS: [ErrorFacts; 1] = [ErrorFacts {
    code: "TooManyRequestsError",
    fault: Fault::Client,
    status: Some(429),
    retryable: Some(Retryable::Throttling),
    sensitive_message: false,
    query_code: None,
}];

/// Returns the session `document` with new credentials.
pub(super) async fn renew(
    context: &ProviderContext,
    file: &LoginFile<'_>,
    document: &Object,
) -> Result<Object, Unrenewed> {
    let [client_id, refresh_token, key] = document
        .all_required(MEMBERS)
        .map_err(CredentialsError::message)?;
    let key = Key::from_pem(key).map_err(|why| {
        let error = CredentialsError::message(format!("dpopKey: {why}"));
        session::sign_in_again(error, &file.sign_in)
    })?;
    let url = url(context, file, document)?;
    let body = json!({
        "clientId": client_id,
        "grantType": "refresh_token",
        "refreshToken": refresh_token,
    });
    let body = Bytes::from(body.to_string());
    let request = |time: SystemTime| {
        // A proof is accepted once: each attempt has its own.
        let id = (context.entropy)().map_err(CredentialsError::new)?;
        let proof = key
            .proof("POST", &url, time, &entropy::uuid(id))
            .map_err(CredentialsError::message)?;
        let request = Request::post(&url)
            .header(CONTENT_TYPE, JSON)
            .header(DPOP, secret_header("the proof of possession", &proof)?);
        request.body(body.clone()).map_err(CredentialsError::new)
    };
    let call = Call {
        errors: &ERRORS,
        ..rest_json::call(&request)
    };
    let response = call.send(context).await;
    let response = response.map_err(|failed| failed.of("CreateOAuth2Token of sign-in"))?;
    if !response.status().is_success() {
        return Err(rejected(file, refresh_token, &response));
    }
    renewed(document, &response, context.clock.now()).map_err(|why| {
        let why = format!("the response of sign-in: {why}");
        CredentialsError::message(with_media_type(why, &response)).into()
    })
}

/// Returns the URL of the operation: in the region of the sign-in, else the configured one.
fn url(
    context: &ProviderContext,
    file: &LoginFile<'_>,
    document: &Object,
) -> Result<String, CredentialsError> {
    let settings = context.settings(SIGNIN.sdk_id, file.profiles)?;
    let of_sign_in = document.text("signInRegion");
    let region = match of_sign_in.map_err(CredentialsError::message)? {
        Some(text) => region_at("signInRegion", text).map_err(CredentialsError::message)?,
        None => settings.region.clone().ok_or_else(|| {
            CredentialsError::message(
                "no region is configured: set AWS_REGION, or region in the profile",
            )
        })?,
    };
    let endpoint = ServiceEndpoint::new(&SIGNIN, &region, &settings);
    let endpoint = endpoint.map_err(CredentialsError::message)?;
    Ok(endpoint.url("/v1/token"))
}

/// Creates the error of a response, with the steps to take.
fn rejected(file: &LoginFile<'_>, refresh_token: &str, response: &Response<Bytes>) -> Unrenewed {
    let described = service_error(response).describe(response, &[refresh_token]);
    let error = CredentialsError::message(format!("CreateOAuth2Token of sign-in: {described}"));
    let body = Object::parse(response.body()).ok();
    let reason = body.as_ref().and_then(|body| body.text("error").ok()?);
    let because = |why: &str| CredentialsError::message(format!("{error}; {why}"));
    let sign_in_again = |error| session::sign_in_again(error, &file.sign_in);
    Unrenewed::rejected(match reason {
        Some("TOKEN_EXPIRED") => sign_in_again(because("the session has expired")),
        Some("USER_CREDENTIALS_CHANGED") => {
            sign_in_again(because("the credentials of the user have changed"))
        }
        Some("INSUFFICIENT_PERMISSIONS") => {
            because("the user needs the permission signin:CreateOAuth2Token in IAM")
        }
        _ if response.status().is_client_error() => sign_in_again(error),
        _ => return error.into(),
    })
}

/// Returns the session `document` with the members of a response. The account is not in it, and remains.
fn renewed(
    document: &Object,
    response: &Response<Bytes>,
    now: SystemTime,
) -> Result<Object, String> {
    let response = Object::parse(response.body()).map_err(|error| error.to_string())?;
    let new = response.object("accessToken")?;
    let [id, secret, token, _] = CREDENTIALS;
    let keys = [id, secret, token];
    let values = new.all_required(keys);
    let values = values.map_err(|why| format!("accessToken: {why}"))?;
    let mut inner = document.object("accessToken")?;
    for (key, value) in keys.into_iter().zip(values) {
        inner.set(key, value);
    }
    inner.set("expiresAt", session::expires_in(&response, now)?);
    let mut document = document.clone();
    document.set("accessToken", inner);
    document.set("refreshToken", response.required("refreshToken")?);
    for key in ["idToken", "tokenType"] {
        if let Some(text) = response.text(key)? {
            document.set(key, text);
        }
    }
    Ok(document)
}
