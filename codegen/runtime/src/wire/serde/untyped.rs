//! Values of any type, for members of unions that are unknown to this version.

use super::literal::NUMBER;
use crate::number::Parsed;
use crate::wire::{Neutral, OUT_OF_RANGE};
use serde_core::de::{Error, MapAccess, SeqAccess, Visitor};
use serde_core::{Deserialize, Deserializer};
use std::fmt;

impl<'de> Deserialize<'de> for Neutral {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Untyped)
    }
}

pub(super) struct Untyped;

impl<'de> Visitor<'de> for Untyped {
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
            && **key == *NUMBER
            && let Some(number) = Parsed::of(text)
        {
            return match number {
                Parsed::Unsigned(number) => self.visit_u64(number),
                Parsed::Signed(number) => self.visit_i64(number),
                Parsed::Float(number) => self.visit_f64(number),
                Parsed::OutOfRange => Err(A::Error::custom(OUT_OF_RANGE)),
            };
        }
        Ok(Neutral::Map(map.into()))
    }
}
