//! Frames. Source: Smithy's "Amazon Event Stream Specification", section "Wire format".
//!
//! A frame is, with all integers big-endian: its length (u32), the length of its headers (u32), the CRC-32 of these eight
//! bytes, headers, payload, and the CRC-32 of everything before.

use super::header::{EncodedValue, HeaderValue, Reader, text, write_header};
use bytes::Bytes;
use std::collections::HashSet;
use std::fmt;

/// Size of the two lengths and their checksum.
pub(super) const PRELUDE: usize = 12;
/// Size of a checksum.
pub(super) const CHECKSUM: usize = 4;
/// Size of an empty frame.
pub(super) const SMALLEST: usize = PRELUDE + CHECKSUM;
/// Number of headers whose names are compared pair by pair: all frames of services have fewer.
const FEW: usize = 16;

/// A frame that was received.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(crate) struct Frame {
    pub(crate) headers: Headers,
    pub(crate) payload: Bytes,
}

/// Headers of a frame, encoded and valid. Their names are unique, and their order means nothing.
#[derive(Clone, Default)]
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(crate) struct Headers(Bytes);

impl Headers {
    /// Creates the headers of their encoded form, which was [checked](check).
    pub(super) fn new(encoded: Bytes) -> Self {
        Self(encoded)
    }

    /// Returns the value of the header with this name.
    pub(crate) fn get(&self, name: &str) -> Option<HeaderValue<'_>> {
        let [value] = self.get_all([name]);
        value?.decode().ok()
    }

    /// Returns the values of the headers with these names, in one pass.
    pub(super) fn get_all<const N: usize>(
        &self,
        names: [&str; N],
    ) -> [Option<EncodedValue<'_>>; N] {
        let mut values = [None; N];
        for (own, value) in headers(&self.0) {
            for (name, found) in names.iter().zip(&mut values) {
                if own == name.as_bytes() {
                    *found = Some(value);
                }
            }
        }
        values
    }

    /// Returns the headers in the order of the frame.
    #[cfg(any(test, feature = "test-util"))]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, HeaderValue<'_>)> {
        headers(&self.0).filter_map(|(name, value)| Some((text(name).ok()?, value.decode().ok()?)))
    }
}

/// Reads headers up to one that is invalid.
fn headers(encoded: &[u8]) -> impl Iterator<Item = (&[u8], EncodedValue<'_>)> {
    let mut reader = Reader::new(encoded);
    std::iter::from_fn(move || reader.next()?.ok())
}

/// Checks encoded headers.
///
/// # Errors
/// If one is incomplete, has an unknown type or a text that is not UTF-8, or if two have the same name.
pub(super) fn check(encoded: &[u8]) -> Result<(), FrameProblem> {
    let (mut first, mut count) = ([&[][..]; FEW], 0);
    let mut reader = Reader::new(encoded);
    // Then all texts are UTF-8, as those of services are.
    let is_ascii = encoded.is_ascii();
    while let Some(header) = reader.next() {
        let (name, value) = header?;
        if !is_ascii {
            text(name)?;
            text(value.text().unwrap_or_default())?;
        }
        if first.iter().take(count).any(|before| *before == name) {
            return Err(FrameProblem::RepeatedHeader);
        }
        if let Some(free) = first.get_mut(count) {
            *free = name;
        }
        count += 1;
    }
    if count > FEW {
        let names: HashSet<_> = headers(encoded).map(|(name, _)| name).collect();
        if names.len() < count {
            return Err(FrameProblem::RepeatedHeader);
        }
    }
    Ok(())
}

/// Encoder of one frame: headers, then the payload.
pub(crate) struct FrameEncoder {
    /// The frame so far; its prelude is zero.
    bytes: Vec<u8>,
}

impl FrameEncoder {
    /// Starts a frame without headers.
    pub(crate) fn new() -> Self {
        let mut bytes = Vec::with_capacity(256);
        bytes.resize(PRELUDE, 0);
        Self { bytes }
    }

    /// Adds a header. A frame may have each name once.
    ///
    /// # Errors
    /// If the name has not 1 to 255 bytes, or the value more than 65,535.
    pub(crate) fn header(&mut self, name: &str, value: HeaderValue<'_>) -> Result<(), FrameError> {
        write_header(&mut self.bytes, name, value).map_err(FrameError::encoding)
    }

    /// Returns the encoded headers so far.
    pub(crate) fn headers(&self) -> &[u8] {
        self.bytes.get(PRELUDE..).unwrap_or_default()
    }

