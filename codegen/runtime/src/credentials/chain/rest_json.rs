//! Errors and requests of the protocol restJson1.

use super::http::{BuildRequest, Call, SERVICE};
use super::service_error::ServiceError;
use crate::error::ErrorBody;
use crate::protocol::rest_json_code;
use bytes::Bytes;
use http::Response;

/// Media type of request bodies.
pub(super) const JSON: &str = "application/json";

/// Returns a request to a service of the protocol.
pub(super) fn call<'a>(request: &'a BuildRequest<'a>) -> Call<'a> {
    Call {
        policy: SERVICE,
        request,
        error_code: |response| service_error(response).code,
        errors: &[],
    }
}

/// Parses an error response.
///
/// The errors of SSO OIDC and of sign-in also have the members of OAuth (RFC 6749, section 5.2): `error` is the code if
/// there is no other, and `error_description` the message.
pub(super) fn service_error(response: &Response<Bytes>) -> ServiceError {
    let body = ErrorBody::json(response.body());
    ServiceError {
        code: rest_json_code(response.headers(), &body),
        message: body.message().map(str::to_owned),
        request_id: None,
    }
}
