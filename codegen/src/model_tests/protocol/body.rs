//! Bodies, by their media type.

use super::case::Case;
use crate::ir::ExpectedBody;
use crate::smithy::json::Node;
use crate::smithy::report::Report;

/// Returns the body of a case, if it has one. Errors are reported.
pub(super) fn read(case: &Case<'_>, report: &mut Report<'_>) -> Option<ExpectedBody> {
    let body = case.text("body", report);
    let media_type = case.text("bodyMediaType", report).unwrap_or("text/plain");
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let is_text = is_text(&essence);
    let is_cbor = essence == "application/cbor";
    let is_form = essence == "application/x-www-form-urlencoded";
    let is_xml = case.protocol.is_xml() && is_xml(&essence);
    if !is_json(&essence) && !is_text && !is_cbor && !is_form {
        let message = format!("bodies of the media type `{media_type}` cannot be compared yet");
        let help = "remove the case: bodies are `application/json`, `application/cbor` or `application/xml`";
        report.error(&case.place("bodyMediaType"), message, help);
        return None;
    }
    let body = body?.to_owned();
    if is_xml && !body.is_empty() {
        return Some(ExpectedBody::Xml(body));
    }
    if is_form {
        return Some(ExpectedBody::Form(body));
    }
    if is_text || body.is_empty() {
        return Some(ExpectedBody::Text(body));
    }
    if is_cbor {
        if !is_base64(&body) {
            let help = "write it in padded base64, as bodies of binary media types are";
            report.error(&case.place("body"), "the body is not base64", help);
        }
        return Some(ExpectedBody::Cbor(body));
    }
    if let Err(error) = Node::parse(&body) {
        let message = format!("the body is not JSON: {error}");
        report.error(&case.place("body"), message, "correct the body");
    }
    Some(ExpectedBody::Json(body))
}

/// Returns whether cases have bodies of this type as they are: Smithy's cases of blobs have bytes that are text.
fn is_text(essence: &str) -> bool {
    let is_text = |of: &str| essence.starts_with(of);
    is_text("text/")
        || is_text("image/")
        || ["application/xml", "application/octet-stream"].contains(&essence)
}

/// Returns whether bodies of this type are documents, if the protocol has such bodies.
fn is_xml(essence: &str) -> bool {
    ["application/xml", "text/xml"].contains(&essence)
}

fn is_json(essence: &str) -> bool {
    let subtype = essence.strip_prefix("application/");
    subtype.is_some_and(|it| it == "json" || it.ends_with("+json") || it.starts_with("x-amz-json-"))
}

/// Returns whether the text is base64: the standard alphabet, padded (RFC 4648, section 4).
fn is_base64(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/');
    let digits = text.trim_end_matches('=');
    text.len().is_multiple_of(4) && text.len() - digits.len() <= 2 && digits.chars().all(is_digit)
}
