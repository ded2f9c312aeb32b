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
mod progress;
mod readers;
mod saved;
#[cfg(all(feature = "blocking", feature = "http1"))]
#[path = "../support/server/mod.rs"]
mod server;
mod service;

use runtime::bytes::Bytes;
use runtime::futures_core::Stream;
use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time;

/// Pieces that are there, and their end.
pub struct Pieces(VecDeque<io::Result<Bytes>>);

impl Pieces {
    /// These pieces.
    pub fn of(pieces: &[&'static str]) -> Self {
        let pieces = pieces
            .iter()
            .map(|piece| Ok(Bytes::from_static(piece.as_bytes())));
        Self(pieces.collect())
    }

    /// The pieces, and then an error.
    pub fn failing(pieces: &[&'static str], message: &str) -> Self {
        let mut pieces = Self::of(pieces);
        pieces.0.push_back(Err(io::Error::other(message)));
        pieces
    }
}

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

/// Bytes that differ from place to place.
pub fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index % 251) as u8).collect()
}

/// Waits until something is so elsewhere, which nothing awaits.
pub async fn until(mut so: impl FnMut() -> bool) {
    let waiting = async {
        while !so() {
            time::sleep(Duration::from_millis(1)).await;
        }
    };
    time::timeout(Duration::from_secs(20), waiting)
        .await
        .expect("what the test waits for does not come");
}

/// Runs what waits for nothing, without a runtime.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    match std::pin::pin!(future).poll(&mut Context::from_waker(std::task::Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something"),
    }
}
