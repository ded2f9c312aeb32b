//! Reading of lists, maps and structures.

use super::DEPTH;
use crate::codec::{Allowance, find};
use crate::error::DecodeError;
use crate::wire::{Step, Structure, Within};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A position in a JSON text.
pub(crate) struct Reader<'de> {
    pub(super) text: &'de str,
    pub(super) at: usize,
    /// Number of further levels that may be nested.
    pub(super) depth: usize,
    allowance: Allowance,
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

    /// Returns true, and skips it, if the next value is `null`.
    #[inline]
    pub(super) fn is_null(&mut self) -> Result<bool, DecodeError> {
        if self.peek() != Some(b'n') {
            return Ok(false);
        }
        self.word("null").map(|()| true)
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

    /// Moves to the next entry of a list; false at its end.
    #[inline]
    pub(super) fn next_entry(&mut self, is_first: &mut bool) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(b']') => {
                self.close();
                return Ok(false);
            }
            Some(b',') if !*is_first => {
                self.at += 1;
                if self.peek() == Some(b']') {
                    return Err(self.error("trailing comma"));
                }
            }
            Some(_) if *is_first => {}
            Some(_) => return Err(self.error("expected `,` or `]`")),
            None => return Err(self.error("EOF while parsing a list")),
        }
        *is_first = false;
        Ok(true)
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

    /// Reads the next key of a map; `None` at its end.
    #[inline]
    pub(super) fn next_key(
        &mut self,
        is_first: &mut bool,
    ) -> Result<Option<Cow<'de, str>>, DecodeError> {
        if !self.next_quote(is_first)? {
            return Ok(None);
        }
        let key = self.text()?;
        self.colon()?;
        Ok(Some(key))
    }

    /// Moves to the value of the next known member, and returns its index; `None` at the end of the structure. Unknown
    /// members are skipped.
    #[inline]
    pub(super) fn next_member(
        &mut self,
        members: &[&str],
        expected: &mut usize,
        is_first: &mut bool,
    ) -> Result<Option<usize>, DecodeError> {
        while self.next_quote(is_first)? {
            let index = match self.guessed(members, *expected) {
                Some(index) => Some(index),
                None => {
                    let name = self.text()?;
                    find(members, &name)
                }
            };
            self.colon()?;
            if let Some(index) = index {
                *expected = index + 1;
                return Ok(Some(index));
            }
            self.skip_value()?;
        }
        Ok(None)
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

    /// Opens a map; false for `null`.
    #[inline]
    pub(super) fn open_map(&mut self, kind: &str, name: &str) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(b'{') => self.open().map(|()| true),
            Some(b'n') => self.word("null").map(|()| false),
            _ => Err(self.unexpected(&format!("{kind}{name}"))),
        }
    }

    #[inline]
    pub(super) fn read_structure<T: Structure>(
        &mut self,
        slot: &mut Option<T>,
    ) -> Result<(), DecodeError> {
        if !self.open_map("the structure ", T::NAME)? {
            return Ok(());
        }
        let structure = slot.insert(T::zero());
        let (mut expected, mut is_first) = (0, true);
        while let Some(index) = self.next_member(T::MEMBERS, &mut expected, &mut is_first)? {
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
        if !self.open_map("a structure", "")? {
            return Ok(());
        }
        let (mut expected, mut is_first) = (0, true);
        while let Some(index) = self.next_member(members, &mut expected, &mut is_first)? {
            take(index, self).map_err(|error| in_member(members, index, error))?;
        }
        Ok(())
    }

    /// Calls `take` with the name of each member of a structure, and the reader at its value.
    pub(super) fn each_member(
        &mut self,
        take: &mut dyn FnMut(&str, &mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        if self.open_map("a structure", "")? {
            let mut is_first = true;
            while let Some(name) = self.next_key(&mut is_first)? {
                take(&name, self)?;
            }
        }
        Ok(())
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
