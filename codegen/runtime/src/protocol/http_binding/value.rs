//! Values outside of documents, as they are read.

use super::header_list::Items;
use super::item::Item;
use crate::Timestamp;
use crate::error::DecodeError;
use crate::wire::literal::{FromLiteral, Literal};
use crate::wire::{Format, Key, Neutral, ShapeDeserializer, Step, Structure, Union, Within};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value outside of a document.
#[derive(Clone, Debug)]
pub(super) enum Located<'a> {
    /// Text of a header, in which a list has commas and strings with a media type are base64.
    Header(Cow<'a, str>),
    /// Text of a label or a status.
    Text(Cow<'a, str>),
    /// Body that is not a document.
    Bytes(&'a [u8]),
    /// Query parameters of one name.
    #[cfg(feature = "test-util")]
    List(Vec<Self>),
    /// Headers or query parameters by name.
    Map(Vec<(String, Self)>),
}

fn expected(what: &str) -> DecodeError {
    DecodeError::new(&format!("invalid type: expected {what}"))
}

impl<'a> Located<'a> {
    /// Returns the text of a scalar value; of several the first.
    fn text(self, what: &str) -> Result<Cow<'a, str>, DecodeError> {
        match self {
            Self::Header(text) | Self::Text(text) => Ok(text),
            Self::Bytes(bytes) => match str::from_utf8(bytes) {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(_) => Err(DecodeError::new("the body is not UTF-8")),
            },
            #[cfg(feature = "test-util")]
            Self::List(list) => match list.into_iter().next() {
                Some(first) => first.text(what),
                None => Err(expected(what)),
            },
            Self::Map(_) => Err(expected(what)),
        }
    }

    /// Returns the text of a value that is not a string: an empty one is none.
    fn filled(self, what: &str) -> Result<Option<Cow<'a, str>>, DecodeError> {
        let text = self.text(what)?;
        let is_filled = !text.trim_ascii().is_empty();
        Ok(is_filled.then_some(text))
    }
}

/// Returns the number or string that a text stands for.
fn literal(text: &str) -> Literal<'_> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    match digits.as_bytes().first() {
        Some(b'0'..=b'9') => Literal::Number(text),
        _ => Literal::String(text),
    }
}

fn convert<T: FromLiteral>(literal: Literal<'_>) -> Result<T, DecodeError> {
    let value = T::from_literal(literal);
    value.map_err(|mismatch| DecodeError::new(&mismatch.describe(literal, T::EXPECTED)))
}

fn base64(text: &str) -> Result<Vec<u8>, DecodeError> {
    // The library's own message would show some of what may be a secret.
    let bytes = STANDARD.decode(text);
    bytes.map_err(|_| DecodeError::new("bytes that are not padded standard base64"))
}

impl<'de> ShapeDeserializer<'de> for Located<'de> {
    type Error = DecodeError;

    fn boolean(self) -> Result<Option<bool>, DecodeError> {
        match self
            .filled("true or false")?
            .as_deref()
            .map(str::trim_ascii)
        {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(_) => Err(DecodeError::new("invalid value: expected true or false")),
        }
    }

    fn number<T: FromLiteral>(self) -> Result<Option<T>, DecodeError> {
        match self.filled(T::EXPECTED)? {
            Some(text) => convert(literal(text.trim_ascii())).map(Some),
            None => Ok(None),
        }
    }

    fn string(self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        self.text("a string").map(Some)
    }

    fn media_type_text(self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        match self {
            Self::Header(text) => match String::from_utf8(base64(text.trim_ascii())?) {
                Ok(text) => Ok(Some(Cow::Owned(text))),
                Err(_) => Err(DecodeError::new("base64 of a text that is not UTF-8")),
            },
            other => other.string(),
        }
    }

    fn blob(self) -> Result<Option<Vec<u8>>, DecodeError> {
        match self {
            Self::Bytes(bytes) => Ok(Some(bytes.to_vec())),
            other => base64(other.text("bytes in base64")?.trim_ascii()).map(Some),
        }
    }

    fn timestamp(self) -> Result<Option<Timestamp>, DecodeError> {
        match self.filled(Timestamp::EXPECTED)? {
            Some(text) => convert(Literal::String(&text)).map(Some),
            None => Ok(None),
        }
    }

    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, DecodeError> {
        let mut list = Vec::new();
        match self {
            Self::Header(text) => {
                let mut items = Items(&text);
                while items.has_next() {
                    let mut slot = None;
                    let read = F::read(&mut slot, Item(&mut items));
                    read.map_err(|error| error.within(Step::Index(list.len())))?;
                    list.extend(slot);
                }
            }
            #[cfg(feature = "test-util")]
            Self::List(items) => {
                for item in items {
                    let mut slot = None;
                    F::read(&mut slot, item)?;
                    list.extend(slot);
                }
            }
            _ => return Err(expected("a list")),
        }
        Ok(Some(list))
    }

    fn map<K: Key, F: Format>(self) -> Result<Option<BTreeMap<K, F::Value>>, DecodeError> {
        let Self::Map(entries) = self else {
            return Err(expected("a map"));
        };
        let mut map = BTreeMap::new();
        for (key, value) in entries {
            let mut slot = None;
            F::read(&mut slot, value).map_err(|error| error.within(Step::Entry))?;
            if let Some(value) = slot {
                map.insert(K::from_key(Cow::Owned(key)), value);
            }
        }
        Ok(Some(map))
    }

    fn structure<T: Structure>(self, _: &mut Option<T>) -> Result<(), DecodeError> {
        Err(expected("a simple value, not a structure"))
    }

    fn union<T: Union>(self) -> Result<Option<T>, DecodeError> {
        Err(expected("a simple value, not a union"))
    }

    fn untyped(self) -> Result<Option<Neutral>, DecodeError> {
        Err(expected("a simple value, not a document"))
    }

    fn skip(self) -> Result<Option<()>, DecodeError> {
        Ok(Some(()))
    }
}
