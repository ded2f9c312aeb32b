//! A service like Amazon S3, written as the generator writes it: addresses, names of objects, errors, sessions, and
//! presigned requests.

#![cfg(all(
    feature = "sigv4-s3express",
    feature = "streams",
    feature = "serde",
    feature = "test-util"
))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[allow(dead_code, reason = "calls need a part of it")]
#[path = "../calls/clock.rs"]
mod clock;
mod errors;
mod keys;
mod listings;
mod presign;
mod service;
mod session_failures;
mod sessions;
mod settings;
#[allow(dead_code, reason = "requests come from the transport, not from bytes")]
#[path = "../support/sigv4.rs"]
mod sigv4;
#[path = "../support/structure.rs"]
mod structure;
mod wire;
