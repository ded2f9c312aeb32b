//! Content that both sides send and receive.

use bytes::Bytes;
use futures_core::Stream;
use measure::Result;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Number of bytes in each direction: 1 GiB.
pub const LENGTH: u64 = 1 << 30;

const PIECE: usize = 64 * 1024;
static DATA: [u8; PIECE] = [7; PIECE];

/// Pieces that take no time and no memory.
pub struct Source(u64);

impl Source {
    pub fn new() -> Self {
        Self(LENGTH)
    }
}

impl Stream for Source {
    type Item = std::result::Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(left) = self.0.checked_sub(PIECE as u64) else {
            return Poll::Ready(None);
        };
        self.0 = left;
        Poll::Ready(Some(Ok(Bytes::from_static(&DATA))))
    }
}

/// The mode of the program: `small`, `receive` or `send`.
pub fn mode() -> Result<String> {
    Ok(std::env::args().nth(1).ok_or("the mode is missing")?)
}

/// The server.
pub fn url() -> Result<String> {
    Ok(std::env::var("AWS_ENDPOINT_URL")?)
}
