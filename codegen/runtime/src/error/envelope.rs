//! Common part of error bodies: the code and the message.

use crate::wire::tag;
use serde::de::{EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// Members that all errors may have, if they are present and strings.
#[derive(Default)]
pub(crate) struct Envelope {
    pub(super) r#type: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    /// Spelling of the message, the preferred one first.
    spelling: Option<Spelling>,
}

/// Spellings of the message: services differ, and some send more than one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spelling {
    Lower,
    Upper,
    Prefixed,
    Other,
}

impl Envelope {
    /// Reads all members up to the first error of invalid input.
    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Self {
        let mut envelope = Self::default();
        let _ = deserializer.deserialize_map(&mut envelope);
        envelope
    }

    fn set_message(&mut self, key: &str, message: String) {
        let spelling = match key {
            "message" => Spelling::Lower,
            "Message" => Spelling::Upper,
            "errorMessage" => Spelling::Prefixed,
            _ if key.eq_ignore_ascii_case("message")
                || key.eq_ignore_ascii_case("errormessage") =>
            {
                Spelling::Other
            }
            _ => return,
        };
        if self.spelling.is_none_or(|present| spelling < present) {
            self.spelling = Some(spelling);
            self.message = Some(message);
        }
    }
}

impl<'de> Visitor<'de> for &mut Envelope {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an error")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((key, value)) = map.next_entry::<String, Text>()? {
            match (key.as_str(), value) {
                (_, Text::Other) => {}
                ("__type", Text::Text(text)) => self.r#type = Some(text),
                ("code", Text::Text(text)) => self.code = Some(text),
                (key, Text::Text(text)) => self.set_message(key, text),
            }
        }
        Ok(())
    }
}

/// A string, or an ignored value of another type.
enum Text {
    Text(String),
    Other,
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

/// Deserializes scalars as `Text::Other`.
macro_rules! other {
    ($($visit:ident: $scalar:ty),*) => {$(
        fn $visit<E: Error>(self, _: $scalar) -> Result<Text, E> {
            Ok(Text::Other)
        }
    )*};
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text::Text(text.to_owned()))
    }

    other! {
        visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64,
        visit_bytes: &[u8]
    }

    fn visit_unit<E: Error>(self) -> Result<Text, E> {
        Ok(Text::Other)
    }

    fn visit_none<E: Error>(self) -> Result<Text, E> {
        Ok(Text::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Text, A::Error> {
        IgnoredAny.visit_seq(seq).map(|_| Text::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
        IgnoredAny.visit_map(map).map(|_| Text::Other)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Text, A::Error> {
        tag::read_enum::<tag::Ignored, A>(tagged).map(|_| Text::Other)
    }
}
