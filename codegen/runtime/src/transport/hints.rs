//! Request and response extensions by which a client and its transport coordinate connections.

use std::fmt;
use std::sync::Arc;

/// Request extension: the request must not use a proxy, for any host.
///
/// The credentials chain adds it to requests to the machine's metadata services, whose responses hold credentials. A
/// transport with proxies must honour it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BypassProxy;

/// Request extension: the request must be sent over a new connection.
///
/// A client adds it to an attempt if the previous one ended in a timeout, an I/O error or a server error other than
/// throttling. A transport without a pool may ignore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewConnection;

/// Request extension: maximum size of the response body, in bytes.
///
/// The credentials chain adds it to its requests, whose responses are small, so that a malicious server cannot exhaust
/// the memory. A transport may ignore it, and may have a lower limit itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyLimit(pub usize);

/// Request extension: the response is to be returned when its head was received, with its body as a stream.
///
/// The [`BodyLimit`] and the transport's own limit do not apply to the stream; the transport's stall timeout does. A
/// transport may ignore it and return bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamedResponse;

/// Request extension: its body, that of the response, or both are event streams.
///
/// Either side may be silent for any time, and need not read at once: the transport's stall timeout does not apply. The
/// client adds it beside [`StreamedResponse`], and gives a request whose events are sent while others are received the
/// version HTTP/2.
#[cfg(feature = "event-streams")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventStreamed;

/// Response extension: the connection of the response.
///
/// A transport with a pool adds it, so that a client can remove connections to a failing host from the pool.
#[derive(Clone)]
pub struct PooledConnection(Arc<dyn Fn() + Send + Sync>);

impl PooledConnection {
    /// Creates a handle of a connection; `retire` removes it from the pool.
    pub fn new(retire: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(retire))
    }

    /// Prevents the connection from being used again.
    pub fn retire(&self) {
        (self.0)();
    }
}

impl fmt::Debug for PooledConnection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PooledConnection")
            .finish_non_exhaustive()
    }
}
