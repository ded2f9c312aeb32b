//! Reading of lists, maps and structures.

use super::DEPTH;
use super::head::Head;
use crate::codec::{Allowance, find};
use crate::error::DecodeError;
use crate::wire::{Step, Structure, Within};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A position in CBOR.
pub(crate) struct Reader<'de> {
    pub(super) input: &'de [u8],
    pub(super) at: usize,
    /// Number of further levels that may be nested.
    pub(super) depth: usize,
    allowance: Allowance,
}

/// Remaining entries of a list or map; `None` up to a break.
pub(super) struct Left(Option<u64>);

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

    /// Reads the next key of a structure that is a string; `None` at its end. A member with another key is unknown.
    #[inline]
    pub(super) fn next_name(
        &mut self,
        left: &mut Left,
    ) -> Result<Option<Cow<'de, str>>, DecodeError> {
        while self.next(left)? {
            if let Some(name) = self.short_text() {
                return Ok(Some(Cow::Borrowed(name)));
            }
            let start = self.at;
            match self.untagged()? {
                Head::Text(length) => return self.text(length).map(Some),
                head => {
                    self.skip_after(head, start)?;
                    self.skip_value()?;
                }
            }
        }
        Ok(None)
    }

    /// Reads the next key of a map; `None` at its end.
    #[inline]
    pub(super) fn next_key(
        &mut self,
        left: &mut Left,
    ) -> Result<Option<Cow<'de, str>>, DecodeError> {
        if !self.next(left)? {
            return Ok(None);
        }
        if let Some(name) = self.short_text() {
            return Ok(Some(Cow::Borrowed(name)));
        }
        let start = self.at;
        match self.untagged()? {
            Head::Text(length) => self.text(length).map(Some),
            Head::Bytes(length) => {
                let bytes = self.bytes(length)?;
                Ok(Some(String::from_utf8_lossy(&bytes).into_owned().into()))
            }
            head => Err(self.unexpected(head, "a key that is a string", start)),
        }
    }

    /// Moves to the value of the next known member, and returns its index; `None` at the end of the structure. Unknown
    /// members are skipped.
    #[inline]
    pub(super) fn next_member(
        &mut self,
        members: &[&str],
        expected: &mut usize,
        left: &mut Left,
    ) -> Result<Option<usize>, DecodeError> {
        loop {
            if self.is_expected(members, *expected, left) {
                *expected += 1;
                return Ok(Some(*expected - 1));
            }
            let Some(name) = self.next_name(left)? else {
                return Ok(None);
            };
            if let Some(index) = find(members, &name) {
                *expected = index + 1;
                return Ok(Some(index));
            }
            self.skip_value()?;
        }
    }

    /// Returns true, and skips the key, if the next entry is the expected member, as it is where a service writes members
    /// in the order of the model.
    #[inline]
    fn is_expected(&mut self, members: &[&str], expected: usize, left: &mut Left) -> bool {
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

    /// Opens a map; `None` for `null`.
    #[inline]
    pub(super) fn open_map(&mut self, kind: &str, name: &str) -> Result<Option<Left>, DecodeError> {
        let start = self.at;
        match self.untagged()? {
            Head::Map(length) => self.open(length).map(Some),
            Head::Null => Ok(None),
            head => Err(self.unexpected(head, &format!("{kind}{name}"), start)),
        }
    }

    #[inline]
    pub(super) fn read_structure<T: Structure>(
        &mut self,
        slot: &mut Option<T>,
    ) -> Result<(), DecodeError> {
        let Some(mut left) = self.open_map("the structure ", T::NAME)? else {
            return Ok(());
        };
        let structure = slot.insert(T::zero());
        let mut expected = 0;
        while let Some(index) = self.next_member(T::MEMBERS, &mut expected, &mut left)? {
            if let Err(error) = structure.read(index, &mut *self) {
                return Err(in_member(T::MEMBERS, index, error));
            }
        }
        Ok(())
    }

    /// Calls `take` with the index of each of these members of a structure, and the reader at its value.
    pub(super) fn read_members(
        &mut self,
        members: &'static [&'static str],
        take: &mut super::Take<'_>,
    ) -> Result<(), DecodeError> {
        let Some(mut left) = self.open_map("a structure", "")? else {
            return Ok(());
        };
        let mut expected = 0;
        while let Some(index) = self.next_member(members, &mut expected, &mut left)? {
            take(index, self).map_err(|error| in_member(members, index, error))?;
        }
        Ok(())
    }

    /// Calls `take` with the name of each member of a structure, and the reader at its value.
    pub(super) fn each_member(
        &mut self,
        take: &mut dyn FnMut(&str, &mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        if let Some(mut left) = self.open_map("a structure", "")? {
            while let Some(name) = self.next_name(&mut left)? {
                take(&name, self)?;
            }
        }
        Ok(())
    }

    /// Skips a value, which must be valid. Returns false for `null`.
    pub(super) fn skip_value(&mut self) -> Result<bool, DecodeError> {
        let start = self.at;
        let head = self.untagged()?;
        self.skip_after(head, start)?;
        Ok(!matches!(head, Head::Null))
    }

    /// Skips the value after its head.
    fn skip_after(&mut self, head: Head, start: usize) -> Result<(), DecodeError> {
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

    /// Reads a string, or skips another value.
    pub(super) fn string_or_skip(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        let start = self.at;
        match self.untagged()? {
            Head::Text(length) => self.text(length).map(Some),
            head => self.skip_after(head, start).map(|()| None),
        }
    }

    /// Makes room for one more entry of a list.
    #[inline]
    pub(super) fn grow<T>(&mut self, list: &mut Vec<T>) -> Result<(), DecodeError> {
        if self.allowance.grow(list) {
            Ok(())
        } else {
            Err(self.error(Allowance::EXCEEDED))
        }
    }

    /// Takes the memory of one more entry of a map.
    #[inline]
    pub(super) fn add<K, V>(&mut self, map: &BTreeMap<K, V>) -> Result<(), DecodeError> {
        if self.allowance.add(map) {
            Ok(())
        } else {
            Err(self.error(Allowance::EXCEEDED))
        }
    }

    #[inline]
    pub(super) fn reserve_memory(&mut self, size: usize) -> Result<(), DecodeError> {
        if self.allowance.take(size) {
            Ok(())
        } else {
            Err(self.error(Allowance::EXCEEDED))
        }
    }
}

#[cold]
fn in_member(members: &[&str], index: usize, error: DecodeError) -> DecodeError {
    error.within(Step::Member(
        members.get(index).copied().unwrap_or_default(),
    ))
}

#[cfg(all(feature = "serde", feature = "test-util"))]
#[cfg(test)]
mod tests;
