//! `aws.protocols#restJson1`: members in the path, the query, headers and the body, which is JSON.
//!
//! Source: Smithy's specification "AWS restJson1 protocol".

use super::{Rules, failure, rest};
use crate::codec::Codec;
use crate::error::ErrorBody;
use crate::operation::Protocol;
use http::HeaderMap;

pub(super) static RULES: Rules = Rules {
    protocol: Protocol::RestJson1,
    codec: Codec::Json,
    is_http: true,
    content: rest::content,
    request: rest::request,
    check: |_| Ok(()),
    error_shape: code,
    #[cfg(feature = "test-util")]
    asked: super::asked_of,
    #[cfg(feature = "test-util")]
    respond: |response| response,
    // The code of an error is in a header.
    #[cfg(feature = "test-util")]
    wrap: |_, _, body| Ok(body),
};

/// Returns the name of the error's shape, from the header or the body; else the code of OAuth services (RFC 6749,
/// section 5.2), which name no shape.
pub(crate) fn code(headers: &HeaderMap, body: &ErrorBody<'_>) -> Option<String> {
    failure::header_or_body(headers, body).or_else(|| body.oauth_code().map(str::to_owned))
}
