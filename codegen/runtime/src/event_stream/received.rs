//! Frames of a response.

use super::context::Context;
use super::decoder::FrameDecoder;
use super::frame::{Frame, FrameError};
use crate::transport::{Body, TransportError};
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Poll, ready};

/// Response whose body is an event stream.
#[doc(hidden)]
pub struct Received {
    pub(super) context: Context,
    body: Body,
    decoder: FrameDecoder,
}

/// Reasons why there is no further frame.
pub(super) enum Broken {
    Frame(FrameError),
    Transport(TransportError),
}

impl Received {
    /// Creates the events of `body`, whose frames may have at most `limit` bytes.
    pub(crate) fn new(context: Context, body: Body, limit: usize) -> Self {
        Self {
            context,
            body,
            decoder: FrameDecoder::new(limit),
        }
    }

    /// Returns the next frame; `None` at the end of the stream.
    pub(super) fn poll_frame(
        &mut self,
        context: &mut std::task::Context<'_>,
    ) -> Poll<Option<Result<Frame, Broken>>> {
        loop {
            match self.decoder.next() {
                Ok(Some(frame)) => return Poll::Ready(Some(Ok(frame))),
                Ok(None) => {}
                Err(error) => return Poll::Ready(Some(Err(Broken::Frame(error)))),
            }
            match ready!(Pin::new(&mut self.body).poll_next(context)) {
                Some(Ok(piece)) => self.decoder.push(piece),
                Some(Err(error)) => return Poll::Ready(Some(Err(Broken::Transport(error)))),
                None => {
                    let end = self.decoder.finish();
                    return Poll::Ready(end.err().map(|error| Err(Broken::Frame(error))));
                }
            }
        }
    }
}

impl std::fmt::Debug for Received {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Received")
            .field("operation", &self.context.target.operation)
            .finish_non_exhaustive()
    }
}
