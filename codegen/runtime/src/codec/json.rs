//! JSON (RFC 8259) in the form of the AWS JSON protocols.
//!
//! Blobs are padded base64, timestamps have the format of the model, and floats that JSON numbers lack are strings.

mod error;
mod number;
mod read;
mod shape;
mod skip;
mod text;
mod untyped;
mod write;

use super::CAPACITY;
use crate::error::{DecodeError, Envelope};
use crate::wire::{Format, Structure, StructureFormat};
use read::Reader;
use std::convert::Infallible;
use write::Writer;

/// Maximum depth of nested values: the same as that of `serde_json`, which rejects the 128th level.
const DEPTH: usize = 127;

pub(crate) fn write<T: Structure>(value: &T) -> Vec<u8> {
    write_value::<StructureFormat<T>>(value)
}

pub(crate) fn read<T: Structure>(body: &[u8]) -> Result<T, DecodeError> {
    let mut slot = None;
    let mut reader = Reader::new(text(body)?);
    reader.read_structure(&mut slot)?;
    reader.end()?;
    Ok(slot.unwrap_or_else(T::zero))
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

/// Callback for a member: its index and the reader at its value.
type Take<'a> = dyn FnMut(usize, &mut Reader<'_>) -> Result<bool, DecodeError> + 'a;

/// Calls `take` with each of these members of a structure.
pub(super) fn members(
    body: &[u8],
    members: &'static [&'static str],
    take: &mut Take<'_>,
) -> Result<(), DecodeError> {
    let mut reader = Reader::new(text(body)?);
    reader.read_members(members, take)?;
    reader.end()
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

/// Calls `take` with the name of each member of a structure, and the reader at its value, up to the first error of invalid
/// input.
fn each_member<'de>(
    body: &'de [u8],
    take: &mut dyn FnMut(&str, &mut Reader<'de>) -> Result<(), DecodeError>,
) {
    // An error's body is read as far as it can be.
    let text = match str::from_utf8(body) {
        Ok(text) => text,
        Err(error) => {
            str::from_utf8(body.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
    };
    let _ = Reader::new(text).each_member(take);
}

pub(super) fn envelope(body: &[u8]) -> Envelope {
    let mut envelope = Envelope::default();
    each_member(body, &mut |name, reader| {
        if let Some(text) = reader.string_or_skip()? {
            envelope.set(name, &text);
        }
        Ok(())
    });
    envelope
}

/// Returns the names of the members that are not null, up to the first error of invalid input.
#[cfg(feature = "client")]
pub(super) fn names(body: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    each_member(body, &mut |name, reader| {
        if reader.skip_value()? {
            names.push(name.to_owned());
        }
        Ok(())
    });
    names
}

/// Returns true if the text is one value that can be skipped.
#[cfg(test)]
fn skipped(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.skip_value().is_ok() && reader.end().is_ok()
}

#[cfg(test)]
mod tests;
