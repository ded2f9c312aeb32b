//! Reading of elements and their text.

use super::DEPTH;
use super::error::REFERENCE;
use crate::codec::Allowance;
use crate::codec::source::Source;
use crate::error::DecodeError;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use std::borrow::Cow;

/// Encodings whose documents are UTF-8.
const ENCODINGS: [&str; 3] = ["utf-8", "us-ascii", "utf8"];

/// A position in a document.
pub(crate) struct Reader<'de> {
    pub(super) events: quick_xml::Reader<&'de [u8]>,
    pub(super) at: At<'de>,
    /// Number of elements without an end tag yet.
    depth: usize,
    pub(super) allowance: Allowance,
}

/// The value that is read next.
pub(super) enum At<'de> {
    /// None: the body is empty, or the element for it is missing.
    Nothing,
    /// An element after its start tag.
    Element(BytesStart<'de>),
    /// An attribute with this value.
    Attribute(String),
}

/// Children of an element that is being read.
pub(crate) struct Children<'de> {
    /// Start tag whose attributes were not read.
    pub(super) tag: Option<BytesStart<'de>>,
    /// Members and values of attributes that were not read.
    pub(super) attributes: Vec<(usize, String)>,
}

impl<'de> Reader<'de> {
    /// Creates a reader at the root element of a body, which may be empty.
    pub(super) fn new(body: &'de [u8]) -> Result<Self, DecodeError> {
        let text = str::from_utf8(body).map_err(|error| {
            DecodeError::of_bytes("text that is not UTF-8", error.valid_up_to())
        })?;
        let mut events = quick_xml::Reader::from_str(text);
        events.config_mut().expand_empty_elements = true;
        let mut reader = Self {
            events,
            at: At::Nothing,
            depth: 0,
            allowance: Allowance::of(body.len()),
        };
        reader.begin()?;
        Ok(reader)
    }

    /// Moves to the root element, if there is one.
    fn begin(&mut self) -> Result<(), DecodeError> {
        loop {
            match self.event()? {
                Event::Start(tag) => {
                    // A proxy or portal may answer with a page of status 200, all of whose elements would be unknown.
                    if tag.name().as_ref().eq_ignore_ascii_case("html") {
                        return Err(self.error("an HTML page"));
                    }
                    self.at = At::Element(tag);
                    return Ok(());
                }
                Event::Text(text) if text.trim_ascii().is_empty() => {}
                Event::Eof => return Ok(()),
                _ => return Err(self.error("text outside of the root element")),
            }
        }
    }

