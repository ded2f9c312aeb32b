//! Errors of streams.

use crate::error::{self, Chain, Details, debug};
use crate::transport::{BoxError, TransportError, TransportErrorKind};
use std::error::Error;
use std::{fmt, io};

/// Error of a [`ByteStream`](crate::ByteStream).
///
/// `Display` shows the failure and its cause in one line.
pub struct ByteStreamError {
    kind: ByteStreamErrorKind,
    source: BoxError,
}

/// Kind of a failure of a [`ByteStream`](crate::ByteStream).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ByteStreamErrorKind {
    /// The content ended before its length: the connection was closed, or a source was shorter than promised.
    Incomplete,
    /// No data was received for the time of the transport's stall timeout.
    Timeout,
    /// The content is larger than the limit of the caller.
    TooLarge,
    /// The content is not UTF-8.
    InvalidText,
    /// A file could not be opened, read or written, or has changed.
    File,
    /// Any other failure: the connection failed, the content is longer than its length, or its source failed.
    Other,
}

impl ByteStreamError {
    pub(super) fn new(kind: ByteStreamErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// Returns the kind of failure.
    #[must_use]
    pub fn kind(&self) -> ByteStreamErrorKind {
        self.kind
    }
}

impl From<TransportError> for ByteStreamError {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind() {
            TransportErrorKind::Timeout => ByteStreamErrorKind::Timeout,
            _ => ByteStreamErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

impl From<ByteStreamError> for io::Error {
    fn from(error: ByteStreamError) -> Self {
        let kind = match error.kind {
            ByteStreamErrorKind::Incomplete => io::ErrorKind::UnexpectedEof,
            ByteStreamErrorKind::Timeout => io::ErrorKind::TimedOut,
            ByteStreamErrorKind::InvalidText => io::ErrorKind::InvalidData,
            _ => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

impl fmt::Display for ByteStreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Chain(&*self.source).fmt(formatter)
    }
}

impl fmt::Debug for ByteStreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for ByteStreamError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = formatter.debug_struct("ByteStreamError");
        details.field("kind", &self.kind);
        error::source(&mut details, &self.source);
        details.finish()
    }
}

impl Error for ByteStreamError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
