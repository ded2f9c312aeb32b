//! Incremental decoder of frames.

use super::frame::{
    CHECKSUM, Frame, FrameError, FrameProblem, Headers, PRELUDE, SMALLEST, check, crc,
};
use bytes::{Buf, Bytes, BytesMut};

/// Decoder of frames that come in pieces of any size.
///
/// A frame that is whole in one piece shares its memory. Any other is collected, in memory that grows with the bytes
/// received, whatever length the frame declares.
pub(crate) struct FrameDecoder {
    /// Maximum size of a frame.
    limit: usize,
    /// Start of a frame that came in more than one piece, and what follows it.
    collected: BytesMut,
    /// Rest of the last piece, if nothing is collected.
    piece: Bytes,
    /// Lengths of the frame that is incomplete.
    prelude: Option<Prelude>,
    /// Offset of the next frame in the stream, in bytes.
    offset: u64,
}

/// Lengths of a frame, which were checked.
#[derive(Clone, Copy)]
struct Prelude {
    length: usize,
    headers: usize,
}

impl FrameDecoder {
    /// Creates a decoder of frames of at most `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            collected: BytesMut::new(),
            piece: Bytes::new(),
            prelude: None,
            offset: 0,
        }
    }

    /// Adds the next piece of the stream. [`next`](Self::next) is called until it has no further frame, then the next piece
    /// is added.
    pub(crate) fn push(&mut self, piece: Bytes) {
        if self.left() == 0 {
            self.piece = piece;
            return;
        }
        self.collected
            .extend_from_slice(&std::mem::take(&mut self.piece));
        self.collected.extend_from_slice(&piece);
    }

    /// Returns the next frame; `None` if it is not complete yet.
    ///
    /// # Errors
    /// If the frame is invalid or too large. The stream cannot be read further.
    pub(crate) fn next(&mut self) -> Result<Option<Frame>, FrameError> {
        self.decode()
            .map_err(|problem| FrameError::decoding(problem, self.offset))
    }

    /// Checks that the stream has not ended inside of a frame.
    ///
    /// # Errors
    /// If it has.
    pub(crate) fn finish(&self) -> Result<(), FrameError> {
        match self.left() {
            0 => Ok(()),
            left => Err(FrameError::decoding(
                FrameProblem::Incomplete(left),
                self.offset,
            )),
        }
    }

    fn decode(&mut self) -> Result<Option<Frame>, FrameProblem> {
        let Some(prelude) = self.prelude()? else {
            return Ok(None);
        };
        let Some(frame) = self.received().get(..prelude.length) else {
            return Ok(None);
        };
        prelude.check(frame)?;
        let mut payload = self.split(prelude.length);
        payload.truncate(prelude.length - CHECKSUM);
        let mut headers = payload.split_to(PRELUDE + prelude.headers);
        headers.advance(PRELUDE);
        self.prelude = None;
        self.offset += prelude.length as u64;
        let headers = Headers::new(headers);
        Ok(Some(Frame { headers, payload }))
    }

    /// Returns the lengths of the next frame, once they are there.
    fn prelude(&mut self) -> Result<Option<Prelude>, FrameProblem> {
        if self.prelude.is_none() {
            let start = self.received().first_chunk::<PRELUDE>();
            self.prelude = start
                .map(|start| Prelude::new(start, self.limit))
                .transpose()?;
        }
        Ok(self.prelude)
    }

    fn received(&self) -> &[u8] {
        if self.collected.is_empty() {
            &self.piece
        } else {
            &self.collected
        }
    }

    fn left(&self) -> usize {
        self.received().len()
    }

    /// Takes the first `length` bytes, which were received.
    fn split(&mut self, length: usize) -> Bytes {
        if self.collected.is_empty() {
            return self.piece.split_to(length);
        }
        let frame = self.collected.split_to(length).freeze();
        if self.collected.is_empty() {
            // Its memory is the frame's.
            self.collected = BytesMut::new();
        }
        frame
    }
}

impl Prelude {
    fn new(start: &[u8; PRELUDE], limit: usize) -> Result<Self, FrameProblem> {
        let [a, b, c, d, e, f, g, h, checksum @ ..] = *start;
        if crc(&[a, b, c, d, e, f, g, h]).to_be_bytes() != checksum {
            return Err(FrameProblem::PreludeChecksum);
        }
        let (length, headers) = (
            u32::from_be_bytes([a, b, c, d]),
            u32::from_be_bytes([e, f, g, h]),
        );
        let is_within = |length: &usize| *length <= limit;
        let whole = usize::try_from(length).ok().filter(is_within);
        let whole = whole.ok_or(FrameProblem::TooLarge { length, limit })?;
        let for_headers = whole.checked_sub(SMALLEST);
        match (for_headers, usize::try_from(headers)) {
            (Some(most), Ok(some)) if some <= most => Ok(Self {
                length: whole,
                headers: some,
            }),
            _ => Err(FrameProblem::Lengths { length, headers }),
        }
    }

    /// Checks the whole frame: its checksum and its headers.
    fn check(self, frame: &[u8]) -> Result<(), FrameProblem> {
        match frame.split_last_chunk::<CHECKSUM>() {
            Some((content, checksum)) if crc(content).to_be_bytes() == *checksum => {
                let headers = content.get(PRELUDE..PRELUDE + self.headers);
                check(headers.unwrap_or_default())
            }
            _ => Err(FrameProblem::Checksum),
        }
    }
}

#[cfg(test)]
mod tests;
