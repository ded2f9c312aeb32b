//! JSON as the source of values.

use super::number::Number;
use super::read::Reader;
use crate::Timestamp;
use crate::codec::source::Source;
use crate::codec::{Allowance, find};
use crate::error::DecodeError;
use crate::wire::Neutral;
use crate::wire::literal::{FromLiteral, Literal};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::borrow::Cow;

impl<'de> Source<'de> for Reader<'de> {
    /// True before the first entry.
    type Entries = bool;

    #[inline]
    fn boolean(&mut self) -> Result<Option<bool>, DecodeError> {
        match self.peek() {
            Some(b't') => self.word("true").map(|()| Some(true)),
            Some(b'f') => self.word("false").map(|()| Some(false)),
            Some(b'n') => self.word("null").map(|()| None),
            _ => Err(self.unexpected("a boolean")),
        }
    }

    #[inline]
    fn number<T: FromLiteral>(&mut self) -> Result<Option<T>, DecodeError> {
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
    fn string(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        match self.peek() {
            Some(b'"') => self.text().map(Some),
            Some(b'n') => self.word("null").map(|()| None),
            _ => Err(self.unexpected("a string")),
        }
    }

    fn blob(&mut self) -> Result<Option<Vec<u8>>, DecodeError> {
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
    fn timestamp(&mut self) -> Result<Option<Timestamp>, DecodeError> {
        self.number()
    }

    #[inline]
    fn next_key(&mut self, entries: &mut bool) -> Result<Option<Cow<'de, str>>, DecodeError> {
        if !self.next_quote(entries)? {
            return Ok(None);
        }
        let key = self.text()?;
        self.colon()?;
        Ok(Some(key))
    }

    #[inline]
    fn next_member(
        &mut self,
        members: &[&str],
        expected: &mut usize,
        entries: &mut bool,
    ) -> Result<Option<usize>, DecodeError> {
        while self.next_quote(entries)? {
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

    #[inline]
    fn open_map(&mut self, kind: &str, name: &str) -> Result<Option<bool>, DecodeError> {
        match self.peek() {
            Some(b'{') => self.open().map(|()| Some(true)),
            Some(b'n') => self.word("null").map(|()| None),
            _ => Err(self.unexpected(&format!("{kind}{name}"))),
        }
    }

    #[inline]
    fn next_entry(&mut self, entries: &mut bool) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(b']') => {
                self.close();
                return Ok(false);
            }
            Some(b',') if !*entries => {
                self.at += 1;
                if self.peek() == Some(b']') {
                    return Err(self.error("trailing comma"));
                }
            }
            Some(_) if *entries => {}
            Some(_) => return Err(self.error("expected `,` or `]`")),
            None => return Err(self.error("EOF while parsing a list")),
        }
        *entries = false;
        Ok(true)
    }

    fn open_list(&mut self) -> Result<Option<bool>, DecodeError> {
        match self.peek() {
            Some(b'[') => self.open().map(|()| Some(true)),
            Some(b'n') => self.word("null").map(|()| None),
            _ => Err(self.unexpected("a list")),
        }
    }

    fn skip_value(&mut self) -> Result<bool, DecodeError> {
        Reader::skip_value(self)
    }

    fn string_or_skip(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        Reader::string_or_skip(self)
    }

    fn end(&mut self) -> Result<(), DecodeError> {
        Reader::end(self)
    }

    fn error_of_map(&self, problem: &str, _start: usize) -> DecodeError {
        Reader::error(self, problem)
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
