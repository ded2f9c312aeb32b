//! The role of a container: of an ECS task, or of an EKS pod with Pod Identity.
//!
//! Variables say where it is. reqsign looks at the same ones; but its order is another than that of AWS, and it would
//! send the authorization token over plain HTTP to any host.

use super::context::World;
use super::http::CONTAINER;
use crate::config::Environment;
use crate::credentials::{Credentials, CredentialsError};
use crate::transport::{CONTAINER_AGENTS, LocalHost};
use http::Uri;
use reqsign_aws_v4::ECSCredentialProvider;
use std::path::Path;

/// Why there is nothing where nothing is set up.
pub(super) const NOT_SET: &str =
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set";

const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

/// The credentials of the container's role, or nothing where no variable says where they are; `name` is what errors
/// begin with.
pub(super) async fn find(
    world: &World,
    name: &str,
) -> Result<Option<Credentials>, CredentialsError> {
    let wrong = |why: String| CredentialsError::message(format!("{name}: {why}"));
    let Some(endpoint) = endpoint(&world.environment).map_err(wrong)? else {
        return Ok(None);
    };
    let mut provider = ECSCredentialProvider::new().with_endpoint(endpoint);
    if let Some(token) = token(&world.environment, name)? {
        provider = provider.with_auth_token(token);
    }
    world.ask(name, CONTAINER, provider).await.map(Some)
}

fn endpoint(environment: &Environment) -> Result<Option<String>, String> {
    if let Some(path) = environment.var(RELATIVE) {
        if !path.starts_with('/') {
            return Err(format!("{RELATIVE} does not begin with a slash"));
        }
        return Ok(Some(format!("http://169.254.170.2{path}")));
    }
    let Some(uri) = environment.var(FULL) else {
        return Ok(None);
    };
    match uri.parse::<Uri>() {
        Ok(parsed) if is_trusted(&parsed) => Ok(Some(uri)),
        Ok(parsed) => Err(format!(
            "{FULL} names the host {:?}: expected https, or plain http to this machine or to one of {}",
            parsed.host().unwrap_or_default(),
            CONTAINER_AGENTS.map(|agent| agent.to_string()).join(", ")
        )),
        Err(error) => Err(format!("{FULL} is no URI: {error}")),
    }
}

fn is_trusted(uri: &Uri) -> bool {
    match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => true,
        (Some("http"), Some(host)) => {
            LocalHost::of(host).is_some_and(LocalHost::is_trusted_over_plain_http)
        }
        _ => false,
    }
}

/// What the agent wants to see; a file is read anew each time, as EKS replaces the token in it.
fn token(environment: &Environment, name: &str) -> Result<Option<String>, CredentialsError> {
    let Some(file) = environment.var(TOKEN_FILE) else {
        return Ok(environment.var(TOKEN));
    };
    let content = environment.read(Path::new(&file)).map_err(|error| {
        CredentialsError::because(
            format!("{name}: {TOKEN_FILE}, {file}, cannot be read"),
            error,
        )
    })?;
    let token = String::from_utf8_lossy(&content).trim().to_owned();
    Ok(Some(token))
}
