//! CBOR (RFC 8949) in the form of Smithy's RPC v2 protocol.
//!
//! Every form of a value is read. Written are definite lengths, and integers and floats in the smallest width, except
//! 16-bit floats: both are rules of Smithy's specification of the protocol (its section on numeric types), since not every
//! service reads 16-bit floats.
//!
//! The protocol does not support documents. If a model has them nevertheless, they are written like any other value.

mod head;
mod number;
mod read;
mod source;
mod untyped;
mod write;

#[cfg(feature = "event-streams")]
pub(super) use write::Object;
pub(super) use write::write;
#[cfg(any(feature = "event-streams", feature = "test-util"))]
pub(super) use write::write_value;

#[cfg(feature = "test-util")]
use crate::error::DecodeError;
#[cfg(feature = "test-util")]
use crate::wire::Format;
use read::Reader;

/// Maximum depth of nested values: about that of JSON.
const DEPTH: usize = 128;

/// The empty map, and encodings of no value.
const NOTHING: [&[u8]; 3] = [b"", &[0xf6], &[0xf7]];
const EMPTY: &[u8] = &[0xa0];

/// Tags (RFC 8949, section 3.4).
mod tag {
    /// A date and time of RFC 3339.
    pub(super) const DATE_TIME: u64 = 0;
    /// Seconds since 1970.
    pub(super) const EPOCH_SECONDS: u64 = 1;
    /// An integer that is not negative, as bytes, the most significant first.
    pub(super) const BIG_POSITIVE: u64 = 2;
    /// -1 minus such an integer.
    pub(super) const BIG_NEGATIVE: u64 = 3;
    /// An exponent to the base 10, and an integer to multiply.
    pub(super) const DECIMAL: u64 = 4;
}

/// Returns a reader at the start of a structure.
pub(super) fn structure(body: &[u8]) -> Reader<'_> {
    reader(if is_empty(body) { EMPTY } else { body })
}

/// Returns a reader at the start of an error's body, which is read as far as it can be.
pub(super) fn reader(body: &[u8]) -> Reader<'_> {
    Reader::new(body)
}

/// Reads one value; `None` for `null`.
#[cfg(feature = "test-util")]
pub(super) fn read_value<F: Format>(body: &[u8]) -> Result<Option<F::Value>, DecodeError> {
    let mut slot = None;
    let mut reader = Reader::new(body);
    F::read(&mut slot, &mut reader)?;
    reader.end()?;
    Ok(slot)
}

/// Returns true if there is no value.
pub(super) fn is_empty(body: &[u8]) -> bool {
    NOTHING.contains(&body)
}

/// Returns true if the body is one value that can be skipped.
#[cfg(all(feature = "serde", feature = "test-util"))]
#[cfg(test)]
fn skipped(body: &[u8]) -> bool {
    use super::source::Source;

    let mut reader = Reader::new(body);
    reader.skip_value().is_ok() && reader.end().is_ok()
}

#[cfg(all(feature = "serde", feature = "test-util"))]
#[cfg(test)]
mod tests;
