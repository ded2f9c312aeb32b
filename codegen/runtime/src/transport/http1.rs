//! HTTP transport with TLS.

mod body;
mod builder;
mod connect;
#[cfg(feature = "reqwest")]
mod custom;
mod exchange;
mod failure;
mod limits;
mod no_proxy;
mod pooled;
mod proxies;
mod resolver;
mod runtimes;
mod stream;
mod tls;
mod ways;

#[cfg(feature = "native-tls")]
pub use self::builder::Tls;
pub use self::builder::{BuildTransportError, HttpTransportBuilder};
#[cfg(feature = "reqwest")]
pub use self::custom::{ReqwestTransport, ReqwestTransportBuilder};

use super::{Body, BoxFuture, Transport, TransportError};
use http::{Request, Response};
use limits::Limits;
use proxies::Proxies;
use std::fmt;
use std::sync::Arc;

#[cfg(not(feature = "http2"))]
const NO_HTTP2: &str = "it needs HTTP/2: enable the feature `http2` of the runtime";

const NO_RUNTIME: &str = "sending needs a tokio runtime";

/// HTTP transport, based on hyper. With the feature `reqwest` it can use a reqwest client instead.
///
/// - HTTP/1.1, which services support unless their model says otherwise (`http` of the protocol's trait). With the feature
///   `http2`, its [setting](HttpTransportBuilder) of that name enables HTTP/2 for servers that support it (by ALPN).
///   Connections are pooled. Plain `http` is allowed, for local endpoints.
/// - A request with the version HTTP/2 is sent over HTTP/2 or not at all. With plain `http` the server must know it
///   (prior knowledge).
/// - Certificates are verified by the platform, unless a [CA bundle](HttpTransportBuilder::ca_bundle) replaces its
///   roots. TLS is rustls with ring; no provider is installed for the process. The platform's roots are loaded for the
///   first connection that needs them.
/// - Redirects are not followed, and response bodies are not decompressed.
/// - The connect timeout is 3.1 s. A body that is sent or received may make no progress for 20 s. Both can be set with
///   the [builder](HttpTransportBuilder). There is no timeout for the response to a request that was sent, but
///   HTTP/1.1 servers may send at most 32 informational responses (1xx) before it.
/// - A request body may be a stream, for which the transport waits without a timeout. Without a length it is sent in
///   chunks (HTTP/1.1). A response body is returned as a stream if the request has the extension
///   [`StreamedResponse`](super::StreamedResponse). An event stream may make no progress for any time, in both directions.
/// - A response body of more than 64 MiB is an error, so that a faulty endpoint cannot exhaust the memory. The
///   [builder](HttpTransportBuilder::body_limit) can change the limit.
/// - A request without an `accept` header is sent with `accept: */*`.
///
/// It must be used within a tokio runtime with I/O and timers enabled; without a runtime, sending is an error. Each
/// runtime has its own connections, which are closed with it: a request never waits for a runtime that is not running.
///
/// # Proxies
///
/// Proxies are read from the environment variables `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy` when the
/// transport is built, with the same meaning as in curl. The upper-case names are used if the lower-case ones are not
/// set, except `HTTP_PROXY` in a CGI program, where it comes from the request. A proxy uses HTTP or TLS
/// (`https://proxy`), with `Basic` authentication; its default port is that of its scheme. `no_proxy` lists hosts, which
/// include their subdomains, addresses and networks (`10.0.0.0/8`), or is `*`. Building fails for SOCKS proxies, values
/// that are not URLs, and entries of `no_proxy` that have a port or are not a name, an address or a network.
///
/// No proxy is used for this machine and its link, where credentials are served, in any spelling of the host:
/// `localhost` and names below it, loopback, `169.254.0.0/16`, `fe80::/10` and `fd00:ec2::/32`; nor for a request with
/// the extension [`BypassProxy`](super::BypassProxy).
///
/// # Broken connections
///
/// TCP keepalive probes a connection after 45 s without a packet, and closes it after three probes without a response,
/// 90 s in all; on Linux, also if sent data is not acknowledged for 90 s. With HTTP/2 a PING is sent every 30 s, with a
/// timeout of 20 s. A request with the extension [`NewConnection`](super::NewConnection) is sent over a new connection,
/// which is closed afterwards. Responses have the extension [`PooledConnection`](super::PooledConnection).
///
/// # Closed connections
///
/// A server may close a pooled connection just before the next request is sent on it. If no part of the request was
/// sent, it is sent over another connection. So is a request that an HTTP/2 server reports as not processed, up to
/// twice. The service sees it once. In any other case the service may have seen the request: it fails with the kind
/// [`Io`](super::TransportErrorKind::Io), and the client's retries decide.
#[derive(Clone)]
pub struct HttpTransport {
    /// Boxed, so that a program contains only the code of the transport that it uses.
    transport: Arc<dyn Transport>,
    limits: Limits,
}

/// Checks the proxy variables of the process.
pub(crate) fn check_proxies() -> Result<(), BuildTransportError> {
    Proxies::of_process().map(drop).map_err(Into::into)
}

impl HttpTransport {
    /// Creates a transport with the builder's defaults.
    ///
    /// # Errors
    /// Same as [`HttpTransportBuilder::build`].
    pub fn new() -> Result<Self, BuildTransportError> {
        Self::builder().build()
    }

    /// Creates a builder.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::default()
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        #[cfg(not(feature = "http2"))]
        if request.version() == http::Version::HTTP_2 {
            let error = failure::unsendable(request.uri(), NO_HTTP2);
            return Box::pin(async { Err(error) });
        }
        self.transport.send(request)
    }
}

impl fmt::Debug for HttpTransport {
    /// Omits the client, whose default headers may hold secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpTransport")
            .field("stall_timeout", &self.limits.stall)
            .field("body_limit", &self.limits.body)
            .finish_non_exhaustive()
    }
}
