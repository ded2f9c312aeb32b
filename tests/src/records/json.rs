//! Values as JSON, written by code that is independent of the runtime and of `serde_json`.

use super::value::{Format, Node};
use serde_json::Value;
use std::fmt::Write as _;

/// Spelling of the same values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Without whitespace, and only the escapes that JSON requires.
    Plain,
    /// With whitespace everywhere, and every character that is not a letter or digit escaped.
    Unusual,
}

/// Returns the JSON of a value.
#[must_use]
pub fn write(node: &Node, spelling: Spelling) -> String {
    let mut writer = Writer {
        out: String::new(),
        spelling,
    };
    writer.node(node);
    writer.out
}

struct Writer {
    out: String,
    spelling: Spelling,
}

impl Writer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Null => self.out.push_str("null"),
            Node::Boolean(value) => self.shown(value),
            Node::Integer(value) => self.shown(value),
            Node::Float(value) => self.float(*value),
            Node::Decimal(digits, exponent) => {
                let _ = write!(self.out, "{digits}e{exponent}");
            }
            Node::Text(text) | Node::Enum(text) => self.text(text),
            Node::Blob(bytes) => self.text(&base64(bytes)),
            Node::Time(time) if time.format == Format::EpochSeconds => {
                self.out.push_str(&time.text());
            }
            Node::Time(time) => self.text(&time.text()),
            Node::Document(value) => self.document(value),
            Node::List(entries) => self.list(entries, Self::node),
            Node::Map(entries) | Node::Structure(entries) | Node::Union(entries) => {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(name, it)| (name.as_str(), it))
                    .collect();
                self.map(&entries, Self::node);
            }
        }
    }

    fn document(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(entries) => self.list(entries, Self::document),
            Value::Object(entries) => {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(name, it)| (name.as_str(), it))
                    .collect();
                self.map(&entries, Self::document);
            }
            simple => self.shown(simple),
        }
    }

    fn shown(&mut self, value: impl std::fmt::Display) {
        let _ = write!(self.out, "{value}");
    }

    /// A float: those that are not JSON numbers are strings (Smithy's awsJson protocols).
    fn float(&mut self, value: f64) {
        if value.is_nan() {
            self.text("NaN");
        } else if value.is_infinite() {
            self.text(if value > 0.0 { "Infinity" } else { "-Infinity" });
        } else {
            // As Rust's `Debug`: the shortest digits that give the same value.
            let _ = write!(self.out, "{value:?}");
        }
    }

    fn space(&mut self) {
        if self.spelling == Spelling::Unusual {
            self.out.push_str(" \r\n\t");
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            self.character(character);
        }
        self.out.push('"');
    }

    fn character(&mut self, character: char) {
        let is_kept = match self.spelling {
            Spelling::Plain => !character.is_ascii_control() && !"\"\\".contains(character),
            Spelling::Unusual => character.is_ascii_alphanumeric(),
        };
        if is_kept || character == '\u{7f}' {
            self.out.push(character);
        } else if let Some(short) = short(character) {
            self.out.extend(['\\', short]);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(self.out, "\\u{unit:04X}");
            }
        }
    }

    fn list<T>(&mut self, entries: &[T], write: fn(&mut Self, &T)) {
        self.out.push('[');
        for (index, entry) in entries.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.space();
            write(self, entry);
        }
        self.space();
        self.out.push(']');
    }

    fn map<T>(&mut self, entries: &[(&str, &T)], write: fn(&mut Self, &T)) {
        self.out.push('{');
        for (index, (name, value)) in entries.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.space();
            self.text(name);
            self.space();
            self.out.push(':');
            self.space();
            write(self, value);
        }
        self.space();
        self.out.push('}');
    }
}

/// The letter of an escape of two characters.
fn short(character: char) -> Option<char> {
    Some(match character {
        '"' | '\\' | '/' => character,
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        _ => return None,
    })
}

/// Base64 with padding (RFC 4648, section 4).
pub fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let sextet = usize::try_from(bits >> (18 - 6 * index) & 63).unwrap_or_default();
            let letter = ALPHABET.get(sextet).copied().unwrap_or_default();
            text.push(if index > chunk.len() {
                '='
            } else {
                letter.into()
            });
        }
    }
    text
}

#[test]
fn base64_is_that_of_the_rfc() {
    // RFC 4648, section 10.
    let expected = [
        "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy",
    ];
    for (length, expected) in expected.into_iter().enumerate() {
        let bytes: Vec<u8> = b"foobar".iter().copied().take(length).collect();
        assert_eq!(base64(&bytes), expected);
    }
}

#[test]
fn serde_json_reads_both_spellings_alike() {
    let text = "\"\\/\u{8}\u{c}\n\r\t\0\u{7f}\u{e4}\u{1f600} a";
    let node = Node::Structure(vec![
        (text.to_owned(), Node::Text(text.to_owned())),
        (
            "n".to_owned(),
            Node::List(vec![Node::Null, Node::Float(1e21)]),
        ),
    ]);
    let expected = serde_json::json!({ text: text, "n": [null, 1e21] });
    for spelling in [Spelling::Plain, Spelling::Unusual] {
        let read: Result<Value, _> = serde_json::from_str(&write(&node, spelling));
        assert_eq!(read.ok(), Some(expected.clone()));
    }
}
