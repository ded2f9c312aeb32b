//! Position in a body of a value that cannot be read.
//!
//! serde's errors have no place for a path, so it is kept at the end of their messages: each level that an error passes on
//! its way out adds its step in front. Only names that the model knows are steps: keys of maps come from the input, and may
//! be secret.

use serde::de::Error;
use std::fmt::{Display, Write};

/// Begins a path within a message.
const BEGIN: &str = " in `";

/// Begins a position within a message about CBOR.
pub(crate) const AT_BYTE: &str = " at byte ";

/// Beginnings of the messages about bodies that end early or are not well-formed.
const MALFORMED: [&str; 4] = ["EOF while", "i/o error", "syntax error", "recursion limit"];

/// A step of a path.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Member(&'a str),
    Index(usize),
    /// The value of an entry of a map, whichever.
    Entry,
}

/// `error`, with `step` before the path that it has so far.
#[cold]
pub(crate) fn within<E: Error>(step: Step<'_>, error: E) -> E {
    match describe(step, &error) {
        Some(description) => E::custom(description),
        None => error,
    }
}

/// The message of the error with `step` before its path; `None` for a body that ends early or is not well-formed: such an
/// error is kept as it is, for callers can ask its kind.
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

/// The message of an error with the byte that it names, if any, counted from `start` bytes earlier.
#[cfg(feature = "cbor")]
pub(crate) fn moved(text: String, start: usize) -> String {
    let position = split(&text, AT_BYTE).and_then(|(message, position)| {
        let offset: usize = position.strip_prefix(AT_BYTE)?.parse().ok()?;
        let offset = start.saturating_add(offset);
        Some(format!("{message}{AT_BYTE}{offset}"))
    });
    position.unwrap_or(text)
}

/// The text before the last `separator`, and the rest with it.
fn split<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    text.split_at_checked(text.rfind(separator)?)
}

/// A message of cbor2 as it was made, and the offset that cbor2 puts before it.
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
