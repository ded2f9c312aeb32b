//! Transports, which send requests and receive responses.

mod error;
mod hints;
#[cfg(feature = "http1")]
mod http1;
#[cfg(any(feature = "credentials", feature = "http1"))]
mod local;
mod timeouts;

pub use self::error::{TransportError, TransportErrorKind};
pub use self::hints::{BodyLimit, BypassProxy, NewConnection, PooledConnection};
#[cfg(feature = "http1")]
pub(crate) use self::http1::check_proxies;
#[cfg(feature = "http1")]
pub use self::http1::{BuildTransportError, HttpTransport, HttpTransportBuilder};
#[cfg(feature = "reqwest")]
pub use self::http1::{ReqwestTransport, ReqwestTransportBuilder};
#[cfg(feature = "credentials")]
pub(crate) use self::local::CONTAINER_AGENTS;
#[cfg(any(feature = "credentials", feature = "http1"))]
pub(crate) use self::local::LocalHost;
pub(crate) use self::timeouts::{CONNECT_TIMEOUT, STALL_TIMEOUT};

use bytes::Bytes;
use http::{Request, Response};
use std::pin::Pin;
use std::sync::Arc;

/// Any error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A boxed future.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends a request to a service and returns the response.
///
/// ```
/// use bytes::Bytes;
/// use http::{Request, Response};
/// use runtime::{BoxFuture, Transport, TransportError};
///
/// struct Offline;
///
/// impl Transport for Offline {
///     fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
///         Box::pin(async { Err(TransportError::new("there is no network")) })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a transport",
    label = "does not implement `Transport`",
    note = "with the feature `http1`, `HttpTransport::builder()` makes one, which can be configured",
    note = "to send requests otherwise, implement `Transport`; a proxy is set by the variable `https_proxy`"
)]
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and returns the response, of any status, with its whole body.
    ///
    /// Redirects must not be followed: a signature is valid for one host. Dropping the future cancels the request.
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        (**self).send(request)
    }
}
