//! Strings.

use super::read::Reader;
use crate::error::DecodeError;
use std::borrow::Cow;

/// The lowest and the highest bit of each byte.
const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Returns the highest bit of the first quote, backslash or control character, and perhaps of bytes after it; zero if there
/// is none.
#[inline]
fn special(word: u64) -> u64 {
    // With bit 1 inverted a quote is 0x20, the control characters are still below it, and the blank and `!` are above it.
    // A subtraction sets the highest bit of a byte that is too small; its borrow only reaches the bytes after the first
    // such byte.
    let low = (word ^ (LOW * 0x2)).wrapping_sub(LOW * 0x21);
    let backslash = (word ^ (LOW * b'\\' as u64)).wrapping_sub(LOW);
    (low | backslash) & !word & HIGH
}

/// Returns the number of bytes before the first quote, backslash or control character.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    let mut length = 0;
    let mut rest = bytes;
    while let Some((chunk, after)) = rest.split_first_chunk() {
        let special = special(u64::from_le_bytes(*chunk));
        if special != 0 {
            return length + (special.trailing_zeros() / 8) as usize;
        }
        length += chunk.len();
        rest = after;
    }
    let is_special = |byte: &u8| matches!(*byte, b'"' | b'\\' | ..0x20);
    length + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// Returns true if there is no quote, backslash or control character.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let mut found = 0;
    let mut rest = bytes;
    while let Some((chunk, after)) = rest.split_first_chunk() {
        found |= special(u64::from_le_bytes(*chunk));
        rest = after;
    }
    // The last bytes in one or two words, which may overlap.
    if let Some(last) = bytes.last_chunk() {
        found |= special(u64::from_le_bytes(*last));
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        found |= special(u64::from(first) << 32 | u64::from(last));
    } else {
        return !bytes
            .iter()
            .any(|byte| matches!(*byte, b'"' | b'\\' | ..0x20));
    }
    found == 0
}

impl<'de> Reader<'de> {
    /// Reads a string whose opening quote is at this position.
    #[inline]
    pub(super) fn text(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        let start = self.at + 1;
        let end = start + plain(self.text.as_bytes().get(start..).unwrap_or_default());
        match (self.text.as_bytes().get(end), self.text.get(start..end)) {
            (Some(b'"'), Some(text)) => {
                self.at = end + 1;
                Ok(Cow::Borrowed(text))
            }
            _ => {
                self.at = start;
                self.unescape().map(Cow::Owned)
            }
        }
    }

    /// Reads the rest of a string up to its closing quote.
    fn unescape(&mut self) -> Result<String, DecodeError> {
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let (before, after) = rest
                .split_at_checked(plain(rest.as_bytes()))
                .unwrap_or((rest, ""));
            text.push_str(before);
            self.at += before.len();
            match after.as_bytes().first() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.push(self.escape()?);
                }
                Some(_) => {
                    let problem = r"control character (\u0000-\u001F) found while parsing a string";
                    return Err(self.error(problem));
                }
                None => return Err(self.error("EOF while parsing a string")),
            }
        }
    }

    /// Reads the part of an escape after its backslash.
    fn escape(&mut self) -> Result<char, DecodeError> {
        let Some(byte) = self.text.as_bytes().get(self.at) else {
            return Err(self.error("EOF while parsing a string"));
        };
        let character = match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.hex_escape();
            }
            _ => return Err(self.error("invalid escape")),
        };
        self.at += 1;
        Ok(character)
    }

    /// Reads the digits of `\uXXXX`, and a second such escape if the first is half of a surrogate pair.
    fn hex_escape(&mut self) -> Result<char, DecodeError> {
        let first = self.hex_digits()?;
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        if first < 0xdc00 && rest.starts_with("\\u") {
            self.at += 2;
            let second = self.hex_digits()?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xd800) << 10 | (second - 0xdc00));
                if let Some(character) = char::from_u32(code) {
                    return Ok(character);
                }
            }
        }
        Err(self.error("lone surrogate in hex escape"))
    }

    pub(super) fn hex_digits(&mut self) -> Result<u32, DecodeError> {
        let Some(digits) = self.text.as_bytes().get(self.at..self.at + 4) else {
            return Err(self.error("EOF while parsing a string"));
        };
        let mut code = 0;
        for digit in digits {
            match char::from(*digit).to_digit(16) {
                Some(digit) => code = code << 4 | digit,
                None => return Err(self.error("invalid escape")),
            }
        }
        self.at += 4;
        Ok(code)
    }
}
