//! JSON (RFC 8259) in the form of the AWS JSON protocols.
//!
//! Blobs are padded base64, timestamps have the format of the model, and floats that JSON numbers lack are strings.

mod error;
mod number;
mod read;
mod skip;
mod source;
mod text;
mod untyped;
mod write;

use super::CAPACITY;
use super::source::whole;
use crate::error::DecodeError;
use crate::wire::{Format, Structure, StructureFormat};
use read::Reader;
use std::convert::Infallible;
#[cfg(feature = "client")]
pub(crate) use write::Object;
use write::Writer;

/// Maximum depth of nested values: the same as that of `serde_json`, which rejects the 128th level.
const DEPTH: usize = 127;

pub(crate) fn write<T: Structure>(value: &T) -> Vec<u8> {
    write_value::<StructureFormat<T>>(value)
}

pub(crate) fn read<T: Structure>(body: &[u8]) -> Result<T, DecodeError> {
    whole(structure(body)?)
}

/// Writes one value.
pub(crate) fn write_value<F: Format>(value: &F::Value) -> Vec<u8> {
    let mut body = Vec::with_capacity(CAPACITY);
    let result: Result<(), Infallible> = F::write(value, Writer::new(&mut body));
    match result {
        Ok(()) => body,
    }
}

/// Reads one value; `None` for `null`.
pub(crate) fn read_value<F: Format>(text: &str) -> Result<Option<F::Value>, DecodeError> {
    let mut slot = None;
    let mut reader = Reader::new(text);
    F::read(&mut slot, &mut reader)?;
    reader.end()?;
    Ok(slot)
}

/// Returns true if there is no value.
pub(super) fn is_empty(body: &[u8]) -> bool {
    matches!(body.trim_ascii(), b"" | b"null")
}

/// Returns the body as a string; an empty body as an empty structure.
fn text(body: &[u8]) -> Result<&str, DecodeError> {
    let body = if is_empty(body) { b"{}" } else { body };
    // Checked once for the whole body, not string by string: JSON is UTF-8 everywhere (RFC 8259, section 8.1), also in
    // values that are skipped.
    str::from_utf8(body).map_err(|error| DecodeError::new(&error.to_string()))
}

/// Returns a reader at the start of an error's body, which is read as far as it can be.
pub(super) fn reader(body: &[u8]) -> Reader<'_> {
    let text = match str::from_utf8(body) {
        Ok(text) => text,
        Err(error) => {
            str::from_utf8(body.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
    };
    Reader::new(text)
}

/// Returns a reader at the start of a structure.
pub(super) fn structure(body: &[u8]) -> Result<Reader<'_>, DecodeError> {
    text(body).map(Reader::new)
}

/// Returns true if the text is one value that can be skipped.
#[cfg(test)]
fn skipped(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.skip_value().is_ok() && reader.end().is_ok()
}

#[cfg(test)]
mod tests;
