//! Errors of streams.

#[cfg(feature = "tokio")]
mod file;

#[cfg(feature = "checksums")]
use crate::checksum::Mismatch;
use crate::error::{self, Chain, Details, OnlyDetails, debug};
use crate::transport::{BoxError, TransportError, TransportErrorKind};
use std::error::Error;
use std::string::FromUtf8Error;
use std::{fmt, io, iter};

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
    /// The content ended early: the connection was closed or failed, or its source was shorter than its length.
    Incomplete,
    /// The content does not have the checksum of the response: it is corrupted.
    Checksum,
    /// No data was received for the time of the transport's stall timeout.
    Timeout,
    /// The content is larger than the limit of the caller.
    TooLarge,
    /// The content is not UTF-8.
    InvalidText,
    /// A file could not be opened, read or written, or has changed.
    File,
    /// Any other failure: the content is longer than its length, its source failed, or there is no tokio runtime.
    Other,
}

impl ByteStreamError {
    fn new(kind: ByteStreamErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// Returns the error of content that cannot be read by the calling code.
    #[cfg(feature = "blocking")]
    pub(super) fn other(source: impl Into<BoxError>) -> Self {
        Self::new(ByteStreamErrorKind::Other, source)
    }

    /// Returns the error of content that is larger than the caller's limit.
    pub(super) fn too_large(limit: usize) -> Self {
        let message = format!("the content is larger than the limit of {limit} bytes");
        Self::new(ByteStreamErrorKind::TooLarge, message)
    }

    /// Returns the error of content that is not text, without the content.
    pub(super) fn not_text(error: FromUtf8Error) -> Self {
        let message = format!("the content is not UTF-8: {}", error.utf8_error());
        Self::new(ByteStreamErrorKind::InvalidText, message)
    }

    /// Returns the kind of failure.
    #[must_use]
    pub fn kind(&self) -> ByteStreamErrorKind {
        self.kind
    }
}

/// Returns the kind of one error in the chain of causes, if it has one.
fn known_kind(error: &(dyn Error + 'static)) -> Option<ByteStreamErrorKind> {
    #[cfg(feature = "checksums")]
    if error.source().is_some_and(|it| it.is::<Mismatch>()) {
        return Some(ByteStreamErrorKind::Checksum);
    }
    if let Some(own) = error.downcast_ref::<ByteStreamError>() {
        return Some(own.kind);
    }
    match error.downcast_ref().map(TransportError::kind)? {
        TransportErrorKind::Io => Some(ByteStreamErrorKind::Incomplete),
        TransportErrorKind::Timeout => Some(ByteStreamErrorKind::Timeout),
        _ => None,
    }
}

/// Returns the direct cause of `error`. An I/O error that wraps another skips it in its `source`.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|inner| inner as _),
        None => error.source(),
    }
}

/// Returns the I/O error behind `error`, if there is one.
fn io_error(error: &ByteStreamError) -> Option<&io::Error> {
    let source: &(dyn Error + 'static) = &*error.source;
    iter::successors(Some(source), |&error| error.source()).find_map(|error| error.downcast_ref())
}

impl From<TransportError> for ByteStreamError {
    /// Keeps the kind of an error that the source of the content has passed on: a file's, or that of other content.
    fn from(error: TransportError) -> Self {
        let chain = iter::successors(Some(&error as &(dyn Error + 'static)), |&it| cause(it));
        let kind = { chain }.find_map(known_kind);
        Self::new(kind.unwrap_or(ByteStreamErrorKind::Other), error)
    }
}

impl From<ByteStreamError> for io::Error {
    /// Converts the kind: `UnexpectedEof` for incomplete content, `TimedOut`, `InvalidData` for text that is not UTF-8 and
    /// corrupted content, and that of the I/O error behind any other.
    fn from(error: ByteStreamError) -> Self {
        let kind = match error.kind {
            ByteStreamErrorKind::Incomplete => io::ErrorKind::UnexpectedEof,
            ByteStreamErrorKind::Timeout => io::ErrorKind::TimedOut,
            ByteStreamErrorKind::InvalidText | ByteStreamErrorKind::Checksum => {
                io::ErrorKind::InvalidData
            }
            _ => io_error(&error).map_or(io::ErrorKind::Other, Self::kind),
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
        match self.source.downcast_ref::<TransportError>() {
            Some(source) => _ = details.field("source", &OnlyDetails(source)),
            None => error::source(&mut details, &self.source),
        }
        details.finish()
    }
}

impl Error for ByteStreamError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
