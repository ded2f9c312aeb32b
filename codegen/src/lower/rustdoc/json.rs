//! JSON in documentation: known as such, and laid out where HTML has it on one line.

use serde::de::IgnoredAny;

/// Returns whether `text` is a JSON object or array with content.
pub(super) fn is_document(text: &str) -> bool {
    let is_filled = text.starts_with(['{', '[']) && text.contains('"');
    is_filled && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Returns `document`, valid JSON, with a line for each member and element.
pub(super) fn indent(document: &str) -> String {
    let mut indented = String::with_capacity(document.len() * 2);
    let mut depth = 0;
    let mut in_string = false;
    let mut escaped = false;
    let mut previous = None;
    for c in document.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            indented.push(c);
            continue;
        }
        if c.is_whitespace() {
            continue;
        }
        let closes = matches!(c, '}' | ']');
        depth -= usize::from(closes);
        let is_empty = closes && matches!(previous, Some('{' | '['));
        if (closes || matches!(previous, Some('{' | '[' | ','))) && !is_empty {
            indented.push('\n');
            indented.push_str(&"  ".repeat(depth));
        }
        indented.push(c);
        if c == ':' {
            indented.push(' ');
        }
        depth += usize::from(matches!(c, '{' | '['));
        in_string = c == '"';
        previous = Some(c);
    }
    indented
}
