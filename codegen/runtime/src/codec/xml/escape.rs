//! Escaping of text and attributes.
//!
//! Line ends are references: parsers make a line feed of U+000D, and of U+0085 and U+2028 in XML 1.1. In attributes they
//! make a space of each.

/// Appends text; the error is the first character that XML 1.0 cannot carry.
pub(super) fn push_text(body: &mut Vec<u8>, text: &str) -> Result<(), char> {
    if text.bytes().all(is_plain) {
        body.extend_from_slice(text.as_bytes());
        return Ok(());
    }
    push(body, text, false)
}

/// Appends the value of an attribute; the error is the first character that XML 1.0 cannot carry.
pub(super) fn push_attribute(body: &mut Vec<u8>, text: &str) -> Result<(), char> {
    push(body, text, true)
}

/// Returns true for a byte that is written as it is in text, whichever follow.
#[inline]
fn is_plain(byte: u8) -> bool {
    // The first bytes of U+0085, of U+2028, and of U+FFFE and U+FFFF.
    let is_special = matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0xc2 | 0xe2 | 0xef);
    !is_special && (byte >= b' ' || byte == b'\t')
}

fn push(body: &mut Vec<u8>, text: &str, is_attribute: bool) -> Result<(), char> {
    body.reserve(text.len() + 16);
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let escaped = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&apos;",
            '\r' => "&#xD;",
            '\n' => "&#xA;",
            '\t' if is_attribute => "&#x9;",
            '\u{85}' => "&#x85;",
            '\u{2028}' => "&#x2028;",
            '\t' => continue,
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => return Err(character),
            _ => continue,
        };
        body.extend_from_slice(text.get(start..at).unwrap_or_default().as_bytes());
        body.extend_from_slice(escaped.as_bytes());
        start = at + character.len_utf8();
    }
    body.extend_from_slice(text.get(start..).unwrap_or_default().as_bytes());
    Ok(())
}
