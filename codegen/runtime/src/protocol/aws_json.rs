//! `aws.protocols#awsJson1_0` and `awsJson1_1`: everything is a `POST` of JSON to one path.

use super::Target;
use crate::transport::BoxError;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::uri::{Authority, PathAndQuery, Uri};
use http::{HeaderName, HeaderValue, Method, Request};

const X_AMZ_TARGET: HeaderName = HeaderName::from_static("x-amz-target");
/// Asks for error codes of the AWS query protocol. Only a service that has once spoken it may be sent this.
const X_AMZN_QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

pub(super) fn request(
    target: Target,
    content_type: &'static str,
    endpoint: &Uri,
    body: Vec<u8>,
) -> Result<Request<Bytes>, BoxError> {
    let header = format!("{}.{}", target.service, target.operation);
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(root_of(endpoint)?)
        .header(CONTENT_TYPE, HeaderValue::from_static(content_type))
        .header(CONTENT_LENGTH, body.len())
        .header(X_AMZ_TARGET, header)
        .body(Bytes::from(body))?;
    if target.query_compatible {
        let mode = HeaderValue::from_static("true");
        request.headers_mut().insert(X_AMZN_QUERY_MODE, mode);
    }
    Ok(request)
}

/// The path `/` under the path that the endpoint may have; the host in lower case, as HTTP clients send it and a
/// signature has to cover it.
fn root_of(endpoint: &Uri) -> Result<Uri, BoxError> {
    let (Some(_), Some(authority)) = (endpoint.scheme(), endpoint.authority()) else {
        return Err(format!("the endpoint `{endpoint}` has no scheme and authority").into());
    };
    if endpoint.query().is_some() {
        return Err(format!("the endpoint `{endpoint}` has a query").into());
    }
    let is_upper = authority
        .as_str()
        .contains(|c: char| c.is_ascii_uppercase());
    if endpoint.path().ends_with('/') && !is_upper {
        return Ok(endpoint.clone());
    }
    let mut parts = endpoint.clone().into_parts();
    if is_upper {
        parts.authority = Some(Authority::try_from(
            authority.as_str().to_ascii_lowercase(),
        )?);
    }
    if !endpoint.path().ends_with('/') {
        parts.path_and_query = Some(PathAndQuery::try_from(format!("{}/", endpoint.path()))?);
    }
    Ok(Uri::from_parts(parts)?)
}

#[cfg(test)]
mod tests;
