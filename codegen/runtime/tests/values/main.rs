//! Values as bytes have them: what services send that is not quite what their models say, and what becomes of it.

#![cfg(feature = "serde")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod integers;
mod paths;
mod timestamps;

use runtime::wire::Structure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// Reads a body of this JSON, by the codec and by serde.
#[track_caller]
fn read<T: Structure + DeserializeOwned + Debug>(json: &str) -> T {
    attempt(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

#[track_caller]
fn attempt<T: Structure + DeserializeOwned + Debug>(json: &str) -> Result<T, String> {
    let read = runtime::wire::read_json::<T>(json).map_err(|error| error.to_string());
    let views = [
        serde_json::from_str::<T>(json),
        serde_json::from_reader::<_, T>(json.as_bytes()),
    ];
    for view in views {
        assert_eq!(read.is_ok(), view.is_ok(), "{json}: {read:?} {view:?}");
        if let (Ok(read), Ok(view)) = (&read, view) {
            assert_eq!(format!("{read:?}"), format!("{view:?}"), "{json}");
        }
    }
    read
}

#[track_caller]
fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// Reads a body of CBOR, which is given in hexadecimal digits.
#[cfg(all(feature = "cbor", feature = "test-util"))]
fn attempt_cbor<T: Structure>(digits: &str) -> Result<T, String> {
    let codec = runtime::protocol_test::Codec::Cbor;
    codec
        .read(&bytes(digits))
        .map_err(|error| error.to_string())
}

#[cfg(all(feature = "cbor", feature = "test-util"))]
fn written_cbor(value: &impl Structure) -> Vec<u8> {
    runtime::protocol_test::Codec::Cbor.write(value).unwrap()
}

#[cfg(all(feature = "cbor", feature = "test-util"))]
fn bytes(digits: &str) -> Vec<u8> {
    let digits: String = digits.split_ascii_whitespace().collect();
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(byte).collect()
}
