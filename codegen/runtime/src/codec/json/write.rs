//! Writing of values.

use super::text::{is_plain, plain};
use crate::timestamp::Timestamp;
use crate::wire::timestamp::{Written, written};
use crate::wire::{
    Format, Key, MemberSerializer, Neutral, ShapeSerializer, Structure, TimestampFormat, not_finite,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::Display;
use std::io::Write;

/// The end of a JSON text.
pub(super) struct Writer<'a>(&'a mut Vec<u8>);

impl<'a> Writer<'a> {
    pub(super) fn new(body: &'a mut Vec<u8>) -> Self {
        Self(body)
    }

    /// Writes a text without quotes.
    fn display(self, value: &dyn Display) {
        // Writing to a vector cannot fail.
        let _ = write!(self.0, "{value}");
    }

    fn text(self, text: &str) {
        text_into(self.0, text);
    }
}

/// Writes a string with its quotes.
#[inline]
fn text_into(body: &mut Vec<u8>, text: &str) {
    if is_plain(text.as_bytes()) {
        quoted(body, text);
    } else {
        escaped(body, text);
    }
}

/// Writes a string without anything to escape.
#[inline]
fn quoted(body: &mut Vec<u8>, text: &str) {
    body.push(b'"');
    body.extend_from_slice(text.as_bytes());
    body.push(b'"');
}

fn escaped(body: &mut Vec<u8>, text: &str) {
    body.reserve(text.len() + 8);
    body.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (before, after) = rest.split_at_checked(plain(rest)).unwrap_or((rest, &[]));
        body.extend_from_slice(before);
        let Some((byte, after)) = after.split_first() else {
            break;
        };
        escape(body, *byte);
        rest = after;
    }
    body.push(b'"');
}

#[cold]
fn escape(body: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' => b'"',
        b'\\' => b'\\',
        0x8 => b'b',
        0xc => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            // Writing to a vector cannot fail.
            let _ = write!(body, "\\u{byte:04x}");
            return;
        }
    };
    body.extend_from_slice(&[b'\\', short]);
}

impl ShapeSerializer for Writer<'_> {
    type Ok = ();
    type Error = Infallible;

    fn null(self) -> Result<(), Infallible> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn boolean(self, value: bool) -> Result<(), Infallible> {
        let text: &[u8] = if value { b"true" } else { b"false" };
        self.0.extend_from_slice(text);
        Ok(())
    }

    #[inline]
    fn integer(self, value: i64) -> Result<(), Infallible> {
        self.0
            .extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
        Ok(())
    }

    fn float(self, value: f32) -> Result<(), Infallible> {
        if value.is_finite() {
            self.0
                .extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes());
        } else {
            self.text(not_finite(value.into()));
        }
        Ok(())
    }

    fn double(self, value: f64) -> Result<(), Infallible> {
        if value.is_finite() {
            self.0
                .extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes());
        } else {
            self.text(not_finite(value));
        }
        Ok(())
    }

    fn big_integer(self, digits: &str) -> Result<(), Infallible> {
        self.0.extend_from_slice(digits.as_bytes());
        Ok(())
    }

    fn big_decimal(self, number: &str) -> Result<(), Infallible> {
        self.0.extend_from_slice(number.as_bytes());
        Ok(())
    }

    #[inline]
    fn string(self, value: &str) -> Result<(), Infallible> {
        self.text(value);
        Ok(())
    }

    fn blob(self, value: &[u8]) -> Result<(), Infallible> {
        let length = base64::encoded_len(value.len(), true).unwrap_or(0);
        let start = self.0.len() + 1;
        self.0.reserve(length + 2);
        self.0.push(b'"');
        self.0.resize(start + length, 0);
        if let Some(place) = self.0.get_mut(start..) {
            // The place has the length of the encoded bytes.
            let _ = STANDARD.encode_slice(value, place);
        }
        self.0.push(b'"');
        Ok(())
    }

    fn timestamp(self, value: Timestamp, format: TimestampFormat) -> Result<(), Infallible> {
        written(value, format, |value| match value {
            Written::Text(text) => {
                self.0.push(b'"');
                Writer(self.0).display(text);
                self.0.push(b'"');
                Ok(())
            }
            Written::Integer(seconds) => self.integer(seconds),
            Written::Float(seconds) => self.double(seconds),
            Written::Number(digits) => {
                self.display(digits);
                Ok(())
            }
        })
    }

    fn list<F: Format>(self, entries: &[F::Value]) -> Result<(), Infallible> {
        let start = self.0.len();
        for entry in entries {
            self.0.push(b',');
            F::write(entry, Writer(self.0))?;
        }
        close(self.0, start, *b"[]");
        Ok(())
    }

    fn map<K: Key, F: Format>(self, entries: &BTreeMap<K, F::Value>) -> Result<(), Infallible> {
        let start = self.0.len();
        for (key, value) in entries {
            self.0.push(b',');
            text_into(self.0, key.as_key());
            self.0.push(b':');
            F::write(value, Writer(self.0))?;
        }
        close(self.0, start, *b"{}");
        Ok(())
    }

    #[inline]
    fn structure<T: Structure>(self, structure: &T) -> Result<(), Infallible> {
        let start = self.0.len();
        structure.write(&mut Members(self.0))?;
        close(self.0, start, *b"{}");
        Ok(())
    }

    fn variant<F: Format>(self, name: &str, value: &F::Value) -> Result<(), Infallible> {
        self.0.push(b'{');
        text_into(self.0, name);
        self.0.push(b':');
        F::write(value, Writer(self.0))?;
        self.0.push(b'}');
        Ok(())
    }

    fn untyped_map(self, entries: &[(Box<str>, Neutral)]) -> Result<(), Infallible> {
        let start = self.0.len();
        for (key, value) in entries {
            self.0.push(b',');
            text_into(self.0, key);
            self.0.push(b':');
            Neutral::write(value, Writer(self.0))?;
        }
        close(self.0, start, *b"{}");
        Ok(())
    }
}

/// Closes a list or map that began at `start`: its opening bracket takes the place of the comma before its first entry.
#[inline]
fn close(body: &mut Vec<u8>, start: usize, brackets: [u8; 2]) {
    let [opening, closing] = brackets;
    if body.len() == start {
        body.push(opening);
    }
    if let Some(comma) = body.get_mut(start) {
        *comma = opening;
    }
    body.push(closing);
}

/// An object whose members are written one by one.
#[cfg(feature = "client")]
#[derive(Default)]
pub(crate) struct Object(Vec<u8>);

#[cfg(feature = "client")]
impl Object {
    /// Writes a member.
    pub(crate) fn member<F: Format>(&mut self, name: &'static str, value: &F::Value) {
        match Members(&mut self.0).member::<F>(name, value) {
            Ok(()) => {}
        }
    }

    /// Returns the text.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        close(&mut self.0, 0, *b"{}");
        self.0
    }
}

/// Members of a structure.
struct Members<'a>(&'a mut Vec<u8>);

impl MemberSerializer for Members<'_> {
    type Error = Infallible;

    #[inline]
    fn member<F: Format>(
        &mut self,
        name: &'static str,
        value: &F::Value,
    ) -> Result<(), Infallible> {
        self.0.push(b',');
        text_into(self.0, name);
        self.0.push(b':');
        F::write(value, Writer(self.0))
    }
}
