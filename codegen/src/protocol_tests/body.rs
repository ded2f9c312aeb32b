//! Bodies, by their media type.

use super::case::Case;
use crate::ir::ExpectedBody;
use crate::json::Node;
use crate::report::Report;

/// The body of a case, if it has one. Errors are reported.
pub(super) fn read(case: &Case<'_>, report: &mut Report<'_>) -> Option<ExpectedBody> {
    let body = case.text("body", report);
    let media_type = case.text("bodyMediaType", report).unwrap_or("text/plain");
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let is_text = essence.starts_with("text/") || essence == "application/xml";
    if !is_json(&essence) && !is_text {
        // Their bodies are in base64, which no protocol that can be generated needs.
        let message = format!("bodies of the media type `{media_type}` cannot be compared yet");
        let help = "take the case out: bodies of awsJson are `application/json`";
        report.error(&case.place("bodyMediaType"), message, help);
        return None;
    }
    let body = body?.to_owned();
    if is_text || body.is_empty() {
        return Some(ExpectedBody::Text(body));
    }
    if let Err(error) = Node::parse(&body) {
        let message = format!("the body is no JSON: {error}");
        report.error(&case.place("body"), message, "correct the body");
    }
    Some(ExpectedBody::Json(body))
}

fn is_json(essence: &str) -> bool {
    let subtype = essence.strip_prefix("application/");
    subtype.is_some_and(|it| it == "json" || it.ends_with("+json") || it.starts_with("x-amz-json-"))
}
