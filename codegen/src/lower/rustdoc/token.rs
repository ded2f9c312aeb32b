//! The tags and the text of HTML.
//!
//! A tolerant scanner rather than an HTML parser: those follow browsers, which drop what they do not understand (`</*>`,
//! an unfinished tag) and read `&region` as ®. In documentation that is text, often a placeholder.

use super::{
    element::{Ending, Tag, find},
    span::CodeSpans,
    text::{clean, decode},
};
use std::{collections::BTreeSet, ops::Range};

/// The longest tag in bytes; what is longer is text. Keeps the time linear.
const LONGEST_TAG: usize = 4096;

/// Numbered lists start below this: Markdown's numbers have nine digits at most.
const HIGHEST_START: u64 = 100_000_000;

/// A piece of HTML.
#[derive(Debug)]
pub(super) enum Token {
    Text,
    Start(Tag),
    End(Tag),
    Comment,
}

/// Facts about a whole text that decide which tags any part of it has.
#[derive(Debug)]
pub(super) struct Markup {
    /// The names that have an end tag.
    ended: BTreeSet<String>,
}

impl Markup {
    /// Looks at the whole of the documentation.
    pub(super) fn of(text: &str) -> Self {
        let names = text
            .split("</")
            .skip(1)
            .map(|rest| rest.get(..name_length(rest)).unwrap_or_default());
        Self {
            ended: names
                .filter(|name| find(name).is_some())
                .map(str::to_ascii_lowercase)
                .collect(),
        }
    }

    /// Returns the tag or comment at the start of `text`, and its length.
    fn tag(&self, text: &str) -> Option<(Token, usize)> {
        if let Some(comment) = text.strip_prefix("<!--") {
            return Some((Token::Comment, comment.find("-->")? + "<!---->".len()));
        }
        let window = text.get(..text.floor_char_boundary(LONGEST_TAG))?;
        let mut cursor = Cursor {
            rest: window.strip_prefix('<')?,
        };
        let is_end = cursor.skip("/");
        let name = cursor.take(name_length(cursor.rest))?;
        let (tag, ending) = find(name)?;
        if !is_end && ending == Ending::Tag && !self.ended.contains(&name.to_ascii_lowercase()) {
            return None;
        }
        let attributes = cursor.attributes()?;
        let token = if is_end && ending != Ending::Void {
            Token::End(tag)
        } else {
            Token::Start(with_attributes(tag, &attributes))
        };
        Some((token, window.len() - cursor.rest.len()))
    }
}

fn with_attributes(tag: Tag, attributes: &[(&str, &str)]) -> Tag {
    let value = |name| {
        let (_, value) = attributes
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(clean(&decode(value)))
    };
    match tag {
        Tag::Link(_) => Tag::Link(value("href")),
        Tag::Image(_) => Tag::Image(value("alt").unwrap_or_default()),
        Tag::Numbers(first) => {
            let start = value("start").and_then(|start| start.parse().ok());
            Tag::Numbers(
                start
                    .filter(|start| *start < HIGHEST_START)
                    .unwrap_or(first),
            )
        }
        _ => tag,
    }
}

/// Returns the length of the element name at the start of `text`.
fn name_length(text: &str) -> usize {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        text.find(|c| !is_name(c)).unwrap_or(text.len())
    } else {
        0
    }
}

/// The rest of a tag.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn skip(&mut self, prefix: &str) -> bool {
        let after = self.rest.strip_prefix(prefix);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// Attributes up to and with `>`; nothing where this is not a tag after all.
    fn attributes(&mut self) -> Option<Vec<(&'a str, &'a str)>> {
        let mut attributes = Vec::new();
        loop {
            let before = self.rest.len();
            self.rest = self.rest.trim_start();
            let spaced = self.rest.len() < before;
            if self.skip(">") || self.skip("/>") {
                return Some(attributes);
            }
            let name = self
                .take(name_length(self.rest))
                .filter(|name| spaced && !name.is_empty())?;
            let value = self.value()?;
            attributes.push((name, value));
        }
    }

    /// Returns the value of an attribute, which HTML lets be absent, but documentation does not: `<b and c>` is not a tag.
    fn value(&mut self) -> Option<&'a str> {
        self.rest = self.rest.trim_start();
        if !self.skip("=") {
            return None;
        }
        self.rest = self.rest.trim_start();
        let quote = self.rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else {
            let length = self
                .rest
                .find(|c: char| c.is_whitespace() || matches!(c, '>' | '<' | '"' | '\''))?;
            return self.take(length);
        };
        let (value, rest) = self.rest.get(1..)?.split_once(quote)?;
        self.rest = rest;
        Some(value)
    }
}

/// Walks over the tokens of a text.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    markup: &'a Markup,
    position: usize,
    /// End of the last comment: past it, `<!--` is text, and is not searched for an end again.
    last_comment: usize,
    /// The code of CommonMark.
    code: CodeSpans,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning.
    pub(super) fn new(text: &'a str, markup: &'a Markup) -> Self {
        let last_comment = text.rfind("-->").unwrap_or(0);
        Self {
            text,
            markup,
            position: 0,
            last_comment,
            code: CodeSpans::default(),
        }
    }

    /// Makes the code of Markdown be known.
    pub(super) fn with_markdown_code(mut self) -> Self {
        self.code = CodeSpans::of(self.text);
        self
    }

    /// Returns the next token and where it is. In `markdown`, what is in code or after a backslash is text.
    pub(super) fn next(&mut self, markdown: bool) -> Option<(Token, Range<usize>)> {
        let start = self.position;
        let mut end = start;
        let mut found = None;
        while let Some(rest) = self.text.get(end..).filter(|rest| !rest.is_empty()) {
            let is_stop = |c| c == '<' || markdown && matches!(c, '`' | '~');
            let Some(offset) = rest.find(is_stop) else {
                end = self.text.len();
                break;
            };
            end += offset;
            if !(markdown && self.is_escaped(end)) {
                found = self.tag_at(end);
            }
            if found.is_some() {
                break;
            }
            end = self.code.end(end).filter(|_| markdown).unwrap_or(end + 1);
        }
        let token = match found {
            Some((token, length)) if end == start => {
                end += length;
                token
            }
            _ if end == start => return None,
            _ => Token::Text,
        };
        self.position = end;
        Some((token, start..end))
    }

    fn tag_at(&self, position: usize) -> Option<(Token, usize)> {
        let rest = self.text.get(position..)?;
        if rest.starts_with("<!--") && position >= self.last_comment {
            return None;
        }
        self.markup.tag(rest)
    }

    /// Returns whether a backslash makes the `<` at `position` text.
    fn is_escaped(&self, position: usize) -> bool {
        let before = self.text.get(..position).unwrap_or_default();
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        backslashes % 2 == 1
    }
}
