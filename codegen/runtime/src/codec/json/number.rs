//! Numbers.

use super::read::Reader;
use crate::error::DecodeError;
use crate::wire::literal::{FromLiteral, Literal};

/// A number in the text.
pub(super) enum Number<'de> {
    /// An integer of at most 18 digits.
    Small(i64),
    /// Any other number in its notation.
    Text(&'de str),
}

/// Maximum number of digits that always fit into 64 bits.
const SMALL: usize = 18;

impl<'de> Reader<'de> {
    /// Reads the number at this position, by the grammar of RFC 8259, section 6.
    #[inline]
    pub(super) fn scan_number(&mut self) -> Result<Number<'de>, DecodeError> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let is_negative = bytes.get(start) == Some(&b'-');
        let first = start + usize::from(is_negative);
        let mut at = first;
        let mut value: i64 = 0;
        while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit & 0xf));
            at += 1;
        }
        let digits = at - first;
        let has_leading_zero = digits > 1 && bytes.get(first) == Some(&b'0');
        self.at = at;
        if digits == 0 || has_leading_zero {
            return Err(self.invalid_number());
        }
        // There is no negative zero among integers.
        let is_small = digits <= SMALL && !(is_negative && value == 0);
        match bytes.get(at) {
            Some(b'.' | b'e' | b'E') => self.scan_fraction()?,
            _ if is_small => {
                return Ok(Number::Small(if is_negative { -value } else { value }));
            }
            _ => {}
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        Ok(Number::Text(text))
    }

    /// Skips a fraction and an exponent.
    fn scan_fraction(&mut self) -> Result<(), DecodeError> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.scan_digits()?;
        }
        if let Some(b'e' | b'E') = bytes.get(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = bytes.get(self.at) {
                self.at += 1;
            }
            self.scan_digits()?;
        }
        Ok(())
    }

    /// Skips digits, of which there must be at least one.
    fn scan_digits(&mut self) -> Result<(), DecodeError> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
        if self.at > start {
            Ok(())
        } else {
            Err(self.invalid_number())
        }
    }

    #[cold]
    fn invalid_number(&self) -> DecodeError {
        match self.text.as_bytes().get(self.at) {
            Some(_) => self.error("invalid number"),
            None => self.error("EOF while parsing a value"),
        }
    }

    /// Converts a literal that ends at this position.
    #[inline]
    pub(super) fn convert<T: FromLiteral>(&self, literal: Literal<'_>) -> Result<T, DecodeError> {
        T::from_literal(literal)
            .map_err(|mismatch| self.error(&mismatch.describe(literal, T::EXPECTED)))
    }
}
