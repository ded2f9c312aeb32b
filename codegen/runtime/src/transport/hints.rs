//! Request and response extensions by which a client and its transport talk about connections.

use std::fmt;
use std::sync::Arc;

/// Request extension: the request must not go through a proxy, whatever its host is called.
///
/// The credential chain marks requests to metadata services of the machine with it: their responses hold credentials. A
/// transport that uses proxies has to honour it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BypassProxy;

/// Request extension: the request must not be sent over a connection that was opened earlier.
///
/// A client marks an attempt with it when the previous one ended in a timeout, an I/O error or a server error that is not
/// throttling. A transport without a pool may ignore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewConnection;

/// Request extension: the body of the response must not be larger than this, in bytes.
///
/// The credential chain marks its requests with it, whose responses are small: a server that means harm then does not fill
/// the memory. A transport may ignore it, and may have a lower limit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyLimit(pub usize);

/// Response extension: the connection that the response came over.
///
/// A transport with a pool adds it, so that a client can keep a connection to a failing host out of the pool.
#[derive(Clone)]
pub struct PooledConnection(Arc<dyn Fn() + Send + Sync>);

impl PooledConnection {
    /// Creates a handle of a connection that `retire` keeps out of the pool.
    pub fn new(retire: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(retire))
    }

    /// Keeps the connection from being used again.
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
