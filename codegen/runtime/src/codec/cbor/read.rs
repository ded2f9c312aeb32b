//! Deserializer for the forms that services write, with cbor2's for all others.
//!
//! Nearly all of a body is numbers, strings, lists and maps of known length, which need only their head (RFC 8949,
//! section 3). They are read here, which saves a sixth of the time for a whole body: cbor2's deserializer also reads
//! streams, records consumed bytes and can step back. All other values (tags, half floats, byte strings, indefinite
//! lengths, and malformed input) are read by cbor2, one by one.

use crate::wire::path;
use cbor2::de::{Deserializer as Other, Error, SliceSource};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

pub(super) struct Reader<'de> {
    input: &'de [u8],
    offset: usize,
    /// Remaining depth of nested values.
    depth: usize,
}

/// A value of a common form, or the length of a list or map.
enum Plain<'de> {
    Unsigned(u64),
    Negative(i64),
    Text(&'de [u8]),
    List(u64),
    Map(u64),
    Bool(bool),
    Null,
    Float(f64),
}

impl<'de> Reader<'de> {
    pub(super) fn new(input: &'de [u8], depth: usize) -> Self {
        Self {
            input,
            offset: 0,
            depth,
        }
    }

    /// Returns the number of bytes read.
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// Consumes the value at this position, if it is plain; the head alone of a list or map.
    #[inline]
    fn plain(&mut self) -> Option<Plain<'de>> {
        let rest = self.input.get(self.offset..)?;
        let (&first, rest) = rest.split_first()?;
        let (number, rest) = match first & 0x1f {
            small @ 0..24 => (small.into(), rest),
            24 => rest
                .split_first()
                .map(|(byte, rest)| ((*byte).into(), rest))?,
            25 => number(rest, u16::from_be_bytes)?,
            26 => number(rest, u32::from_be_bytes)?,
            27 => number(rest, u64::from_be_bytes)?,
            _ => return None,
        };
        let (value, rest) = match (first >> 5, first) {
            (0, _) => (Plain::Unsigned(number), rest),
            (1, _) => (Plain::Negative(!i64::try_from(number).ok()?), rest),
            (3, _) => {
                let (text, rest) = rest.split_at_checked(usize::try_from(number).ok()?)?;
                (Plain::Text(text), rest)
            }
            (4, _) => (Plain::List(number), rest),
            (5, _) => (Plain::Map(number), rest),
            (_, 0xf4) => (Plain::Bool(false), rest),
            (_, 0xf5) => (Plain::Bool(true), rest),
            (_, 0xf6 | 0xf7) => (Plain::Null, rest),
            (_, 0xfa) => {
                let single = f32::from_bits(u32::try_from(number).ok()?);
                (Plain::Float(single.into()), rest)
            }
            (_, 0xfb) => (Plain::Float(f64::from_bits(number)), rest),
            _ => return None,
        };
        self.offset = self.input.len() - rest.len();
        Some(value)
    }

    fn visit<V: Visitor<'de>>(&mut self, plain: Plain<'de>, visitor: V) -> Result<V::Value, Error> {
        match plain {
            Plain::Unsigned(number) => visitor.visit_u64(number),
            Plain::Negative(number) => visitor.visit_i64(number),
            Plain::Text(text) => match str::from_utf8(text) {
                Ok(text) => visitor.visit_borrowed_str(text),
                Err(_) => Err(Error::Syntax(self.offset - text.len())),
            },
            Plain::List(left) => self.inside(left, |entries| visitor.visit_seq(entries)),
            Plain::Map(left) => self.inside(left, |entries| visitor.visit_map(entries)),
            Plain::Bool(value) => visitor.visit_bool(value),
            Plain::Null => visitor.visit_none(),
            Plain::Float(number) => visitor.visit_f64(number),
        }
    }

    /// Reads the contents of a list or map.
    fn inside<T>(
        &mut self,
        left: u64,
        read: impl FnOnce(&mut Entries<'_, 'de>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let depth = self.depth;
        self.depth = depth.checked_sub(1).ok_or(Error::RecursionLimitExceeded)?;
        let mut entries = Entries { reader: self, left };
        let value = read(&mut entries)?;
        if entries.left > 0 {
            return Err(Error::custom("too many elements in a list or map"));
        }
        self.depth = depth;
        Ok(value)
    }

    /// Reads the value at this position with cbor2.
    fn other<T>(
        &mut self,
        read: impl FnOnce(&mut Other<SliceSource<'de>>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let rest = self.input.get(self.offset..).unwrap_or_default();
        let mut other = Other::from_slice_with_recursion_limit(rest, self.depth);
        let value = read(&mut other);
        let start = self.offset;
        self.offset += other.offset();
        value.map_err(|error| match error {
            Error::Syntax(at) => Error::Syntax(start + at),
            Error::Semantic(at, text) => {
                Error::Semantic(Some(start + at.unwrap_or(0)), path::moved(text, start))
            }
            error => error,
        })
    }
}

/// Reads an integer of `N` bytes, and returns the rest.
fn number<const N: usize, T: Into<u64>>(
    rest: &[u8],
    read: fn([u8; N]) -> T,
) -> Option<(u64, &[u8])> {
    let (bytes, rest) = rest.split_first_chunk()?;
    Some((read(*bytes).into(), rest))
}

/// Returns the error with the location `start`, unless it already has one.
#[cold]
fn located(error: Error, start: usize) -> Error {
    match error {
        Error::Semantic(None, text) => Error::Semantic(Some(start), text),
        error => error,
    }
}

/// Deserializes values that usually are plain.
macro_rules! plain {
    ($($method:ident)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let start = self.offset;
            match self.plain() {
                Some(plain) => self.visit(plain, visitor).map_err(|error| located(error, start)),
                None => self.other(|other| other.$method(visitor)),
            }
        }
    )*};
}

/// Forwards values to cbor2.
macro_rules! other {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.other(|other| other.$method(visitor))
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    plain! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_seq
    }

    #[inline]
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.input.get(self.offset) {
            // Texts alone: serde's derive would take a number for the index of a member.
            Some(0x60..0x80) => self.deserialize_str(visitor),
            _ => self.other(|other| other.deserialize_identifier(visitor)),
        }
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.input.get(self.offset) {
            // Maps alone: serde's derive, which types of users may have, would take a list for a structure.
            Some(0xa0..0xc0) => self.deserialize_any(visitor),
            _ => self.other(|other| other.deserialize_map(visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.input.get(self.offset) {
            Some(0xf6 | 0xf7) => {
                self.offset += 1;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    other! { deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_ignored_any }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.other(|other| other.deserialize_unit_struct(name, visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.other(|other| other.deserialize_newtype_struct(name, visitor))
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.other(|other| other.deserialize_enum(name, variants, visitor))
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// Remaining entries of a list or map of known length.
struct Entries<'a, 'de> {
    reader: &'a mut Reader<'de>,
    left: u64,
}

impl Entries<'_, '_> {
    /// Consumes one entry; false if there is none left.
    fn next(&mut self) -> bool {
        let is_more = self.left > 0;
        self.left -= u64::from(is_more);
        is_more
    }
}

impl<'de> SeqAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        if !self.next() {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.next_element_seed(seed)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.reader)
    }
}

#[cfg(test)]
mod tests;
