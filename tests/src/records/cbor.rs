//! Values as CBOR (RFC 8949), written by code that is independent of the runtime and of its libraries.

use super::value::{Node, Time};
use serde_json::Value;

/// Encoding of the same values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Definite lengths, the shortest heads, doubles.
    Plain,
    /// Indefinite lengths, strings in chunks, the longest heads, the shortest floats, times as floats, undefined for null.
    Unusual,
}

const TEXT: u8 = 3;
const BYTES: u8 = 2;
const LIST: u8 = 4;
const MAP: u8 = 5;
const TAG: u8 = 6;

/// Ends an indefinite length.
const BREAK: u8 = 0xff;

/// Returns the CBOR of a value.
#[must_use]
pub fn write(node: &Node, encoding: Encoding) -> Vec<u8> {
    let mut writer = Writer {
        out: Vec::new(),
        encoding,
    };
    writer.node(node);
    writer.out
}

struct Writer {
    out: Vec<u8>,
    encoding: Encoding,
}

impl Writer {
    fn is_unusual(&self) -> bool {
        self.encoding == Encoding::Unusual
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Null => self.null(),
            Node::Boolean(value) => self.boolean(*value),
            Node::Integer(value) => self.integer(*value),
            Node::Float(value) => self.float(*value),
            Node::Decimal(digits, exponent) => {
                self.head(TAG, 4);
                self.head(LIST, 2);
                self.integer((*exponent).into());
                self.integer(*digits);
            }
            Node::Text(text) | Node::Enum(text) => self.text(text),
            Node::Blob(bytes) => self.string(BYTES, bytes, 1),
            Node::Time(time) => self.time(time),
            Node::Document(value) => self.document(value),
            Node::List(entries) => self.all(LIST, entries, Self::node),
            Node::Map(entries) | Node::Structure(entries) | Node::Union(entries) => {
                self.all(MAP, entries, |writer, (name, value)| {
                    writer.text(name);
                    writer.node(value);
                });
            }
        }
    }

    fn document(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::Bool(value) => self.boolean(*value),
            Value::String(text) => self.text(text),
            Value::Number(number) => match number.as_i128() {
                Some(integer) => self.integer(integer),
                None => self.float(number.as_f64().unwrap_or_default()),
            },
            Value::Array(entries) => self.all(LIST, entries, Self::document),
            Value::Object(entries) => {
                let entries: Vec<_> = entries.iter().collect();
                self.all(MAP, &entries, |writer, (name, value)| {
                    writer.text(name);
                    writer.document(value);
                });
            }
        }
    }

    fn null(&mut self) {
        self.out.push(if self.is_unusual() { 0xf7 } else { 0xf6 });
    }

    fn boolean(&mut self, value: bool) {
        self.out.push(if value { 0xf5 } else { 0xf4 });
    }

    fn integer(&mut self, value: i128) {
        let (major, value) = if value < 0 {
            (1, -1 - value)
        } else {
            (0, value)
        };
        if let Ok(value) = u64::try_from(value) {
            self.head(major, value);
            return;
        }
        // Tags 2 and 3: the bytes of the number, without leading zeros.
        let bytes = value.to_be_bytes();
        let bytes = bytes.iter().copied().skip_while(|byte| *byte == 0);
        let bytes: Vec<u8> = bytes.collect();
        self.head(TAG, 2 + u64::from(major));
        self.string(BYTES, &bytes, 1);
    }

    fn float(&mut self, value: f64) {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "compared with the original"
        )]
        let single = value as f32;
        let is_exact = f64::from(single).to_bits() == value.to_bits();
        match half(value) {
            Some(half) if self.is_unusual() => {
                self.out.push(0xf9);
                self.out.extend(half.to_be_bytes());
            }
            _ if self.is_unusual() && is_exact => {
                self.out.push(0xfa);
                self.out.extend(single.to_be_bytes());
            }
            _ => {
                self.out.push(0xfb);
                self.out.extend(value.to_be_bytes());
            }
        }
    }

    /// Tag 1, as the protocol has all times, whatever format a model gives them.
    fn time(&mut self, time: &Time) {
        self.head(TAG, 1);
        if time.nanos == 0 && !self.is_unusual() {
            self.integer(time.seconds.into());
        } else {
            let epoch = Time {
                format: super::value::Format::EpochSeconds,
                ..*time
            };
            self.float(epoch.text().parse().unwrap_or_default());
        }
    }

    fn text(&mut self, text: &str) {
        // A chunk has whole characters.
        let first = text.chars().next().map_or(0, char::len_utf8);
        self.string(TEXT, text.as_bytes(), first);
    }

    /// A string; as the unusual encoding in two chunks, the first with so many bytes.
    fn string(&mut self, major: u8, bytes: &[u8], first: usize) {
        match bytes.split_at_checked(first) {
            Some((start, end)) if self.is_unusual() => {
                self.out.push(major << 5 | 31);
                for chunk in [start, end] {
                    self.head(major, length(chunk.len()));
                    self.out.extend(chunk);
                }
                self.out.push(BREAK);
            }
            _ => {
                self.head(major, length(bytes.len()));
                self.out.extend(bytes);
            }
        }
    }

    fn all<T>(&mut self, major: u8, entries: &[T], write: fn(&mut Self, &T)) {
        if self.is_unusual() {
            self.out.push(major << 5 | 31);
        } else {
            self.head(major, length(entries.len()));
        }
        for entry in entries {
            write(self, entry);
        }
        if self.is_unusual() {
            self.out.push(BREAK);
        }
    }

    fn head(&mut self, major: u8, value: u64) {
        let major = major << 5;
        let bytes = value.to_be_bytes();
        let [.., a, b, c, d] = bytes;
        match value {
            _ if self.is_unusual() => {
                self.out.push(major | 27);
                self.out.extend(bytes);
            }
            0..=23 => self.out.push(major | d),
            24..=0xff => self.out.extend([major | 24, d]),
            0x100..=0xffff => self.out.extend([major | 25, c, d]),
            0x1_0000..=0xffff_ffff => self.out.extend([major | 26, a, b, c, d]),
            _ => {
                self.out.push(major | 27);
                self.out.extend(bytes);
            }
        }
    }
}

