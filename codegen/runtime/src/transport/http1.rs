//! The transport over HTTP and TLS.

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
mod runtimes;
mod stream;
mod tls;
mod ways;

pub use self::builder::{BuildTransportError, HttpTransportBuilder};
#[cfg(feature = "reqwest")]
pub use self::custom::{ReqwestTransport, ReqwestTransportBuilder};

use super::{BoxFuture, Transport, TransportError};
use bytes::Bytes;
use http::{Request, Response};
use limits::Limits;
use proxies::Proxies;
use std::fmt;
use std::sync::Arc;

const NO_RUNTIME: &str = "sending needs a tokio runtime";

/// Sends requests by hyper; with the feature `reqwest` also by a client of reqwest, if one is handed in.
///
/// - HTTP/1.1, which every service speaks whose model does not say otherwise (`http` of the protocol's trait). With the
///   feature `http2`, HTTP/2 where the server agrees to it (by ALPN). Connections are kept for the requests that follow.
///   Plain `http` is allowed, for endpoints on the machine itself.
/// - Certificates are checked as the platform does, unless a [CA bundle](HttpTransportBuilder::ca_bundle) takes the
///   place of its roots. TLS is rustls with ring; no provider is installed for the process. The platform's roots are
///   loaded for the first connection that needs them.
/// - Redirects are not followed, and bodies are given as they come, not decompressed.
/// - Connecting may take 3.1 s, and a body that is sent or read may stand still for 20 s: the
///   [builder](HttpTransportBuilder) can say otherwise. For the response to a request that was sent there is no timeout;
///   but a server that sends 32 informational responses (1xx) before it, over HTTP/1.1, is given up.
/// - A body of more than 64 MiB is an error, so that no broken endpoint fills the memory; the
///   [builder](HttpTransportBuilder::body_limit) can say otherwise.
/// - A request without an `accept` header is given `accept: */*`.
///
/// It is for use within a tokio runtime that has I/O and timers enabled; without a runtime, sending is an error. Each
/// runtime has connections of its own, which end with it: a request never waits for a runtime that nobody drives.
///
/// # Proxies
///
/// They are those of the variables `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy` of the process at the time of
/// building, which mean what they mean to curl. The same in upper case count if there is none in lower case; `HTTP_PROXY`
/// not in a CGI program, where it comes from the request. A proxy speaks HTTP or TLS (`https://proxy`), and is told user
/// and password by `Basic`; if it names no port, it has that of its scheme. `no_proxy` lists hosts, which stand for the
/// domain below them too, addresses and networks (`10.0.0.0/8`), or is `*`. A proxy by SOCKS, a value that is not a URL
/// and an entry of `no_proxy` that has a port or is not a name, an address or a network are errors of building.
///
/// No proxy is used for this machine and its link, where credentials are given out, however the host is spelled:
/// `localhost` and names below it, loopback, `169.254.0.0/16`, `fe80::/10` and `fd00:ec2::/32`; nor for a request with
/// the extension [`BypassProxy`](super::BypassProxy).
///
/// # Connections that are sick
///
/// TCP keepalive asks after 45 s without a packet whether the other end is still there, and gives up after three questions
/// without an answer, 90 s in all; on Linux, so does what was sent and is not acknowledged for 90 s. With HTTP/2 a PING
/// asks every 30 s, and waits for 20 s. A request with the extension [`NewConnection`](super::NewConnection) goes over a
/// connection that nobody has used and that is closed afterwards, and responses have the extension
/// [`PooledConnection`](super::PooledConnection).
///
/// # Connections that the server has closed
///
/// A server may close a kept connection just when the next request is about to be sent. When none of the request was
/// sent, it is sent over another connection, and likewise, up to twice, when an HTTP/2 server says that it has not
/// processed it; the service sees it once. In any other case it is not known what the service has seen, and the request
/// fails with the kind [`Io`](super::TransportErrorKind::Io), whatever its method: to send it again is for a client's
/// retries to decide.
#[derive(Clone)]
pub struct HttpTransport {
    /// Of a type of its own each, so that a program has the code of the one that it uses.
    transport: Arc<dyn Transport>,
    limits: Limits,
}

/// Checks the variables of the process that name proxies.
pub(crate) fn check_proxies() -> Result<(), BuildTransportError> {
    Proxies::of_process().map(drop).map_err(Into::into)
}

impl HttpTransport {
    /// A transport with the builder's defaults.
    ///
    /// # Errors
    /// As for [`HttpTransportBuilder::build`].
    pub fn new() -> Result<Self, BuildTransportError> {
        Self::builder().build()
    }

    /// Builds a transport with other settings.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::default()
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.transport.send(request)
    }
}

impl fmt::Debug for HttpTransport {
    /// Without the client, whose default headers may hold what is secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpTransport")
            .field("stall_timeout", &self.limits.stall)
            .field("body_limit", &self.limits.body)
            .finish_non_exhaustive()
    }
}
