//! Error responses: the part that does not depend on the error's type.

use super::Target;
#[cfg(feature = "xml")]
use crate::error::ErrorFacts;
use crate::error::{ErrorBody, ErrorMetadata, Fault, is_message_sensitive, sanitize};
#[cfg(feature = "xml")]
use crate::operation::Protocol;
#[cfg(feature = "xml")]
use http::StatusCode;
use http::response::Parts;
use http::{HeaderMap, HeaderName};

const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
const QUERY_ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");
const EXTENDED_REQUEST_ID: HeaderName = HeaderName::from_static("x-amz-id-2");
const BUCKET_REGION: HeaderName = HeaderName::from_static("x-amz-bucket-region");
const REQUEST_IDS: [HeaderName; 2] = [
    HeaderName::from_static("x-amzn-requestid"),
    HeaderName::from_static("x-amz-request-id"),
];

/// Returns the request id.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    REQUEST_IDS.iter().find_map(|name| text(headers, name))
}

/// Returns the second request id of Amazon S3.
pub(crate) fn extended_request_id(headers: &HeaderMap) -> Option<String> {
    text(headers, &EXTENDED_REQUEST_ID)
}

/// Returns the request id of a response with an output: from its headers, else from its body.
pub(crate) fn response_id(target: Target, headers: &HeaderMap, body: &[u8]) -> Option<String> {
    request_id(headers).or_else(|| target.rules.codec.request_id(body))
}

/// Returns the request id of an error response: of the body, else of the headers.
pub(crate) fn error_id(headers: &HeaderMap, body: &ErrorBody<'_>) -> Option<String> {
    let of_body = body.request_id().map(str::to_owned);
    of_body.or_else(|| request_id(headers))
}

/// Codes of an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ErrorCodes {
    /// Name of the error's shape in the model: from the header, else from the body.
    pub(crate) shape: Option<String>,
    /// Code in the AWS query protocol, if the service returns it.
    pub(crate) query: Option<String>,
    /// Party at fault in the AWS query protocol.
    fault: Option<Fault>,
}

impl ErrorCodes {
    /// Returns the code for callers, who expect the old codes of a service that once used the AWS query protocol.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.query.as_deref().or(self.shape.as_deref())
    }
}

/// Returns the codes of an error response.
pub(crate) fn error_codes(target: Target, head: &Parts, body: &ErrorBody<'_>) -> ErrorCodes {
    if super::check(target.rules, head).is_err() {
        return ErrorCodes::default();
    }
    let shape = (target.rules.error_shape)(&head.headers, body);
    #[cfg(feature = "xml")]
    if target.rules.codec.is_xml() {
        let by_status = || of_status(target, head, body);
        return codes_of_xml(target, shape.or_else(by_status), body);
    }
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

/// Returns the code of an error of restXml that cannot have a body (RFC 9110, section 6.4.1): the reason phrase of its
/// status without blanks, such as `NotFound`.
#[cfg(feature = "xml")]
fn of_status(target: Target, head: &Parts, body: &ErrorBody<'_>) -> Option<String> {
    let has_no_body = target.is_head || head.status == StatusCode::NOT_MODIFIED;
    if target.rules.protocol != Protocol::RestXml || !has_no_body || !body.is_empty() {
        return None;
    }
    let reason = head.status.canonical_reason()?;
    Some(reason.replace(|c: char| !c.is_ascii_alphanumeric(), ""))
}

/// Returns the codes of an error in XML: in awsQuery the shape is that with the code of `aws.protocols#awsQueryError`, else
/// that with this name. An error may be the root element, as `InvalidChangeBatch` of Route 53 is, and
/// `AccessDeniedException` of requests that no service received.
#[cfg(feature = "xml")]
fn codes_of_xml(target: Target, code: Option<String>, body: &ErrorBody<'_>) -> ErrorCodes {
    let Some(code) = code else {
        let is_code = |root: &&str| {
            let is_modeled = target.errors.iter().any(|error| error.code == *root);
            is_modeled || root.ends_with("Exception")
        };
        let shape = body.root().filter(is_code);
        return ErrorCodes {
            shape: shape.map(str::to_owned),
            ..ErrorCodes::default()
        };
    };
    let is_query = target.rules.protocol == Protocol::AwsQuery;
    let has_code = |it: &&ErrorFacts| is_query && it.query_code == Some(code.as_str());
    let (shape, query) = match target.errors.iter().find(has_code) {
        Some(error) => (error.code.to_owned(), Some(code)),
        None => (code, None),
    };
    ErrorCodes {
        shape: Some(shape),
        query,
        fault: body.fault(),
    }
}

/// Returns the name of the error's shape, from the header or the body.
pub(super) fn header_or_body(headers: &HeaderMap, body: &ErrorBody<'_>) -> Option<String> {
    let header = text(headers, &ERROR_TYPE);
    let shape = header.as_deref().and_then(sanitize).or_else(|| body.code());
    shape.map(str::to_owned)
}

/// Parses `x-amzn-query-error`: a code and `Sender` or `Receiver`, separated by `;`. Any other value is ignored.
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

/// Returns the region that a response names, if the request was sent to another: a redirect, a signature for another region,
/// and the bad request that stands for both in response to HEAD.
fn region(head: &Parts, body: &ErrorBody<'_>, codes: &ErrorCodes) -> Option<String> {
    let is_wrong = match head.status.as_u16() {
        301 | 307 => true,
        400 => {
            let code = codes.shape.as_deref();
            body.is_empty() || code == Some("AuthorizationHeaderMalformed")
        }
        _ => false,
    };
    if !is_wrong {
        return None;
    }
    let of_header = text(&head.headers, &BUCKET_REGION);
    of_header.or_else(|| body.region().map(str::to_owned))
}

/// Returns the metadata of an error response.
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
        message: message(head, body),
        request_id: error_id(&head.headers, body),
        extended_request_id: extended_request_id(&head.headers)
            .or_else(|| body.host_id().map(str::to_owned)),
        region: region(head, body, codes),
        retry: None,
        attempts: 1,
        in_stream: false,
        hint: None,
    }
}

/// Returns the message of an error; one with a successful status may be a body without a result.
fn message(head: &Parts, body: &ErrorBody<'_>) -> Option<String> {
    let unfinished = head.status.is_success() && body.code().is_none();
    let unfinished = unfinished.then_some("the response has no result");
    body.message().or(unfinished).map(str::to_owned)
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.as_bytes().trim_ascii();
    (!value.is_empty()).then(|| String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests;
