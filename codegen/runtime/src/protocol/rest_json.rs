//! `aws.protocols#restJson1`: members in the path, the query, headers and the body, which is JSON.
//!
//! Source: Smithy's specification "AWS restJson1 protocol".

use super::http_binding::build;
use super::{Rules, failure};
use crate::codec::Codec;
use crate::error::ErrorBody;
use crate::operation::Protocol;
use http::HeaderMap;

pub(super) static RULES: Rules = Rules {
    protocol: Protocol::RestJson1,
    codec: Codec::Json,
    is_http: true,
    content: |operation, http, message| match http {
        Some(http) => message.into_request(http),
        None => Err(format!("{operation} has no HTTP method and URI (`smithy.api#http`)").into()),
    },
    request: |_, endpoint, body, parts| match parts {
        Some(parts) => build(endpoint, parts, body),
        None => Err("the request has no HTTP method and URI".into()),
    },
    check: |_| Ok(()),
    error_shape: code,
    #[cfg(feature = "test-util")]
    asked: |request| {
        let asked = request.extensions().get::<super::Asked>()?;
        Some(asked.name.clone())
    },
    #[cfg(feature = "test-util")]
    respond: |response| response,
};

/// Returns the name of the error's shape, from the header or the body; else the code of OAuth services (RFC 6749,
/// section 5.2), which name no shape.
pub(crate) fn code(headers: &HeaderMap, body: &ErrorBody<'_>) -> Option<String> {
    failure::header_or_body(headers, body).or_else(|| body.oauth_code().map(str::to_owned))
}
