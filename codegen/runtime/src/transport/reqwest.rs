//! The transport over reqwest.

mod builder;
mod failure;
mod tls;
mod url;

pub use self::builder::{BuildTransportError, ReqwestTransportBuilder};

use self::failure::failure;
use super::{BoxFuture, Transport, TransportError};
use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use tokio::runtime::Handle;
use url::LastUrl;

/// How large the body of a response may be, in bytes, unless the builder says otherwise. It is well above what a
/// service that speaks JSON gives: 16 MB for DynamoDB's `BatchGetItem`.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

const REDIRECTED: &str =
    "the request was redirected: the reqwest client of this transport must not follow redirects";

/// Sends requests by [`reqwest`].
///
/// - HTTP/1.1, which every service speaks whose model does not say otherwise (`http` of the protocol's trait). With the
///   feature `http2`, HTTP/2 where the server agrees to it (by ALPN). Connections are kept for the requests that follow.
///   Plain `http` is allowed, for endpoints on the machine itself.
/// - Certificates are checked as the platform does, unless a [CA bundle](ReqwestTransportBuilder::ca_bundle) takes the
///   place of its roots. TLS is rustls with ring; no provider is installed for the process. The platform's roots are
///   loaded for the first connection that needs them.
/// - Proxies are those of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`, also in lower case) at
///   the time of building. None is used for addresses of this machine and its link, where credentials are given out:
///   loopback, `169.254.0.0/16` and `fd00:ec2::/32`.
/// - Redirects are not followed, and bodies are given as they come, not decompressed.
/// - There is no limit of time but the one for connecting: a call has its own.
/// - A body of more than 64 MiB is an error, so that no broken endpoint fills the memory; the
///   [builder](ReqwestTransportBuilder::body_limit) can say otherwise.
/// - A request without an `accept` header is given `accept: */*`.
///
/// It is for use within a tokio runtime that has I/O and timers enabled; without a runtime, sending is an error.
///
/// # Connections that the server has closed
///
/// A server may close a kept connection just when the next request is about to be sent. When none of the request was
/// sent, it is sent over another connection, and likewise, up to twice, when an HTTP/2 server says that it has not
/// processed it; the service sees it once. In any other case it is not known what the service has seen, and the request
/// fails with the kind [`Io`](super::TransportErrorKind::Io), whatever its method: to send it again is for a client's
/// retries to decide.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// Goes past proxies; `None` where the client is the user's own.
    direct: Option<reqwest::Client>,
    last_url: Arc<LastUrl>,
    body_limit: usize,
}

impl ReqwestTransport {
    /// A transport with the builder's defaults.
    ///
    /// # Errors
    /// As for [`ReqwestTransportBuilder::build`].
    pub fn new() -> Result<Self, BuildTransportError> {
        Self::builder().build()
    }

    /// Builds a transport with other settings.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::default()
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        if Handle::try_current().is_err() {
            // tokio's sockets and timers would panic.
            return Err(TransportError::new("reqwest needs a tokio runtime"));
        }
        let uri = request.uri().clone();
        let failed = |error| failure(&uri, error);
        let request = self.last_url.request(request).map_err(failed)?;
        let url = request.url().clone();
        let direct = self.direct.as_ref().filter(|_| is_local(&url));
        let client = direct.unwrap_or(&self.client);
        let mut response = client.execute(request).await.map_err(failed)?;
        if *response.url() != url {
            return Err(TransportError::new(REDIRECTED));
        }
        // Most bodies come at once: then they are not copied.
        let mut body = Bytes::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if chunk.len() > self.body_limit.saturating_sub(body.len()) {
                let limit = self.body_limit;
                let message = format!("the response is larger than {limit} bytes");
                return Err(TransportError::new(message));
            }
            body = joined(body, chunk);
        }
        Ok(Response::from(response).map(|_| body))
    }
}

/// `start` with `more` behind it, in the same memory where it is large enough.
fn joined(start: Bytes, more: Bytes) -> Bytes {
    if start.is_empty() {
        return more;
    }
    let mut whole = BytesMut::from(start);
    whole.extend_from_slice(&more);
    whole.freeze()
}

/// A client of one's own: its proxies, certificates and limits of time hold, in place of those of the
/// [builder](ReqwestTransportBuilder).
///
/// It must be built with [`Policy::none`](reqwest::redirect::Policy::none). A client that follows redirects carries the
/// headers of a signed request, the session token among them, to wherever a response points; here that is an error, but
/// it comes when the headers have been sent.
///
/// reqwest is compiled here without a TLS provider, and its builder panics when it finds neither a TLS configuration
/// nor a provider for the process: enable reqwest's own feature `rustls` or `native-tls`, or use
/// [`ReqwestTransportBuilder::configure`], which needs neither.
impl From<reqwest::Client> for ReqwestTransport {
    fn from(client: reqwest::Client) -> Self {
        Self {
            client,
            direct: None,
            last_url: Arc::default(),
            body_limit: BODY_LIMIT,
        }
    }
}

/// Whether `url` is on this machine or its link: whoever is asked there gives credentials, which no proxy may see.
fn is_local(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(address)) => address.is_loopback() || address.is_link_local(),
        Ok(IpAddr::V6(address)) => {
            address.is_loopback() || matches!(address.segments(), [0xfd00, 0x0ec2, ..])
        }
        Err(_) => false,
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl fmt::Debug for ReqwestTransport {
    /// Without the client, whose default headers may hold what is secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ReqwestTransport")
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn what_gives_credentials_is_asked_past_proxies() {
        let table = [
            ("http://169.254.169.254/latest/api/token", true),
            ("http://169.254.170.2:80/v2", true),
            ("http://[fd00:ec2::254]/latest", true),
            ("http://[fd00:ec2::23]/v1", true),
            ("http://127.0.0.1:8000/", true),
            ("http://[::1]/", true),
            ("https://sts.amazonaws.com/", false),
            ("http://169.255.0.1/", false),
            ("http://[fd00:ec3::1]/", false),
            ("http://10.0.0.1/", false),
        ];
        for (url, expected) in table {
            assert_eq!(is_local(&url.parse().unwrap()), expected, "{url}");
        }
    }
}
