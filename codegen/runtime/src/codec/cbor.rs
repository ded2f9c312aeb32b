//! CBOR (RFC 8949) in the form of Smithy's RPC v2 protocol.
//!
//! Both directions are built on cbor2, which accepts every form of a value, limits the depth of nesting, and allocates
//! for bytes received, never for a declared length. Values in their plain forms, which are nearly all, are read without
//! it (`read.rs`). cbor2 would write 16-bit floats, which the protocol does not allow, so writing is a serializer of
//! this crate over its encoder (`write.rs`).
//!
//! The protocol does not support documents. If a model has them nevertheless, they are written as in JSON.

mod read;
mod write;

pub(super) use write::write;

use super::names::Names;
use crate::error::{DecodeError, Envelope};
use cbor2::de::Error;
use read::Reader;
use serde::de::DeserializeOwned;

/// Maximum depth of nested values: the same as that of `serde_json`.
const DEPTH: usize = 128;

/// The empty map, and encodings of no value.
const NOTHING: [&[u8]; 3] = [b"", &[0xf6], &[0xf7]];
const EMPTY: &[u8] = &[0xa0];

pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = if is_empty(body) { EMPTY } else { body };
    let mut reader = Reader::new(body, DEPTH);
    let value = T::deserialize(&mut reader);
    let offset = reader.offset();
    match value {
        Ok(value) if offset == body.len() => Ok(value),
        Ok(_) => Err(DecodeError::of_bytes(
            "trailing data after the value",
            offset,
        )),
        Err(error) => Err(describe(&error, offset)),
    }
}

/// Returns true if there is no value.
pub(super) fn is_empty(body: &[u8]) -> bool {
    NOTHING.contains(&body)
}

pub(super) fn names(body: &[u8]) -> Vec<String> {
    Names::read(&mut Reader::new(body, DEPTH))
}

pub(super) fn envelope(body: &[u8]) -> Envelope {
    Envelope::read(&mut Reader::new(body, DEPTH))
}

/// Describes an error and its location, without the value at fault.
fn describe(error: &Error, offset: usize) -> DecodeError {
    match error {
        Error::Io(_) => DecodeError::of_bytes("the body ends in the middle of a value", offset),
        Error::Syntax(at) => DecodeError::of_bytes("invalid CBOR", *at),
        Error::Semantic(at, text) => DecodeError::of_bytes(text, at.unwrap_or(offset)),
        Error::RecursionLimitExceeded => {
            DecodeError::of_bytes("values that are nested too deeply", offset)
        }
    }
}

#[cfg(test)]
mod tests;
