//! The types of Smithy.

use super::head::Head;
use super::read::Reader;
use super::tag;
use crate::Timestamp;
use crate::codec::find;
use crate::error::DecodeError;
use crate::wire::literal::{FromLiteral, Literal};
use crate::wire::{
    Format, Key, Neutral, ShapeDeserializer, Step, Structure, TYPE, Union, UnknownMember, Within,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<'de> ShapeDeserializer<'de> for &mut Reader<'de> {
    type Error = DecodeError;

    #[inline]
    fn boolean(self) -> Result<Option<bool>, DecodeError> {
        let start = self.at;
        match self.untagged()? {
            Head::Bool(value) => Ok(Some(value)),
            Head::Null => Ok(None),
            head => Err(self.unexpected(head, "a boolean", start)),
        }
    }

    #[inline]
    fn number<T: FromLiteral>(self) -> Result<Option<T>, DecodeError> {
        let start = self.at;
        if let Some(number) = self.small_number() {
            return self.convert(Literal::Unsigned(number), start);
        }
        let mut head = self.head()?;
        while let Head::Tag(tag) = head {
            if let Some(digits) = self.tagged_number(tag)? {
                return self.convert(Literal::Number(&digits), start);
            }
            head = self.head()?;
        }
        match head {
            Head::Unsigned(number) => self.convert(Literal::Unsigned(number), start),
            Head::Negative(number) => match i64::try_from(number) {
                Ok(number) => self.convert(Literal::Signed(!number), start),
                Err(_) => {
                    let digits = (-1 - i128::from(number)).to_string();
                    self.convert(Literal::Number(&digits), start)
                }
            },
            Head::Float(number) => self.convert(Literal::Float(number), start),
            Head::Null => Ok(None),
            Head::Text(length) => {
                let text = self.text(length)?;
                self.convert(Literal::String(&text), start)
            }
            head => Err(self.unexpected(head, T::EXPECTED, start)),
        }
    }

    #[inline]
    fn string(self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        if let Some(text) = self.short_text() {
            return Ok(Some(Cow::Borrowed(text)));
        }
        let start = self.at;
        match self.untagged()? {
            Head::Text(length) => self.text(length).map(Some),
            Head::Null => Ok(None),
            head => Err(self.unexpected(head, "a string", start)),
        }
    }

    fn blob(self) -> Result<Option<Vec<u8>>, DecodeError> {
        let start = self.at;
        match self.untagged()? {
            Head::Bytes(length) => self.bytes(length).map(|bytes| Some(bytes.into_owned())),
            Head::Null => Ok(None),
            head => Err(self.unexpected(head, "bytes", start)),
        }
    }

    fn timestamp(self) -> Result<Option<Timestamp>, DecodeError> {
        let start = self.at;
        let rest = self.input.get(start..).unwrap_or_default();
        if !matches!(rest.first(), Some(0xc0..0xe0)) {
            return self.number();
        }
        match self.head()? {
            Head::Tag(tag::EPOCH_SECONDS) => self.number(),
            Head::Tag(tag::DATE_TIME) => {
                let Some(text) = self.string()? else {
                    return Ok(None);
                };
                self.convert(Literal::String(&text), start)
            }
            _ => Err(self.error_at("a timestamp with an unexpected CBOR tag", start)),
        }
    }

    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, DecodeError> {
        let start = self.at;
        let mut left = match self.untagged()? {
            Head::List(length) => self.open(length)?,
            Head::Null => return Ok(None),
            head => return Err(self.unexpected(head, "a list", start)),
        };
        // Not sized by the length that the input claims: that could be anything.
        let mut list = Vec::new();
        let mut index = 0;
        while self.next(&mut left)? {
            self.grow(&mut list)?;
            let mut slot = None;
            if let Err(error) = F::read(&mut slot, &mut *self) {
                return Err(error.within(Step::Index(index)));
            }
            if let Some(entry) = slot {
                list.push(entry);
            }
            index += 1;
        }
        Ok(Some(list))
    }

    fn map<K: Key, F: Format>(self) -> Result<Option<BTreeMap<K, F::Value>>, DecodeError> {
        let Some(mut left) = self.open_map("a map", "")? else {
            return Ok(None);
        };
        let mut map = BTreeMap::new();
        while let Some(key) = self.next_key(&mut left)? {
            self.add(&map)?;
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

    #[inline]
    fn structure<T: Structure>(self, slot: &mut Option<T>) -> Result<(), DecodeError> {
        self.read_structure(slot)
    }

    fn union<T: Union>(self) -> Result<Option<T>, DecodeError> {
        let start = self.at;
        let Some(mut left) = self.open_map("the union ", T::NAME)? else {
            return Ok(None);
        };
        let mut union = None;
        while let Some(name) = self.next_name(&mut left)? {
            if name == TYPE {
                self.skip_value()?;
                continue;
            }
            if union.is_some() {
                if self.skip_value()? {
                    let problem = format!("the union {} with more than one member", T::NAME);
                    return Err(self.error_at(&problem, start));
                }
                continue;
            }
            let index = find(T::MEMBERS, &name);
            let read = match index {
                Some(index) => T::read(index, &mut *self),
                None => self
                    .read_untyped()
                    .map(|value| UnknownMember::of(&name, value).map(T::unknown)),
            };
            union = match (read, index) {
                // The name of an unknown member is the input's.
                (Err(error), None) => return Err(error),
                (read, _) => read.map_err(|error| error.within(Step::Member(&name)))?,
            };
        }
        match union {
            Some(union) => Ok(Some(union)),
            None => {
                let problem = format!("the union {} without a member", T::NAME);
                Err(self.error_at(&problem, start))
            }
        }
    }

    fn untyped(self) -> Result<Option<Neutral>, DecodeError> {
        let value = self.read_untyped()?;
        Ok((value != Neutral::Null).then_some(value))
    }

    fn skip(self) -> Result<Option<()>, DecodeError> {
        Ok(self.skip_value()?.then_some(()))
    }

    #[inline]
    fn reserve(&mut self, size: usize) -> Result<(), DecodeError> {
        self.reserve_memory(size)
    }
}
