//! Big numbers in CBOR: plain integers up to their size, then tags (RFC 8949, sections 3.4.3 and 3.4.4).
//!
//! Smithy's specification of the RPC v2 protocol swaps the tags of the two types, which is an error: a decimal fraction
//! is not a byte string. Other implementations agree with this one.

use super::{bytes, is_integer};
use crate::wire::tag::{self, Tagged};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Maximum number of bytes of a number: the time for digits grows with the square of their count.
const MOST: usize = 1_024;

/// Maximum number of leading zeros of a decimal number that is written without an exponent.
const ZEROS: usize = 6;

/// Digits of an integer.
pub(super) struct Integer(pub(super) String);

/// Digits of a decimal number.
pub(super) struct Decimal(pub(super) String);

impl Integer {
    pub(super) fn write<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
        if let Ok(number) = digits.parse::<i64>() {
            return serializer.serialize_i64(number);
        }
        if let Ok(number) = digits.parse::<u64>() {
            return serializer.serialize_u64(number);
        }
        let (tag, mut bytes) = match digits.strip_prefix('-') {
            Some(digits) => (tag::BIG_NEGATIVE, bytes::of_digits(digits)),
            None => (tag::BIG_POSITIVE, bytes::of_digits(digits)),
        };
        if tag == tag::BIG_NEGATIVE {
            bytes::decrement(&mut bytes);
        }
        tag::write(tag, &Bytes(bytes), serializer)
    }
}

impl Tagged for Integer {
    fn read<'de, D: Deserializer<'de>>(
        tag: Option<u64>,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let digits = match tag {
            None => deserializer.deserialize_any(Digits)?,
            Some(tag::BIG_POSITIVE) => bytes::to_digits(&Bytes::deserialize(deserializer)?.0),
            Some(tag::BIG_NEGATIVE) => {
                let Bytes(mut number) = Bytes::deserialize(deserializer)?;
                bytes::increment(&mut number);
                format!("-{}", bytes::to_digits(&number))
            }
            Some(_) => return Err(D::Error::custom("a number with an unexpected CBOR tag")),
        };
        Ok(Self(digits))
    }
}

impl Decimal {
    pub(super) fn write<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
        let (exponent, whole) = apart(digits)
            .ok_or_else(|| serde::ser::Error::custom("a number whose exponent is too large"))?;
        if exponent == 0 {
            return Integer::write(&whole, serializer);
        }
        tag::write(tag::DECIMAL, &(exponent, WholeNumber(whole)), serializer)
    }
}

impl Tagged for Decimal {
    fn read<'de, D: Deserializer<'de>>(
        tag: Option<u64>,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        if tag != Some(tag::DECIMAL) {
            return Integer::read(tag, deserializer).map(|Integer(digits)| Self(digits));
        }
        let (exponent, WholeNumber(whole)) = Deserialize::deserialize(deserializer)?;
        Ok(Self(together(exponent, &whole)))
    }
}

/// Splits a decimal number into an exponent to the base 10 and the integer that it multiplies.
fn apart(number: &str) -> Option<(i64, String)> {
    let (number, exponent) = match number.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse().ok()?),
        None => (number, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let places = i64::try_from(fraction.len()).ok()?;
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let digits = format!("{whole}{fraction}");
    let digits = match digits.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    Some((
        i64::checked_sub(exponent, places)?,
        format!("{sign}{digits}"),
    ))
}

/// Returns a decimal number in the format of JSON; with an exponent if it had too many zeros.
fn together(exponent: i64, whole: &str) -> String {
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX);
    if exponent == 0 {
        return whole.to_owned();
    }
    if exponent > 0 || places > digits.len().saturating_add(ZEROS) {
        return format!("{whole}e{exponent}");
    }
    let digits = format!("{digits:0>width$}", width = places.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places));
    format!("{sign}{whole}.{fraction}")
}

/// Integer as a part of another number: digits, with an optional sign.
struct WholeNumber(String);

impl Serialize for WholeNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Integer::write(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for WholeNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Integer(digits) = tag::read(deserializer)?;
        if !is_integer(&digits) {
            return Err(D::Error::custom(
                "a decimal number whose digits are not an integer",
            ));
        }
        Ok(Self(digits))
    }
}

/// Bytes of a number.
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(BytesVisitor)
    }
}

struct BytesVisitor;

impl<'de> Visitor<'de> for BytesVisitor {
    type Value = Bytes;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the bytes of a number, at most {MOST}")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
        if bytes.len() > MOST {
            return Err(E::invalid_length(bytes.len(), &self));
        }
        Ok(Bytes(bytes.to_vec()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Bytes, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = seq.next_element()? {
            bytes.push(byte);
        }
        self.visit_bytes(&bytes)
    }
}

struct Digits;

impl Visitor<'_> for Digits {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number or its digits as text")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<String, E> {
        Ok(number.to_string())
    }

    /// Accepts a float only if it is a whole number.
    fn visit_f64<E: Error>(self, number: f64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}
