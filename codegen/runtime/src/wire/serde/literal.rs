//! Numbers and strings in their notation, for values of which both are accepted, or that a float cannot hold.
//!
//! JSON has one kind of number, serde many: except for integers of 64 bits `deserialize_any` returns a float, which has
//! lost digits, or, if any crate in the program enables serde_json's `arbitrary_precision`, a map. So numbers of JSON
//! are read as their text, which does not depend on serde_json's features.

use crate::wire::literal::{FromLiteral, Literal, Mismatch};
use serde_core::de::{DeserializeSeed, Error, MapAccess, Unexpected, Visitor};
use serde_core::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

/// Name of the entry that holds a number's text with the feature `arbitrary_precision` of serde_json.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// Name by which serde_json returns the text of a value.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Deserializes a value; `None` for `null`.
pub(super) fn read<'de, T: FromLiteral, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let visitor = LiteralVisitor(PhantomData);
    if deserializer.is_human_readable() {
        deserializer.deserialize_newtype_struct(RAW_VALUE, visitor)
    } else {
        deserializer.deserialize_any(visitor)
    }
}

/// Converts a literal into a value.
fn convert<T: FromLiteral, E: Error>(literal: Literal<'_>) -> Result<T, E> {
    T::from_literal(literal).map_err(|mismatch| error(literal, mismatch, T::EXPECTED))
}

fn make<T: FromLiteral, E: Error>(literal: Literal<'_>) -> Result<Option<T>, E> {
    convert(literal).map(Some)
}

/// Converts the JSON text of a whole value.
fn make_from_json<T: FromLiteral, E: Error>(json: &str) -> Result<Option<T>, E> {
    let found = match json.as_bytes() {
        [b'-' | b'0'..=b'9', ..] => return make(Literal::Number(json)),
        [b'n', ..] => return Ok(None),
        [b'"', inside @ .., b'"'] => {
            return match json.get(1..json.len().saturating_sub(1)) {
                Some(text) if !inside.contains(&b'\\') => make(Literal::String(text)),
                _ => {
                    let text: String = serde_json::from_str(json).map_err(E::custom)?;
                    make(Literal::String(&text))
                }
            };
        }
        [b'{', ..] => Unexpected::Map,
        [b'[', ..] => Unexpected::Seq,
        json => Unexpected::Bool(json == b"true"),
    };
    Err(E::invalid_type(found, &T::EXPECTED))
}

/// Describes an invalid value without showing it, since it may be secret.
#[cold]
fn error<E: Error>(literal: Literal<'_>, mismatch: Mismatch, expected: &'static str) -> E {
    match mismatch {
        Mismatch::Kind => {
            let found = match literal {
                Literal::String(_) => "string",
                _ => "number",
            };
            E::invalid_type(Unexpected::Other(found), &expected)
        }
        Mismatch::Value(found) => E::invalid_value(Unexpected::Other(found), &expected),
        Mismatch::Custom(problem) => E::custom(problem),
    }
}

struct LiteralVisitor<T>(PhantomData<T>);

impl<'de, T: FromLiteral> Visitor<'de> for LiteralVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::EXPECTED)
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<T>, E> {
        make(Literal::Signed(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<T>, E> {
        make(Literal::Unsigned(number))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Option<T>, E> {
        make(Literal::Number(&number.to_string()))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Option<T>, E> {
        make(Literal::Number(&number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Option<T>, E> {
        make(Literal::Float(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<T>, E> {
        make(Literal::String(text))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    /// For human-readable formats other than JSON.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<T>, A::Error> {
        match map.next_key()? {
            Some(IsText(true)) => map.next_value_seed(JsonSeed(PhantomData)),
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// True for the name by which serde_json returns the text of a value.
struct IsText(bool);

impl<'de> Deserialize<'de> for IsText {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(NameVisitor)
    }
}

struct NameVisitor;

impl Visitor<'_> for NameVisitor {
    type Value = IsText;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<IsText, E> {
        Ok(IsText(name == RAW_VALUE || name == NUMBER))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<IsText, E> {
        Ok(IsText(false))
    }
}

/// Deserializes the value whose text serde_json returns.
struct JsonSeed<T>(PhantomData<T>);

impl<'de, T: FromLiteral> DeserializeSeed<'de> for JsonSeed<T> {
    type Value = Option<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T: FromLiteral> Visitor<'_> for JsonSeed<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text of a value")
    }

    #[inline]
    fn visit_str<E: Error>(self, json: &str) -> Result<Option<T>, E> {
        make_from_json(json)
    }
}
