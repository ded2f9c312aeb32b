//! XML as the source of values.

use super::read::{At, Children, Reader, local};
use crate::Timestamp;
use crate::codec::source::Source;
use crate::codec::{Allowance, find, text};
use crate::error::DecodeError;
use crate::wire::literal::FromLiteral;
use crate::wire::{Format, Key, Neutral, Step, Within};
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<'de> Reader<'de> {
    /// Reads the text of an element or attribute.
    fn content(&mut self, expected: &str) -> Result<Option<Cow<'de, str>>, DecodeError> {
        match self.take() {
            At::Nothing => Ok(None),
            At::Attribute(value) => Ok(Some(Cow::Owned(value))),
            At::Element(_) => self.text(expected).map(Some),
        }
    }

    /// Reads a value from its text.
    fn parsed<T>(
        &mut self,
        expected: &str,
        parse: impl FnOnce(&str) -> Result<Option<T>, String>,
    ) -> Result<Option<T>, DecodeError> {
        match self.content(expected)? {
            Some(text) => parse(&text).map_err(|problem| self.error(&problem)),
            None => Ok(None),
        }
    }

    /// Begins the children of an element.
    fn open(&mut self, kind: &str, name: &str) -> Result<Option<Children<'de>>, DecodeError> {
        match self.take() {
            At::Nothing => Ok(None),
            At::Element(tag) => Ok(Some(Children {
                tag: Some(tag),
                attributes: Vec::new(),
            })),
            At::Attribute(_) => {
                let problem = format!("invalid type: an attribute, expected {kind}{name}");
                Err(self.error(&problem))
            }
        }
    }

    /// Returns the index of the member with the name of this element.
    #[inline]
    fn index(&self, members: &[&str], expected: usize) -> Option<usize> {
        let name = self.name();
        if members.get(expected) == Some(&name) {
            return Some(expected);
        }
        find(members, name).or_else(|| match local(name) {
            same if same.len() == name.len() => None,
            local => find(members, local),
        })
    }

    /// Reads the entry of a map, which is this element.
    fn entry<K: Key, F: Format>(
        &mut self,
        map: &mut BTreeMap<K, F::Value>,
    ) -> Result<(), DecodeError> {
        let is_allowed = self.allowance.add(map);
        self.allowed(is_allowed)?;
        let (mut key, mut value) = (None, None);
        if self.open("an entry of a map", "")?.is_some() {
            while self.next_child()? {
                let name = self.local_name();
                if name == F::NAMES.key {
                    key = self.string()?;
                } else if name == F::NAMES.value {
                    F::read(&mut value, &mut *self)?;
                } else {
                    self.skip_value()?;
                }
            }
        }
        let Some(key) = key else {
            return Err(self.error("an entry of a map without a key"));
        };
        if let Some(value) = value {
            map.insert(K::from_key(key), value);
        }
        Ok(())
    }
}

impl<'de> Source<'de> for Reader<'de> {
    type Entries = Children<'de>;

    fn boolean(&mut self) -> Result<Option<bool>, DecodeError> {
        self.parsed("true or false", text::parse_boolean)
    }

    fn number<T: FromLiteral>(&mut self) -> Result<Option<T>, DecodeError> {
        self.parsed(T::EXPECTED, text::parse_number)
    }

    fn string(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        self.content("a string")
    }

    fn blob(&mut self) -> Result<Option<Vec<u8>>, DecodeError> {
        self.parsed("bytes in base64", text::parse_blob)
    }

    fn timestamp(&mut self) -> Result<Option<Timestamp>, DecodeError> {
        self.parsed(Timestamp::EXPECTED, text::parse_timestamp)
    }

    fn untyped(&mut self) -> Result<Neutral, DecodeError> {
        self.read_untyped()
    }

    fn skip_value(&mut self) -> Result<bool, DecodeError> {
        match self.take() {
            At::Nothing => Ok(false),
            At::Attribute(_) => Ok(true),
            At::Element(_) => self.skip_element().map(|()| true),
        }
    }

    fn string_or_skip(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        match self.take() {
            At::Nothing => Ok(None),
            At::Attribute(value) => Ok(Some(Cow::Owned(value))),
            At::Element(_) => self.text_or_skip(),
        }
    }

    fn open_list(&mut self) -> Result<Option<Children<'de>>, DecodeError> {
        self.open("a list", "")
    }

    #[inline]
    fn open_map(&mut self, kind: &str, name: &str) -> Result<Option<Children<'de>>, DecodeError> {
        self.open(kind, name)
    }

    #[inline]
    fn next_entry(&mut self, _: &mut Children<'de>) -> Result<bool, DecodeError> {
        self.next_child()
    }

    fn next_key(&mut self, _: &mut Children<'de>) -> Result<Option<Cow<'de, str>>, DecodeError> {
        let has_child = self.next_child()?;
        Ok(has_child.then(|| Cow::Owned(self.local_name().to_owned())))
    }

    fn position(&self, members: &[&str], _: &str) -> Option<usize> {
        self.index(members, usize::MAX)
    }

    fn next_member(
        &mut self,
        members: &[&str],
        expected: &mut usize,
        children: &mut Children<'de>,
    ) -> Result<Option<usize>, DecodeError> {
        if let Some(tag) = children.tag.take()
            && !tag.attributes_raw().is_empty()
        {
            children.attributes = self.attributes(&tag, members)?;
        }
        if let Some((index, value)) = children.attributes.pop() {
            self.at = At::Attribute(value);
            return Ok(Some(index));
        }
        while self.next_child()? {
            if let Some(index) = self.index(members, *expected) {
                *expected = index + 1;
                return Ok(Some(index));
            }
            self.skip_value()?;
        }
        Ok(None)
    }

    fn end(&mut self) -> Result<(), DecodeError> {
        self.rest()
    }

    fn at(&self) -> usize {
        self.position()
    }

    fn error(&self, problem: &str) -> DecodeError {
        Reader::error(self, problem)
    }

    fn error_of_map(&self, problem: &str, _start: usize) -> DecodeError {
        Reader::error(self, problem)
    }

    #[inline]
    fn allowance(&mut self) -> &mut Allowance {
        &mut self.allowance
    }

    fn map<K: Key, F: Format>(&mut self) -> Result<Option<BTreeMap<K, F::Value>>, DecodeError> {
        if self.open("a map", "")?.is_none() {
            return Ok(None);
        }
        let mut map = BTreeMap::new();
        while self.next_child()? {
            let read = self.entry::<K, F>(&mut map);
            read.map_err(|error| error.within(Step::Entry))?;
        }
        Ok(Some(map))
    }

    fn flattened_list<F: Format>(
        &mut self,
        list: &mut Option<Vec<F::Value>>,
    ) -> Result<(), DecodeError> {
        let list = list.get_or_insert_default();
        let is_allowed = self.allowance.grow(list);
        self.allowed(is_allowed)?;
        let mut slot = None;
        let read = F::read(&mut slot, &mut *self);
        read.map_err(|error| error.within(Step::Index(list.len())))?;
        list.extend(slot);
        Ok(())
    }

    fn flattened_map<K: Key, F: Format>(
        &mut self,
        map: &mut Option<BTreeMap<K, F::Value>>,
    ) -> Result<(), DecodeError> {
        let read = self.entry::<K, F>(map.get_or_insert_default());
        read.map_err(|error| error.within(Step::Entry))
    }
}
