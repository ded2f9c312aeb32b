//! Percent-encoding of URIs (RFC 3986, section 2.1).

use std::fmt::Write as _;

/// Appends `text` with all but the unreserved characters and those of `kept` encoded, in upper-case digits.
pub(crate) fn push_encoded(uri: &mut String, text: &str, kept: &[u8]) {
    if text.bytes().all(is_unreserved) {
        uri.push_str(text);
        return;
    }
    for byte in text.bytes() {
        push(uri, byte, kept);
    }
}

/// Appends a text that may be encoded: it is decoded and then encoded as a whole, so that there is one encoding of each
/// text, whichever the URI has.
pub(crate) fn push_normalized(uri: &mut String, text: &str) {
    if text.bytes().all(is_unreserved) {
        uri.push_str(text);
        return;
    }
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = next(rest) {
        push(uri, byte, b"");
        rest = after;
    }
}

fn push(uri: &mut String, byte: u8, kept: &[u8]) {
    if is_unreserved(byte) || kept.contains(&byte) {
        uri.push(byte.into());
    } else {
        // Writing to a `String` does not fail.
        _ = write!(uri, "%{byte:02X}");
    }
}

/// Returns the decoded text; `None` if it is not UTF-8.
#[cfg(feature = "test-util")]
pub(crate) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = next(rest) {
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

/// Returns the first byte of a text, decoded if it is encoded, and the rest.
fn next(text: &[u8]) -> Option<(u8, &[u8])> {
    if let [b'%', high, low, rest @ ..] = text
        && let (Some(high), Some(low)) = (digit(*high), digit(*low))
    {
        return Some((high << 4 | low, rest));
    }
    let (byte, rest) = text.split_first()?;
    Some((*byte, rest))
}

fn digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

/// Returns true for an unreserved character (RFC 3986, section 2.3).
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}
