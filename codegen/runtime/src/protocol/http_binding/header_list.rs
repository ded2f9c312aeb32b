//! Lists in headers: items separated by commas, of which some are quoted.
//!
//! Source: RFC 9110, section 5.6.1 (lists) and 5.6.4 (quoted strings).

use super::text::Value;
use std::borrow::Cow;

/// Returns the line of a list.
pub(super) fn joined(items: Vec<Value>) -> Result<String, &'static str> {
    let mut line = String::new();
    for item in items {
        let is_timestamp = matches!(item, Value::Timestamp(_));
        for text in item.into_texts()? {
            if !line.is_empty() {
                line.push_str(", ");
            }
            match is_timestamp {
                true => line.push_str(&text),
                false => push_item(&mut line, &text),
            }
        }
    }
    Ok(line)
}

fn push_item(line: &mut String, item: &str) {
    let has_blanks = item.trim_matches([' ', '\t']).len() < item.len();
    // An empty item would be skipped.
    if item.contains([',', '"']) || has_blanks || item.is_empty() {
        push_quoted(line, item);
    } else {
        line.push_str(item);
    }
}

fn push_quoted(line: &mut String, item: &str) {
    line.push('"');
    for character in item.chars() {
        if matches!(character, '"' | '\\') {
            line.push('\\');
        }
        line.push(character);
    }
    line.push('"');
}

/// Rest of a list that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Items<'a>(pub(super) &'a str);

impl<'a> Items<'a> {
    /// Moves to the next item; false at the end. Empty items without quotes are skipped.
    pub(super) fn has_next(&mut self) -> bool {
        self.0 = self.0.trim_start_matches([',', ' ', '\t']);
        !self.0.is_empty()
    }

    /// Takes an item, without its quotes.
    pub(super) fn next(&mut self) -> Result<Cow<'a, str>, &'static str> {
        match self.0.strip_prefix('"') {
            Some(rest) => self.quoted(rest),
            None => Ok(Cow::Borrowed(self.until(self.0.find(',')))),
        }
    }

    /// Takes a timestamp: an HTTP date has a comma after the day of the week.
    pub(super) fn next_timestamp(&mut self) -> Result<Cow<'a, str>, &'static str> {
        let comma = self.0.find(',');
        let is_weekday =
            |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let second = comma.and_then(|comma| {
            let (before, after) = self.0.split_at_checked(comma)?;
            let after = after.strip_prefix(',').filter(|_| is_weekday(before))?;
            Some(after.find(',').map(|next| comma + 1 + next))
        });
        match second {
            Some(end) => Ok(Cow::Borrowed(self.until(end))),
            None => self.next(),
        }
    }

    /// Takes the text up to `end`, without the blanks around it.
    fn until(&mut self, end: Option<usize>) -> &'a str {
        let end = end.unwrap_or(self.0.len());
        let (item, rest) = self.0.split_at_checked(end).unwrap_or((self.0, ""));
        self.0 = rest;
        item.trim_matches([' ', '\t'])
    }

    fn quoted(&mut self, rest: &'a str) -> Result<Cow<'a, str>, &'static str> {
        let mut item = String::new();
        let mut characters = rest.char_indices();
        loop {
            match characters.next() {
                Some((_, '\\')) => item.extend(characters.next().map(|(_, next)| next)),
                Some((_, '"')) => break,
                Some((_, character)) => item.push(character),
                None => return Err("a quoted item without its closing quote"),
            }
        }
        self.0 = characters.as_str().trim_start_matches([' ', '\t']);
        match self.0.is_empty() || self.0.starts_with(',') {
            true => Ok(Cow::Owned(item)),
            false => Err("a quoted item that is not followed by a comma"),
        }
    }
}

#[cfg(test)]
mod tests;
