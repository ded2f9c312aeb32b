//! Checksums of requests and responses, over a transport that keeps what it is given.
//!
//! Expected values are of Python: `base64.b64encode(zlib.crc32(data).to_bytes(4, "big"))`, and `hashlib` for SHA-1 and SHA-256;
//! those of CRC-32C are of awscrt 0.31, or of AWS's documentation.

#![cfg(all(feature = "checksums", feature = "test-util", feature = "serde"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[allow(dead_code, reason = "other tests have slow streams")]
#[path = "../support/pieces.rs"]
mod pieces;
#[cfg(feature = "http1")]
#[path = "../support/server/mod.rs"]
mod server;
#[allow(dead_code, reason = "other tests verify more kinds of requests")]
#[path = "../support/sigv4.rs"]
mod sigv4;
#[path = "../support/structure.rs"]
mod structure;

mod fake;
mod headers;
mod plain;
mod responses;
mod service;
mod trailers;
#[cfg(feature = "http1")]
mod wire;
mod world;
