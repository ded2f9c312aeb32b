//! Documents, independent of the features of serde_json that a program enables.
//!
//! With `arbitrary_precision` a number keeps its text and is read as a map of one entry; with `preserve_order` a map
//! keeps its order. A document has numbers of 64 bits and sorted keys in any case.

use super::tag;
use crate::Document;
use crate::number::{self, Decimal};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Number};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// Name of the entry that holds a number's text with `arbitrary_precision`.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// A document as an element of another value.
pub(super) struct Element<T>(pub(super) T);

impl<'de> Deserialize<'de> for Element<Document> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DocumentVisitor).map(Self)
    }
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    tag::visit_null_and_tags!();

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Document, E> {
        Ok(Document::Bool(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Document, E> {
        Ok(Document::from(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Document, E> {
        Ok(Document::from(number))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a document has no other number for it, in JSON either"
    )]
    fn visit_i128<E: Error>(self, number: i128) -> Result<Document, E> {
        Ok(Document::from(number as f64))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a document has no other number for it, in JSON either"
    )]
    fn visit_u128<E: Error>(self, number: u128) -> Result<Document, E> {
        Ok(Document::from(number as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Document, E> {
        Ok(Document::from(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Document, E> {
        Ok(Document::from(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Document, E> {
        Ok(Document::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Document, A::Error> {
        let mut list = Vec::new();
        while let Some(Element(element)) = seq.next_element()? {
            list.push(element);
        }
        Ok(Document::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut entries = Map::new();
        while let Some((key, Element(value))) = map.next_entry()? {
            entries.insert(key, value);
        }
        if entries.len() == 1
            && let Some(Document::String(text)) = entries.get(NUMBER)
            && let Some(number) = Parsed::of(text)
        {
            return Ok(match number {
                Parsed::Unsigned(number) => Document::from(number),
                Parsed::Signed(number) => Document::from(number),
                Parsed::Float(number) => Document::from(number),
                Parsed::OutOfRange => return Err(A::Error::custom(OUT_OF_RANGE)),
            });
        }
        if !entries.keys().is_sorted() {
            let sorted: BTreeMap<_, _> = entries.into_iter().collect();
            entries = sorted.into_iter().collect();
        }
        Ok(Document::Object(entries))
    }
}

/// Message of serde_json without `arbitrary_precision`.
pub(super) const OUT_OF_RANGE: &str = "number out of range";

/// A number as serde_json reads it without `arbitrary_precision`.
pub(super) enum Parsed {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    OutOfRange,
}

impl Parsed {
    /// Parses a number; `None` for a text that is not one.
    pub(super) fn of(text: &str) -> Option<Self> {
        Decimal::parse(text)?;
        if let Ok(number) = text.parse() {
            return Some(Self::Unsigned(number));
        }
        // There is no negative zero among integers.
        if let Some(number) = text.parse().ok().filter(|number| *number != 0) {
            return Some(Self::Signed(number));
        }
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        Some(number.map_or(Self::OutOfRange, Self::Float))
    }
}

/// Writes a document with its keys in order.
pub(super) fn write<S: Serializer>(document: &Document, serializer: S) -> Result<S::Ok, S::Error> {
    Element(document).serialize(serializer)
}

impl Serialize for Element<&Document> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Document::Null => serializer.serialize_unit(),
            Document::Bool(value) => serializer.serialize_bool(*value),
            Document::Number(number) => write_number(number, serializer),
            Document::String(text) => serializer.serialize_str(text),
            Document::Array(list) => serializer.collect_seq(list.iter().map(Element)),
            Document::Object(map) => {
                let entries = map.iter().map(|(key, value)| (key, Element(value)));
                if map.keys().is_sorted() {
                    serializer.collect_map(entries)
                } else {
                    serializer.collect_map(entries.collect::<BTreeMap<_, _>>())
                }
            }
        }
    }
}

/// Serializes the number of a document. One that is neither an integer of 64 bits nor a float keeps its digits, if the
/// format supports it.
fn write_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(number) = number.as_u64() {
        return serializer.serialize_u64(number);
    }
    // There is no negative zero among integers.
    if let Some(number) = number.as_i64().filter(|number| *number != 0) {
        return serializer.serialize_i64(number);
    }
    let float = number.as_f64();
    if !*KEEPS_TEXT && let Some(float) = float {
        return serializer.serialize_f64(float);
    }
    let text = number.to_string();
    match float {
        Some(float) if is_exact(float, &text) || !serializer.is_human_readable() => {
            serializer.serialize_f64(float)
        }
        _ => number::write(&text, serializer),
    }
}

/// True if numbers keep their text, as with `arbitrary_precision`.
static KEEPS_TEXT: LazyLock<bool> = LazyLock::new(|| {
    let number = serde_json::from_str::<Number>("1.00");
    number.is_ok_and(|number| number.to_string() == "1.00")
});

fn is_exact(float: f64, text: &str) -> bool {
    Decimal::parse(&float.to_string()) == Decimal::parse(text)
}