fn length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The bits of a float of 16 bits, for a few that have one (RFC 8949, appendix A).
fn half(value: f64) -> Option<u16> {
    let known: [(f64, u16); 6] = [
        (0.0, 0x0000),
        (-0.0, 0x8000),
        (1.5, 0x3e00),
        (-2.0, 0xc000),
        (f64::INFINITY, 0x7c00),
        (f64::NEG_INFINITY, 0xfc00),
    ];
    let known = known.into_iter();
    let mut known = known.filter(|(it, _)| it.to_bits() == value.to_bits());
    known.next().map(|(_, bits)| bits)
}

#[test]
fn plain_values_are_those_of_the_rfc() {
    // RFC 8949, appendix A.
    let integer = |value| write(&Node::Integer(value), Encoding::Plain);
    assert_eq!(integer(23), [0x17]);
    assert_eq!(integer(24), [0x18, 0x18]);
    assert_eq!(integer(1_000), [0x19, 0x03, 0xe8]);
    assert_eq!(integer(-1_000), [0x39, 0x03, 0xe7]);
    assert_eq!(integer(1_000_000), [0x1a, 0x00, 0x0f, 0x42, 0x40]);
    assert_eq!(
        integer(-18_446_744_073_709_551_617),
        [0xc3, 0x49, 0x01, 0, 0, 0, 0, 0, 0, 0, 0]
    );
    let decimal = write(&Node::Decimal(27_315, -2), Encoding::Plain);
    assert_eq!(decimal, [0xc4, 0x82, 0x21, 0x19, 0x6a, 0xb3]);
    let time = Node::Time(Time {
        seconds: 1_363_896_240,
        nanos: 500_000_000,
        format: super::value::Format::HttpDate,
    });
    let expected = [0xc1, 0xfb, 0x41, 0xd4, 0x52, 0xd9, 0xec, 0x20, 0x00, 0x00];
    assert_eq!(write(&time, Encoding::Plain), expected);
    let node = Node::Map(vec![("a".to_owned(), Node::List(vec![Node::Null]))]);
    assert_eq!(
        write(&node, Encoding::Plain),
        [0xa1, 0x61, 0x61, 0x81, 0xf6]
    );
}
