//! Errors and requests of the protocol restJson1.

use super::json::Object;
use super::service_error::ServiceError;
use crate::error::{ErrorBody, sanitize};
use bytes::Bytes;
use http::{HeaderName, Response};

/// Media type of request bodies.
pub(super) const JSON: &str = "application/json";

const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// Parses an error response.
///
/// The errors of SSO OIDC and of sign-in also have the members of OAuth (RFC 6749, section 5.2): `error` is the code if
/// there is no other, and `error_description` the message.
pub(super) fn service_error(response: &Response<Bytes>) -> ServiceError {
    let body = ErrorBody::json(response.body());
    let header = response.headers().get(ERROR_TYPE);
    let header = header.and_then(|value| sanitize(value.to_str().ok()?));
    let oauth = |key: &str| {
        let object = Object::parse(response.body()).ok()?;
        object.text(key).ok()?.map(str::to_owned)
    };
    let code = header.or_else(|| body.code()).map(str::to_owned);
    let message = body.message().map(str::to_owned);
    ServiceError {
        code: code.or_else(|| oauth("error")),
        message: message.or_else(|| oauth("error_description")),
        request_id: None,
    }
}
