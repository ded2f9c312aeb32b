//! Errors with the position in the text.

use super::read::Reader;
use crate::error::DecodeError;

impl Reader<'_> {
    /// Creates an error at the current position.
    #[cold]
    pub(super) fn error(&self, problem: &str) -> DecodeError {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        let line = 1 + before.matches('\n').count();
        let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
        DecodeError::new(&format!("{problem} at line {line} column {}", column + 1))
    }

    /// Creates an error for a value of another type than `expected`, without showing it, since it may be secret.
    #[cold]
    pub(super) fn unexpected(&mut self, expected: &str) -> DecodeError {
        let found = match self.peek() {
            None => return self.error("EOF while parsing a value"),
            Some(b'{') => "map",
            Some(b'[') => "sequence",
            Some(b'"') => "string",
            Some(b'-' | b'0'..=b'9') => "number",
            Some(b't' | b'f') => "boolean",
            Some(b'n') => "null",
            Some(_) => return self.error("expected value"),
        };
        self.error(&format!("invalid type: {found}, expected {expected}"))
    }
}
