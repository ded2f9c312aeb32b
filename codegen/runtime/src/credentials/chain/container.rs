//! Role of a container: of an ECS task, of an EKS pod with Pod Identity, or of any other container with such an agent.

use super::context::ProviderContext;
use super::http::{CONTAINER, Call, secret_header};
use super::json::Object;
use super::keys;
use crate::config::Environment;
use crate::credentials::{Credentials, CredentialsError};
use crate::features::Features;
use crate::transport::{CONTAINER_AGENTS, LocalHost};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION};
use http::uri::Authority;
use http::{Request, Uri};
use std::path::Path;

/// Reason if no variable is set.
pub(super) const NOT_SET: &str =
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set";

const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

/// Returns the credentials of the container's role, or `Nothing` if no variable names their URL; errors begin with
/// `name`.
pub(super) async fn find(
    context: &ProviderContext,
    name: &str,
) -> Result<Option<Credentials>, CredentialsError> {
    let wrong = |why: String| CredentialsError::message(format!("{name}: {why}"));
    let Some(endpoint) = endpoint(&context.environment).map_err(wrong)? else {
        return Ok(None);
    };
    let request = |_| request(&context.environment, &endpoint);
    let response = Call::metadata(CONTAINER, &request).send(context).await;
    let response = response.map_err(|failed| failed.of(name))?;
    // Neither the path, by which tasks are told apart, nor anything of a body is shown.
    let agent = endpoint
        .authority()
        .map(Authority::as_str)
        .unwrap_or_default();
    let status = response.status().as_u16();
    if !response.status().is_success() {
        return Err(wrong(format!(
            "the agent at {agent} responded with HTTP {status}"
        )));
    }
    let unreadable = |why: String| wrong(format!("the response of the agent at {agent}: {why}"));
    let object = Object::parse(response.body()).map_err(|error| unreadable(error.to_string()))?;
    let credentials = keys::credentials(&object).map_err(unreadable)?;
    Ok(Some(credentials.with_features(Features::CREDENTIALS_HTTP)))
}

fn request(environment: &Environment, endpoint: &Uri) -> Result<Request<Bytes>, CredentialsError> {
    let mut request = Request::get(endpoint).header(ACCEPT, "application/json");
    if let Some((token, from)) = token(environment)? {
        request = request.header(AUTHORIZATION, secret_header(from, &token)?);
    }
    request.body(Bytes::new()).map_err(CredentialsError::new)
}

fn endpoint(environment: &Environment) -> Result<Option<Uri>, String> {
    if let Some(path) = environment.trimmed(RELATIVE) {
        if !path.starts_with('/') {
            return Err(format!("{RELATIVE} does not begin with a slash"));
        }
        let uri = format!("http://169.254.170.2{path}").parse();
        return uri
            .map(Some)
            .map_err(|error| format!("{RELATIVE} is not a path: {error}"));
    }
    let Some(uri) = environment.trimmed(FULL) else {
        return Ok(None);
    };
    let parsed = uri.parse::<Uri>();
    let parsed = parsed.map_err(|error| format!("{FULL} is not a URI: {error}"))?;
    match rejection(&parsed) {
        Some(why) => Err(format!("{FULL} {why}")),
        None => Ok(Some(parsed)),
    }
}

/// Returns the reason why no request is sent to `uri`, if there is one.
fn rejection(uri: &Uri) -> Option<String> {
    let is_user_named = |authority: &Authority| authority.as_str().contains('@');
    match (uri.scheme_str(), uri.authority()) {
        (Some("http" | "https"), Some(authority)) if is_user_named(authority) => Some(format!(
            "has a user, who would be ignored: set {TOKEN} instead"
        )),
        (Some("https"), Some(_)) => None,
        (Some("http"), Some(authority)) => {
            let host = authority.host();
            let is_trusted = LocalHost::of(host).is_some_and(LocalHost::is_trusted_over_plain_http);
            (!is_trusted).then(|| {
                let agents = CONTAINER_AGENTS.map(|agent| agent.to_string()).join(", ");
                format!(
                    "names the host {host:?}: expected https, or plain http to this machine or to one of {agents}"
                )
            })
        }
        _ => Some("does not begin with https:// or http://".to_owned()),
    }
}

/// Returns the authorization token for the agent, and its origin. A file is read each time, since EKS rotates the
/// token.
fn token(environment: &Environment) -> Result<Option<(String, &'static str)>, CredentialsError> {
    let Some(file) = environment.trimmed(TOKEN_FILE) else {
        let token = environment.trimmed(TOKEN);
        return Ok(token.map(|token| (token, TOKEN)));
    };
    let content = environment.read(Path::new(&file)).map_err(|error| {
        CredentialsError::because(format!("{TOKEN_FILE}, {file}, cannot be read"), error)
    })?;
    let token = String::from_utf8_lossy(&content);
    let token = token.trim_start_matches('\u{feff}').trim().to_owned();
    if token.is_empty() {
        return Err(CredentialsError::message(format!(
            "{TOKEN_FILE}, {file}, is empty"
        )));
    }
    Ok(Some((token, TOKEN_FILE)))
}
