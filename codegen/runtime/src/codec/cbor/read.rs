//! Reading of lists, maps and structures.

use super::DEPTH;
use super::head::Head;
use crate::codec::Allowance;
use crate::codec::source::Source;
use crate::error::DecodeError;

/// A position in CBOR.
pub(crate) struct Reader<'de> {
    pub(super) input: &'de [u8],
    pub(super) at: usize,
    /// Number of further levels that may be nested.
    pub(super) depth: usize,
    pub(super) allowance: Allowance,
}

/// Remaining entries of a list or map; `None` up to a break.
pub(crate) struct Left(Option<u64>);

impl<'de> Reader<'de> {
    pub(super) fn new(input: &'de [u8]) -> Self {
        Self {
            input,
            at: 0,
            depth: DEPTH,
            allowance: Allowance::of(input.len()),
        }
    }

    /// Checks that nothing is left.
    pub(super) fn end(&self) -> Result<(), DecodeError> {
        if self.at == self.input.len() {
            return Ok(());
        }
        Err(self.error("trailing data after the value"))
    }

    /// Creates an error at the current position.
    #[cold]
    pub(super) fn error(&self, problem: &str) -> DecodeError {
        self.error_at(problem, self.at)
    }

    #[cold]
    pub(super) fn error_at(&self, problem: &str, at: usize) -> DecodeError {
        DecodeError::of_bytes(problem, at)
    }

    #[cold]
    pub(super) fn truncated(&self) -> DecodeError {
        self.error("the body ends within a value")
    }

    /// Creates an error for a value of another type than `expected`, without showing it, since it may be secret.
    #[cold]
    pub(super) fn unexpected(&self, found: Head, expected: &str, at: usize) -> DecodeError {
        let found = found.name();
        self.error_at(&format!("invalid type: {found}, expected {expected}"), at)
    }

    /// Reads a head after any tags, which are ignored.
    #[inline]
    pub(super) fn untagged(&mut self) -> Result<Head, DecodeError> {
        loop {
            match self.head()? {
                Head::Tag(_) => {}
                head => return Ok(head),
            }
        }
    }

    /// Begins a list or map.
    #[inline]
    pub(super) fn open(&mut self, length: Option<u64>) -> Result<Left, DecodeError> {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Err(self.error("recursion limit exceeded"));
        };
        self.depth = depth;
        Ok(Left(length))
    }

    /// Moves to the next entry; false at the end.
    #[inline]
    pub(super) fn next(&mut self, left: &mut Left) -> Result<bool, DecodeError> {
        let is_more = match &mut left.0 {
            Some(left) => match left.checked_sub(1) {
                Some(rest) => {
                    *left = rest;
                    true
                }
                None => false,
            },
            None => match self.input.get(self.at) {
                Some(0xff) => {
                    self.at += 1;
                    false
                }
                Some(_) => true,
                None => return Err(self.truncated()),
            },
        };
        if !is_more {
            self.depth += 1;
        }
        Ok(is_more)
    }

    /// Returns true, and skips the key, if the next entry is the expected member, as it is where a service writes members
    /// in the order of the model.
    #[inline]
    pub(super) fn is_expected(
        &mut self,
        members: &[&str],
        expected: usize,
        left: &mut Left,
    ) -> bool {
        let is_there = match left.0 {
            Some(left) => left > 0,
            // A break is no string.
            None => true,
        };
        let Some(name) = members.get(expected).filter(|_| is_there) else {
            return false;
        };
        let is_expected = self.skip_if(name);
        if is_expected && let Some(left) = &mut left.0 {
            *left -= 1;
        }
        is_expected
    }

    /// Skips the value after its head.
    pub(super) fn skip_after(&mut self, head: Head, start: usize) -> Result<(), DecodeError> {
        match head {
            Head::Bytes(length) => self.bytes(length).map(|_| ()),
            Head::Text(length) => self.text(length).map(|_| ()),
            Head::List(length) => {
                let mut left = self.open(length)?;
                while self.next(&mut left)? {
                    self.skip_value()?;
                }
                Ok(())
            }
            Head::Map(length) => {
                let mut left = self.open(length)?;
                while self.next(&mut left)? {
                    self.skip_value()?;
                    self.skip_value()?;
                }
                Ok(())
            }
            Head::Break => Err(self.unexpected(head, "a value", start)),
            _ => Ok(()),
        }
    }
}

#[cfg(all(feature = "serde", feature = "test-util"))]
#[cfg(test)]
mod tests;
