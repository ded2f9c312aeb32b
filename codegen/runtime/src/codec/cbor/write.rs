//! Values as CBOR: definite lengths, and integers and floats in the smallest width, except 16-bit floats.
//!
//! Both are rules of Smithy's specification of the protocol (its section on numeric types): not every service reads
//! 16-bit floats.

use crate::wire::tag;
use cbor2::core::{Encoder, Header, simple};
use cbor2::ser::Error;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};
use serde::{Serialize, Serializer};

/// Major type of tags, within the first byte of a head.
const TAG: u8 = 6 << 5;
/// Initial bytes of floats, by width.
const SINGLE: u8 = 0xfa;
const DOUBLE: u8 = 0xfb;

pub(crate) fn write<T: Serialize>(
    value: &T,
) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let mut body = Vec::with_capacity(128);
    value.serialize(&mut Writer(&mut body))?;
    Ok(body)
}

struct Writer<'a>(&'a mut Vec<u8>);

impl Writer<'_> {
    fn encoder(&mut self) -> Encoder<&mut Vec<u8>> {
        Encoder::from(&mut *self.0)
    }

    fn head(&mut self, head: Header) -> Result<(), Error> {
        Ok(self.encoder().push(head)?)
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        Ok(self.encoder().text(text)?)
    }

    fn float(&mut self, width: u8, bytes: &[u8]) -> Result<(), Error> {
        self.0.push(width);
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    /// Writes the head of a tag: that of its number with another major type.
    fn tag<T: Serialize + ?Sized>(&mut self, number: &T) -> Result<(), Error> {
        let at = self.0.len();
        number.serialize(&mut *self)?;
        if let Some(head) = self.0.get_mut(at) {
            *head |= TAG;
        }
        Ok(())
    }

    /// Writes the head of the single-entry map of an enum variant with data.
    fn variant(&mut self, name: &str) -> Result<(), Error> {
        self.head(Header::Map(Some(1)))?;
        self.text(name)
    }
}

/// A list, map, structure or tag while it is written.
struct Compound<'a, 'b> {
    writer: &'a mut Writer<'b>,
    /// True if its length was not known at its start.
    is_indefinite: bool,
    /// True if the next value is the number of a tag.
    is_tag: bool,
}

impl<'a, 'b> Compound<'a, 'b> {
    fn begin(writer: &'a mut Writer<'b>, head: Header) -> Result<Self, Error> {
        writer.head(head)?;
        let is_indefinite = matches!(head, Header::Array(None) | Header::Map(None));
        Ok(Self {
            writer,
            is_indefinite,
            is_tag: false,
        })
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.writer)
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.writer.text(name)?;
        self.value(value)
    }

    fn finish(self) -> Result<(), Error> {
        if self.is_indefinite {
            self.writer.head(Header::Break)?;
        }
        Ok(())
    }
}

impl<'a, 'b> Serializer for &'a mut Writer<'b> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'a, 'b>;
    type SerializeTuple = Compound<'a, 'b>;
    type SerializeTupleStruct = Compound<'a, 'b>;
    type SerializeTupleVariant = Compound<'a, 'b>;
    type SerializeMap = Compound<'a, 'b>;
    type SerializeStruct = Compound<'a, 'b>;
    type SerializeStructVariant = Compound<'a, 'b>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        let value = if value { simple::TRUE } else { simple::FALSE };
        self.head(Header::Simple(value))
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.head(match u64::try_from(value) {
            Ok(value) => Header::Positive(value),
            // -1 less what is sent: all bits the other way round.
            Err(_) => Header::Negative((!value).unsigned_abs()),
        })
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.head(Header::Positive(value))
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.float(SINGLE, &value.to_be_bytes())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "what it costs is looked at"
        )]
        let narrow = value as f32;
        if value.is_nan() || f64::from(narrow).to_bits() == value.to_bits() {
            return self.serialize_f32(narrow);
        }
        self.float(DOUBLE, &value.to_be_bytes())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        Ok(self.encoder().bytes(value)?)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.head(Header::Simple(simple::NULL))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.variant(variant)?;
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Compound<'a, 'b>, Error> {
        Compound::begin(self, Header::Array(length))
    }

    fn serialize_tuple(self, length: usize) -> Result<Compound<'a, 'b>, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        length: usize,
    ) -> Result<Compound<'a, 'b>, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Compound<'a, 'b>, Error> {
        if name == tag::NAME && variant == tag::TAGGED {
            return Ok(Compound {
                writer: self,
                is_indefinite: false,
                is_tag: true,
            });
        }
        self.variant(variant)?;
        self.serialize_seq(Some(length))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Compound<'a, 'b>, Error> {
        Compound::begin(self, Header::Map(length))
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Compound<'a, 'b>, Error> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Compound<'a, 'b>, Error> {
        self.variant(variant)?;
        self.serialize_map(Some(length))
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// Serializes compounds that are lists in CBOR.
macro_rules! list {
    ($($compound:ident, $element:ident);* $(;)?) => {$(
        impl $compound for Compound<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.value(value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        }
    )*};
}

list! {
    SerializeSeq, serialize_element;
    SerializeTuple, serialize_element;
    SerializeTupleStruct, serialize_field;
}

/// Serializes compounds that are maps with known keys.
macro_rules! members {
    ($($compound:ident),*) => {$(
        impl $compound for Compound<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                self.member(name, value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        }
    )*};
}

members!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Compound<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.value(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

impl SerializeTupleVariant for Compound<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        if !self.is_tag {
            return self.value(value);
        }
        self.is_tag = false;
        self.writer.tag(value)
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}