    pub(super) fn position(&self) -> usize {
        usize::try_from(self.events.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Takes the value that is read next.
    pub(super) fn take(&mut self) -> At<'de> {
        std::mem::replace(&mut self.at, At::Nothing)
    }

    /// Returns the name of the element that is read next.
    pub(super) fn name(&self) -> &str {
        match &self.at {
            At::Element(tag) => tag.name().0,
            _ => "",
        }
    }

    /// Returns the name of the element that is read next, without its prefix.
    pub(super) fn local_name(&self) -> &str {
        local(self.name())
    }

    /// Returns the next event but for comments, instructions and the declaration.
    pub(super) fn event(&mut self) -> Result<Event<'de>, DecodeError> {
        loop {
            let event = match self.events.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.ill_formed(&error)),
            };
            match &event {
                Event::Start(_) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(self.error("recursion limit exceeded"));
                    }
                    return Ok(event);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(event);
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::Decl(declaration) => self.check(declaration)?,
                Event::DocType(_) => {
                    return Err(self.error("a document type declaration, which is not allowed"));
                }
                Event::Eof if self.depth > 0 => {
                    return Err(self.error("EOF while parsing an element"));
                }
                _ => return Ok(event),
            }
        }
    }

    /// Checks the encoding.
    fn check(&self, declaration: &BytesDecl<'_>) -> Result<(), DecodeError> {
        match declaration.encoding() {
            None => Ok(()),
            Some(Ok(name)) if ENCODINGS.iter().any(|it| name.eq_ignore_ascii_case(it)) => Ok(()),
            Some(_) => Err(self.error("a document that is not in UTF-8")),
        }
    }

    /// Moves to the next child of an element; false at its end tag.
    pub(super) fn next_child(&mut self) -> Result<bool, DecodeError> {
        loop {
            match self.event()? {
                Event::Start(tag) => {
                    self.at = At::Element(tag);
                    return Ok(true);
                }
                Event::End(_) | Event::Eof => return Ok(false),
                Event::GeneralRef(reference) => _ = self.resolve(&reference)?,
                // Text between elements has no meaning.
                _ => {}
            }
        }
    }

    /// Reads the text of an element up to its end tag.
    pub(super) fn text(&mut self, expected: &str) -> Result<Cow<'de, str>, DecodeError> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.event()? {
                Event::Start(_) => {
                    let problem = format!("invalid type: elements, expected {expected}");
                    return Err(self.error(&problem));
                }
                Event::End(_) | Event::Eof => return Ok(text),
                event => self.append(&mut text, event)?,
            }
        }
    }

    /// Reads the text of an element, or skips one with children.
    pub(super) fn text_or_skip(&mut self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        let (mut text, mut has_children) = (Cow::Borrowed(""), false);
        loop {
            match self.event()? {
                Event::Start(tag) => {
                    has_children = true;
                    self.at = At::Element(tag);
                    self.skip_value()?;
                }
                Event::End(_) | Event::Eof => return Ok((!has_children).then_some(text)),
                event => self.append(&mut text, event)?,
            }
        }
    }

    /// Appends the text of an event.
    pub(super) fn append(
        &self,
        text: &mut Cow<'de, str>,
        event: Event<'de>,
    ) -> Result<(), DecodeError> {
        let piece = match event {
            Event::Text(piece) => piece.xml10_content(),
            Event::CData(piece) => piece.xml10_content(),
            Event::GeneralRef(reference) => {
                text.to_mut().push(self.resolve(&reference)?);
                return Ok(());
            }
            _ => return Ok(()),
        };
        if text.is_empty() {
            *text = piece;
        } else {
            text.to_mut().push_str(&piece);
        }
        Ok(())
    }

    /// Returns the character of a reference.
    fn resolve(&self, reference: &BytesRef<'_>) -> Result<char, DecodeError> {
        let character = match &**reference {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "apos" => Some('\''),
            "quot" => Some('"'),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        character.ok_or_else(|| self.error(REFERENCE))
    }

    /// Skips the element whose start tag was read.
    pub(super) fn skip_element(&mut self) -> Result<(), DecodeError> {
        let depth = self.depth;
        loop {
            match self.event()? {
                Event::End(_) if self.depth < depth => return Ok(()),
                Event::Eof => return Ok(()),
                Event::GeneralRef(reference) => _ = self.resolve(&reference)?,
                _ => {}
            }
        }
    }

    /// Reads the rest of the document, which may have further children of outer elements.
    pub(super) fn rest(&mut self) -> Result<(), DecodeError> {
        loop {
            let was_outside = self.depth == 0;
            match self.event()? {
                Event::Eof => return Ok(()),
                Event::Text(text) if text.trim_ascii().is_empty() => {}
                _ if was_outside => return Err(self.error("trailing characters")),
                Event::GeneralRef(reference) => _ = self.resolve(&reference)?,
                _ => {}
            }
        }
    }

    /// Returns the attributes of a start tag that are members, with their indices.
    pub(super) fn attributes(
        &self,
        tag: &BytesStart<'de>,
        members: &[&str],
    ) -> Result<Vec<(usize, String)>, DecodeError> {
        let mut found: Vec<(usize, String)> = Vec::new();
        if !members.iter().any(|member| member.starts_with('@')) {
            return Ok(found);
        }
        // Duplicates are not looked for, which takes quadratic time.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.ill_formed(&error.into()))?;
            let Some(index) = find_attribute(members, attribute.key.0) else {
                continue;
            };
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            let value = value.map_err(|error| self.ill_formed(&error))?.into_owned();
            match found.iter_mut().find(|(it, _)| *it == index) {
                Some((_, former)) => *former = value,
                None => found.push((index, value)),
            }
        }
        Ok(found)
    }
}

/// Returns a name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// Returns the index of the member with this attribute, whose name in the table begins with `@`.
fn find_attribute(members: &[&str], name: &str) -> Option<usize> {
    let position = |name: &str| {
        let is_it = |member: &&str| member.strip_prefix('@') == Some(name);
        members.iter().position(is_it)
    };
    position(name).or_else(|| {
        let is_declaration = name.starts_with("xmlns:");
        (!is_declaration).then(|| position(local(name)))?
    })
}
