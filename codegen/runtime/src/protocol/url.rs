//! Where requests go, from the endpoint and what a protocol adds to its path.

use crate::transport::BoxError;
use http::uri::{Authority, PathAndQuery, Uri};

/// `path` under the path that the endpoint may have; the host in lower case, as HTTP clients send it and a signature has
/// to cover it.
pub(super) fn under(endpoint: &Uri, path: &str) -> Result<Uri, BoxError> {
    let (Some(_), Some(authority)) = (endpoint.scheme(), endpoint.authority()) else {
        return Err(format!("the endpoint `{endpoint}` has no scheme and authority").into());
    };
    if endpoint.query().is_some() {
        return Err(format!("the endpoint `{endpoint}` has a query").into());
    }
    let is_upper = authority
        .as_str()
        .contains(|c: char| c.is_ascii_uppercase());
    let is_there = path.is_empty() && endpoint.path().ends_with('/');
    if is_there && !is_upper {
        return Ok(endpoint.clone());
    }
    let mut parts = endpoint.clone().into_parts();
    if is_upper {
        parts.authority = Some(Authority::try_from(
            authority.as_str().to_ascii_lowercase(),
        )?);
    }
    if !is_there {
        let slash = if endpoint.path().ends_with('/') {
            ""
        } else {
            "/"
        };
        let path = [endpoint.path(), slash, path].concat();
        parts.path_and_query = Some(PathAndQuery::try_from(path)?);
    }
    Ok(Uri::from_parts(parts)?)
}
