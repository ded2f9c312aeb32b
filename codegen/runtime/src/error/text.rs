//! Text from outside, made fit for errors: one line, bounded, without characters that are not seen.

use crate::Sensitive;
use std::fmt::{self, Debug, Display, Write as _};

/// The most characters that an error shows of a text from outside; `…` stands for the rest, which accessors have.
///
/// It is chosen so that the longest messages that are of use fit in: an encoded authorization message of AWS has some
/// 1,500 characters.
pub(crate) const SHOWN_CHARACTERS: usize = 2_000;

/// Text from outside in one line.
///
/// `Display` gives the first [`SHOWN_CHARACTERS`], each [hidden](is_hidden) one as a space; `Debug` the same in quotes,
/// with hidden ones escaped.
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

/// The first `limit` characters of `text` in one line, with a space for each [hidden](is_hidden) one, and `…` for what
/// is left out.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    cut(text, limit).replace(is_hidden, " ")
}

/// The first `limit` characters of `text`, and `…` for what is left out.
fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// Returns true for a character that is not seen where it stands, or changes how others are seen.
///
/// These are the control characters, line breaks among them, and of Unicode's `Default_Ignorable_Code_Point` all but the
/// variation selectors: those of writing direction, joiners, the byte order mark, fillers, tags.
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

/// The `Debug` of a value that may hold text from outside: its first [`SHOWN_CHARACTERS`], without characters that are
/// not seen but for the line breaks of `{:#?}`.
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

/// Prints what a service says of an error: `<code>: <message>`, or as much of it as there is.
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

/// Prints what the service knows a call by, as the end of a line.
#[cfg(feature = "client")]
pub(crate) fn request_id(formatter: &mut fmt::Formatter<'_>, id: Option<&str>) -> fmt::Result {
    id.map_or(Ok(()), |id| {
        write!(formatter, " (request id {})", OneLine(id))
    })
}

/// Prints how the latest attempt of a call failed that ended for another reason, as the end of a line.
#[cfg(feature = "client")]
pub(crate) fn latest(
    formatter: &mut fmt::Formatter<'_>,
    failure: Option<&impl Display>,
) -> fmt::Result {
    failure.map_or(Ok(()), |failure| {
        write!(formatter, "; the latest attempt failed: {failure}")
    })
}

/// Prints an error and what caused it, all in one line, without what one already says of the next. What all of them say
/// is bounded as one text.
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
