//! Values as bytes have them: what services send that is not quite what their models say, and what becomes of it.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod integers;
mod paths;
mod timestamps;

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// Reads a body of this JSON, as text and as a tree.
#[track_caller]
fn read<T: DeserializeOwned + Debug>(json: &str) -> T {
    attempt(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

#[track_caller]
fn attempt<T: DeserializeOwned + Debug>(json: &str) -> Result<T, String> {
    let read = serde_json::from_str::<T>(json);
    let from_reader = serde_json::from_reader::<_, T>(json.as_bytes());
    assert_eq!(
        read.is_ok(),
        from_reader.is_ok(),
        "{json}: {read:?} {from_reader:?}"
    );
    read.map_err(|error| error.to_string())
}

#[track_caller]
fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// Reads a body of CBOR, which is given in hexadecimal digits.
#[cfg(all(feature = "cbor", feature = "test-util"))]
fn attempt_cbor<T: DeserializeOwned>(digits: &str) -> Result<T, String> {
    let codec = runtime::protocol_test::Codec::Cbor;
    codec
        .read(&bytes(digits))
        .map_err(|error| error.to_string())
}

#[cfg(all(feature = "cbor", feature = "test-util"))]
fn written_cbor(value: &impl Serialize) -> Vec<u8> {
    runtime::protocol_test::Codec::Cbor.write(value).unwrap()
}

#[cfg(all(feature = "cbor", feature = "test-util"))]
fn bytes(digits: &str) -> Vec<u8> {
    let digits: String = digits.split_ascii_whitespace().collect();
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(byte).collect()
}
