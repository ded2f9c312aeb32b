//! URLs of requests: the endpoint with the path of the protocol.

use crate::transport::BoxError;
use http::uri::{PathAndQuery, Uri};

/// Appends `path` to the path of the endpoint.
pub(super) fn under(endpoint: &Uri, path: &str) -> Result<Uri, BoxError> {
    let start = endpoint.path();
    if path.is_empty() && start.ends_with('/') {
        return Ok(endpoint.clone());
    }
    let slash = if start.ends_with('/') { "" } else { "/" };
    with_path_and_query(endpoint, &[start, slash, path].concat())
}

/// Appends a path that is empty or begins with a slash, and a query, to the path of the endpoint.
pub(super) fn with_target(endpoint: &Uri, target: &str) -> Result<Uri, BoxError> {
    let path = endpoint.path();
    let start = path.strip_suffix('/').unwrap_or(path);
    match start.is_empty() && !target.starts_with('/') {
        true => with_path_and_query(endpoint, &["/", target].concat()),
        false => with_path_and_query(endpoint, &[start, target].concat()),
    }
}

fn with_path_and_query(endpoint: &Uri, text: &str) -> Result<Uri, BoxError> {
    let mut parts = endpoint.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(text).map_err(|_| INVALID)?);
    Ok(Uri::from_parts(parts)?)
}

const INVALID: &str = "the path and the query are longer than 65,534 bytes, or have a character that URIs do not have";
