//! Heads of values (RFC 8949, section 3).

use super::read::Reader;
use crate::error::DecodeError;
use std::borrow::Cow;

/// The head of a value: its type with its number, or the length of what follows. A length of `None` is indefinite.
#[derive(Clone, Copy)]
pub(super) enum Head {
    Unsigned(u64),
    /// -1 minus this number.
    Negative(u64),
    Bytes(Option<u64>),
    Text(Option<u64>),
    List(Option<u64>),
    Map(Option<u64>),
    Tag(u64),
    Bool(bool),
    /// `null` or `undefined`.
    Null,
    Float(f64),
    /// Any other simple value.
    Simple,
    Break,
}

impl Head {
    /// Describes the type of the value.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Unsigned(_) | Self::Negative(_) => "integer",
            Self::Bytes(_) => "bytes",
            Self::Text(_) => "string",
            Self::List(_) => "sequence",
            Self::Map(_) => "map",
            Self::Tag(_) => "tag",
            Self::Bool(_) => "boolean",
            Self::Null => "null",
            Self::Float(_) => "floating point",
            Self::Simple => "an unknown simple value",
            Self::Break => "break",
        }
    }
}

impl<'de> Reader<'de> {
    /// Reads a head.
    #[inline]
    pub(super) fn head(&mut self) -> Result<Head, DecodeError> {
        let byte = self.byte()?;
        let info = byte & 0x1f;
        let number = match info {
            0..24 => Some(u64::from(info)),
            24 => Some(self.number::<1>()?),
            25 => Some(self.number::<2>()?),
            26 => Some(self.number::<4>()?),
            27 => Some(self.number::<8>()?),
            31 => None,
            _ => return Err(self.error("malformed head of a value")),
        };
        match (byte >> 5, number) {
            (0, Some(number)) => Ok(Head::Unsigned(number)),
            (1, Some(number)) => Ok(Head::Negative(number)),
            (2, length) => Ok(Head::Bytes(length)),
            (3, length) => Ok(Head::Text(length)),
            (4, length) => Ok(Head::List(length)),
            (5, length) => Ok(Head::Map(length)),
            (6, Some(number)) => Ok(Head::Tag(number)),
            (7, Some(number)) => self.simple(info, number),
            (7, None) => Ok(Head::Break),
            _ => Err(self.error("malformed head of a value")),
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the number has the width that the head says"
    )]
    fn simple(&self, info: u8, number: u64) -> Result<Head, DecodeError> {
        Ok(match (info, number) {
            (20, _) => Head::Bool(false),
            (21, _) => Head::Bool(true),
            (22 | 23, _) => Head::Null,
            (25, bits) => Head::Float(half(bits as u16)),
            (26, bits) => Head::Float(f32::from_bits(bits as u32).into()),
            (27, bits) => Head::Float(f64::from_bits(bits)),
            // Values below 32 have no second byte (RFC 8949, section 3.3).
            (24, ..32) => return Err(self.error("malformed head of a value")),
            _ => Head::Simple,
        })
    }

    #[inline]
    fn byte(&mut self) -> Result<u8, DecodeError> {
        match self.input.get(self.at) {
            Some(byte) => {
                self.at += 1;
                Ok(*byte)
            }
            None => Err(self.truncated()),
        }
    }

