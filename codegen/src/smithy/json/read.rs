//! Reads text into nodes.
//!
//! serde_json reads numbers as those of 64 bits, and would give their texts only to all that it reads in the whole program.
//! So the numbers are also looked for in the text, where they are in the order in which they are read.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::Node;

/// Parses a document.
pub(super) fn parse(text: &str) -> Result<Node, serde_json::Error> {
    read(text, text).or_else(|error| match readable(text) {
        Some(readable) => read(&readable, text),
        None => Err(error),
    })
}

/// Reads `text`, whose numbers have the digits of those in `numbers`.
fn read(text: &str, numbers: &str) -> Result<Node, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = NodeSeed(&mut Numbers::new(numbers)).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(node)
}

/// Returns the text with other exponents, as long, if serde_json rejects a number as too large; `None` if there is
/// none.
fn readable(text: &str) -> Option<String> {
    let mut readable = None;
    for (start, number) in Numbers::new(text) {
        let is_beyond = number.parse::<f64>().is_ok_and(f64::is_infinite);
        if is_beyond && let Some((before, exponent)) = number.split_once(['e', 'E']) {
            let zeros = exponent.replace(|c: char| c.is_ascii_digit(), "0");
            let start = start + before.len() + 1;
            let readable = readable.get_or_insert_with(|| text.to_owned());
            readable.replace_range(start..start + zeros.len(), &zeros);
        }
    }
    readable
}

/// The numbers in a document: where each begins, and its text.
struct Numbers<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Numbers<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, offset: 0 }
    }

    /// Returns the bytes of the rest.
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.offset..).unwrap_or_default()
    }

    /// Skips a string, of which the first quote has been read.
    fn skip_string(&mut self) {
        while let Some(length) = position(self.rest(), |byte| matches!(byte, b'"' | b'\\')) {
            let is_escape = self.rest().get(length) == Some(&b'\\');
            self.offset += length + 1 + usize::from(is_escape);
            if !is_escape {
                return;
            }
        }
        self.offset = self.text.len();
    }
}

fn position(bytes: &[u8], is_it: fn(u8) -> bool) -> Option<usize> {
    bytes.iter().position(|byte| is_it(*byte))
}

impl<'a> Iterator for Numbers<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        loop {
            let is_start = |byte: u8| matches!(byte, b'"' | b'-' | b'0'..=b'9');
            self.offset += position(self.rest(), is_start)?;
            if self.rest().first() == Some(&b'"') {
                self.offset += 1;
                self.skip_string();
                continue;
            }
            let is_after = |byte: u8| !byte.is_ascii_alphanumeric() && !b"+-.".contains(&byte);
            let length = position(self.rest(), is_after).unwrap_or(self.rest().len());
            let start = self.offset;
            self.offset += length;
            return Some((start, self.text.get(start..self.offset)?));
        }
    }
}

/// Reads a node, whose numbers are next.
struct NodeSeed<'a, 'b>(&'a mut Numbers<'b>);

impl NodeSeed<'_, '_> {
    /// Returns the next number, which serde_json has read as `number`.
    fn number(self, number: Option<Number>) -> Node {
        let (_, text) = self.0.next().unwrap_or_default();
        match number {
            Some(number) if number.to_string() == text => Node::Number(number),
            number => {
                let is_finite = text.parse().is_ok_and(f64::is_finite);
                Node::Digits(text.into(), number.filter(|_| is_finite))
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_, '_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(self.number(Some(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(self.number(Some(value.into())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(self.number(Number::from_f64(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = access.next_element_seed(NodeSeed(&mut *self.0))? {
            elements.push(element);
        }
        Ok(Node::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key()? {
            let value = access.next_value_seed(NodeSeed(&mut *self.0))?;
            entries.push((key, value));
        }
        Ok(Node::Object(entries))
    }
}
