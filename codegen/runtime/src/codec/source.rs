//! The part of reading that depends on the format of a body.

use super::{Allowance, find};
use crate::Timestamp;
use crate::error::{DecodeError, Envelope};
use crate::wire::literal::FromLiteral;
use crate::wire::{Format, Key, Neutral, ShapeDeserializer, Step, Structure, Within};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A position in a body, at which one value begins. `null` is `None`.
pub(crate) trait Source<'de>: Sized {
    /// Progress within a list or map.
    type Entries;

    fn boolean(&mut self) -> Result<Option<bool>, DecodeError>;
    fn number<T: FromLiteral>(&mut self) -> Result<Option<T>, DecodeError>;
    fn string(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError>;
    fn blob(&mut self) -> Result<Option<Vec<u8>>, DecodeError>;
    fn timestamp(&mut self) -> Result<Option<Timestamp>, DecodeError>;
    fn untyped(&mut self) -> Result<Neutral, DecodeError>;

    /// Skips a value, which must be valid. Returns false for `null`.
    fn skip_value(&mut self) -> Result<bool, DecodeError>;

    /// Reads a string, or skips another value.
    fn string_or_skip(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError>;

    /// Begins a list.
    fn open_list(&mut self) -> Result<Option<Self::Entries>, DecodeError>;

    /// Begins a map. An error about another value names the kind and the name of what is expected.
    fn open_map(&mut self, kind: &str, name: &str) -> Result<Option<Self::Entries>, DecodeError>;

    /// Moves to the next entry of a list; false at its end.
    fn next_entry(&mut self, entries: &mut Self::Entries) -> Result<bool, DecodeError>;

    /// Reads the next key of a map; `None` at its end.
    fn next_key(
        &mut self,
        entries: &mut Self::Entries,
    ) -> Result<Option<Cow<'de, str>>, DecodeError>;

    /// Reads the next key of a structure that is a string; `None` at its end. A member with another key is unknown.
    fn next_name(
        &mut self,
        entries: &mut Self::Entries,
    ) -> Result<Option<Cow<'de, str>>, DecodeError> {
        self.next_key(entries)
    }

    /// Returns the index of the member of a union whose name was read last.
    fn position(&self, members: &[&str], name: &str) -> Option<usize> {
        find(members, name)
    }

    /// Moves to the value of the next known member, and returns its index; `None` at the end of the structure. Unknown
    /// members are skipped. The `expected` member is compared first: services write members in the order of the model.
    fn next_member(
        &mut self,
        members: &[&str],
        expected: &mut usize,
        entries: &mut Self::Entries,
    ) -> Result<Option<usize>, DecodeError>;

    /// Reads a map: see [`ShapeDeserializer::map`].
    fn map<K: Key, F: Format>(&mut self) -> Result<Option<BTreeMap<K, F::Value>>, DecodeError> {
        let Some(mut entries) = self.open_map("a map", "")? else {
            return Ok(None);
        };
        let mut map = BTreeMap::new();
        while let Some(key) = self.next_key(&mut entries)? {
            let is_allowed = self.allowance().add(&map);
            self.allowed(is_allowed)?;
            let mut slot = None;
            if let Err(error) = F::read(&mut slot, &mut *self) {
                return Err(error.within(Step::Entry));
            }
            if let Some(value) = slot {
                map.insert(K::from_key(key), value);
            }
        }
        Ok(Some(map))
    }

    /// Reads a list that is flattened in XML: see [`ShapeDeserializer::flattened_list`].
    fn flattened_list<F: Format>(
        &mut self,
        list: &mut Option<Vec<F::Value>>,
    ) -> Result<(), DecodeError> {
        *list = ShapeDeserializer::list::<F>(self)?;
        Ok(())
    }

    /// Reads a map that is flattened in XML: see [`ShapeDeserializer::flattened_map`].
    fn flattened_map<K: Key, F: Format>(
        &mut self,
        map: &mut Option<BTreeMap<K, F::Value>>,
    ) -> Result<(), DecodeError> {
        *map = Source::map::<K, F>(self)?;
        Ok(())
    }

    /// Checks that nothing is left.
    fn end(&mut self) -> Result<(), DecodeError>;

    /// Returns the position.
    fn at(&self) -> usize;

    /// Creates an error at the current position.
    fn error(&self, problem: &str) -> DecodeError;

    /// Creates an error about a map that began at `start` and ends here.
    fn error_of_map(&self, problem: &str, start: usize) -> DecodeError;

    /// Returns the rest of the memory that values may need.
    fn allowance(&mut self) -> &mut Allowance;

    /// Checks the result of [`allowance`](Self::allowance).
    #[inline]
    fn allowed(&self, is_allowed: bool) -> Result<(), DecodeError> {
        if is_allowed {
            Ok(())
        } else {
            Err(self.error(Allowance::EXCEEDED))
        }
    }
}

