//! Connections that an attempt may use.

use super::trial::Trial;
use crate::retry::RetryKind;
use crate::transport::{NewConnection, PooledConnection, TransportErrorKind};
use http::Extensions;

/// Connections that an attempt may be sent over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ConnectionChoice {
    /// Any connection.
    Any,
    /// A new connection.
    New,
}

impl ConnectionChoice {
    /// Returns the choice after a failed attempt.
    ///
    /// A timeout, an I/O error, and a server error other than throttling count against the connection or the host
    /// behind it: further attempts over the same connection tend to fail alike. A connection with such an error is not
    /// returned to the pool. The AWS SDKs dropped this with retry behaviour 2.1; it is kept here.
    pub(super) fn after(failed: &Trial, retry: Option<RetryKind>) -> Self {
        match failed {
            Trial::Response { head, .. } => {
                if !head.status.is_server_error() || retry == Some(RetryKind::Throttling) {
                    return Self::Any;
                }
                if let Some(connection) = head.extensions.get::<PooledConnection>() {
                    connection.retire();
                }
                Self::New
            }
            Trial::TimedOut(_) => Self::New,
            Trial::NoResponse(error) => match error.kind() {
                TransportErrorKind::Timeout | TransportErrorKind::Io => Self::New,
                // There is no connection to leave.
                TransportErrorKind::Connect
                | TransportErrorKind::ConnectTimeout
                | TransportErrorKind::Other => Self::Any,
            },
        }
    }

    /// Marks a request for the transport.
    pub(super) fn mark(self, extensions: &mut Extensions) {
        if self == Self::New {
            extensions.insert(NewConnection);
        }
    }
}
