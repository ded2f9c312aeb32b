//! Values as text, for formats that have nothing else.

use crate::Timestamp;
use crate::wire::literal::{FromLiteral, Literal};
use crate::wire::timestamp::{Written, written};
use crate::wire::{TimestampFormat, not_finite};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Implements the methods of a serializer for values that are text without anything to escape, by its method `plain`, and
/// those that all such formats share.
macro_rules! text_values {
    ($error:ty) => {
        fn boolean(self, value: bool) -> Result<(), $error> {
            self.plain(if value { "true" } else { "false" })
        }

        fn integer(self, value: i64) -> Result<(), $error> {
            self.plain(itoa::Buffer::new().format(value))
        }

        fn float(self, value: f32) -> Result<(), $error> {
            crate::codec::text::float(value, |text| self.plain(text))
        }

        fn double(self, value: f64) -> Result<(), $error> {
            crate::codec::text::double(value, |text| self.plain(text))
        }

        fn big_integer(self, digits: &str) -> Result<(), $error> {
            self.plain(digits)
        }

        fn big_decimal(self, number: &str) -> Result<(), $error> {
            self.plain(number)
        }

        fn timestamp(
            self,
            value: crate::Timestamp,
            format: crate::wire::TimestampFormat,
        ) -> Result<(), $error> {
            crate::codec::text::timestamp(value, format, |text| self.plain(text))
        }
    };
}
pub(super) use text_values;

pub(super) fn float<T>(value: f32, write: impl FnOnce(&str) -> T) -> T {
    match value.is_finite() {
        true => write(zmij::Buffer::new().format_finite(value)),
        false => write(not_finite(value.into())),
    }
}

pub(super) fn double<T>(value: f64, write: impl FnOnce(&str) -> T) -> T {
    match value.is_finite() {
        true => write(zmij::Buffer::new().format_finite(value)),
        false => write(not_finite(value)),
    }
}

/// Writes a timestamp, by default as `date-time`.
pub(super) fn timestamp<T>(
    value: Timestamp,
    format: TimestampFormat,
    write: impl FnOnce(&str) -> T,
) -> T {
    let format = match format {
        TimestampFormat::Default => TimestampFormat::DateTime,
        format => format,
    };
    let text = written(value, format, |value| match value {
        Written::Text(text) | Written::Number(text) => text.to_string(),
        Written::Integer(seconds) => seconds.to_string(),
        Written::Float(seconds) => double(seconds, str::to_owned),
    });
    write(&text)
}

/// Returns the text of a value that is not a string, without white space around it; an empty one is none.
fn filled(text: &str) -> Option<&str> {
    Some(text.trim_ascii()).filter(|text| !text.is_empty())
}

fn convert<T: FromLiteral>(literal: Literal<'_>) -> Result<Option<T>, String> {
    let value = T::from_literal(literal);
    let value = value.map_err(|mismatch| mismatch.describe(literal, T::EXPECTED))?;
    Ok(Some(value))
}

pub(super) fn parse_boolean(text: &str) -> Result<Option<bool>, String> {
    match filled(text) {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(_) => Err("invalid value: expected true or false".to_owned()),
    }
}

pub(super) fn parse_number<T: FromLiteral>(text: &str) -> Result<Option<T>, String> {
    let Some(text) = filled(text) else {
        return Ok(None);
    };
    let digits = text.strip_prefix('-').unwrap_or(text);
    match digits.as_bytes().first() {
        Some(b'0'..=b'9') => convert(Literal::Number(text)),
        _ => convert(Literal::String(text)),
    }
}

pub(super) fn parse_timestamp(text: &str) -> Result<Option<Timestamp>, String> {
    match filled(text) {
        Some(text) => convert(Literal::String(text)),
        None => Ok(None),
    }
}

pub(super) fn parse_blob(text: &str) -> Result<Option<Vec<u8>>, String> {
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    let bytes = match text.bytes().any(|byte| is_space(&byte)) {
        false => STANDARD.decode(text),
        // Lines of base64, as of RFC 2045.
        true => {
            let bytes = text.bytes().filter(|byte| !is_space(byte));
            STANDARD.decode(bytes.collect::<Vec<_>>())
        }
    };
    // The library's own message would show some of what may be a secret.
    let bytes = bytes.map_err(|_| "bytes that are not padded standard base64")?;
    Ok(Some(bytes))
}
