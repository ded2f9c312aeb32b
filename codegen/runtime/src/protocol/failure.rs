//! What a response that is an error says, whichever error it is.

use super::Target;
use crate::error::{ErrorBody, ErrorMetadata, Fault, is_message_sensitive, sanitize};
use http::response::Parts;
use http::{HeaderMap, HeaderName};

const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
const QUERY_ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");
const REQUEST_IDS: [HeaderName; 2] = [
    HeaderName::from_static("x-amzn-requestid"),
    HeaderName::from_static("x-amz-request-id"),
];

/// What the service knows a call by.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    REQUEST_IDS.iter().find_map(|name| text(headers, name))
}

/// The codes of an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ErrorCodes {
    /// The name of its shape, by which the model knows it: the header's, else the body's.
    pub(crate) shape: Option<String>,
    /// What it was called in the AWS query protocol, where the service answers with that too.
    pub(crate) query: Option<String>,
    /// Whose fault it is, as it was said then.
    fault: Option<Fault>,
}

impl ErrorCodes {
    /// The one that callers see. Callers of a service that once spoke the AWS query protocol expect its old codes.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.query.as_deref().or(self.shape.as_deref())
    }
}

/// By what codes a response says which error it is.
pub(crate) fn error_codes(target: Target, head: &Parts, body: &ErrorBody<'_>) -> ErrorCodes {
    if super::check(target.rules, head).is_err() {
        return ErrorCodes::default();
    }
    let shape = (target.rules.error_shape)(&head.headers, body);
    let (query, fault) = target
        .query_compatible
        .then(|| query_error(&head.headers))
        .flatten()
        .unzip();
    ErrorCodes {
        shape,
        query,
        fault: fault.flatten(),
    }
}

/// The name of an error's shape where protocols have it in a header, else in the body.
pub(super) fn header_or_body(headers: &HeaderMap, body: &ErrorBody<'_>) -> Option<String> {
    let header = text(headers, &ERROR_TYPE);
    let shape = header.as_deref().and_then(sanitize).or_else(|| body.code());
    shape.map(str::to_owned)
}

/// `x-amzn-query-error`, which is a code and `Sender` or `Receiver`, with `;` between. Any other value says nothing.
fn query_error(headers: &HeaderMap) -> Option<(String, Option<Fault>)> {
    let value = text(headers, &QUERY_ERROR)?;
    let (code, fault) = value.split_once(';')?;
    let fault = match fault.trim() {
        "Sender" => Some(Fault::Client),
        "Receiver" => Some(Fault::Server),
        _ => None,
    };
    let code = code.trim();
    (!code.is_empty()).then(|| (code.to_owned(), fault))
}

/// What a response says of the error that it is.
pub(crate) fn metadata(
    target: Target,
    head: &Parts,
    body: &ErrorBody<'_>,
    codes: &ErrorCodes,
) -> ErrorMetadata {
    let shape = codes.shape.as_deref();
    let modeled = target.errors.iter().find(|it| Some(it.code) == shape);
    ErrorMetadata {
        operation: target.operation,
        status: head.status,
        sensitive_message: is_message_sensitive(target.errors, shape),
        code: codes.shown().map(str::to_owned),
        shape: codes.shape.clone(),
        fault: codes.fault.or(modeled.map(|it| it.fault)),
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
