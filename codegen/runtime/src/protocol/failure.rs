//! What a response that is an error says, whichever error it is.

use super::Target;
use crate::error::{ErrorBody, ErrorMetadata, is_message_sensitive, sanitize};
use http::response::Parts;
use http::{HeaderMap, HeaderName};

const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
const REQUEST_IDS: [HeaderName; 2] = [
    HeaderName::from_static("x-amzn-requestid"),
    HeaderName::from_static("x-amz-request-id"),
];

/// What the service knows a call by.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    REQUEST_IDS.iter().find_map(|name| text(headers, name))
}

/// The code of an error: the header's, else the body's.
pub(crate) fn error_code(head: &Parts, body: &ErrorBody<'_>) -> Option<String> {
    let header = text(&head.headers, &ERROR_TYPE);
    let code = header.as_deref().and_then(sanitize).or_else(|| body.code());
    code.map(str::to_owned)
}

/// What a response says of the error that it is.
pub(crate) fn metadata(target: Target, head: &Parts, body: &ErrorBody<'_>) -> ErrorMetadata {
    let code = error_code(head, body);
    ErrorMetadata {
        operation: target.operation,
        status: head.status,
        sensitive_message: is_message_sensitive(target.errors, code.as_deref()),
        code,
        message: body.message().map(str::to_owned),
        request_id: request_id(&head.headers),
        retry: None,
        attempts: 1,
    }
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.as_bytes().trim_ascii();
    (!value.is_empty()).then(|| String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests;
