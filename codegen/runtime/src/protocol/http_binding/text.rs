//! Values as text: in labels, queries, headers and raw payloads.

use crate::Timestamp;
use crate::wire::timestamp::{Written, written};
use crate::wire::{Format, Key, Neutral, ShapeSerializer, Structure, TimestampFormat, not_finite};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;

/// A value outside of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// `null`.
    Nothing,
    /// A scalar value.
    Text(String),
    /// A timestamp, which is not quoted in the list of a header although it may have a comma.
    Timestamp(String),
    /// A blob.
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Self>),
    /// A map.
    Map(Vec<(String, Self)>),
}

impl Value {
    /// Returns the values of a list, or the only value.
    pub(super) fn into_texts(self) -> Result<Vec<String>, &'static str> {
        match self {
            Self::Nothing => Ok(Vec::new()),
            Self::Text(text) | Self::Timestamp(text) => Ok(vec![text]),
            Self::Bytes(bytes) => Ok(vec![STANDARD.encode(bytes)]),
            Self::List(list) => {
                let lists = list.into_iter().map(Self::into_texts);
                let lists: Vec<_> = lists.collect::<Result<_, _>>()?;
                Ok(lists.into_iter().flatten().collect())
            }
            Self::Map(_) => Err("a map cannot be sent there"),
        }
    }

    /// Returns the entries of a map.
    pub(super) fn into_entries(self) -> Result<Vec<(String, Self)>, &'static str> {
        match self {
            Self::Nothing => Ok(Vec::new()),
            Self::Map(map) => Ok(map),
            _ => Err("only a map can be sent there"),
        }
    }
}

/// Serializer of values outside of documents.
#[derive(Clone, Copy)]
pub(super) struct TextSerializer {
    /// True in headers, in which strings with a media type are base64.
    pub(super) in_header: bool,
}

const NO_DOCUMENT: &str = "only a simple value, list or map can be sent outside of the body";

impl ShapeSerializer for TextSerializer {
    type Ok = Value;
    type Error = &'static str;

    fn null(self) -> Result<Value, &'static str> {
        Ok(Value::Nothing)
    }

    fn boolean(self, value: bool) -> Result<Value, &'static str> {
        self.string(if value { "true" } else { "false" })
    }

    fn integer(self, value: i64) -> Result<Value, &'static str> {
        self.string(itoa::Buffer::new().format(value))
    }

    fn float(self, value: f32) -> Result<Value, &'static str> {
        if value.is_finite() {
            self.string(zmij::Buffer::new().format_finite(value))
        } else {
            self.string(not_finite(value.into()))
        }
    }

    fn double(self, value: f64) -> Result<Value, &'static str> {
        if value.is_finite() {
            self.string(zmij::Buffer::new().format_finite(value))
        } else {
            self.string(not_finite(value))
        }
    }

    fn big_integer(self, digits: &str) -> Result<Value, &'static str> {
        self.string(digits)
    }

    fn big_decimal(self, number: &str) -> Result<Value, &'static str> {
        self.string(number)
    }

    fn string(self, value: &str) -> Result<Value, &'static str> {
        Ok(Value::Text(value.to_owned()))
    }

    fn media_type_text(self, value: &str) -> Result<Value, &'static str> {
        match self.in_header {
            true => Ok(Value::Text(STANDARD.encode(value))),
            false => self.string(value),
        }
    }

    fn blob(self, value: &[u8]) -> Result<Value, &'static str> {
        Ok(Value::Bytes(value.to_vec()))
    }

    fn timestamp(self, value: Timestamp, format: TimestampFormat) -> Result<Value, &'static str> {
        written(value, format, |value| match value {
            Written::Text(text) => Ok(Value::Timestamp(text.to_string())),
            Written::Integer(seconds) => self.integer(seconds),
            Written::Float(seconds) => self.double(seconds),
            Written::Number(digits) => Ok(Value::Text(digits.to_string())),
        })
    }

    fn list<F: Format>(self, entries: &[F::Value]) -> Result<Value, &'static str> {
        let entries = entries.iter().map(|entry| F::write(entry, self));
        Ok(Value::List(entries.collect::<Result<_, _>>()?))
    }

    fn map<K: Key, F: Format>(
        self,
        entries: &BTreeMap<K, F::Value>,
    ) -> Result<Value, &'static str> {
        let mut map = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            map.push((key.as_key().to_owned(), F::write(value, self)?));
        }
        Ok(Value::Map(map))
    }

    fn structure<T: Structure>(self, _: &T) -> Result<Value, &'static str> {
        Err(NO_DOCUMENT)
    }

    fn variant<F: Format>(self, _: &str, _: &F::Value) -> Result<Value, &'static str> {
        Err(NO_DOCUMENT)
    }

    fn untyped_map(self, _: &[(Box<str>, Neutral)]) -> Result<Value, &'static str> {
        Err(NO_DOCUMENT)
    }
}
