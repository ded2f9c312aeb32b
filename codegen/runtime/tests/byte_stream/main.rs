//! Content of streaming members: sources, ways to read and save it, files, progress, and the fake transport.

#![cfg(feature = "streams")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[cfg(feature = "blocking")]
mod blocking;
mod content;
#[cfg(feature = "test-util")]
mod fake;
mod files;
mod folder;
#[allow(dead_code, reason = "the slow ones are for other tests")]
#[path = "../support/pieces.rs"]
mod pieces;
mod progress;
mod readers;
#[path = "../support/run.rs"]
mod run;
mod saved;
#[cfg(all(feature = "blocking", feature = "http1"))]
#[path = "../support/server/mod.rs"]
mod server;
mod service;
#[path = "../support/until.rs"]
mod until;

use run::run;
use std::io;
use until::until;

/// Pieces of a source with its own errors.
pub type Pieces = pieces::Pieces<io::Error>;

/// Bytes that differ from place to place.
pub fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index % 251) as u8).collect()
}
