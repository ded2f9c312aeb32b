//! Deserialization errors.

use super::debug::{Details, debug};
use super::text::OneLine;
use crate::wire::path::{self, Step};
use std::fmt;

/// Error of a body that cannot be deserialized.
///
/// It has the expected value and its location, but not the value found, which may be sensitive.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError {
    description: Box<str>,
}

impl DecodeError {
    pub(crate) fn new(description: &str) -> Self {
        Self {
            description: description.into(),
        }
    }

    /// Creates an error for `problem` at an offset in bytes.
    #[cfg(feature = "cbor")]
    pub(crate) fn of_bytes(problem: &str, offset: usize) -> Self {
        let problem = without_value(problem).unwrap_or_else(|| problem.to_owned());
        if problem.contains(path::AT_BYTE) {
            return Self::new(&problem);
        }
        Self::new(&format!("{problem}{}{offset}", path::AT_BYTE))
    }

    /// Creates an error for a problem within the member `name`.
    pub(crate) fn of_member(name: &str, error: &serde_json::Error) -> Self {
        let text = path::describe(Step::Member(name), error);
        let text = text.unwrap_or_else(|| format!("{error} in `{name}`"));
        let description = without_value(&text).unwrap_or(text);
        // The place is that within the member.
        Self::new(description.split(" at line ").next().unwrap_or_default())
    }

    pub(crate) fn from_json(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let description = without_value(&text).unwrap_or(text);
        Self {
            description: description.into(),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&OneLine(&self.description), formatter)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for DecodeError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DecodeError")
    }
}

impl std::error::Error for DecodeError {}

/// Returns serde's message without the value that it quotes: `invalid type: string "…", expected i32 at line 1 column
/// 7`.
///
/// `None` if no value is quoted.
fn without_value(text: &str) -> Option<String> {
    let (kind, rest) = text.split_once(": ")?;
    if kind != "invalid type" && kind != "invalid value" {
        return None;
    }
    let (found, expected) = rest.rsplit_once(", expected ")?;
    let found = found.split(['"', '`']).next()?.trim_end();
    Some(format!("{kind}: {found}, expected {expected}"))
}

#[cfg(test)]
mod tests {
    use super::DecodeError;
    use serde::de::DeserializeOwned;

    fn describe<T: DeserializeOwned>(json: &str) -> String {
        let error = serde_json::from_str::<T>(json).map(|_| ()).unwrap_err();
        DecodeError::from_json(&error).to_string()
    }

    #[test]
    fn says_what_is_wrong_and_where_but_not_what_was_there() {
        assert_eq!(
            describe::<i32>(r#""my, expected secret""#),
            "invalid type: string, expected i32 at line 1 column 21"
        );
        assert_eq!(
            describe::<String>("4711"),
            "invalid type: integer, expected a string at line 1 column 4"
        );
        assert_eq!(
            describe::<i8>("300"),
            "invalid value: integer, expected i8 at line 1 column 3"
        );
        assert_eq!(
            describe::<String>("null"),
            "invalid type: null, expected a string at line 1 column 4"
        );
        assert_eq!(
            describe::<bool>("[true"),
            "invalid type: sequence, expected a boolean at line 1 column 0"
        );
    }

    #[test]
    fn what_quotes_nothing_is_left_as_it_is() {
        assert_eq!(
            describe::<bool>(""),
            "EOF while parsing a value at line 1 column 0"
        );
        assert_eq!(
            describe::<bool>("<html>"),
            "expected value at line 1 column 1"
        );
    }
}
