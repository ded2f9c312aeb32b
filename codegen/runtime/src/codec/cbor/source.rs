//! CBOR as the source of values.

use super::head::Head;
use super::read::{Left, Reader};
use super::tag;
use crate::Timestamp;
use crate::codec::source::Source;
use crate::codec::{Allowance, find};
use crate::error::DecodeError;
use crate::wire::Neutral;
use crate::wire::literal::{FromLiteral, Literal};
use std::borrow::Cow;

impl<'de> Source<'de> for Reader<'de> {
    type Entries = Left;

    #[inline]
    fn boolean(&mut self) -> Result<Option<bool>, DecodeError> {
        let start = self.at;
        match self.untagged()? {
            Head::Bool(value) => Ok(Some(value)),
            Head::Null => Ok(None),
            head => Err(self.unexpected(head, "a boolean", start)),
        }
    }

    #[inline]
    fn number<T: FromLiteral>(&mut self) -> Result<Option<T>, DecodeError> {
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
    fn string(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
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

    fn blob(&mut self) -> Result<Option<Vec<u8>>, DecodeError> {
        let start = self.at;
        match self.untagged()? {
            Head::Bytes(length) => self.bytes(length).map(|bytes| Some(bytes.into_owned())),
            Head::Null => Ok(None),
            head => Err(self.unexpected(head, "bytes", start)),
        }
    }

    fn timestamp(&mut self) -> Result<Option<Timestamp>, DecodeError> {
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

    #[inline]
    fn next_key(&mut self, entries: &mut Left) -> Result<Option<Cow<'de, str>>, DecodeError> {
        if !self.next(entries)? {
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

    #[inline]
    fn next_member(
        &mut self,
        members: &[&str],
        expected: &mut usize,
        entries: &mut Left,
    ) -> Result<Option<usize>, DecodeError> {
        loop {
            if self.is_expected(members, *expected, entries) {
                *expected += 1;
                return Ok(Some(*expected - 1));
            }
            let Some(name) = self.next_name(entries)? else {
                return Ok(None);
            };
            if let Some(index) = find(members, &name) {
                *expected = index + 1;
                return Ok(Some(index));
            }
            self.skip_value()?;
        }
    }

    #[inline]
    fn open_map(&mut self, kind: &str, name: &str) -> Result<Option<Left>, DecodeError> {
        let start = self.at;
        match self.untagged()? {
            Head::Map(length) => self.open(length).map(Some),
            Head::Null => Ok(None),
            head => Err(self.unexpected(head, &format!("{kind}{name}"), start)),
        }
    }

    #[inline]
    fn next_name(&mut self, entries: &mut Left) -> Result<Option<Cow<'de, str>>, DecodeError> {
        while self.next(entries)? {
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

    fn skip_value(&mut self) -> Result<bool, DecodeError> {
        let start = self.at;
        let head = self.untagged()?;
        self.skip_after(head, start)?;
        Ok(!matches!(head, Head::Null))
    }

    fn string_or_skip(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        let start = self.at;
        match self.untagged()? {
            Head::Text(length) => self.text(length).map(Some),
            head => self.skip_after(head, start).map(|()| None),
        }
    }

    fn open_list(&mut self) -> Result<Option<Left>, DecodeError> {
        let start = self.at;
        match self.untagged()? {
            Head::List(length) => self.open(length).map(Some),
            Head::Null => Ok(None),
            head => Err(self.unexpected(head, "a list", start)),
        }
    }

    #[inline]
    fn next_entry(&mut self, entries: &mut Left) -> Result<bool, DecodeError> {
        self.next(entries)
    }

    fn end(&mut self) -> Result<(), DecodeError> {
        Reader::end(self)
    }

    fn error_of_map(&self, problem: &str, start: usize) -> DecodeError {
        self.error_at(problem, start)
    }

    fn at(&self) -> usize {
        self.at
    }

    fn error(&self, problem: &str) -> DecodeError {
        Reader::error(self, problem)
    }

    #[inline]
    fn allowance(&mut self) -> &mut Allowance {
        &mut self.allowance
    }

    fn untyped(&mut self) -> Result<Neutral, DecodeError> {
        self.read_untyped()
    }
}
