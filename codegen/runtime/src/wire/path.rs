//! Path of an invalid value in a body.
//!
//! serde's errors have no field for a path, so it is kept at the end of their messages: each level that an error
//! propagates through adds its step in front. Only names in the model are steps: keys of maps come from the input, and
//! may be secret.

use serde::de::Error;
use std::fmt::{Display, Write};

/// Start of a path within a message.
const BEGIN: &str = " in `";

/// Start of a position within a message about CBOR.
pub(crate) const AT_BYTE: &str = " at byte ";

/// Prefixes of messages about bodies that are truncated or malformed.
const MALFORMED: [&str; 4] = ["EOF while", "i/o error", "syntax error", "recursion limit"];

/// A step of a path.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Member(&'a str),
    Index(usize),
    /// Value of any entry of a map.
    Entry,
}

/// Adds `step` at the front of the path of `error`.
#[cold]
pub(crate) fn within<E: Error>(step: Step<'_>, error: E) -> E {
    match describe(step, &error) {
        Some(description) => E::custom(description),
        None => error,
    }
}

/// Returns the message of the error with `step` before its path; `None` for a body that is truncated or malformed: such
/// an error is kept as it is, since callers can ask for its kind.
pub(crate) fn describe(step: Step<'_>, error: &dyn Display) -> Option<String> {
    let text = error.to_string();
    if MALFORMED
        .iter()
        .any(|beginning| text.starts_with(beginning))
    {
        return None;
    }
    let (text, offset) = without_offset(&text);
    let (message, position) = split(text, " at line ")
        .or_else(|| split(text, AT_BYTE))
        .unwrap_or((text, ""));
    let path = message.strip_suffix('`');
    let (message, path) = path
        .and_then(|path| path.rsplit_once(BEGIN))
        .unwrap_or((message, ""));
    let is_next_to = path.is_empty() || path.starts_with('[');
    let separator = if is_next_to { "" } else { "." };
    let mut described = format!("{message}{BEGIN}");
    // Writing to a string cannot fail.
    let _ = match step {
        Step::Member(name) => write!(described, "{name}"),
        Step::Index(index) => write!(described, "[{index}]"),
        Step::Entry => write!(described, "[…]"),
    };
    let _ = write!(described, "{separator}{path}`{position}");
    if let Some(offset) = offset.filter(|_| position.is_empty()) {
        let _ = write!(described, "{AT_BYTE}{offset}");
    }
    Some(described)
}

/// Returns the message with its byte offset, if it has one, reduced by `start`.
#[cfg(feature = "cbor")]
pub(crate) fn moved(text: String, start: usize) -> String {
    let position = split(&text, AT_BYTE).and_then(|(message, position)| {
        let offset: usize = position.strip_prefix(AT_BYTE)?.parse().ok()?;
        let offset = start.saturating_add(offset);
        Some(format!("{message}{AT_BYTE}{offset}"))
    });
    position.unwrap_or(text)
}

/// Returns the text before the last `separator`, and the rest with it.
fn split<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    text.split_at_checked(text.rfind(separator)?)
}

/// Returns a message of cbor2 without the offset in front, and the offset.
fn without_offset(text: &str) -> (&str, Option<usize>) {
    let Some(text) = text.strip_prefix("semantic error") else {
        return (text, None);
    };
    let located = text.strip_prefix(" at offset ");
    match located.and_then(|text| text.split_once(": ")) {
        Some((offset, text)) => (text, offset.parse().ok()),
        None => (text.strip_prefix(": ").unwrap_or(text), None),
    }
}
