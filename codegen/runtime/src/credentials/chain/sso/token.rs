//! Sign-in token of IAM Identity Center.
//!
//! The AWS CLI keeps it in a file named after the SHA-1 of the session's name, or of the start URL if a profile has no
//! session. A token of a session is renewed by `CreateToken` of SSO OIDC
//! (<https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html>) while the registration of the
//! client that has signed in is valid; a token without a session is not.

use super::super::context::ProviderContext;
use super::super::endpoint::{SSO_OIDC, ServiceEndpoint};
use super::super::json::Object;
use super::super::plan::SsoSession;
use super::super::rest_json::{self, JSON, service_error};
use super::super::service_error::with_media_type;
use super::super::session::{self, Session, Unrenewed};
use crate::config::Profiles;
use crate::credentials::CredentialsError;
use crate::hex::hex;
use crate::timestamp::Timestamp;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, Response};
use serde_json::json;
use sha1::{Digest, Sha1};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Time before expiry from which a token is renewed, as in the AWS SDKs.
const EARLY: Duration = Duration::from_secs(15 * 60);

/// A sign-in token, which is also a bearer token of services. It has no `Debug`.
pub(crate) struct SsoToken {
    pub(crate) text: String,
    pub(crate) expires_at: SystemTime,
}

/// Returns the sign-in token of `sso`, renewed if it is due; errors begin with `name`.
pub(crate) async fn token(
    context: &ProviderContext,
    profiles: &Profiles,
    name: &str,
    sso: &SsoSession,
) -> Result<SsoToken, CredentialsError> {
    let home = context.environment.home().ok_or_else(|| {
        let why = "the folder of the sign-in token is not known, since HOME is not set";
        let error = CredentialsError::message(format!("{name}: {why}"));
        session::sign_in_again(error, &sso.sign_in)
    })?;
    let file = format!("{}.json", hex(&Sha1::digest(sso.name.as_bytes())));
    let file = TokenFile {
        profiles,
        name,
        sso,
        path: home.join(".aws/sso/cache").join(file),
    };
    session::token(context, &file).await
}

struct TokenFile<'a> {
    profiles: &'a Profiles,
    name: &'a str,
    sso: &'a SsoSession,
    path: PathBuf,
}

impl Session for TokenFile<'_> {
    type Token = SsoToken;

    fn path(&self) -> &Path {
        &self.path
    }

    fn title(&self) -> String {
        format!("{}: the token {}", self.name, self.path.display())
    }

    fn sign_in(&self) -> &str {
        &self.sso.sign_in
    }

    fn early(&self) -> Duration {
        match self.sso.is_renewable {
            true => EARLY,
            false => Duration::ZERO,
        }
    }

    fn token(&self, document: &Object) -> Result<(SsoToken, Timestamp), String> {
        let text = document.required("accessToken")?.to_owned();
        let expiry = session::timestamp(document, "expiresAt")?;
        let expires_at = expiry.into();
        Ok((SsoToken { text, expires_at }, expiry))
    }

    async fn renew(
        &self,
        context: &ProviderContext,
        document: &Object,
    ) -> Result<Object, Unrenewed> {
        let advise = |why: String| {
            let error = CredentialsError::message(why);
            session::sign_in_again(error, self.sign_in())
        };
        let input = self
            .input(document, context.clock.now())
            .map_err(|why| advise(format!("it cannot be renewed: {why}")))?;
        let response = self.create_token(context, &input.body).await?;
        if !response.status().is_success() {
            let error = service_error(&response).describe(&response, &input.secrets);
            let why = format!("CreateToken of SSO OIDC: {error}");
            let is_rejected = response.status().is_client_error();
            return Err(match is_rejected {
                true => Unrenewed::rejected(advise(why)),
                false => CredentialsError::message(why).into(),
            });
        }
        renewed(document, &response, context.clock.now()).map_err(|why| {
            let why = format!("the response of SSO OIDC: {why}");
            CredentialsError::message(with_media_type(why, &response)).into()
        })
    }
}

/// Input of `CreateToken`.
struct Input<'a> {
    body: Bytes,
    secrets: [&'a str; 3],
}

impl TokenFile<'_> {
    /// Returns the input that renews the token in `document`.
    ///
    /// # Errors
    /// If a member is missing, or the registration has expired.
    fn input<'a>(&self, document: &'a Object, now: SystemTime) -> Result<Input<'a>, String> {
        if !self.sso.is_renewable {
            return Err("the profile has no sso_session".to_owned());
        }
        let [refresh_token, client_id, client_secret] =
            document.all_required(["refreshToken", "clientId", "clientSecret"])?;
        let registered = session::timestamp(document, "registrationExpiresAt")?;
        if SystemTime::from(registered) <= now {
            return Err(format!("its registration expired at {registered}"));
        }
        let body = json!({
            "clientId": client_id,
            "clientSecret": client_secret,
            "grantType": "refresh_token",
            "refreshToken": refresh_token,
        });
        Ok(Input {
            body: Bytes::from(body.to_string()),
            secrets: [
                refresh_token,
                client_secret,
                document.required("accessToken")?,
            ],
        })
    }

    async fn create_token(
        &self,
        context: &ProviderContext,
        body: &Bytes,
    ) -> Result<Response<Bytes>, CredentialsError> {
        let settings = context.settings(SSO_OIDC.sdk_id, self.profiles)?;
        let endpoint = ServiceEndpoint::new(&SSO_OIDC, &self.sso.region, &settings);
        let url = endpoint.map_err(CredentialsError::message)?.url("/token");
        let request = |_| {
            let request = Request::post(&url).header(CONTENT_TYPE, JSON);
            request.body(body.clone()).map_err(CredentialsError::new)
        };
        let response = rest_json::call(&request).send(context).await;
        response.map_err(|failed| failed.of("CreateToken of SSO OIDC"))
    }
}

/// Returns the session `document` with the members of a response of `CreateToken`.
fn renewed(
    document: &Object,
    response: &Response<Bytes>,
    now: SystemTime,
) -> Result<Object, String> {
    let response = Object::parse(response.body()).map_err(|error| error.to_string())?;
    let mut document = document.clone();
    document.set("accessToken", response.required("accessToken")?);
    document.set("expiresAt", session::expires_in(&response, now)?);
    if let Some(token) = response.text("refreshToken")? {
        document.set("refreshToken", token);
    }
    Ok(document)
}
