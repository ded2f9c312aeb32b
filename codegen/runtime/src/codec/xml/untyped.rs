//! Values of any type.

use super::read::{At, Reader};
use crate::codec::source::Source;
use crate::error::DecodeError;
use crate::wire::Neutral;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

type Entry = (Box<str>, Neutral);

/// Reads a document as the value of the name of its root.
#[cfg(feature = "test-util")]
pub(in crate::codec) fn tree(body: &[u8]) -> Result<Neutral, DecodeError> {
    let mut reader = Reader::new(body)?;
    let root = reader.name().into();
    let value = reader.read_untyped()?;
    reader.end()?;
    Ok(Neutral::Map([(root, value)].into()))
}

impl<'de> Reader<'de> {
    /// Reads an element: its text, or a map of its children and of its attributes, whose names begin with `@`. The text of
    /// an element that has attributes and no children is without a name.
    pub(super) fn read_untyped(&mut self) -> Result<Neutral, DecodeError> {
        let tag = match self.take() {
            At::Nothing => return Ok(Neutral::Null),
            At::Attribute(value) => return Ok(Neutral::Text(value.into())),
            At::Element(tag) => tag,
        };
        let (mut map, mut text) = (self.untyped_attributes(&tag)?, Cow::Borrowed(""));
        let attributes = map.len();
        loop {
            match self.event()? {
                Event::Start(tag) => {
                    let name = tag.name().0.into();
                    self.at = At::Element(tag);
                    let value = self.read_untyped()?;
                    self.push(&mut map, (name, value))?;
                }
                Event::End(_) | Event::Eof => break,
                event => self.append(&mut text, event)?,
            }
        }
        if map.is_empty() {
            return Ok(Neutral::Text(text.into()));
        }
        if map.len() == attributes && !text.is_empty() {
            self.push(&mut map, ("".into(), Neutral::Text(text.into())))?;
        }
        Ok(Neutral::Map(map.into()))
    }

    fn untyped_attributes(&mut self, tag: &BytesStart<'de>) -> Result<Vec<Entry>, DecodeError> {
        let mut map = Vec::new();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.ill_formed(&error.into()))?;
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            let value = value.map_err(|error| self.ill_formed(&error))?;
            let name = ["@", attribute.key.0].concat().into();
            self.push(&mut map, (name, Neutral::Text(value.into())))?;
        }
        Ok(map)
    }

    fn push(&mut self, map: &mut Vec<Entry>, entry: Entry) -> Result<(), DecodeError> {
        let is_allowed = self.allowance.grow(map);
        self.allowed(is_allowed)?;
        map.push(entry);
        Ok(())
    }
}