/// Reads a structure into `slot`; leaves it empty for `null`.
#[inline]
pub(super) fn structure<'de, T: Structure, S: Source<'de>>(
    source: &mut S,
    slot: &mut Option<T>,
) -> Result<(), DecodeError> {
    let Some(mut entries) = source.open_map("the structure ", T::NAME)? else {
        return Ok(());
    };
    let structure = slot.insert(T::zero());
    let mut expected = 0;
    while let Some(index) = source.next_member(T::MEMBERS, &mut expected, &mut entries)? {
        if let Err(error) = structure.read(index, &mut *source) {
            return Err(in_member(T::MEMBERS, index, error));
        }
    }
    Ok(())
}

/// Reads a body that is a structure.
pub(super) fn whole<'de, T: Structure>(mut source: impl Source<'de>) -> Result<T, DecodeError> {
    let mut slot = None;
    structure(&mut source, &mut slot)?;
    source.end()?;
    Ok(slot.unwrap_or_else(T::zero))
}

/// Reads a body that is the member at `index`.
#[cfg(feature = "client")]
pub(super) fn member<'de, T: Structure, S: Source<'de>>(
    mut source: S,
    structure: &mut T,
    index: usize,
) -> Result<(), DecodeError> {
    let read = structure.read(index, &mut source);
    read.map_err(|error| in_member(T::MEMBERS, index, error))?;
    source.end()
}

/// Callback for a member: its index and the source at its value.
type Take<'a, S> = dyn FnMut(usize, &mut S) -> Result<bool, DecodeError> + 'a;

/// Calls `take` with each of these members of a body that is a structure.
pub(super) fn members<'de, S: Source<'de>>(
    mut source: S,
    members: &'static [&'static str],
    take: &mut Take<'_, S>,
) -> Result<(), DecodeError> {
    if let Some(mut entries) = source.open_map("a structure", "")? {
        let mut expected = 0;
        while let Some(index) = source.next_member(members, &mut expected, &mut entries)? {
            take(index, &mut source).map_err(|error| in_member(members, index, error))?;
        }
    }
    source.end()
}

/// Calls `take` with the name of each member of a structure, and the source at its value.
fn each_member<'de, S: Source<'de>>(
    mut source: S,
    mut take: impl FnMut(&str, &mut S) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    if let Some(mut entries) = source.open_map("a structure", "")? {
        while let Some(name) = source.next_name(&mut entries)? {
            take(&name, &mut source)?;
        }
    }
    Ok(())
}

/// Returns the part of an error's body that does not depend on its type, up to the first error of invalid input.
pub(super) fn envelope<'de>(source: impl Source<'de>) -> Envelope {
    let mut envelope = Envelope::default();
    let _ = each_member(source, |name, source| {
        if let Some(text) = source.string_or_skip()? {
            envelope.set(name, &text);
        }
        Ok(())
    });
    envelope
}

/// Returns the names of the members that are not null, up to the first error of invalid input.
#[cfg(feature = "client")]
pub(super) fn names<'de>(source: impl Source<'de>) -> Vec<String> {
    let mut names = Vec::new();
    let _ = each_member(source, |name, source| {
        if source.skip_value()? {
            names.push(name.to_owned());
        }
        Ok(())
    });
    names
}

#[cold]
fn in_member(members: &[&str], index: usize, error: DecodeError) -> DecodeError {
    error.within(Step::Member(
        members.get(index).copied().unwrap_or_default(),
    ))
}
