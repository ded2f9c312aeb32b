//! The format of the shared files, as AWS documents it and as botocore and the AWS SDKs read it.
//!
//! No INI library fits. In this format an indented line goes on with the value above, or is a key of a sub-section where
//! that value is empty; a `#` or `;` begins a comment after white space alone, except behind a section's name; names of
//! sections may be quoted; `[default]` gives way to `[profile default]`; errors must name a line and show nothing of it.
//! Libraries flatten sub-sections, take quotes and backslashes of values away, and tell little of where things stood.
//!
//! Where the implementations differ, what any of them reads is read: keys that are all indented, indented comments and
//! quoted names, as botocore does; comments behind a value, as the SDKs do.

use super::{Entry, Section, Value};
use crate::config::error::{ConfigError, Location};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Which of both files one is; they name profiles differently.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Config,
    Credentials,
}

/// What a file says.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) profiles: BTreeMap<String, Section>,
    pub(super) sso_sessions: BTreeMap<String, Section>,
    pub(super) services: BTreeMap<String, Section>,
}

impl Parsed {
    /// Adds what another file says, which has precedence.
    pub(super) fn extend(&mut self, other: Self) {
        merge(&mut self.profiles, other.profiles);
        merge(&mut self.sso_sessions, other.sso_sessions);
        merge(&mut self.services, other.services);
    }
}

fn merge(all: &mut BTreeMap<String, Section>, other: BTreeMap<String, Section>) {
    for (name, section) in other {
        all.entry(name).or_default().0.extend(section.0);
    }
}

/// Reads a file.
pub(super) fn parse(
    file: &Arc<Path>,
    kind: FileKind,
    content: &[u8],
) -> Result<Parsed, ConfigError> {
    let location = |line| Location {
        file: Arc::clone(file),
        line,
    };
    let text = str::from_utf8(content).map_err(|error| {
        let valid = content.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + valid.iter().filter(|&&byte| byte == b'\n').count();
        ConfigError::syntax(location(line), "expected UTF-8 text")
    })?;
    let mut parser = Parser::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        let location = location(index + 1);
        parser
            .line(kind, line, &location)
            .map_err(|message| ConfigError::syntax(location, message))?;
    }
    Ok(parser.finish())
}

type Message = &'static str;

/// What a section is, by its name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Header {
    /// `[default]` of the configuration file.
    Default,
    Profile(String),
    SsoSession(String),
    Services(String),
    /// A section of which nothing is known.
    Other,
}

#[derive(Default)]
struct Parser {
    sections: BTreeMap<Header, Section>,
    current: Option<Header>,
    property: Option<Property>,
}

/// The key that further lines may go on with.
struct Property {
    key: String,
    indentation: usize,
    entry: Entry,
}

impl Parser {
    fn line(&mut self, kind: FileKind, line: &str, location: &Location) -> Result<(), Message> {
        let content = trim(line);
        if content.is_empty() || content.starts_with(COMMENT) {
            return Ok(());
        }
        let indentation = line.len() - line.trim_start_matches(WHITE_SPACE).len();
        match &mut self.property {
            Some(property) if indentation > property.indentation => property.go_on(content),
            _ if content.starts_with('[') => {
                self.close();
                let header = header(kind, content)?;
                self.sections.entry(header.clone()).or_default();
                self.current = Some(header);
                Ok(())
            }
            _ => {
                self.close();
                if self.current.is_none() {
                    return Err("expected a section before this, such as [default]");
                }
                let (key, value) = key_and_value(content)?;
                self.property = Some(Property {
                    key,
                    indentation,
                    entry: Entry {
                        value: Value::Text(value.to_owned()),
                        location: location.clone(),
                    },
                });
                Ok(())
            }
        }
    }

