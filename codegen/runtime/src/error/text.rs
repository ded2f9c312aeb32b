//! External text in errors: in one line, limited in length, and without invisible characters.

use crate::Sensitive;
use std::fmt::{self, Debug, Display, Write as _};

/// Maximum number of characters of an external text in an error, with `…` for the rest; accessors return the full text.
///
/// The limit has room for the longest useful messages: an encoded authorization message of AWS has about 1,500
/// characters.
pub(crate) const SHOWN_CHARACTERS: usize = 2_000;

/// External text in one line.
///
/// `Display` shows the first [`SHOWN_CHARACTERS`], with a space for each [hidden](is_hidden) one; `Debug` shows the
/// same in quotes, with hidden ones escaped.
pub(crate) struct OneLine<'a>(pub(crate) &'a str);

impl Display for OneLine<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&one_line(self.0, SHOWN_CHARACTERS))
    }
}

impl Debug for OneLine<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Of strings Rust escapes what has no picture of its own, but not all that is not seen.
        format!("{:?}", cut(self.0, SHOWN_CHARACTERS))
            .chars()
            .try_for_each(|character| match is_hidden(character) {
                true => write!(formatter, "{}", character.escape_unicode()),
                false => formatter.write_char(character),
            })
    }
}

/// Returns the first `limit` characters of `text` in one line, with a space for each [hidden](is_hidden) one, and `…`
/// for the rest.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    cut(text, limit).replace(is_hidden, " ")
}

/// Returns the first `limit` characters of `text`, with `…` for the rest.
fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// Returns true for a character that is invisible or changes the display of others.
///
/// These are the control characters, including line breaks, and Unicode's `Default_Ignorable_Code_Point` except the
/// variation selectors: bidirectional controls, joiners, the byte order mark, fillers, tags.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// `Debug` of a value that may hold external text: its first [`SHOWN_CHARACTERS`], without invisible characters except
/// the line breaks of `{:#?}`.
#[cfg(feature = "client")]
pub(crate) struct Bounded<'a, T: ?Sized>(pub(crate) &'a T);

#[cfg(feature = "client")]
impl<T: Debug + ?Sized> Debug for Bounded<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if formatter.alternate() {
            format!("{:#?}", self.0)
        } else {
            format!("{:?}", self.0)
        };
        let is_break = |character| character == '\n' && formatter.alternate();
        let shown = cut(&text, SHOWN_CHARACTERS);
        let shown = shown.replace(|it: char| is_hidden(it) && !is_break(it), " ");
        formatter.write_str(&shown)
    }
}

/// Writes the error of a service: `<code>: <message>`, as far as both are present.
pub(crate) fn coded(
    formatter: &mut fmt::Formatter<'_>,
    code: Option<&str>,
    message: Option<&str>,
    sensitive: bool,
) -> fmt::Result {
    let message = message.filter(|message| !message.is_empty());
    if let Some(code) = code {
        Display::fmt(&OneLine(code), formatter)?;
    }
    if code.is_some() && message.is_some() {
        formatter.write_str(": ")?;
    }
    match message {
        Some(_) if sensitive => Display::fmt(&Sensitive, formatter),
        Some(message) => Display::fmt(&OneLine(message), formatter),
        None => Ok(()),
    }
}

/// Writes the request id at the end of a line.
#[cfg(feature = "client")]
pub(crate) fn request_id(formatter: &mut fmt::Formatter<'_>, id: Option<&str>) -> fmt::Result {
    id.map_or(Ok(()), |id| {
        write!(formatter, " (request id {})", OneLine(id))
    })
}

/// Writes the latest failed attempt, at the end of a line, for a call that ended for another reason.
#[cfg(feature = "client")]
pub(crate) fn latest(
    formatter: &mut fmt::Formatter<'_>,
    failure: Option<&impl Display>,
) -> fmt::Result {
    failure.map_or(Ok(()), |failure| {
        write!(formatter, "; the latest attempt failed: {failure}")
    })
}

/// Writes a reason, at the end of a line.
#[cfg(feature = "client")]
pub(crate) fn hint(formatter: &mut fmt::Formatter<'_>, hint: Option<&str>) -> fmt::Result {
    hint.map_or(Ok(()), |hint| write!(formatter, "; {hint}"))
}

/// Displays an error with its causes in one line, without repeated messages. Their total length is limited as one text.
#[cfg(feature = "client")]
pub(crate) struct Chain<'a>(pub(crate) &'a (dyn std::error::Error + 'a));

#[cfg(feature = "client")]
impl Display for Chain<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = OneLine(&self.0.to_string()).to_string();
        let mut line = said.clone();
        let mut cause = self.0.source();
        while let Some(error) = cause {
            let text = OneLine(&error.to_string()).to_string();
            if !said.contains(&text) {
                line = [&line, ": ", &text].concat();
                said = text;
            }
            cause = error.source();
        }
        Display::fmt(&OneLine(&line), formatter)
    }
}

#[cfg(test)]
mod tests;
