//! Errors of transports.

use super::BoxError;
use crate::error::{self, Chain, Details, debug};
use std::error::Error;
use std::fmt;

/// A request got no response.
///
/// `Display` says what happened and what caused it, in one line. A transport says by the constructor that it takes what
/// [kind](TransportErrorKind) of failure it is, and so whether another attempt may help.
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

impl TransportError {
    /// A failure that another attempt will not mend: [`TransportErrorKind::Other`].
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self::with_kind(TransportErrorKind::Other, source)
    }

    /// No connection came about: [`TransportErrorKind::Connect`].
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::with_kind(TransportErrorKind::Connect, source)
    }

    /// No connection was established in time: [`TransportErrorKind::ConnectTimeout`].
    pub fn connect_timeout(source: impl Into<BoxError>) -> Self {
        Self::with_kind(TransportErrorKind::ConnectTimeout, source)
    }

    /// A timeout of the transport's own: [`TransportErrorKind::Timeout`].
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self::with_kind(TransportErrorKind::Timeout, source)
    }

    /// The connection broke: [`TransportErrorKind::Io`].
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

/// Reason why a request got no response, by which retries are decided.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransportErrorKind {
    /// No connection came about: refused, no such host, no route, or a TLS handshake that broke off. The service has
    /// not seen the request.
    Connect,
    /// No connection was established in time. The service has not seen the request.
    ConnectTimeout,
    /// A timeout of the transport's own after a connection was there, such as a body that stands still. Whether the service has
    /// seen the request is not known.
    Timeout,
    /// The connection broke before all of the response was there: it was reset or closed, or what came over it was not
    /// HTTP. Whether the service has seen the request is not known.
    Io,
    /// Anything that will be the same next time: a URL that cannot be used, a certificate that is not trusted, a
    /// response that is too large.
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
