//! Errors of transports.

use super::BoxError;
use crate::error::{self, Chain, Details, debug};
use std::error::Error;
use std::fmt;

/// Error of a request without a response.
///
/// `Display` shows the failure and its cause in one line. A transport chooses the [kind](TransportErrorKind) of
/// failure, which determines retries, by the constructor.
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

impl TransportError {
    /// Creates a permanent failure: [`TransportErrorKind::Other`].
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self::with_kind(TransportErrorKind::Other, source)
    }

    /// Creates a failure to connect: [`TransportErrorKind::Connect`].
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::with_kind(TransportErrorKind::Connect, source)
    }

    /// Creates a connect timeout: [`TransportErrorKind::ConnectTimeout`].
    pub fn connect_timeout(source: impl Into<BoxError>) -> Self {
        Self::with_kind(TransportErrorKind::ConnectTimeout, source)
    }

    /// Creates a timeout of the transport: [`TransportErrorKind::Timeout`].
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self::with_kind(TransportErrorKind::Timeout, source)
    }

    /// Creates an I/O error: [`TransportErrorKind::Io`].
    pub fn io(source: impl Into<BoxError>) -> Self {
        Self::with_kind(TransportErrorKind::Io, source)
    }

    /// Returns the kind of failure.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(super) fn with_kind(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Chain(&*self.source).fmt(formatter)
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for TransportError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = formatter.debug_struct("TransportError");
        details.field("kind", &self.kind);
        error::source(&mut details, &self.source);
        details.finish()
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

/// Kind of a transport failure, which determines retries.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransportErrorKind {
    /// The connection could not be established: it was refused, the host does not exist, there is no route, or the TLS
    /// handshake was interrupted. The service has not received the request.
    Connect,
    /// The connection was not established before the timeout. The service has not received the request.
    ConnectTimeout,
    /// A timeout of the transport after the connection was established, such as a body that makes no progress. The
    /// service may or may not have received the request.
    Timeout,
    /// The connection failed before the end of the response: it was reset or closed, or the response was not HTTP. The
    /// service may or may not have received the request.
    Io,
    /// A permanent failure: an invalid URL, a certificate that is not trusted, a response that is too large.
    Other,
}

#[cfg(test)]
mod tests {
    use super::{TransportError, TransportErrorKind};
    use std::error::Error;
    use std::io;

    #[test]
    fn the_constructor_says_the_kind() {
        let refused = || io::Error::from(io::ErrorKind::ConnectionRefused);
        for (error, kind) in [
            (TransportError::new(refused()), TransportErrorKind::Other),
            (
                TransportError::connect(refused()),
                TransportErrorKind::Connect,
            ),
            (
                TransportError::timeout(refused()),
                TransportErrorKind::Timeout,
            ),
            (
                TransportError::connect_timeout(refused()),
                TransportErrorKind::ConnectTimeout,
            ),
            (TransportError::io(refused()), TransportErrorKind::Io),
        ] {
            assert_eq!(error.kind(), kind);
            assert_eq!(error.to_string(), "connection refused");
            let source = error.source().and_then(|source| source.downcast_ref());
            let kind = source.map(io::Error::kind);
            assert_eq!(kind, Some(io::ErrorKind::ConnectionRefused));
        }
    }
}
