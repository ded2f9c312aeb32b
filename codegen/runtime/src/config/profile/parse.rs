//! Parser of the shared config files: the format that AWS documents and that botocore and the AWS SDKs read.
//!
//! No INI library fits. In this format an indented line continues the value above, or is a key of a sub-section if that
//! value is empty; a `#` or `;` begins a comment only after white space, except after a section's name; section names
//! may be quoted; `[profile default]` has precedence over `[default]`; errors must name a line and show none of its
//! content. Libraries flatten sub-sections, strip quotes and backslashes from values, and keep few locations.
//!
//! If the implementations differ, everything that one of them reads is accepted: indented keys at the start of a
//! section, indented comments, quoted names, `key: value` and text after a section's name, as botocore does; comments
//! after a value, repeated sections and keys, a byte order mark and content before the first section, as the SDKs do.
//!
//! A malformed line is never an error by itself. It is a fault of its section: an error if the section is used, and a
//! `tracing` event.

mod header;

use super::{Entry, Fault, Section, Value, trace};
use crate::config::error::Location;
use header::{Header, State, header};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The two files, which name profiles differently.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Config,
    Credentials,
}

/// Content of a file.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) profiles: BTreeMap<String, Section>,
    pub(super) sso_sessions: BTreeMap<String, Section>,
    pub(super) services: BTreeMap<String, Section>,
}

impl Parsed {
    /// Merges the content of another file, which has precedence.
    pub(super) fn extend(&mut self, other: Self) {
        merge(&mut self.profiles, other.profiles);
        merge(&mut self.sso_sessions, other.sso_sessions);
        merge(&mut self.services, other.services);
    }
}

fn merge(all: &mut BTreeMap<String, Section>, other: BTreeMap<String, Section>) {
    for (name, section) in other {
        let all = all.entry(name).or_default();
        all.entries.extend(section.entries);
        all.fault = all.fault.take().or(section.fault);
    }
}

/// Parses a file.
pub(super) fn parse(file: &Arc<Path>, kind: FileKind, content: &[u8]) -> Parsed {
    let mut parser = Parser::default();
    for (index, line) in lines(&utf_8(content)).enumerate() {
        let location = Location {
            file: Arc::clone(file),
            line: index + 1,
        };
        parser.line(kind, line, &location);
    }
    parser.finish()
}

/// Returns the content without a byte order mark; UTF-16, which Windows shells write, is converted.
fn utf_8(content: &[u8]) -> Cow<'_, [u8]> {
    let units = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let (units, _) = rest.as_chunks();
        let units: Vec<u16> = units.iter().map(|&bytes| unit(bytes)).collect();
        Cow::Owned(String::from_utf16_lossy(&units).into_bytes())
    };
    match content {
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(rest),
        [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
        _ => Cow::Borrowed(content),
    }
}

/// Returns the lines, which end in `\n`, `\r\n` or, as in Python, `\r`.
fn lines(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    content
        .split_inclusive(|&byte| byte == b'\n')
        .flat_map(|line| {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            line.split(|&byte| byte == b'\r')
        })
}

type Message = &'static str;

const NOT_UTF_8: Message = "expected UTF-8 text";

/// A line without surrounding white space, up to the first byte that is not UTF-8.
struct Line<'a> {
    content: &'a str,
    indentation: usize,
    /// True if the bytes after `content` are not UTF-8.
    is_cut: bool,
}

impl<'a> Line<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let chunk = bytes.utf8_chunks().next();
        let (text, invalid) = chunk.map_or(("", &[][..]), |chunk| (chunk.valid(), chunk.invalid()));
        let is_blank = |character: &char| character.is_whitespace();
        Self {
            content: text.trim(),
            indentation: text.chars().take_while(is_blank).count(),
            is_cut: !invalid.is_empty(),
        }
    }

    fn is_blank(&self) -> bool {
        self.content.starts_with(COMMENT) || (self.content.is_empty() && !self.is_cut)
    }

    /// Returns the text before a comment: a `#` or `;` after white space.
    fn without_comment(&self) -> &'a str {
        let is_after_space = |index| {
            let before = self.content.get(..index);
            before.is_some_and(|before| before.ends_with(char::is_whitespace))
        };
        let mut signs = self.content.match_indices(COMMENT);
        match signs.find(|(index, _)| is_after_space(*index)) {
            Some((index, _)) => self.content.get(..index).unwrap_or(self.content),
            None => self.content,
        }
    }

    /// Returns key and value without a comment; the key in lower case.
    fn pair(&self, delimiters: &[char]) -> Result<(String, &'a str), Message> {
        let text = self.without_comment();
        if self.is_cut && text.len() == self.content.len() {
            return Err(NOT_UTF_8);
        }
        let (key, value) = text.split_once(delimiters).ok_or("expected key = value")?;
        let key = key.trim();
        if key.is_empty() {
            return Err("expected a key before =");
        }
        Ok((key.to_ascii_lowercase(), value.trim()))
    }
}

