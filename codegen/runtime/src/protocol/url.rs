//! Where requests go, from the endpoint and what a protocol adds to its path.

use crate::transport::BoxError;
use http::uri::{PathAndQuery, Uri};

/// `path` under the path that the endpoint may have.
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
