//! Transports, which send requests and receive responses.

mod body;
mod error;
#[cfg(all(feature = "fetch", target_arch = "wasm32", target_os = "unknown"))]
mod fetch;
mod hints;
#[cfg(feature = "http1")]
mod http1;
mod local;
mod timeouts;

pub use self::body::Body;
#[cfg(feature = "streams")]
pub(crate) use self::body::collect_or;
pub use self::error::{TransportError, TransportErrorKind};
#[cfg(all(feature = "fetch", target_arch = "wasm32", target_os = "unknown"))]
pub use self::fetch::FetchTransport;
#[cfg(feature = "event-streams")]
pub use self::hints::EventStreamed;
pub use self::hints::{BodyLimit, BypassProxy, NewConnection, PooledConnection, StreamedResponse};
#[cfg(feature = "native-tls")]
pub use self::http1::Tls;
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
pub(crate) use self::local::check_confidential;
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
/// use http::{Request, Response};
/// use runtime::{Body, BoxFuture, Transport, TransportError};
///
/// struct Offline;
///
/// impl Transport for Offline {
///     fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
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
    /// Sends `request` and returns the response, of any status, with its whole body, as bytes or as a stream.
    ///
    /// A transport may return a stream only for a request with the extension [`StreamedResponse`], which the client adds if
    /// the operation's output has a stream. The caller of the operation then reads a successful response; the client reads
    /// any other stream to its end, within the attempt timeout and up to 64 MiB. A request body that is a stream can be
    /// read once: send it again only as its [copy](Body::try_clone).
    ///
    /// A request with the version HTTP/2 must be sent over HTTP/2, or be an error: both sides send at the same time.
    ///
    /// Redirects must not be followed: a signature is valid for one host. Dropping the future cancels the request.
    fn send(&self, request: Request<Body>)
    -> BoxFuture<'_, Result<Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        (**self).send(request)
    }
}

/// Default maximum size of a response body, in bytes: well above that of services with JSON protocols, which is 16 MB
/// for DynamoDB's `BatchGetItem`.
pub(crate) const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// Sends a request and reads the whole response. A stream may have at most `limit` bytes; the size of bytes was
/// up to the transport.
#[cfg(any(feature = "credentials", not(feature = "streams")))]
pub(crate) async fn exchange(
    transport: &dyn Transport,
    request: Request<Body>,
    limit: usize,
) -> Result<Response<Bytes>, TransportError> {
    let response = transport.send(request).await?;
    read(response, limit).await
}

/// Reads the whole response.
pub(crate) async fn read(
    response: Response<Body>,
    limit: usize,
) -> Result<Response<Bytes>, TransportError> {
    let (head, body) = response.into_parts();
    let body = match body.into_bytes() {
        Ok(bytes) => bytes,
        Err(stream) => body::collect(stream, limit, "response").await?,
    };
    Ok(Response::from_parts(head, body))
}
