//! Bytes of a file → its text.

use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// Returns the text of the file called `name`, without the byte order mark that some editors put before it.
///
/// # Errors
/// The text is not UTF-8; the error has the position of the first invalid byte.
pub fn text(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostics> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{FEFF}') {
            Some(text) => text.to_owned(),
            None => text,
        }),
        Err(error) => {
            let end = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..end).unwrap_or_default();
            let lines = before.split(|byte| *byte == b'\n');
            let column = lines.clone().next_back().map_or(0, <[u8]>::len) + 1;
            Err(Diagnostic::error("the file is not UTF-8")
                .file(name)
                .position(lines.count(), column)
                .help("convert it to UTF-8, the encoding of JSON")
                .into())
        }
    }
}
