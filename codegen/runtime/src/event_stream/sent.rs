//! Events that were sent, as a service reads them: for the fake transport.

use super::decoder::FrameDecoder;
use super::event::{INITIAL_REQUEST, Message};
use super::frame::{Frame, FrameError};
use super::frames::Events;
use crate::error::DecodeError;
use bytes::Bytes;

/// Events that were sent.
#[doc(hidden)]
pub struct SentEvents(pub(super) Frames);

pub(super) enum Frames {
    Whole(Vec<Frame>),
    Live(Events<Frame>),
}

impl SentEvents {
    /// Creates the events of frames that come later.
    pub(crate) fn live(frames: Events<Frame>) -> Self {
        Self(Frames::Live(frames))
    }

    /// Reads the frames of a body, with the document of the other members, which is empty if there is none. The start of a
    /// frame at the end is ignored.
    ///
    /// # Errors
    /// If a frame is invalid.
    pub(crate) fn read(body: Bytes) -> Result<(Bytes, Self), DecodeError> {
        let mut decoder = SentDecoder::new();
        decoder.push(body);
        let (mut document, mut frames) = (Bytes::new(), Vec::new());
        while let Some(frame) = decoder.next().map_err(unreadable)? {
            match initial(&frame) {
                Some(initial) => document = initial,
                None => frames.push(frame),
            }
        }
        Ok((document, Self(Frames::Whole(frames))))
    }
}

impl std::fmt::Debug for SentEvents {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("SentEvents").finish_non_exhaustive()
    }
}

fn unreadable(error: FrameError) -> DecodeError {
    DecodeError::new(&error.to_string())
}

/// Returns the document of the members beside the events, if a frame has it.
pub(crate) fn initial(frame: &Frame) -> Option<Bytes> {
    let message = Message::of(frame).ok()?;
    message
        .is_event(INITIAL_REQUEST)
        .then(|| frame.payload.clone())
}

/// Decoder of frames that may be in signed ones.
pub(crate) struct SentDecoder {
    outer: FrameDecoder,
    inner: FrameDecoder,
}

impl SentDecoder {
    pub(crate) fn new() -> Self {
        Self {
            outer: FrameDecoder::new(usize::MAX),
            inner: FrameDecoder::new(usize::MAX),
        }
    }

    pub(crate) fn push(&mut self, piece: Bytes) {
        self.outer.push(piece);
    }

    /// Returns the next frame of an event; `None` if it is not complete yet.
    pub(crate) fn next(&mut self) -> Result<Option<Frame>, FrameError> {
        loop {
            if let Some(frame) = self.inner.next()? {
                return Ok(Some(frame));
            }
            match self.outer.next()? {
                Some(frame) if frame.headers.get(":chunk-signature").is_some() => {
                    self.inner.push(frame.payload);
                }
                frame => return Ok(frame),
            }
        }
    }
}
