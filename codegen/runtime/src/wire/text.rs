//! Strings, the most frequent members: read with one visitor that also accepts `null`.
//!
//! An `Option` around a string would be read first and the string in it after, with one more move for each; that costs
//! as much as reading it.

use super::tag;
use serde::Deserializer;
use serde::de::{Error, Visitor};
use std::fmt;

/// Deserializes a string; `None` for `null`.
pub(super) fn read_present<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    deserializer.deserialize_any(TextVisitor)
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    tag::visit_null_and_tags!();

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<Option<String>, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Option<String>, E> {
        Ok(Some(text))
    }
}