    /// Ends the property that was open.
    fn close(&mut self) {
        if let (Some(property), Some(header)) = (self.property.take(), &self.current)
            && is_key(&property.key)
        {
            let section = self.sections.entry(header.clone()).or_default();
            section.0.insert(property.key, property.entry);
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
    /// Takes a line that is indented more than the key.
    fn go_on(&mut self, content: &str) -> Result<(), Message> {
        match &mut self.entry.value {
            Value::Text(text) if text.is_empty() => {
                let mut sub = BTreeMap::new();
                insert(&mut sub, content)?;
                self.entry.value = Value::Sub(sub);
                Ok(())
            }
            // AWS keeps a comment behind the value here.
            Value::Text(text) => {
                text.push('\n');
                text.push_str(content);
                Ok(())
            }
            Value::Sub(sub) => insert(sub, content),
        }
    }
}

fn insert(sub: &mut BTreeMap<String, String>, content: &str) -> Result<(), Message> {
    let (key, value) = key_and_value(content)?;
    if is_key(&key) {
        sub.insert(key, value.to_owned());
    }
    Ok(())
}

/// `key = value`, the key in lower case, without a comment.
fn key_and_value(content: &str) -> Result<(String, &str), Message> {
    let (key, value) = without_comment(content)
        .split_once('=')
        .ok_or("expected key = value")?;
    let key = trim(key);
    if key.is_empty() {
        return Err("expected a key before =");
    }
    Ok((key.to_ascii_lowercase(), trim(value)))
}

/// Whether AWS has keys like it; others are ignored.
///
/// It also keeps a line that is part of a secret and ends in `=` from being taken, and shown, as a key.
fn is_key(key: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    key.len() <= 64 && key.bytes().all(known)
}

/// What is before a comment: a sign after white space.
fn without_comment(content: &str) -> &str {
    let comment = content.match_indices(WHITE_SPACE).find(|(index, space)| {
        let next = content.get(index + space.len()..);
        next.is_some_and(|next| next.starts_with(COMMENT))
    });
    match comment {
        Some((index, _)) => content.get(..index).unwrap_or(content),
        None => content,
    }
}

/// The section that `[…]` opens.
fn header(kind: FileKind, content: &str) -> Result<Header, Message> {
    let end = closing_bracket(content).ok_or("expected ] at the end of the section's name")?;
    let (name, rest) = content.split_at(end);
    let rest = trim(rest.strip_prefix(']').unwrap_or(rest));
    if !rest.is_empty() && !rest.starts_with(COMMENT) {
        return Err("expected nothing but a comment after ]");
    }
    let name = trim(name.strip_prefix('[').unwrap_or(name));
    Ok(match kind {
        FileKind::Config => config_header(name),
        FileKind::Credentials => credentials_header(name),
    }
    .unwrap_or(Header::Other))
}

/// `default`; or a word that says what the section is, and its name: one word, or quoted.
fn config_header(text: &str) -> Option<Header> {
    if text == super::DEFAULT {
        return Some(Header::Default);
    }
    let (word, name) = text.split_once(WHITE_SPACE)?;
    let name = trim(name);
    let name = match quoted(name) {
        None if name.contains(WHITE_SPACE) => return None,
        None => name,
        Some(name) => name,
    };
    let section = match word {
        "profile" => Header::Profile,
        "sso-session" => Header::SsoSession,
        "services" => Header::Services,
        _ => return None,
    };
    Some(section(name.to_owned())).filter(|_| !name.is_empty())
}

/// The name of a profile. What belongs into the other file is none.
fn credentials_header(text: &str) -> Option<Header> {
    if let Some(("profile" | "sso-session" | "services", _)) = text.split_once(WHITE_SPACE) {
        return None;
    }
    let name = quoted(text).unwrap_or(text);
    Some(Header::Profile(name.to_owned())).filter(|_| !name.is_empty())
}

fn quoted(text: &str) -> Option<&str> {
    let quotes = ['"', '\''].into_iter();
    let mut inner = quotes.filter_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    inner.next()
}

/// Where the first `]` is that no quotes enclose.
fn closing_bracket(content: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (index, character) in content.char_indices() {
        match (quote, character) {
            (None, ']') => return Some(index),
            // Inside a name it is an apostrophe.
            (None, '"' | '\'') if matches!(before, ' ' | '\t' | '[') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
        before = character;
    }
    None
}

const COMMENT: [char; 2] = ['#', ';'];
const WHITE_SPACE: [char; 3] = [' ', '\t', '\r'];

fn trim(text: &str) -> &str {
    text.trim_matches(WHITE_SPACE)
}

#[cfg(test)]
mod tests;
