//! Percent-encoding of URIs (RFC 3986, section 2.1).

/// Appends `text` with all but the unreserved characters and those of `kept` encoded, in upper-case digits.
pub(crate) fn push_encoded(uri: &mut String, text: &str, kept: &[u8]) {
    let is_kept = |byte: u8| is_unreserved(byte) || kept.contains(&byte);
    let mut start = 0;
    // What is kept is ASCII: both ends of it are boundaries of characters.
    for (at, byte) in text.bytes().enumerate() {
        if !is_kept(byte) {
            uri.push_str(text.get(start..at).unwrap_or_default());
            push_digits(uri, byte);
            start = at + 1;
        }
    }
    uri.push_str(text.get(start..).unwrap_or_default());
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
        match is_unreserved(byte) {
            true => uri.push(byte.into()),
            false => push_digits(uri, byte),
        }
        rest = after;
    }
}

fn push_digits(uri: &mut String, byte: u8) {
    uri.push('%');
    for digit in [byte >> 4, byte & 0xf] {
        let digit = char::from_digit(digit.into(), 16).unwrap_or_default();
        uri.push(digit.to_ascii_uppercase());
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
