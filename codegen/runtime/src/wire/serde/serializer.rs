//! Serializers of serde.

use crate::Timestamp;
use crate::wire::timestamp::{Written, written};
use crate::wire::{
    Format, Key, MemberSerializer, Neutral, Row, ShapeSerializer, Structure, TimestampFormat,
    Union, not_finite,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_core::ser::{Error, SerializeMap, SerializeStruct};
use serde_core::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt::Display;

/// A serializer of serde.
pub(super) struct SerdeSerializer<S>(pub(super) S);

impl<S: Serializer> SerdeSerializer<S> {
    /// Writes a number in the notation of JSON: unchanged in JSON, as a string in a binary format.
    fn digits(self, digits: &str) -> Result<S::Ok, S::Error> {
        if self.0.is_human_readable() {
            write_digits(digits, self.0)
        } else {
            self.0.serialize_str(digits)
        }
    }
}

/// Serializes a JSON number unchanged.
pub(super) fn write_digits<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    // Only a raw value takes digits to JSON without the way through a float.
    RawValue::from_string(digits.to_owned())
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

impl<S: Serializer> ShapeSerializer for SerdeSerializer<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn null(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_none()
    }

    fn boolean(self, value: bool) -> Result<S::Ok, S::Error> {
        self.0.serialize_bool(value)
    }

    fn integer(self, value: i64) -> Result<S::Ok, S::Error> {
        self.0.serialize_i64(value)
    }

    fn float(self, value: f32) -> Result<S::Ok, S::Error> {
        if value.is_finite() || !self.0.is_human_readable() {
            return self.0.serialize_f32(value);
        }
        self.0.serialize_str(not_finite(value.into()))
    }

    fn double(self, value: f64) -> Result<S::Ok, S::Error> {
        if value.is_finite() || !self.0.is_human_readable() {
            return self.0.serialize_f64(value);
        }
        self.0.serialize_str(not_finite(value))
    }

    fn big_integer(self, digits: &str) -> Result<S::Ok, S::Error> {
        match digits.parse() {
            Ok(number) => self.0.serialize_u64(number),
            Err(_) => self.digits(digits),
        }
    }

    fn big_decimal(self, number: &str) -> Result<S::Ok, S::Error> {
        self.digits(number)
    }

    fn string(self, value: &str) -> Result<S::Ok, S::Error> {
        self.0.serialize_str(value)
    }

    fn blob(self, value: &[u8]) -> Result<S::Ok, S::Error> {
        if self.0.is_human_readable() {
            self.0.serialize_str(&STANDARD.encode(value))
        } else {
            self.0.serialize_bytes(value)
        }
    }

    fn timestamp(self, value: Timestamp, format: TimestampFormat) -> Result<S::Ok, S::Error> {
        let format = match self.0.is_human_readable() {
            true => format,
            false => TimestampFormat::EpochSeconds,
        };
        written(value, format, |value| match value {
            Written::Text(text) => self.0.collect_str(&DisplayOf(text)),
            Written::Integer(seconds) => self.0.serialize_i64(seconds),
            Written::Float(seconds) => self.0.serialize_f64(seconds),
            Written::Number(digits) => self.digits(&digits.to_string()),
        })
    }

    fn list<F: Format>(self, entries: &[F::Value]) -> Result<S::Ok, S::Error> {
        self.0.collect_seq(entries.iter().map(Shown::<F>))
    }

    fn map<K: Key, F: Format>(self, entries: &BTreeMap<K, F::Value>) -> Result<S::Ok, S::Error> {
        let entries = entries.iter();
        self.0
            .collect_map(entries.map(|(key, value)| (key.as_key(), Shown::<F>(value))))
    }

    fn structure<T: Structure>(self, structure: &T) -> Result<S::Ok, S::Error> {
        let mut members = Members {
            members: self.0.serialize_struct(T::NAME, structure.count())?,
            names: Names::of::<T>(),
        };
        structure.write(&mut members)?;
        members.members.end()
    }

    fn member_name<T: Union>(name: &'static str) -> &'static str {
        let mut names = T::MEMBERS.iter().zip(T::NAMES);
        names
            .find(|(it, _)| **it == name)
            .map_or(name, |(_, shown)| shown)
    }

    fn variant<F: Format>(self, name: &str, value: &F::Value) -> Result<S::Ok, S::Error> {
        let mut map = self.0.serialize_map(Some(1))?;
        map.serialize_entry(name, &Shown::<F>(value))?;
        map.end()
    }

    fn untyped_map(self, entries: &[(Box<str>, Neutral)]) -> Result<S::Ok, S::Error> {
        let entries = entries.iter();
        self.0
            .collect_map(entries.map(|(key, value)| (key, Shown::<Neutral>(value))))
    }
}

struct DisplayOf<'a>(&'a dyn Display);

impl Display for DisplayOf<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Members of a structure.
struct Members<S> {
    members: S,
    names: Names,
}

/// Names of members in XML that have not been written, and those in the model; nothing if they are the same.
#[derive(Default)]
struct Names {
    written: &'static [&'static str],
    shown: &'static [&'static str],
}

impl Names {
    fn of<T: Structure>() -> Self {
        if !T::BINDINGS.is_empty() || std::ptr::eq(T::MEMBERS, T::NAMES) {
            return Self::default();
        }
        Self {
            written: T::MEMBERS,
            shown: T::NAMES,
        }
    }

    /// Returns the name in the model of a member, which follows those that have been written.
    fn shown(&mut self, name: &'static str) -> &'static str {
        while let ([written, others @ ..], [shown, after @ ..]) = (self.written, self.shown) {
            (self.written, self.shown) = (others, after);
            if *written == name {
                return shown;
            }
        }
        name
    }
}

impl<S: SerializeStruct> MemberSerializer for Members<S> {
    type Error = S::Error;

    fn member<F: Format>(&mut self, name: &'static str, value: &F::Value) -> Result<(), S::Error> {
        let name = self.names.shown(name);
        self.members.serialize_field(name, &Shown::<F>(value))
    }

    fn bound<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), S::Error> {
        self.member::<F>(row.member, value)
    }

    fn document<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), S::Error> {
        if F::is_absent(value) {
            return Ok(());
        }
        self.member::<F>(row.member, value)
    }
}

/// A value in the format `F`.
struct Shown<'a, F: Format + ?Sized>(&'a F::Value);

impl<F: Format> Serialize for Shown<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(self.0, SerdeSerializer(serializer))
    }
}
