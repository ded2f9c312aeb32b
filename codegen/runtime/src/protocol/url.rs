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
    let mut parts = endpoint.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from([start, slash, path].concat())?);
    Ok(Uri::from_parts(parts)?)
}
