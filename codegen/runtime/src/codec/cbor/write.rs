//! Writing of values.

use super::number::{Big, of_digits};
use super::tag;
use crate::Timestamp;
use crate::codec::CAPACITY;
use crate::number::apart;
use crate::wire::timestamp::{Written, written};
use crate::wire::{
    Format, Key, MemberSerializer, Neutral, ShapeSerializer, Structure, StructureFormat,
    TimestampFormat,
};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

/// Major types, as the first three bits of a head.
mod major {
    pub(super) const UNSIGNED: u8 = 0;
    pub(super) const NEGATIVE: u8 = 1 << 5;
    pub(super) const BYTES: u8 = 2 << 5;
    pub(super) const TEXT: u8 = 3 << 5;
    pub(super) const LIST: u8 = 4 << 5;
    pub(super) const MAP: u8 = 5 << 5;
    pub(super) const TAG: u8 = 6 << 5;
}

const FALSE: u8 = 0xf4;
const TRUE: u8 = 0xf5;
const NULL: u8 = 0xf6;
/// Initial bytes of floats, by width.
const SINGLE: u8 = 0xfa;
const DOUBLE: u8 = 0xfb;

/// Error of a decimal number whose exponent does not fit into 64 bits.
#[derive(Debug)]
pub(crate) struct ExponentError;

impl fmt::Display for ExponentError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number whose exponent is too large")
    }
}

impl Error for ExponentError {}

pub(crate) fn write<T: Structure>(value: &T) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    Ok(write_value::<StructureFormat<T>>(value)?)
}

/// Writes one value.
pub(crate) fn write_value<F: Format>(value: &F::Value) -> Result<Vec<u8>, ExponentError> {
    let mut body = Vec::with_capacity(CAPACITY);
    F::write(value, Writer(&mut body))?;
    Ok(body)
}

/// The end of a CBOR value.
struct Writer<'a>(&'a mut Vec<u8>);

/// Writes a head in the smallest width.
#[inline]
fn head(body: &mut Vec<u8>, major: u8, number: u64) {
    #[expect(clippy::cast_possible_truncation, reason = "the number is below 24")]
    if number < 24 {
        body.push(major | number as u8);
    } else {
        long_head(body, major, number);
    }
}

/// Writes a head with its number in further bytes. Not inlined: most heads are of one byte.
#[inline(never)]
fn long_head(body: &mut Vec<u8>, major: u8, number: u64) {
    let bytes = number.to_be_bytes();
    let [.., a, b, c, d] = bytes;
    match number {
        0..0x100 => body.extend_from_slice(&[major | 24, d]),
        0x100..0x1_0000 => body.extend_from_slice(&[major | 25, c, d]),
        0x1_0000..0x1_0000_0000 => body.extend_from_slice(&[major | 26, a, b, c, d]),
        _ => {
            body.push(major | 27);
            body.extend_from_slice(&bytes);
        }
    }
}

/// Writes the head of a list, map or string.
#[inline]
fn length(body: &mut Vec<u8>, major: u8, length: usize) {
    head(body, major, length as u64);
}

#[inline]
fn text(body: &mut Vec<u8>, text: &str) {
    length(body, major::TEXT, text.len());
    body.extend_from_slice(text.as_bytes());
}