    #[inline]
    fn number<const N: usize>(&mut self) -> Result<u64, DecodeError> {
        let rest = self.input.get(self.at..).unwrap_or_default();
        let Some(bytes) = rest.first_chunk::<N>() else {
            return Err(self.truncated());
        };
        self.at += N;
        Ok(bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// Reads this number of bytes.
    #[inline]
    fn take(&mut self, length: u64) -> Result<&'de [u8], DecodeError> {
        let rest = self.input.get(self.at..).unwrap_or_default();
        let bytes = usize::try_from(length)
            .ok()
            .and_then(|length| rest.get(..length));
        let Some(bytes) = bytes else {
            return Err(self.truncated());
        };
        self.at += bytes.len();
        Ok(bytes)
    }

    /// Reads a number below 24; `None`, and nothing is read, for any other value.
    #[inline]
    pub(super) fn small_number(&mut self) -> Option<u64> {
        let number = self.input.get(self.at).filter(|byte| **byte < 24)?;
        self.at += 1;
        Some(u64::from(*number))
    }

    /// Reads a string of at most 255 bytes, without a tag; `None`, and nothing is read, for any other value.
    #[inline]
    pub(super) fn short_text(&mut self) -> Option<&'de str> {
        let text = str::from_utf8(self.short_text_bytes()?).ok()?;
        self.at += short_head(text.len()) + text.len();
        Some(text)
    }

    /// Skips the string at this position if it is `text`, which has at most 255 bytes.
    #[inline]
    pub(super) fn skip_if(&mut self, text: &str) -> bool {
        let is_same = self.short_text_bytes() == Some(text.as_bytes());
        if is_same {
            self.at += short_head(text.len()) + text.len();
        }
        is_same
    }

    /// Returns the bytes of the string at this position, if its head is of the least width for at most 255 bytes.
    #[inline]
    fn short_text_bytes(&self) -> Option<&'de [u8]> {
        let rest = self.input.get(self.at..)?;
        let (length, after) = match rest {
            [head @ 0x60..0x78, after @ ..] => (head & 0x1f, after),
            [0x78, length @ 24..=0xff, after @ ..] => (*length, after),
            _ => return None,
        };
        after.get(..usize::from(length))
    }

    /// Reads the bytes of a string with this length; an indefinite one has chunks of definite length.
    #[inline]
    pub(super) fn bytes(&mut self, length: Option<u64>) -> Result<Cow<'de, [u8]>, DecodeError> {
        match length {
            Some(length) => self.take(length).map(Cow::Borrowed),
            None => self.chunks(|head| match head {
                Head::Bytes(length) => length,
                _ => None,
            }),
        }
    }

    /// Reads the text of a string with this length; an indefinite one has chunks of definite length.
    #[inline]
    pub(super) fn text(&mut self, length: Option<u64>) -> Result<Cow<'de, str>, DecodeError> {
        let start = self.at;
        let invalid = |reader: &Self| reader.error_at("a string that is not UTF-8", start);
        let Some(length) = length else {
            let bytes = self.chunks(|head| match head {
                Head::Text(length) => length,
                _ => None,
            })?;
            let text = String::from_utf8(bytes.into_owned());
            return text.map(Cow::Owned).map_err(|_| invalid(self));
        };
        match str::from_utf8(self.take(length)?) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(_) => Err(invalid(self)),
        }
    }

    #[cold]
    fn chunks(&mut self, length: fn(Head) -> Option<u64>) -> Result<Cow<'de, [u8]>, DecodeError> {
        let mut bytes = Vec::new();
        loop {
            match self.head()? {
                Head::Break => return Ok(Cow::Owned(bytes)),
                head => match length(head) {
                    Some(length) => bytes.extend_from_slice(self.take(length)?),
                    None => return Err(self.error("a chunk of another type within a string")),
                },
            }
        }
    }
}

/// Returns the size of the head of a string of at most 255 bytes.
#[inline]
fn short_head(length: usize) -> usize {
    if length < 24 { 1 } else { 2 }
}

/// Converts a 16-bit float (RFC 8949, appendix D).
fn half(bits: u16) -> f64 {
    let exponent = i32::from(bits >> 10 & 0x1f);
    let mantissa = f64::from(bits & 0x3ff);
    let value = match exponent {
        0 => mantissa * 2_f64.powi(-24),
        31 if bits & 0x3ff == 0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (mantissa + 1024.0) * 2_f64.powi(exponent - 25),
    };
    if bits & 0x8000 == 0 { value } else { -value }
}
