//! Small, strict XML parser for the responses of STS.
//!
//! It parses well-formed documents in UTF-8: elements, text, CDATA sections, the five predefined entities and character
//! references. Attributes are checked and dropped, comments and processing instructions skipped. A document type is
//! rejected, so custom entities do not exist and nothing is expanded or fetched. The number, depth and attributes of
//! elements are limited. An error names the byte, and nothing of the document, which may hold a secret.
//!
//! Source: Extensible Markup Language (XML) 1.0, fifth edition.

mod cursor;

use cursor::Cursor;
use std::fmt;

/// Maximum depth of nested elements: STS nests four.
const MAX_DEPTH: usize = 16;

/// Maximum number of elements: a response of STS has about fifteen.
const MAX_ELEMENTS: usize = 1_000;

/// Maximum number of attributes of an element: STS has the namespace only.
const MAX_ATTRIBUTES: usize = 64;

/// An element: its children, and the text between them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    name: String,
    text: String,
    children: Vec<Self>,
}

impl Element {
    /// Parses a document and returns its root.
    ///
    /// # Errors
    /// If the document is not UTF-8, is not well-formed, has a document type, or exceeds a limit.
    pub(super) fn parse(document: &[u8]) -> Result<Self, XmlError> {
        let text = str::from_utf8(document).map_err(|error| XmlError {
            problem: "text that is not UTF-8",
            offset: error.valid_up_to(),
        })?;
        Tree::default().read(&mut Cursor::new(text)?)
    }

    /// Returns the name, without a namespace prefix.
    pub(super) fn name(&self) -> &str {
        let (_, local) = self.name.rsplit_once(':').unwrap_or(("", &self.name));
        local
    }

    /// Returns the text of this element, without that of its children.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the children.
    pub(super) fn children(&self) -> &[Self] {
        &self.children
    }

    /// Returns the first child of this name, in any namespace.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name() == name)
    }
}

/// A document that cannot be parsed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct XmlError {
    problem: &'static str,
    offset: usize,
}

impl fmt::Display for XmlError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at byte {}", self.problem, self.offset)
    }
}

impl std::error::Error for XmlError {}

/// A part of a document.
enum Token<'a> {
    Start {
        name: &'a str,
        is_empty: bool,
    },
    End(&'a str),
    Text(String),
    /// A comment or a processing instruction.
    Skipped,
}

/// Elements parsed so far.
#[derive(Default)]
struct Tree {
    /// Elements without an end tag yet, each the parent of the next.
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl Tree {
    fn read(mut self, cursor: &mut Cursor<'_>) -> Result<Element, XmlError> {
        cursor.declaration()?;
        while !cursor.is_at_end() {
            let start = cursor.offset();
            let wrong = |problem| XmlError {
                problem,
                offset: start,
            };
            match cursor.token()? {
                Token::Start { name, is_empty } => {
                    self.start(name).map_err(wrong)?;
                    if is_empty {
                        self.end(name).map_err(wrong)?;
                    }
                }
                Token::End(name) => self.end(name).map_err(wrong)?,
                Token::Text(text) => self.text(&text).map_err(wrong)?,
                Token::Skipped => {}
            }
        }
        let end = |problem| XmlError {
            problem,
            offset: cursor.offset(),
        };
        match (self.root, self.open.is_empty()) {
            (Some(root), true) => Ok(root),
            (_, true) => Err(end("a document without an element")),
            (_, false) => Err(end("an element without an end tag")),
        }
    }

    fn start(&mut self, name: &str) -> Result<(), &'static str> {
        if self.root.is_some() {
            return Err("a second root element");
        }
        if self.open.len() == MAX_DEPTH {
            return Err("elements that are nested too deeply");
        }
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err("too many elements");
        }
        self.open.push(Element {
            name: name.to_owned(),
            ..Element::default()
        });
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), &'static str> {
        let element = self.open.pop().filter(|element| element.name == name);
        let element = element.ok_or("an end tag without its start tag")?;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), &'static str> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim_matches(cursor::SPACE).is_empty() => {}
            None => return Err("text outside of the root element"),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
