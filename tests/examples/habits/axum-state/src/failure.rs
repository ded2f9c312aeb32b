//! Responses to requests whose call to AWS failed.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatusError;
use generated::runtime::Error;
use serde::Serialize;

/// A failed call. `?` in a handler converts its error.
pub struct Failure(Error<GetResourceSyncStatusError>);

#[derive(Serialize)]
struct Message {
    error: &'static str,
}

impl From<Error<GetResourceSyncStatusError>> for Failure {
    fn from(error: Error<GetResourceSyncStatusError>) -> Self {
        Self(error)
    }
}

impl Failure {
    /// Returns the status and the text for the caller, who does not see messages of AWS.
    fn response(&self) -> (StatusCode, &'static str) {
        use GetResourceSyncStatusError::{InvalidInputException, ResourceNotFoundException};
        match (self.0.as_service_error(), &self.0) {
            (Some(ResourceNotFoundException(_)), _) => {
                (StatusCode::NOT_FOUND, "the stack is not synced")
            }
            (Some(InvalidInputException(_)), _) => {
                (StatusCode::BAD_REQUEST, "invalid name of a stack")
            }
            (_, error) if error.is_throttling() => {
                (StatusCode::SERVICE_UNAVAILABLE, "too many requests")
            }
            (_, Error::Timeout(_)) => (
                StatusCode::GATEWAY_TIMEOUT,
                "AWS CodeConnections is too slow",
            ),
            _ => (StatusCode::BAD_GATEWAY, "AWS CodeConnections failed"),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, error) = self.response();
        if status.is_server_error() {
            // With the request id, which AWS Support asks for.
            eprintln!("error: {}", self.0);
        }
        let mut response = (status, Json(Message { error })).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, header::HeaderValue::from_static("1"));
        }
        response
    }
}
