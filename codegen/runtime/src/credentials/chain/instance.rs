//! The role of an EC2 instance, from its metadata: version 2 of the service alone, whose token keeps others out.
//!
//! The requests are those of AWS's guide to EC2, "Use the Instance Metadata Service to access instance metadata" and
//! "Retrieve security credentials from instance metadata".

use super::context::World;
use super::http::INSTANCE;
use super::keys;
use super::source::Answer;
use super::text::brief;
use crate::config::{Environment, Section};
use crate::credentials::{Credentials, CredentialsError};
use crate::transport::BoxError;
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Request, Response, StatusCode};
use serde::Deserialize;

const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";
const ENDPOINT: Setting = Setting {
    variable: "AWS_EC2_METADATA_SERVICE_ENDPOINT",
    key: "ec2_metadata_service_endpoint",
};
const MODE: Setting = Setting {
    variable: "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
    key: "ec2_metadata_service_endpoint_mode",
};

/// The credentials of the instance's role, or nothing if this is no instance, or has no role; `profile` may say where its
/// metadata are, and `name` is what errors begin with.
pub(super) async fn find(
    world: &World,
    name: &str,
    profile: Option<&Section>,
) -> Result<Answer, CredentialsError> {
    let environment = &world.environment;
    let fail = |why| CredentialsError::message(format!("{name}: {why}"));
    if is_disabled(environment) {
        return Ok(Answer::Nothing(fail(format!("{DISABLED} is set"))));
    }
    let endpoint = endpoint(environment, profile).map_err(fail)?;
    let service = Metadata {
        world,
        name,
        endpoint,
    };
    match service.credentials().await {
        Ok(credentials) => Ok(Answer::Found(credentials)),
        Err(Unavailable::Absent(why)) => Ok(Answer::Nothing(why)),
        Err(Unavailable::Failed(error)) => Err(error),
    }
}

/// A reason for having no credentials.
enum Unavailable {
    /// There is no such service here, or no role.
    Absent(CredentialsError),
    Failed(CredentialsError),
}

struct Metadata<'a> {
    world: &'a World,
    name: &'a str,
    endpoint: String,
}

/// The role's name leads to its credentials.
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// Lifetime of a token in seconds: the longest that AWS allows. A token is used for one fetch alone, as one that is no
/// longer valid could not be told from a service that fails.
const TOKEN_LIFE: &str = "21600";

impl Metadata<'_> {
    async fn credentials(&self) -> Result<Credentials, Unavailable> {
        let token = self.token().await?;
        let role = self.get(ROLES, &token).await?;
        let role = String::from_utf8_lossy(&role).trim().to_owned();
        if role.is_empty() {
            return Err(self.no_role());
        }
        // The characters of IAM's API, `CreateRole`.
        let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"+=,.@-_".contains(&byte);
        if !role.bytes().all(is_of_name) {
            return Err(self.failed("the list of roles is not the name of a role"));
        }
        let json = self.get(&format!("{ROLES}{role}"), &token).await?;
        self.parse(&json).map_err(Unavailable::Failed)
    }

    async fn token(&self) -> Result<HeaderValue, Unavailable> {
        let request = Request::put(format!("{}/latest/api/token", self.endpoint))
            .header(CONTENT_LENGTH, "0")
            .header("x-aws-ec2-metadata-token-ttl-seconds", TOKEN_LIFE);
        let response = self.send(request).await?.map_err(|error| {
            let what = format!("{}: failed to connect to IMDS", self.name);
            Unavailable::Absent(CredentialsError::because(what, error))
        })?;
        let status = response.status();
        if status != StatusCode::OK {
            let why = self.message(&format!("IMDS gave no token: HTTP {}", status.as_u16()));
            // Other clouds have other services at the same address; and AWS's says so when it is turned off.
            let is_other = status.is_client_error() && status != StatusCode::TOO_MANY_REQUESTS;
            return Err(if is_other {
                Unavailable::Absent(why)
            } else {
                Unavailable::Failed(why)
            });
        }
        let token = HeaderValue::from_maybe_shared(response.into_body());
        let mut token = token.map_err(|_| self.failed("the token is not the value of a header"))?;
        token.set_sensitive(true);
        Ok(token)
    }

    async fn get(&self, path: &str, token: &HeaderValue) -> Result<Bytes, Unavailable> {
        let request = Request::get(format!("{}{path}", self.endpoint))
            .header("x-aws-ec2-metadata-token", token);
        let response = self.send(request).await?.map_err(|error| {
            let what = format!("{}: {path}", self.name);
            Unavailable::Failed(CredentialsError::because(what, error))
        })?;
        match response.status() {
            StatusCode::OK => Ok(response.into_body()),
            StatusCode::NOT_FOUND => Err(self.no_role()),
            status => Err(self.failed(&format!("{path}: HTTP {}", status.as_u16()))),
        }
    }

    /// A response, or what the transport says.
    async fn send(
        &self,
        request: http::request::Builder,
    ) -> Result<Result<Response<Bytes>, BoxError>, Unavailable> {
        let request = request
            .body(Bytes::new())
            .map_err(|error| self.failed(&format!("{:?}: {error}", self.endpoint)))?;
        Ok(self.world.send(INSTANCE, request).await)
    }

    fn parse(&self, json: &[u8]) -> Result<Credentials, CredentialsError> {
        let what = format!("{}: credentials", self.name);
        let Status { code, message } =
            keys::parse(json).map_err(|error| CredentialsError::because(&what, error))?;
        if let Some(code) = code.filter(|code| code != "Success") {
            let said = format!("{code}: {}", message.unwrap_or_default());
            return Err(self.message(&brief(&said)));
        }
        let credentials = keys::credentials(&what, json)?;
        match credentials.expiry() {
            Some(_) => Ok(credentials),
            None => Err(self.message("credentials: missing field `Expiration`")),
        }
    }

    fn no_role(&self) -> Unavailable {
        Unavailable::Absent(self.message("no IAM role attached to EC2 instance"))
    }

    fn failed(&self, why: &str) -> Unavailable {
        Unavailable::Failed(self.message(why))
    }

    fn message(&self, why: &str) -> CredentialsError {
        CredentialsError::message(format!("{}: {why}", self.name))
    }
}

/// The members that tell a failure.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Status {
    code: Option<String>,
    message: Option<String>,
}

fn is_disabled(environment: &Environment) -> bool {
    let value = environment.var(DISABLED);
    value.is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

fn endpoint(environment: &Environment, profile: Option<&Section>) -> Result<String, String> {
    if let Some(endpoint) = ENDPOINT.value(environment, profile) {
        return Ok(endpoint.trim_end_matches('/').to_owned());
    }
    let mode = MODE.value(environment, profile).unwrap_or_default();
    match mode.to_ascii_lowercase().as_str() {
        "" | "ipv4" => Ok("http://169.254.169.254".to_owned()),
        "ipv6" => Ok("http://[fd00:ec2::254]".to_owned()),
        _ => Err(format!(
            "{} or {}: expected IPv4 or IPv6, got {mode:?}",
            MODE.variable, MODE.key
        )),
    }
}

/// A variable, and the key of a profile that counts where it is not set.
struct Setting {
    variable: &'static str,
    key: &'static str,
}

impl Setting {
    fn value(&self, environment: &Environment, profile: Option<&Section>) -> Option<String> {
        let of_profile = || {
            profile
                .and_then(|section| section.get(self.key))
                .map(str::to_owned)
        };
        let value = environment.var(self.variable).or_else(of_profile);
        value.filter(|value| !value.is_empty())
    }
}