    /// Ends the frame.
    ///
    /// # Errors
    /// If it is larger than 4 GiB.
    pub(crate) fn finish(self, payload: &[u8]) -> Result<Bytes, FrameError> {
        let Self { mut bytes } = self;
        let headers = bytes.len() - PRELUDE;
        bytes.reserve_exact(payload.len() + CHECKSUM);
        bytes.extend_from_slice(payload);
        let length = bytes.len() + CHECKSUM;
        let (Ok(length), Ok(headers)) = (u32::try_from(length), u32::try_from(headers)) else {
            return Err(FrameError::encoding(FrameProblem::Unencodable(length)));
        };
        let lengths = u64::from(length) << 32 | u64::from(headers);
        let lengths = lengths.to_be_bytes();
        if let Some((prelude, _)) = bytes.split_first_chunk_mut::<PRELUDE>() {
            let (start, checksum) = prelude.split_at_mut(lengths.len());
            start.copy_from_slice(&lengths);
            checksum.copy_from_slice(&crc(&lengths).to_be_bytes());
        }
        let checksum = crc(&bytes);
        bytes.extend_from_slice(&checksum.to_be_bytes());
        Ok(bytes.into())
    }
}

/// Returns the CRC-32 of gzip.
pub(super) fn crc(bytes: &[u8]) -> u32 {
    crc_fast::crc32_iso_hdlc(bytes)
}

/// Error of a frame that cannot be decoded or encoded. It shows nothing of the frame's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FrameError {
    problem: FrameProblem,
    /// Offset of the frame in the stream, in bytes; `None` for a frame that is encoded.
    offset: Option<u64>,
}

impl FrameError {
    fn encoding(problem: FrameProblem) -> Self {
        Self {
            problem,
            offset: None,
        }
    }

    pub(super) fn decoding(problem: FrameProblem, offset: u64) -> Self {
        Self {
            problem,
            offset: Some(offset),
        }
    }
}

impl fmt::Display for FrameError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset {
            Some(offset) => write!(
                formatter,
                "invalid frame at byte {offset} of the event stream: {}",
                self.problem
            ),
            None => write!(formatter, "event cannot be sent: {}", self.problem),
        }
    }
}

impl std::error::Error for FrameError {}

/// Reason for a [`FrameError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameProblem {
    /// The checksum of the lengths is wrong.
    PreludeChecksum,
    /// The checksum of the whole is wrong.
    Checksum,
    /// The lengths contradict each other.
    Lengths { length: u32, headers: u32 },
    /// The frame is larger than the limit.
    TooLarge { length: u32, limit: usize },
    /// The stream ended after this number of bytes of the frame.
    Incomplete(usize),
    /// A header is longer than the headers.
    HeaderEnd,
    /// A header has a type that the specification does not have.
    HeaderType(u8),
    /// A name or a string is not UTF-8.
    HeaderText,
    /// The name of a header is empty or too long.
    NameLength(usize),
    /// Two headers have the same name.
    RepeatedHeader,
    /// The value of a header has too many bytes.
    LongValue(usize),
    /// The frame has too many bytes.
    Unencodable(usize),
}

impl fmt::Display for FrameProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PreludeChecksum => {
                formatter.write_str("the checksum of its lengths does not match")
            }
            Self::Checksum => formatter.write_str("its checksum does not match"),
            Self::Lengths { length, headers } => write!(
                formatter,
                "a length of {length} bytes contradicts {headers} bytes of headers"
            ),
            Self::TooLarge { length, limit } => write!(
                formatter,
                "its length of {length} bytes is larger than the limit of {limit} bytes, which \
                 `ConfigBuilder::max_event_size` sets"
            ),
            Self::Incomplete(length) => write!(
                formatter,
                "the stream ended after {length} bytes of the frame"
            ),
            Self::HeaderEnd => formatter.write_str("a header is incomplete"),
            Self::HeaderType(kind) => write!(formatter, "a header has the unknown type {kind}"),
            Self::HeaderText => formatter.write_str("text of a header is not UTF-8"),
            Self::NameLength(length) => write!(
                formatter,
                "the name of a header must have 1 to 255 bytes, not {length}"
            ),
            Self::RepeatedHeader => formatter.write_str("two headers have the same name"),
            Self::LongValue(length) => write!(
                formatter,
                "the value of a header must have at most 65535 bytes, not {length}"
            ),
            Self::Unencodable(length) => write!(
                formatter,
                "a frame must have at most 4294967295 bytes, not {length}"
            ),
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
