//! Path of an invalid value in a body.
//!
//! It is kept at the end of the message, since serde's errors have no field for it: each level that an error propagates
//! through adds its step in front. Only names in the model are steps: keys of maps come from the input, and
//! may be secret.

use std::fmt::Write;

/// Start of a path within a message.
const BEGIN: &str = " in `";

/// Start of a position within a message about CBOR.
pub(crate) const AT_BYTE: &str = " at byte ";

/// A step of a path.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// A member of a structure or union.
    Member(&'a str),
    /// An entry of a list.
    Index(usize),
    /// Value of any entry of a map.
    Entry,
}

/// Returns the message of an error with `step` before its path.
pub(crate) fn describe(step: Step<'_>, text: &str) -> String {
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
    described
}

/// Returns the text before the last `separator`, and the rest with it.
fn split<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    text.split_at_checked(text.rfind(separator)?)
}
