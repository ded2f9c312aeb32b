//! CBOR (RFC 8949) in the form of Smithy's RPC v2 protocol.
//!
//! cbor2 reads: its decoder takes every form that a value can have, follows nesting to a limit only, and allocates for
//! what has arrived, never for what a length claims. It would write floats of 16 bits, which the protocol says not to
//! send, so writing is a serializer of our own over its encoder.
//!
//! The protocol has no documents. Where a model has them all the same, they are what their JSON is.

mod write;

pub(super) use write::write;

use crate::error::{DecodeError, Envelope};
use cbor2::de::{Deserializer, Error, SliceSource};
use serde::de::DeserializeOwned;

/// How deep values may be inside each other: as deep as `serde_json` follows them.
const DEPTH: usize = 128;

/// A map without entries, and what says that there is none.
const NOTHING: [&[u8]; 3] = [b"", &[0xf6], &[0xf7]];
const EMPTY: &[u8] = &[0xa0];

fn deserializer(body: &[u8]) -> Deserializer<SliceSource<'_>> {
    Deserializer::from_slice_with_recursion_limit(body, DEPTH)
}

pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = if NOTHING.contains(&body) { EMPTY } else { body };
    let mut deserializer = deserializer(body);
    let value = T::deserialize(&mut deserializer);
    let offset = deserializer.offset();
    match value {
        Ok(value) if offset == body.len() => Ok(value),
        Ok(_) => Err(DecodeError::of_bytes("something after the value", offset)),
        Err(error) => Err(describe(&error, offset)),
    }
}

pub(super) fn envelope(body: &[u8]) -> Envelope {
    Envelope::read(&mut deserializer(body))
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
