//! Hexadecimal encoding.

/// Encodes bytes as hexadecimal digits in lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    let digits = digits.map(|value| match value {
        0..10 => b'0' + value,
        _ => b'a' - 10 + value,
    });
    // Digits are ASCII, so that this does not fail.
    String::from_utf8(digits.collect()).unwrap_or_default()
}