#[derive(Default)]
struct Parser {
    sections: BTreeMap<Header, Section>,
    current: Option<Header>,
    property: Option<Property>,
}

/// Key that further lines may continue.
struct Property {
    key: String,
    indentation: usize,
    entry: Entry,
}

impl Parser {
    fn line(&mut self, kind: FileKind, line: &[u8], location: &Location) {
        let line = Line::new(line);
        if line.is_blank() {
            return;
        }
        let read = match &mut self.property {
            Some(property) if line.indentation > property.indentation => {
                property.go_on(&line, location)
            }
            _ if line.content.starts_with('[') => self.open(kind, &line, location),
            _ => self.begin(&line, location),
        };
        if let Err(message) = read {
            self.fault(location, message);
        }
    }

    /// Opens a section.
    fn open(
        &mut self,
        kind: FileKind,
        line: &Line<'_>,
        location: &Location,
    ) -> Result<(), Message> {
        self.close();
        let line = header(kind, line);
        self.sections.entry(line.header.clone()).or_default();
        self.current = Some(line.header);
        match line.state {
            State::Sound => Ok(()),
            State::TextBehind => {
                trace::irregular(location, "the text after ] is ignored");
                Ok(())
            }
            State::Broken(message) => Err(message),
        }
    }

    /// Starts a property.
    fn begin(&mut self, line: &Line<'_>, location: &Location) -> Result<(), Message> {
        self.close();
        if self.current.is_none() {
            return Err("expected a section before this, such as [default]");
        }
        // As in botocore and the SDK for Go, which both read the first of both signs.
        let (key, value) = line.pair(&['=', ':'])?;
        self.property = Some(Property {
            key,
            indentation: line.indentation,
            entry: Entry {
                value: Value::Text(value.to_owned()),
                location: location.clone(),
                fault: None,
            },
        });
        Ok(())
    }

    /// Ends the open property.
    fn close(&mut self) {
        if let (Some(Property { key, entry, .. }), Some(header)) =
            (self.property.take(), &self.current)
        {
            let section = self.sections.entry(header.clone()).or_default();
            let location = entry.location.clone();
            insert(&mut section.entries, &location, key, entry);
        }
    }

    /// Records a malformed line as a fault of its section; one before all sections affects none.
    fn fault(&mut self, location: &Location, message: Message) {
        trace::irregular(location, message);
        if let Some(header) = &self.current {
            let section = self.sections.entry(header.clone()).or_default();
            section.fault.get_or_insert(Fault::new(location, message));
        }
    }

    fn finish(mut self) -> Parsed {
        self.close();
        let mut parsed = Parsed::default();
        // `Default` comes first.
        for (header, section) in self.sections {
            match header {
                Header::Default => parsed.profiles.insert(super::DEFAULT.to_owned(), section),
                Header::Profile(name) => parsed.profiles.insert(name, section),
                Header::SsoSession(name) => parsed.sso_sessions.insert(name, section),
                Header::Services(name) => parsed.services.insert(name, section),
                Header::Other => None,
            };
        }
        parsed
    }
}

impl Property {
    /// Continues the property with a line that is indented more than its key.
    fn go_on(&mut self, line: &Line<'_>, location: &Location) -> Result<(), Message> {
        match &mut self.entry.value {
            Value::Text(text) if !text.is_empty() => {
                if line.is_cut {
                    return Err(NOT_UTF_8);
                }
                // AWS keeps a comment behind the value here.
                text.push('\n');
                text.push_str(line.content);
            }
            Value::Text(_) => {
                self.entry.value = Value::Sub(BTreeMap::new());
                self.nested(line, location);
            }
            Value::Sub(_) => self.nested(line, location),
        }
        Ok(())
    }

    /// Reads a line of a sub-section; a malformed line is a fault of the sub-section.
    fn nested(&mut self, line: &Line<'_>, location: &Location) {
        let Value::Sub(sub) = &mut self.entry.value else {
            return;
        };
        match line.pair(&['=']) {
            Ok((key, value)) => insert(sub, location, key, value.to_owned()),
            Err(message) => {
                trace::irregular(location, message);
                self.entry
                    .fault
                    .get_or_insert(Fault::new(location, message));
            }
        }
    }
}

/// Adds a key, if it has the form of AWS keys; the last of repeated keys is kept.
fn insert<T>(keys: &mut BTreeMap<String, T>, location: &Location, key: String, value: T) {
    if !is_key(&key) {
        trace::irregular(
            location,
            "the key is ignored, since no setting has such a name",
        );
    } else if keys.insert(key, value).is_some() {
        trace::irregular(location, "the key is repeated, and its last value is used");
    }
}

/// Returns true if a key has the form of AWS keys; others are ignored.
///
/// This also keeps a line that is part of a secret and ends in `=` from being shown as a key.
fn is_key(key: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    key.len() <= 64 && key.bytes().all(known)
}

const COMMENT: [char; 2] = ['#', ';'];

#[cfg(test)]
mod tests;
