//! The role of an EC2 instance, from its metadata: version 2 of the service alone, whose token keeps others out.

use super::context::World;
use super::http::INSTANCE;
use crate::config::{Environment, Section};
use crate::credentials::{Credentials, CredentialsError};
use reqsign_aws_v4::IMDSv2CredentialProvider;

const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";
const ENDPOINT: Setting = Setting {
    variable: "AWS_EC2_METADATA_SERVICE_ENDPOINT",
    key: "ec2_metadata_service_endpoint",
};
const MODE: Setting = Setting {
    variable: "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
    key: "ec2_metadata_service_endpoint_mode",
};

/// The credentials of the instance's role; `profile` may say where its metadata are, and `name` is what errors begin
/// with.
pub(super) async fn credentials(
    world: &World,
    name: &str,
    profile: Option<&Section>,
) -> Result<Credentials, CredentialsError> {
    let wrong = |why: String| CredentialsError::message(format!("{name}: {why}"));
    let environment = &world.environment;
    if is_disabled(environment) {
        return Err(wrong(format!("{DISABLED} is set")));
    }
    let endpoint = endpoint(environment, profile).map_err(wrong)?;
    // A new one each time: the provider keeps its token, and would keep one that no longer counts.
    let provider = IMDSv2CredentialProvider::new().with_endpoint(endpoint);
    world.ask(name, INSTANCE, provider).await
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
