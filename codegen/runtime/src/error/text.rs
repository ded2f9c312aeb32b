//! Text from outside, made fit for one line.

use crate::Sensitive;
use std::fmt::{self, Display, Write};

/// Prints text with every control character, a line break above all, as a space.
pub(crate) struct OneLine<'a>(pub(crate) &'a str);

impl Display for OneLine<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pieces = self.0.split(char::is_control);
        if let Some(first) = pieces.next() {
            formatter.write_str(first)?;
        }
        pieces.try_for_each(|piece| {
            formatter.write_char(' ')?;
            formatter.write_str(piece)
        })
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
        OneLine(code).fmt(formatter)?;
    }
    if code.is_some() && message.is_some() {
        formatter.write_str(": ")?;
    }
    match message {
        Some(_) if sensitive => Sensitive.fmt(formatter),
        Some(message) => OneLine(message).fmt(formatter),
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

/// Prints an error and what caused it, all in one line, without what one already says of the next.
#[cfg(feature = "client")]
pub(crate) struct Chain<'a>(pub(crate) &'a (dyn std::error::Error + 'a));

#[cfg(feature = "client")]
impl Display for Chain<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one_line = |error: &dyn std::error::Error| OneLine(&error.to_string()).to_string();
        let mut said = one_line(self.0);
        formatter.write_str(&said)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            let text = one_line(error);
            if !said.contains(&text) {
                write!(formatter, ": {text}")?;
                said = text;
            }
            cause = error.source();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::OneLine;

    #[test]
    fn text_of_many_lines_becomes_one() {
        assert_eq!(OneLine("a\r\nb\tc\u{1b}[0m").to_string(), "a  b c [0m");
        assert_eq!(OneLine("").to_string(), "");
        assert_eq!(OneLine("\n").to_string(), " ");
    }

    #[cfg(feature = "client")]
    #[test]
    fn a_chain_says_everything_once() {
        use super::Chain;
        use std::io;

        let inner = io::Error::other("connection\nrefused");
        assert_eq!(Chain(&inner).to_string(), "connection refused");
        let outer = crate::TransportError::new(inner);
        assert_eq!(Chain(&outer).to_string(), "connection refused");
    }
}
