//! Session with the metadata service.

use super::settings::{self, Settings};
use crate::config::Section;
use crate::credentials::CredentialsError;
use crate::credentials::chain::context::ProviderContext;
use crate::credentials::chain::http::{Call, Failed, secret_header};
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};

const TOKEN: HeaderName = HeaderName::from_static("x-aws-ec2-metadata-token");
const TOKEN_TTL: HeaderName = HeaderName::from_static("x-aws-ec2-metadata-token-ttl-seconds");

/// Lifetime of a token in seconds: the longest that the service grants.
const TTL: HeaderValue = HeaderValue::from_static("21600");

/// Maximum length of a token, in bytes: those of EC2 have 56.
const LONGEST_TOKEN: usize = 4096;

/// A session, with the token that requests send.
pub(super) struct Metadata<'a> {
    context: &'a ProviderContext,
    /// Prefix of errors.
    name: &'a str,
    settings: Settings,
    token: HeaderValue,
}

impl<'a> Metadata<'a> {
    /// Requests a token.
    ///
    /// # Errors
    /// [Not found](CredentialsError::is_not_found) if the service is disabled or does not respond.
    pub(super) async fn open(
        context: &'a ProviderContext,
        name: &'a str,
        profile: Option<&Section>,
    ) -> Result<Self, CredentialsError> {
        if let Some(setting) = settings::disabled_by(&context.environment, profile) {
            let message = format!("{name}: {setting} is set");
            return Err(CredentialsError::nothing(message, None));
        }
        let settings = Settings::new(&context.environment, profile)
            .map_err(|why| CredentialsError::message(format!("{name}: {why}")))?;
        let mut metadata = Self {
            context,
            name,
            settings,
            token: HeaderValue::from_static(""),
        };
        match metadata.renew().await {
            Ok(StatusCode::OK) => Ok(metadata),
            // Other clouds have other services at the same address, and that of EC2 says so if it is turned off.
            Ok(status) if is_of_another_service(status) => {
                let status = status.as_u16();
                Err(metadata.nothing(&format!(
                    "the metadata service returned no token: HTTP {status}"
                )))
            }
            Ok(status) => Err(metadata.wrong_status(status)),
            Err(Failed::Transport(error)) => {
                let message = format!("{name}: {error}");
                Err(CredentialsError::nothing(message, Some(error.into())))
            }
            Err(failed) => Err(failed.of(name)),
        }
    }

    /// Requests a new token, and returns the status of the response.
    async fn renew(&mut self) -> Result<StatusCode, Failed> {
        let uri = format!("{}/latest/api/token", self.settings.endpoint);
        let request = |_| {
            // Some servers want to be told that nothing follows.
            let length = HeaderValue::from_static("0");
            let request = Request::put(&uri).header(TOKEN_TTL, TTL);
            let request = request.header(CONTENT_LENGTH, length);
            request.body(Bytes::new()).map_err(CredentialsError::new)
        };
        let call = Call::metadata(self.settings.policy, &request);
        let response = call.send(self.context).await?;
        if response.status() == StatusCode::OK {
            self.token = token(response.body()).map_err(Failed::Request)?;
        }
        Ok(response.status())
    }

    /// Returns the configured role, which is requested without looking up that of the instance.
    pub(super) fn configured_role(&self) -> Option<String> {
        self.settings.role.clone()
    }

    /// Returns the document at `path`, or `None` if it does not exist.
    pub(super) async fn get(&mut self, path: &str) -> Result<Option<String>, CredentialsError> {
        let mut response = self.request(path).await?;
        if response.status() == StatusCode::UNAUTHORIZED {
            // The token has ended, for instance with the machine that this one was copied from.
            match self.renew().await.map_err(|failed| failed.of(self.name))? {
                StatusCode::OK => response = self.request(path).await?,
                status => return Err(self.wrong_status(status)),
            }
        }
        match response.status() {
            StatusCode::OK => {
                let text = String::from_utf8(response.into_body().to_vec());
                let text = text.map_err(|_| {
                    self.wrong("the response of the metadata service is not text".to_owned())
                })?;
                Ok(Some(text))
            }
            StatusCode::NOT_FOUND => Ok(None),
            status => Err(self.wrong_status(status)),
        }
    }

    async fn request(&self, path: &str) -> Result<Response<Bytes>, CredentialsError> {
        let uri = format!("{}{path}", self.settings.endpoint);
        let request = |_| {
            let request = Request::get(&uri).header(TOKEN, self.token.clone());
            request.body(Bytes::new()).map_err(CredentialsError::new)
        };
        let call = Call::metadata(self.settings.policy, &request);
        let response = call.send(self.context).await;
        response.map_err(|failed| failed.of(self.name))
    }

    /// Returns an error without any content of the response.
    fn wrong_status(&self, status: StatusCode) -> CredentialsError {
        let status = status.as_u16();
        self.wrong(format!("the metadata service responded with HTTP {status}"))
    }

    pub(super) fn wrong(&self, why: String) -> CredentialsError {
        CredentialsError::message(format!("{}: {why}", self.name))
    }

    pub(super) fn nothing(&self, why: &str) -> CredentialsError {
        CredentialsError::nothing(format!("{}: {why}", self.name), None)
    }
}

fn is_of_another_service(status: StatusCode) -> bool {
    status.is_client_error() && status != StatusCode::TOO_MANY_REQUESTS
}

/// Returns the token as a header value.
fn token(body: &[u8]) -> Result<HeaderValue, CredentialsError> {
    let token = str::from_utf8(body).unwrap_or_default().trim();
    if token.is_empty() || token.len() > LONGEST_TOKEN {
        let why = "the metadata service returned an invalid token";
        return Err(CredentialsError::message(why));
    }
    secret_header("the token of the metadata service", token)
}

/// Returns the region of the instance.
///
/// # Errors
/// If the metadata service is disabled, does not respond, or responds with an invalid region.
pub(in crate::credentials::chain) async fn region(
    context: &ProviderContext,
    profile: Option<&Section>,
) -> Result<String, CredentialsError> {
    let name = "instance metadata";
    let mut metadata = Metadata::open(context, name, profile).await?;
    let region = metadata.get("/latest/meta-data/placement/region").await?;
    let region = region.as_deref().and_then(crate::endpoint::region);
    region.ok_or_else(|| metadata.wrong("the metadata service names no region".to_owned()))
}