impl ShapeSerializer for Writer<'_> {
    type Ok = ();
    type Error = ExponentError;

    fn null(self) -> Result<(), ExponentError> {
        self.0.push(NULL);
        Ok(())
    }

    fn boolean(self, value: bool) -> Result<(), ExponentError> {
        self.0.push(if value { TRUE } else { FALSE });
        Ok(())
    }

    #[inline]
    fn integer(self, value: i64) -> Result<(), ExponentError> {
        match u64::try_from(value) {
            Ok(value) => head(self.0, major::UNSIGNED, value),
            // -1 minus the number: all bits inverted.
            Err(_) => head(self.0, major::NEGATIVE, (!value).unsigned_abs()),
        }
        Ok(())
    }

    fn float(self, value: f32) -> Result<(), ExponentError> {
        self.0.push(SINGLE);
        self.0.extend_from_slice(&value.to_be_bytes());
        Ok(())
    }

    fn double(self, value: f64) -> Result<(), ExponentError> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the result is compared with the value"
        )]
        let narrow = value as f32;
        if value.is_nan() || f64::from(narrow).to_bits() == value.to_bits() {
            return self.float(narrow);
        }
        self.0.push(DOUBLE);
        self.0.extend_from_slice(&value.to_be_bytes());
        Ok(())
    }

    fn big_integer(self, digits: &str) -> Result<(), ExponentError> {
        match of_digits(digits) {
            Big::Integer(number) => self.integer(number),
            Big::Unsigned(number) => {
                head(self.0, major::UNSIGNED, number);
                Ok(())
            }
            Big::Bytes(tag, bytes) => {
                head(self.0, major::TAG, tag);
                self.blob(&bytes)
            }
        }
    }

    fn big_decimal(self, number: &str) -> Result<(), ExponentError> {
        let (exponent, whole) = apart(number).ok_or(ExponentError)?;
        if exponent == 0 {
            return self.big_integer(&whole);
        }
        head(self.0, major::TAG, tag::DECIMAL);
        length(self.0, major::LIST, 2);
        Writer(self.0).integer(exponent)?;
        self.big_integer(&whole)
    }

    #[inline]
    fn string(self, value: &str) -> Result<(), ExponentError> {
        text(self.0, value);
        Ok(())
    }

    fn blob(self, value: &[u8]) -> Result<(), ExponentError> {
        length(self.0, major::BYTES, value.len());
        self.0.extend_from_slice(value);
        Ok(())
    }

    fn timestamp(self, value: Timestamp, _format: TimestampFormat) -> Result<(), ExponentError> {
        head(self.0, major::TAG, tag::EPOCH_SECONDS);
        written(value, TimestampFormat::EpochSeconds, |value| match value {
            Written::Integer(seconds) => self.integer(seconds),
            Written::Float(seconds) => self.double(seconds),
            // The float nearest to the instant.
            Written::Text(digits) | Written::Number(digits) => {
                self.double(digits.to_string().parse().unwrap_or(f64::NAN))
            }
        })
    }

    fn list<F: Format>(self, entries: &[F::Value]) -> Result<(), ExponentError> {
        length(self.0, major::LIST, entries.len());
        for entry in entries {
            F::write(entry, Writer(self.0))?;
        }
        Ok(())
    }

    fn map<K: Key, F: Format>(self, entries: &BTreeMap<K, F::Value>) -> Result<(), ExponentError> {
        length(self.0, major::MAP, entries.len());
        for (key, value) in entries {
            text(self.0, key.as_key());
            F::write(value, Writer(self.0))?;
        }
        Ok(())
    }

    #[inline]
    fn structure<T: Structure>(self, structure: &T) -> Result<(), ExponentError> {
        length(self.0, major::MAP, structure.count());
        structure.write(&mut Members(self.0))
    }

    fn variant<F: Format>(self, name: &str, value: &F::Value) -> Result<(), ExponentError> {
        length(self.0, major::MAP, 1);
        text(self.0, name);
        F::write(value, self)
    }

    fn untyped_map(self, entries: &[(Box<str>, Neutral)]) -> Result<(), ExponentError> {
        length(self.0, major::MAP, entries.len());
        for (key, value) in entries {
            text(self.0, key);
            Neutral::write(value, Writer(self.0))?;
        }
        Ok(())
    }

    fn tagged(self, tag: u64, value: &Neutral) -> Result<(), ExponentError> {
        head(self.0, major::TAG, tag);
        Neutral::write(value, self)
    }
}

/// Members of a structure.
struct Members<'a>(&'a mut Vec<u8>);

impl MemberSerializer for Members<'_> {
    type Error = ExponentError;

    #[inline]
    fn member<F: Format>(
        &mut self,
        name: &'static str,
        value: &F::Value,
    ) -> Result<(), ExponentError> {
        text(self.0, name);
        F::write(value, Writer(self.0))
    }
}

/// A map whose members are written one by one.
#[cfg(feature = "event-streams")]
#[derive(Default)]
pub(crate) struct Object {
    members: Vec<u8>,
    count: usize,
}

#[cfg(feature = "event-streams")]
impl Object {
    /// Writes a member.
    pub(crate) fn member<F: Format>(
        &mut self,
        name: &'static str,
        value: &F::Value,
    ) -> Result<(), ExponentError> {
        self.count += 1;
        Members(&mut self.members).member::<F>(name, value)
    }

    /// Returns the map.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.members.len() + 5);
        length(&mut body, major::MAP, self.count);
        body.extend_from_slice(&self.members);
        body
    }
}
