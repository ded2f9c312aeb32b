//! Section headers.

use super::{COMMENT, FileKind, Line, Message, NOT_UTF_8};

/// A section, by the name in brackets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Header {
    /// `[default]` of the config file.
    Default,
    Profile(String),
    SsoSession(String),
    Services(String),
    /// A section of an unknown kind.
    Other,
}

/// A parsed header line.
pub(super) struct HeaderLine {
    pub(super) header: Header,
    pub(super) state: State,
}

pub(super) enum State {
    Sound,
    /// Text after the name, which is ignored.
    TextBehind,
    /// The name has no end. Its section cannot be used, since the intended name is a guess.
    Broken(Message),
}

/// Parses `[…]`; the line begins with the bracket.
pub(super) fn header(kind: FileKind, line: &Line<'_>) -> HeaderLine {
    let text = line.content.strip_prefix('[').unwrap_or(line.content);
    let Some((name, rest)) = closing_bracket(text).and_then(|end| text.split_at_checked(end))
    else {
        let guess = line.without_comment().trim_matches(['[', ']']);
        return HeaderLine {
            header: named(kind, &guess.replace(QUOTES, "")),
            state: State::Broken(if line.is_cut {
                NOT_UTF_8
            } else {
                "expected ] at the end of the section's name"
            }),
        };
    };
    let rest = rest.strip_prefix(']').unwrap_or(rest).trim();
    let is_sound = rest.starts_with(COMMENT) || (rest.is_empty() && !line.is_cut);
    HeaderLine {
        header: named(kind, name),
        state: if is_sound {
            State::Sound
        } else {
            State::TextBehind
        },
    }
}

fn named(kind: FileKind, text: &str) -> Header {
    let text = text.trim();
    let header = match kind {
        FileKind::Config => config_header(text),
        FileKind::Credentials => credentials_header(text),
    };
    header.unwrap_or(Header::Other)
}

/// Parses `default`, or the kind of a section with its name: one word, or quoted.
fn config_header(text: &str) -> Option<Header> {
    if text == crate::config::profile::DEFAULT {
        return Some(Header::Default);
    }
    let (word, name) = text.split_once(char::is_whitespace)?;
    let name = name.trim();
    let name = match quoted(name) {
        None if name.contains(char::is_whitespace) => return None,
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

/// Parses the name of a profile; `None` for sections of the config file.
fn credentials_header(text: &str) -> Option<Header> {
    let word = text.split_once(char::is_whitespace);
    if let Some(("profile" | "sso-session" | "services", _)) = word {
        return None;
    }
    let name = quoted(text).unwrap_or(text);
    Some(Header::Profile(name.to_owned())).filter(|_| !name.is_empty())
}

const QUOTES: [char; 2] = ['"', '\''];

fn quoted(text: &str) -> Option<&str> {
    let mut inner = QUOTES
        .into_iter()
        .filter_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    inner.next()
}

/// Returns the position of the first `]` outside of quotes.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (index, character) in text.char_indices() {
        match (quote, character) {
            (None, ']') => return Some(index),
            // Inside a name it is an apostrophe.
            (None, '"' | '\'') if before.is_whitespace() => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
        before = character;
    }
    None
}
