//! CBOR (RFC 8949) in the form of Smithy's RPC v2 protocol.
//!
//! cbor2 stands below both directions: it takes every form that a value can have, follows nesting to a limit only, and
//! allocates for what has arrived, never for what a length claims. Values in their plain forms, which are nearly all, are
//! read before it is asked (`read.rs`). It would write floats of 16 bits, which the protocol says not to send, so writing
//! is a serializer of our own over its encoder (`write.rs`).
//!
//! The protocol has no documents. Where a model has them all the same, they are what their JSON is.

mod read;
mod write;

pub(super) use write::write;

use super::names::Names;
use crate::error::{DecodeError, Envelope};
use cbor2::de::Error;
use read::Reader;
use serde::de::DeserializeOwned;

/// How deep values may be inside each other: as deep as `serde_json` follows them.
const DEPTH: usize = 128;

/// A map without entries, and what says that there is none.
const NOTHING: [&[u8]; 3] = [b"", &[0xf6], &[0xf7]];
const EMPTY: &[u8] = &[0xa0];

pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = if is_empty(body) { EMPTY } else { body };
    let mut reader = Reader::new(body, DEPTH);
    let value = T::deserialize(&mut reader);
    let offset = reader.offset();
    match value {
        Ok(value) if offset == body.len() => Ok(value),
        Ok(_) => Err(DecodeError::of_bytes("something after the value", offset)),
        Err(error) => Err(describe(&error, offset)),
    }
}

/// Returns whether there is no value.
pub(super) fn is_empty(body: &[u8]) -> bool {
    NOTHING.contains(&body)
}

pub(super) fn names(body: &[u8]) -> Vec<String> {
    Names::read(&mut Reader::new(body, DEPTH))
}

pub(super) fn envelope(body: &[u8]) -> Envelope {
    Envelope::read(&mut Reader::new(body, DEPTH))
}

/// What is wrong and where, without the value that is there.
fn describe(error: &Error, offset: usize) -> DecodeError {
    match error {
        Error::Io(_) => DecodeError::of_bytes("the body ends within a value", offset),
        Error::Syntax(at) => DecodeError::of_bytes("what is no CBOR", *at),
        Error::Semantic(at, text) => DecodeError::of_bytes(text, at.unwrap_or(offset)),
        Error::RecursionLimitExceeded => {
            DecodeError::of_bytes("values too deep inside each other", offset)
        }
    }
}

#[cfg(test)]
mod tests;
