//! Values that are skipped.

use super::read::Reader;
use super::text::plain;
use crate::codec::source::Source;
use crate::error::DecodeError;
use std::borrow::Cow;

impl<'de> Reader<'de> {
    /// Skips a value, which must be valid. Returns false for `null`.
    pub(super) fn skip_value(&mut self) -> Result<bool, DecodeError> {
        match self.peek() {
            Some(b'"') => self.skip_text().map(|()| true),
            Some(b'-' | b'0'..=b'9') => self.scan_number().map(|_| true),
            Some(b't') => self.word("true").map(|()| true),
            Some(b'f') => self.word("false").map(|()| true),
            Some(b'n') => self.word("null").map(|()| false),
            Some(b'[') => {
                self.open()?;
                let mut is_first = true;
                while self.next_entry(&mut is_first)? {
                    self.skip_value()?;
                }
                Ok(true)
            }
            Some(b'{') => {
                self.open()?;
                let mut is_first = true;
                while self.next_quote(&mut is_first)? {
                    self.skip_text()?;
                    self.colon()?;
                    self.skip_value()?;
                }
                Ok(true)
            }
            _ => Err(self.unexpected("a value")),
        }
    }

    /// Skips a string. Surrogates need not be in pairs, since the string is not converted.
    fn skip_text(&mut self) -> Result<(), DecodeError> {
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let length = plain(rest);
            self.at += length;
            match rest.get(length..).unwrap_or_default() {
                [b'"', ..] => {
                    self.at += 1;
                    return Ok(());
                }
                [b'\\', b'u', ..] => {
                    self.at += 2;
                    self.hex_digits()?;
                }
                [
                    b'\\',
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
                    ..,
                ] => self.at += 2,
                [b'\\', _, ..] => return Err(self.error("invalid escape")),
                [] | [b'\\'] => return Err(self.error("EOF while parsing a string")),
                _ => {
                    return Err(self.error(
                        "control character (\\u0000-\\u001F) found while parsing a string",
                    ));
                }
            }
        }
    }

    /// Reads a string, or skips another value.
    pub(super) fn string_or_skip(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        if self.peek() == Some(b'"') {
            return self.text().map(Some);
        }
        self.skip_value().map(|_| None)
    }
}
