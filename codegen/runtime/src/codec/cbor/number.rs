//! Numbers of any size: plain integers up to their size, then tags (RFC 8949, sections 3.4.3 and 3.4.4).
//!
//! Smithy's specification of the RPC v2 protocol swaps the tags of the two types, which is an error: a decimal fraction
//! is not a byte string. Other implementations agree with this one.

use super::head::Head;
use super::read::Reader;
use super::tag;
use crate::error::DecodeError;
use crate::number::{bytes_of_digits, decrement, digits_of_bytes, increment, together};
use crate::wire::literal::{FromLiteral, Literal};

/// Maximum number of bytes of a number: the time for digits grows with the square of their count.
const MOST: usize = 1_024;

impl Reader<'_> {
    /// Converts a literal that began at `start`.
    #[inline]
    pub(super) fn convert<T: FromLiteral>(
        &self,
        literal: Literal<'_>,
        start: usize,
    ) -> Result<Option<T>, DecodeError> {
        match T::from_literal(literal) {
            Ok(value) => Ok(Some(value)),
            Err(mismatch) => Err(self.error_at(&mismatch.describe(literal, T::EXPECTED), start)),
        }
    }

    /// Reads the number after a tag of big numbers in the notation of JSON; `None` for other tags, which are ignored.
    #[cold]
    pub(super) fn tagged_number(&mut self, tag: u64) -> Result<Option<String>, DecodeError> {
        match tag {
            tag::BIG_POSITIVE => Ok(Some(digits_of_bytes(&self.big_bytes()?))),
            tag::BIG_NEGATIVE => {
                let mut bytes = self.big_bytes()?;
                increment(&mut bytes);
                Ok(Some(format!("-{}", digits_of_bytes(&bytes))))
            }
            tag::DECIMAL => self.decimal().map(Some),
            _ => Ok(None),
        }
    }

    fn big_bytes(&mut self) -> Result<Vec<u8>, DecodeError> {
        let start = self.at;
        match self.head()? {
            Head::Bytes(length) => {
                let bytes = self.bytes(length)?;
                if bytes.len() > MOST {
                    let problem = format!("a number of more than {MOST} bytes");
                    return Err(self.error_at(&problem, start));
                }
                Ok(bytes.into_owned())
            }
            head => Err(self.unexpected(head, "the bytes of a number", start)),
        }
    }

    /// Reads a list of an exponent and an integer.
    fn decimal(&mut self) -> Result<String, DecodeError> {
        let start = self.at;
        let malformed = |reader: &Self| {
            reader.error_at(
                "a decimal number that is not an exponent and an integer",
                start,
            )
        };
        let Head::List(length) = self.head()? else {
            return Err(malformed(self));
        };
        let mut left = self.open(length)?;
        if !self.next(&mut left)? {
            return Err(malformed(self));
        }
        let exponent = match self.head()? {
            Head::Unsigned(number) => i64::try_from(number).ok(),
            Head::Negative(number) => i64::try_from(number).ok().map(|number| !number),
            _ => None,
        };
        let Some(exponent) = exponent else {
            return Err(malformed(self));
        };
        if !self.next(&mut left)? {
            return Err(malformed(self));
        }
        let whole = match self.head()? {
            Head::Unsigned(number) => number.to_string(),
            Head::Negative(number) => (-1 - i128::from(number)).to_string(),
            Head::Tag(tag @ (tag::BIG_POSITIVE | tag::BIG_NEGATIVE)) => {
                self.tagged_number(tag)?.unwrap_or_default()
            }
            _ => return Err(malformed(self)),
        };
        if self.next(&mut left)? {
            return Err(malformed(self));
        }
        Ok(together(exponent, &whole))
    }
}

/// A number of any size as CBOR writes it.
pub(super) enum Big {
    Integer(i64),
    Unsigned(u64),
    /// A tag and the bytes after it.
    Bytes(u64, Vec<u8>),
}

/// Converts the digits of an integer.
pub(super) fn of_digits(digits: &str) -> Big {
    if let Ok(number) = digits.parse() {
        return Big::Integer(number);
    }
    if let Ok(number) = digits.parse() {
        return Big::Unsigned(number);
    }
    match digits.strip_prefix('-') {
        Some(digits) => {
            let mut bytes = bytes_of_digits(digits);
            decrement(&mut bytes);
            Big::Bytes(tag::BIG_NEGATIVE, bytes)
        }
        None => Big::Bytes(tag::BIG_POSITIVE, bytes_of_digits(digits)),
    }
}
