//! Arbitrary-precision numbers, as the digits on the wire.

#[cfg(feature = "cbor")]
mod bytes;
mod decimal;
#[cfg(feature = "cbor")]
mod exponent;
mod parsed;

#[cfg(feature = "cbor")]
pub(crate) use bytes::{decrement, digits_of_bytes, increment, of_digits as bytes_of_digits};
pub(crate) use decimal::Decimal;
#[cfg(feature = "cbor")]
pub(crate) use exponent::{apart, together};
pub(crate) use parsed::Parsed;

use crate::wire::literal::{FromLiteral, Literal, Mismatch};
use std::fmt;
use std::str::FromStr;

/// Implements a number type, and its conversions; the types differ in the strings that they allow.
macro_rules! big_number {
    (
        $(#[$attribute:meta])*
        $name:ident, $what:literal, $valid:path, $read:path, [$($from:ty),*]
    ) => {
        $(#[$attribute])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Returns the digits, in the number format of JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            fn parse(text: &str) -> Option<Self> {
                $valid(text).then(|| Self(text.into()))
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self("0".into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = ParseNumberError;

            fn from_str(text: &str) -> Result<Self, ParseNumberError> {
                Self::parse(text).ok_or(ParseNumberError($what))
            }
        }

        $(impl From<$from> for $name {
            fn from(number: $from) -> Self {
                Self(number.to_string().into())
            }
        })*

        impl FromLiteral for $name {
            const EXPECTED: &'static str = $what;

            fn from_literal(literal: Literal<'_>) -> Result<Self, Mismatch> {
                let digits = match literal {
                    Literal::Number(text) | Literal::String(text) => $read(text),
                    Literal::Signed(number) => return Ok(Self(number.to_string().into())),
                    Literal::Unsigned(number) => return Ok(Self(number.to_string().into())),
                    Literal::Float(number) => $read(&number.to_string()),
                };
                let problem = concat!("a string that is not ", $what, " in the format of JSON");
                match digits {
                    Ok(Some(digits)) => Ok(Self(digits)),
                    Ok(None) => Err(Mismatch::Custom(problem)),
                    Err(found) => Err(Mismatch::Value(found)),
                }
            }
        }
    };
}

big_number! {
    /// Arbitrary-precision integer.
    ///
    /// It holds digits and has no arithmetic: parse [`as_str`](Self::as_str) with the library of your choice. In JSON
    /// it is a number of exactly these digits. A quoted number is also accepted, and one with a point or an exponent if
    /// it is an integer of at most 2467 digits.
    BigInteger, "a whole number", is_integer, whole_digits, [i32, i64, i128, u32, u64, u128]
}

big_number! {
    /// Arbitrary-precision decimal number.
    ///
    /// It holds digits and has no arithmetic: parse [`as_str`](Self::as_str) with the library of your choice. Numbers
    /// are compared by their digits, so `1.0` and `1.00` are not equal. In JSON it is a number of exactly these digits;
    /// a quoted number is also accepted. In CBOR it is a power of ten and a [`BigInteger`], with tag 4.
    BigDecimal, "a decimal number", is_decimal, decimal_digits, [i32, i64, i128, u32, u64, u128, BigInteger]
}

/// Error of a string that is not a number in the format of JSON: digits without leading zeros, with only `-` as a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ParseNumberError(&'static str);

impl fmt::Display for ParseNumberError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "a string that is not {} in the format of JSON",
            self.0
        )
    }
}

impl fmt::Debug for ParseNumberError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self} (ParseNumberError)")
    }
}

impl std::error::Error for ParseNumberError {}

/// Maximum number of digits of an integer in another notation: that of the largest in CBOR's byte strings.
const MOST_DIGITS: usize = 2_467;

/// Returns the digits of an integer, `None` if `text` is not a number, or an error for an unsupported number.
fn whole_digits(text: &str) -> Result<Option<Box<str>>, &'static str> {
    if is_integer(text) {
        return Ok(Some(text.into()));
    }
    let Some(number) = Decimal::parse(text) else {
        return Ok(None);
    };
    if !number.is_whole() {
        return Err("a number with a fraction");
    }
    match number.whole_digits(MOST_DIGITS) {
        Some(digits) => Ok(Some(digits.into())),
        None => Err("a number of more than 2467 digits"),
    }
}

/// Returns the digits of a decimal number, `None` if `text` is not one.
fn decimal_digits(text: &str) -> Result<Option<Box<str>>, &'static str> {
    Ok(is_decimal(text).then(|| text.into()))
}

/// Checks the grammar of RFC 8259, section 6, without fraction and exponent.
fn is_integer(text: &str) -> bool {
    after_integer(text).is_some_and(str::is_empty)
}

/// Checks the grammar of RFC 8259, section 6.
fn is_decimal(text: &str) -> bool {
    let Some(mut rest) = after_integer(text) else {
        return false;
    };
    if let Some(fraction) = rest.strip_prefix('.') {
        let Some(after) = after_digits(fraction) else {
            return false;
        };
        rest = after;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        return after_digits(digits).is_some_and(str::is_empty);
    }
    rest.is_empty()
}

fn after_integer(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    match digits.strip_prefix('0') {
        Some(after) => Some(after),
        None => after_digits(digits),
    }
}

/// Returns the text after the leading digits of `text`, of which there must be at least one.
fn after_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

#[cfg(feature = "serde")]
#[cfg(test)]
mod tests;
