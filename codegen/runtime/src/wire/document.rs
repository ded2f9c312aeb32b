//! Documents, independent of the features of serde_json that a program enables.
//!
//! With `arbitrary_precision` a number keeps its text; with `preserve_order` a map keeps its order. A document has numbers
//! of 64 bits and sorted keys in any case.

use super::Neutral;
use crate::Document;
use crate::number::{BigDecimal, Decimal};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Number};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Converts an untyped value. Bytes become a string in base64, and tags are dropped.
pub(super) fn of_untyped(value: Neutral) -> Document {
    match value {
        Neutral::Null => Document::Null,
        Neutral::Bool(value) => Document::Bool(value),
        Neutral::Signed(number) => Document::from(number),
        Neutral::Unsigned(number) => Document::from(number),
        Neutral::Float(bits) => Document::from(f64::from_bits(bits)),
        Neutral::Text(text) => Document::String(text.into()),
        Neutral::Bytes(bytes) => Document::String(STANDARD.encode(bytes)),
        // A document has no other number for it, in JSON either.
        Neutral::Big(number) => Document::from(number.as_str().parse::<f64>().unwrap_or(f64::NAN)),
        Neutral::Tagged(_, value) => of_untyped(*value),
        Neutral::List(list) => list.into_iter().map(of_untyped).collect(),
        Neutral::Map(map) => {
            let entries = map.into_iter();
            let sorted: BTreeMap<String, _> = entries
                .map(|(key, value)| (key.into(), of_untyped(value)))
                .collect();
            Document::Object(sorted.into_iter().collect::<Map<_, _>>())
        }
    }
}

/// Converts a document, with its keys in order.
pub(super) fn untyped(document: &Document) -> Neutral {
    match document {
        Document::Null => Neutral::Null,
        Document::Bool(value) => Neutral::Bool(*value),
        Document::Number(number) => of_number(number),
        Document::String(text) => Neutral::Text(text.as_str().into()),
        Document::Array(list) => Neutral::List(list.iter().map(untyped).collect()),
        Document::Object(map) => {
            let sorted: BTreeMap<_, _> = map.iter().collect();
            let entries = sorted.into_iter();
            Neutral::Map(
                entries
                    .map(|(key, value)| (key.as_str().into(), untyped(value)))
                    .collect(),
            )
        }
    }
}

/// Converts a number. One that is neither an integer of 64 bits nor a float keeps its digits.
fn of_number(number: &Number) -> Neutral {
    if let Some(number) = number.as_u64() {
        return Neutral::Unsigned(number);
    }
    // There is no negative zero among integers.
    if let Some(number) = number.as_i64().filter(|number| *number != 0) {
        return Neutral::Signed(number);
    }
    let float = number.as_f64();
    if !*KEEPS_TEXT && let Some(float) = float {
        return Neutral::Float(float.to_bits());
    }
    let text = number.to_string();
    match (float, text.parse::<BigDecimal>()) {
        (Some(float), _) if is_exact(float, &text) => Neutral::Float(float.to_bits()),
        (_, Ok(number)) => Neutral::Big(number),
        (float, Err(_)) => Neutral::Float(float.unwrap_or(f64::NAN).to_bits()),
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
