//! What the body of every error says in the same way: which it is and why.

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The members that tell of an error whatever it is, as far as there are any and they are text.
#[derive(Default)]
pub(super) struct Envelope {
    pub(super) r#type: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    /// How the message is spelt, the best first.
    spelling: Option<Spelling>,
}

/// Services spell the message in more than one way, and some send more than one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spelling {
    Lower,
    Upper,
    Prefixed,
    Other,
}

impl Envelope {
    /// Reads as much as there is: where the input is broken, or no map, what came before it counts.
    pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Self {
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
                (_, Text::Other(_)) => {}
                ("__type", Text::Text(text)) => self.r#type = Some(text),
                ("code", Text::Text(text)) => self.code = Some(text),
                (key, Text::Text(text)) => self.set_message(key, text),
            }
        }
        Ok(())
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Text(String),
    Other(IgnoredAny),
}
