//! Unknown members of unions, kept so that they can be sent back.

use super::Format;
use super::document::{self, Parsed};
use super::tag::{self, Tagged};
use crate::{BigInteger, blob};
use serde::de::{EnumAccess, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Member of a union that is unknown to this version of the crate.
///
/// It is serialized unchanged. Its value is not shown, since it may be sensitive.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownMember(Box<Entry>);

/// Boxed, so that unions are not larger than their known members.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Entry {
    tag: Box<str>,
    value: Neutral,
}

impl UnknownMember {
    /// Returns the name of the member; empty if a response lacked the union altogether.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0.tag
    }

    /// Reads the member `tag`; `None` for `null`.
    pub(super) fn read<'de, D: Deserializer<'de>>(
        tag: &str,
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        let value = match Neutral::deserialize(deserializer)? {
            Neutral::Null => return Ok(None),
            value => value,
        };
        let tag = tag.into();
        Ok(Some(Self(Box::new(Entry { tag, value }))))
    }
}

impl fmt::Debug for UnknownMember {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UnknownMember({:?})", self.tag())
    }
}

impl Serialize for UnknownMember {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry { tag, value } = &*self.0;
        if tag.is_empty() {
            return serializer.serialize_map(Some(0))?.end();
        }
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(tag, value)?;
        map.end()
    }
}

/// An untyped value, in the types that every protocol has.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Neutral {
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    /// Bits of a float, which can be compared and hashed.
    Float(u64),
    Text(Box<str>),
    Bytes(Box<[u8]>),
    /// An integer beyond 64 bits.
    Big(BigInteger),
    /// A value with a CBOR tag, such as that of timestamps, which no other format has.
    Tagged(u64, Box<Self>),
    List(Box<[Self]>),
    /// In the order of the input.
    Map(Box<[(Box<str>, Self)]>),
}

impl Serialize for Neutral {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Signed(number) => serializer.serialize_i64(*number),
            Self::Unsigned(number) => serializer.serialize_u64(*number),
            Self::Float(bits) => f64::write(&f64::from_bits(*bits), serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Bytes(bytes) => blob::write(bytes, serializer),
            Self::Big(number) => number.serialize(serializer),
            Self::Tagged(_, value) if serializer.is_human_readable() => value.serialize(serializer),
            Self::Tagged(tag, value) => tag::write(*tag, value, serializer),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(map) => serializer.collect_map(map.iter().map(|(key, value)| (key, value))),
        }
    }
}

impl<'de> Deserialize<'de> for Neutral {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NeutralVisitor)
    }
}

impl Tagged for Neutral {
    fn read<'de, D: Deserializer<'de>>(
        tag: Option<u64>,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let value = Self::deserialize(deserializer)?;
        Ok(match tag {
            Some(tag) => Self::Tagged(tag, value.into()),
            None => value,
        })
    }
}

struct NeutralVisitor;

impl<'de> Visitor<'de> for NeutralVisitor {
    type Value = Neutral;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Neutral, E> {
        Ok(Neutral::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Neutral, E> {
        Ok(Neutral::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Neutral, D::Error> {
        Neutral::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Neutral, E> {
        Ok(Neutral::Bool(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Neutral, E> {
        Ok(Neutral::Signed(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Neutral, E> {
        Ok(Neutral::Unsigned(number))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Neutral, E> {
        Ok(Neutral::Big(number.into()))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Neutral, E> {
        Ok(Neutral::Big(number.into()))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Neutral, A::Error> {
        tag::read_enum(tagged)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Neutral, E> {
        Ok(Neutral::Float(number.to_bits()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Neutral, E> {
        Ok(Neutral::Text(text.into()))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Neutral, E> {
        Ok(Neutral::Bytes(bytes.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Neutral, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = seq.next_element()? {
            list.push(entry);
        }
        Ok(Neutral::List(list.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Neutral, A::Error> {
        let mut map: Vec<(Box<str>, Neutral)> = Vec::new();
        while let Some(entry) = access.next_entry()? {
            map.push(entry);
        }
        if let [(key, Neutral::Text(text))] = &*map
            && **key == *document::NUMBER
            && let Some(number) = Parsed::of(text)
        {
            return match number {
                Parsed::Unsigned(number) => self.visit_u64(number),
                Parsed::Signed(number) => self.visit_i64(number),
                Parsed::Float(number) => self.visit_f64(number),
                Parsed::OutOfRange => Err(A::Error::custom(document::OUT_OF_RANGE)),
            };
        }
        Ok(Neutral::Map(map.into()))
    }
}

#[cfg(test)]
mod tests;
