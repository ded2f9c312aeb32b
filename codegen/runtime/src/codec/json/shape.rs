//! The types of Smithy.

use super::number::Number;
use super::read::Reader;
use crate::Timestamp;
use crate::codec::find;
use crate::error::DecodeError;
use crate::wire::literal::{FromLiteral, Literal};
use crate::wire::{
    Format, Key, Neutral, ShapeDeserializer, Step, Structure, TYPE, Union, UnknownMember, Within,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<'de> ShapeDeserializer<'de> for &mut Reader<'de> {
    type Error = DecodeError;

    #[inline]
    fn boolean(self) -> Result<Option<bool>, DecodeError> {
        match self.peek() {
            Some(b't') => self.word("true").map(|()| Some(true)),
            Some(b'f') => self.word("false").map(|()| Some(false)),
            Some(b'n') => self.word("null").map(|()| None),
            _ => Err(self.unexpected("a boolean")),
        }
    }

    #[inline]
    fn number<T: FromLiteral>(self) -> Result<Option<T>, DecodeError> {
        let literal = match self.peek() {
            Some(b'-' | b'0'..=b'9') => match self.scan_number()? {
                Number::Small(number) => Literal::Signed(number),
                Number::Text(text) => Literal::Number(text),
            },
            Some(b'"') => {
                let text = self.text()?;
                return self.convert(Literal::String(&text)).map(Some);
            }
            Some(b'n') => return self.word("null").map(|()| None),
            _ => return Err(self.unexpected(T::EXPECTED)),
        };
        self.convert(literal).map(Some)
    }

    #[inline]
    fn string(self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        match self.peek() {
            Some(b'"') => self.text().map(Some),
            Some(b'n') => self.word("null").map(|()| None),
            _ => Err(self.unexpected("a string")),
        }
    }

    fn blob(self) -> Result<Option<Vec<u8>>, DecodeError> {
        let text = match self.peek() {
            Some(b'"') => self.text()?,
            Some(b'n') => return self.word("null").map(|()| None),
            _ => return Err(self.unexpected("bytes in base64")),
        };
        match STANDARD.decode(&*text) {
            Ok(bytes) => Ok(Some(bytes)),
            // The library's own message would show some of what may be a secret.
            Err(_) => Err(self.error("bytes that are not padded standard base64")),
        }
    }

    #[inline]
    fn timestamp(self) -> Result<Option<Timestamp>, DecodeError> {
        self.number()
    }

    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, DecodeError> {
        match self.peek() {
            Some(b'[') => self.open()?,
            Some(b'n') => return self.word("null").map(|()| None),
            _ => return Err(self.unexpected("a list")),
        }
        let mut list = Vec::new();
        let (mut index, mut is_first) = (0, true);
        while self.next_entry(&mut is_first)? {
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
        if !self.open_map("a map", "")? {
            return Ok(None);
        }
        let mut map = BTreeMap::new();
        let mut is_first = true;
        while let Some(key) = self.next_key(&mut is_first)? {
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
        if !self.open_map("the union ", T::NAME)? {
            return Ok(None);
        }
        let (mut union, mut is_first) = (None, true);
        while let Some(name) = self.next_key(&mut is_first)? {
            if name == TYPE {
                self.skip_value()?;
                continue;
            }
            if union.is_some() {
                if self.skip_value()? {
                    let problem = format!("the union {} with more than one member", T::NAME);
                    return Err(self.error(&problem));
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
            None => Err(self.error(&format!("the union {} without a member", T::NAME))),
        }
    }

    fn untyped(self) -> Result<Option<Neutral>, DecodeError> {
        if self.is_null()? {
            return Ok(None);
        }
        self.read_untyped().map(Some)
    }

    fn skip(self) -> Result<Option<()>, DecodeError> {
        Ok(self.skip_value()?.then_some(()))
    }

    #[inline]
    fn reserve(&mut self, size: usize) -> Result<(), DecodeError> {
        self.reserve_memory(size)
    }
}
