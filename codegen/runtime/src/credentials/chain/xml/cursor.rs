//! Tokens of an XML document.

use super::{MAX_ATTRIBUTES, Token, XmlError};

/// White space of XML, after carriage returns are converted to line feeds.
pub(super) const SPACE: [char; 3] = [' ', '\t', '\n'];

/// A name and a value.
type Attribute<'a> = (&'a str, &'a str);

/// Position in a document.
pub(super) struct Cursor<'a> {
    rest: &'a str,
    length: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning of `document`, after a byte order mark.
    ///
    /// # Errors
    /// If it has a character that is not allowed in XML.
    pub(super) fn new(document: &'a str) -> Result<Self, XmlError> {
        let wrong = document.char_indices().find(|(_, it)| !is_allowed(*it));
        if let Some((offset, _)) = wrong {
            let problem = "a control character";
            return Err(XmlError { problem, offset });
        }
        Ok(Self {
            rest: document.strip_prefix('\u{feff}').unwrap_or(document),
            length: document.len(),
        })
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn offset(&self) -> usize {
        self.length.saturating_sub(self.rest.len())
    }

    fn wrong(&self, problem: &'static str) -> XmlError {
        let offset = self.offset();
        XmlError { problem, offset }
    }

    /// Skips `prefix`, if it is next.
    fn eat(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Returns the text before `end`, and skips both.
    fn until(&mut self, end: &str, problem: &'static str) -> Result<&'a str, XmlError> {
        let (part, rest) = self
            .rest
            .split_once(end)
            .ok_or_else(|| self.wrong(problem))?;
        self.rest = rest;
        Ok(part)
    }

    /// Returns the longest prefix of characters that satisfy `part`, and skips it.
    fn take_while(&mut self, part: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|it| !part(it)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Skips white space, and returns true if there was any.
    fn space(&mut self) -> bool {
        !self.take_while(is_space).is_empty()
    }

    fn name(&mut self) -> Result<&'a str, XmlError> {
        let start = self.wrong("a name that does not begin with a letter");
        let is_part =
            |it: char| is_name_start(it) || it.is_ascii_digit() || "-.\u{b7}".contains(it);
        let name = self.take_while(is_part);
        match name.starts_with(is_name_start) {
            true => Ok(name),
            false => Err(start),
        }
    }

    /// Skips `<?xml … ?>` at the start of a document.
    pub(super) fn declaration(&mut self) -> Result<(), XmlError> {
        // An instruction may have a longer name.
        let rest = self.rest.strip_prefix("<?xml");
        let Some(rest) = rest.filter(|rest| rest.starts_with(is_space)) else {
            return Ok(());
        };
        self.rest = rest;
        let (said, _) = self.attributes(&["?>"])?;
        let wrong = |problem| Err(self.wrong(problem));
        let value = |name| said.iter().find(|(key, _)| *key == name).map(|it| it.1);
        if value("version") != Some("1.0") {
            return wrong("a document that is not XML 1.0");
        }
        match value("encoding") {
            None => Ok(()),
            Some(it) if it.eq_ignore_ascii_case("UTF-8") || it.eq_ignore_ascii_case("US-ASCII") => {
                Ok(())
            }
            Some(_) => wrong("a document that is not in UTF-8"),
        }
    }

    /// Reads the next token.
    pub(super) fn token(&mut self) -> Result<Token<'a>, XmlError> {
        if self.eat("</") {
            let name = self.name()?;
            self.space();
            return match self.eat(">") {
                true => Ok(Token::End(name)),
                false => Err(self.wrong("an end tag that does not end")),
            };
        }
        if self.eat("<!--") {
            let comment = self.until("-->", "a comment that does not end")?;
            return match comment.contains("--") || comment.ends_with('-') {
                true => Err(self.wrong("a comment with two hyphens")),
                false => Ok(Token::Skipped),
            };
        }
        if self.eat("<![CDATA[") {
            let text = self.until("]]>", "a CDATA section that does not end")?;
            return Ok(Token::Text(unix_lines(text)));
        }
        if self.eat("<?") {
            let name = self.name()?;
            if name.eq_ignore_ascii_case("xml") {
                return Err(self.wrong("a declaration that is not at the start"));
            }
            self.until("?>", "a processing instruction that does not end")?;
            return Ok(Token::Skipped);
        }
        if self.rest.starts_with("<!") {
            return Err(self.wrong("a document type, which is not allowed"));
        }
        if self.eat("<") {
            self.start()
        } else {
            self.text()
        }
    }

    /// Reads the rest of a start tag.
    fn start(&mut self) -> Result<Token<'a>, XmlError> {
        let name = self.name()?;
        let (_, end) = self.attributes(&["/>", ">"])?;
        let is_empty = end == "/>";
        Ok(Token::Start { name, is_empty })
    }

    /// Reads attributes up to one of `ends`, which is skipped and returned.
    fn attributes(
        &mut self,
        ends: &[&'static str],
    ) -> Result<(Vec<Attribute<'a>>, &'static str), XmlError> {
        let mut attributes: Vec<Attribute<'a>> = Vec::new();
        loop {
            let is_spaced = self.space();
            if let Some(end) = ends.iter().find(|end| self.eat(end)) {
                return Ok((attributes, end));
            }
            if !is_spaced {
                return Err(self.wrong("a tag that does not end"));
            }
            if attributes.len() == MAX_ATTRIBUTES {
                return Err(self.wrong("too many attributes"));
            }
            let attribute = self.attribute()?;
            if attributes.iter().any(|(name, _)| *name == attribute.0) {
                return Err(self.wrong("a repeated attribute"));
            }
            attributes.push(attribute);
        }
    }

    fn attribute(&mut self) -> Result<Attribute<'a>, XmlError> {
        let name = self.name()?;
        self.space();
        if !self.eat("=") {
            return Err(self.wrong("an attribute without a value"));
        }
        self.space();
        let quote = match (self.eat("\""), self.eat("'")) {
            (true, _) => "\"",
            (_, true) => "'",
            _ => return Err(self.wrong("a value of an attribute without quotes")),
        };
        let value = self.until(quote, "a value of an attribute that does not end")?;
        if value.contains('<') {
            return Err(self.wrong("a value of an attribute with `<`"));
        }
        self.resolve(value)?;
        Ok((name, value))
    }

    /// Reads text up to the next tag.
    fn text(&mut self) -> Result<Token<'a>, XmlError> {
        let text = self.take_while(|it| it != '<');
        if text.contains("]]>") {
            return Err(self.wrong("`]]>` in text"));
        }
        self.resolve(text).map(Token::Text)
    }

    /// Returns `text` with its references resolved, and line feeds for all line ends.
    fn resolve(&self, text: &str) -> Result<String, XmlError> {
        let mut parts = text.split('&');
        let mut resolved = unix_lines(parts.next().unwrap_or_default());
        for part in parts {
            let character = part.split_once(';').and_then(|(name, after)| {
                let character = reference(name)?;
                Some((character, after))
            });
            let wrong =
                "a reference that is neither to a character nor to one of the five entities";
            let (character, after) = character.ok_or_else(|| self.wrong(wrong))?;
            resolved.push(character);
            resolved.push_str(&unix_lines(after));
        }
        Ok(resolved)
    }
}

/// Returns the character for a reference's name, without `&` and `;`.
fn reference(name: &str) -> Option<char> {
    let number = |digits: &str, radix| {
        let is_number = !digits.is_empty() && digits.chars().all(|it| it.is_digit(radix));
        let number = is_number.then(|| u32::from_str_radix(digits, radix).ok())??;
        char::from_u32(number).filter(|it| is_allowed(*it))
    };
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => match (name.strip_prefix("#x"), name.strip_prefix('#')) {
            (Some(digits), _) => number(digits, 16),
            (None, Some(digits)) => number(digits, 10),
            (None, None) => None,
        },
    }
}

fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn is_space(character: char) -> bool {
    SPACE.contains(&character) || character == '\r'
}

fn is_name_start(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '_' | ':')
}

/// Returns true for the characters that a document may have (production `Char`).
fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
