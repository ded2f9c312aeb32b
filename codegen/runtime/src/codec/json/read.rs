//! Reading of lists, maps and structures.

use super::DEPTH;
use crate::codec::Allowance;
use crate::error::DecodeError;

/// A position in a JSON text.
pub(crate) struct Reader<'de> {
    pub(super) text: &'de str,
    pub(super) at: usize,
    /// Number of further levels that may be nested.
    pub(super) depth: usize,
    pub(super) allowance: Allowance,
}

impl<'de> Reader<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self {
            text,
            at: 0,
            depth: DEPTH,
            allowance: Allowance::of(text.len()),
        }
    }

    /// Returns the next byte that is not white space.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                byte => return byte.copied(),
            }
        }
    }

    /// Checks that only white space is left.
    pub(super) fn end(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error("trailing characters")),
        }
    }

    /// Skips a word.
    pub(super) fn word(&mut self, word: &str) -> Result<(), DecodeError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(self.error("expected ident"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Skips the bracket or brace at this position.
    #[inline]
    pub(super) fn open(&mut self) -> Result<(), DecodeError> {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Err(self.error("recursion limit exceeded"));
        };
        self.depth = depth;
        self.at += 1;
        Ok(())
    }

    /// Skips the bracket or brace at this position.
    #[inline]
    pub(super) fn close(&mut self) {
        self.depth += 1;
        self.at += 1;
    }

    /// Moves to the opening quote of the next key; false at the end of the map.
    #[inline]
    pub(super) fn next_quote(&mut self, is_first: &mut bool) -> Result<bool, DecodeError> {
        if !*is_first && self.text.as_bytes().get(self.at..self.at + 2) == Some(b",\"") {
            self.at += 1;
            return Ok(true);
        }
        let mut next = self.peek();
        if !*is_first {
            match next {
                Some(b',') => {
                    self.at += 1;
                    next = self.peek();
                    if next == Some(b'}') {
                        return Err(self.error("trailing comma"));
                    }
                }
                Some(b'}') | None => {}
                Some(_) => return Err(self.error("expected `,` or `}`")),
            }
        }
        *is_first = false;
        match next {
            Some(b'"') => Ok(true),
            Some(b'}') => {
                self.close();
                Ok(false)
            }
            Some(_) => Err(self.error("key must be a string")),
            None => Err(self.error("EOF while parsing an object")),
        }
    }

    /// Skips the colon after a key.
    #[inline]
    pub(super) fn colon(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.error("expected `:`")),
            None => Err(self.error("EOF while parsing an object")),
        }
    }

    /// Skips the key at this position if it is the expected one, which it is where a service writes members in the order of
    /// the model.
    #[inline]
    pub(super) fn guessed(&mut self, members: &[&str], expected: usize) -> Option<usize> {
        let name = members.get(expected)?.as_bytes();
        let rest = self.text.as_bytes().get(self.at + 1..)?;
        let after = rest.strip_prefix(name)?;
        if after.first() != Some(&b'"') {
            return None;
        }
        self.at += name.len() + 2;
        Some(expected)
    }
}
