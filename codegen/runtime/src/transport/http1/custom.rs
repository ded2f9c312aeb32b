//! Transports with reqwest clients.

use super::body::{self, Received};
use super::builder::{BuildTransportError, Make, Settings};
use super::limits::{self, Limits};
use super::pooled::Pooled;
use super::proxies::Proxies;
use super::runtimes::Runtimes;
use super::tls;
use super::ways::{Clients, HttpVersion, Way};
use super::{HttpTransport, HttpTransportBuilder, NO_RUNTIME, failure};
use crate::lock::lock;
use crate::transport::{Body, BoxFuture, BypassProxy, LocalHost, Transport, TransportError};
use http::{Request, Response, Uri};
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use reqwest::retry;
use std::sync::{Arc, Mutex};
use tokio::runtime::Handle;

const REDIRECTED: &str =
    "the request was redirected: the reqwest client of this transport must not follow redirects";

const REWRITTEN: &str = "reqwest would change its path or query, which are signed: it removes the segments `.` and `..`, and \
                         encodes some characters; use a transport without reqwest";

const UNSUPPORTED: &str = "`configure` does not support `resolver`, `max_connections_per_host` and other TLS than \
                           rustls: remove the setting";

/// Former name of [`HttpTransport`].
pub type ReqwestTransport = HttpTransport;

/// Former name of [`HttpTransportBuilder`].
pub type ReqwestTransportBuilder = HttpTransportBuilder;

impl HttpTransportBuilder {
    /// Configures a reqwest client to send requests: other proxies, timeouts, default headers, name resolution.
    ///
    /// Redirects remain disabled, responses are not decompressed by default, and the TLS settings of this builder apply. If
    /// no proxies are set, reqwest reads the proxy variables in its own way. `configure` is called for each client that is
    /// needed: for each tokio runtime, with and without proxies, and for new connections.
    ///
    /// reqwest does not expose its connections: responses have no [`PooledConnection`](crate::PooledConnection), the
    /// stall timeout does not apply to sending the request, and informational responses are not limited.
    ///
    /// ```
    /// # use runtime::{BuildTransportError, HttpTransport};
    /// # fn example() -> Result<HttpTransport, BuildTransportError> {
    /// HttpTransport::builder().configure(|client| client.user_agent("my-program")).build()
    /// # }
    /// ```
    pub fn configure(
        self,
        configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + 'static,
    ) -> Self {
        self.made_by(configured(configure))
    }
}

/// Uses a custom client with its own proxies, certificates and timeouts, in place of those of the
/// [builder](HttpTransportBuilder). Requests with the extension [`BypassProxy`] do not use it, since it may have
/// proxies. Its connections are not bound to a runtime: with several runtimes, a request may wait for the runtime that
/// opened its connection, and a new connection cannot be requested.
///
/// It must be built with [`Policy::none`]. A client that follows redirects sends the headers of a signed request,
/// including the session token, to the target of the redirect. That is an error here, but one that is detected after
/// the headers were sent.
///
/// It should not decompress responses ([`ClientBuilder::no_gzip`] and the like), which have the length and the checksum of
/// what was sent.
///
/// reqwest is compiled here without a TLS provider, and its builder panics if it finds neither a TLS configuration nor
/// a provider for the process: enable reqwest's own feature `rustls` or `native-tls`, or use
/// [`HttpTransportBuilder::configure`], which needs neither.
impl From<reqwest::Client> for HttpTransport {
    fn from(client: reqwest::Client) -> Self {
        let limits = Limits::default();
        let pooled = Settings::standard()
            .map(|settings| Pooled::new(settings, Proxies::default()))
            .ok();
        Self {
            transport: Arc::new(Given::new(client, pooled, limits.clone())),
            limits,
        }
    }
}

/// Builds a client for one way.
type Build = dyn Fn(Way) -> Result<reqwest::Client, BuildTransportError> + Send;

/// Builds the transport of a client configured by `configure`.
fn configured(configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + 'static) -> Make {
    Box::new(move |settings| {
        if settings.network.resolver.has_function() || settings.limits.connections.is_some() {
            return Err(BuildTransportError::client(UNSUPPORTED));
        }
        let (limits, offers_http2) = (settings.limits.clone(), settings.http2);
        let standard = Way::standard(match offers_http2 {
            true => HttpVersion::Negotiated,
            false => HttpVersion::Http1,
        });
        let build = move |way| build(&settings, &configure, way);
        // What cannot be built is known at once.
        build(standard)?;
        Ok(Arc::new(Configured {
            build: Mutex::new(Box::new(build)),
            runtimes: Runtimes::default(),
            offers_http2,
            limits,
        }))
    })
}

fn build(
    settings: &Settings,
    configure: &impl Fn(ClientBuilder) -> ClientBuilder,
    way: Way,
) -> Result<reqwest::Client, BuildTransportError> {
    // Another package may enable decompression, and objects have the length and the checksum of what was sent.
    let mut client = reqwest::Client::builder()
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate();
    // reqwest repeats by itself what an HTTP/2 server refuses. For that it copies each request.
    if way.version == HttpVersion::Http1 {
        client = client.retry(retry::never().max_retries_per_request(0));
    }
    if let Some(timeout) = settings.connect_timeout {
        client = client.connect_timeout(timeout);
    }
    for (host, addresses) in settings.network.resolver.fixed() {
        client = client.resolve_to_addrs(host, &addresses);
    }
    if let Some(connections) = settings.network.max_idle {
        client = client.pool_max_idle_per_host(connections);
    }
    client = configure(kept_alive(client));
    if way.is_direct || settings.no_proxy {
        client = client.no_proxy();
    }
    if way.is_new {
        client = client.pool_max_idle_per_host(0);
    }
    #[cfg(feature = "http2")]
    if way.version == HttpVersion::Http2 {
        client = client.http2_prior_knowledge();
    }
    let tls = settings.tls.rustls();
    let tls = tls.ok_or_else(|| BuildTransportError::client(UNSUPPORTED))?;
    let tls = tls::offering(tls.clone(), Some(way.version));
    let client = client.tls_backend_preconfigured(tls);
    let client = client.redirect(Policy::none()).build();
    client.map_err(BuildTransportError::client)
}

fn kept_alive(client: ClientBuilder) -> ClientBuilder {
    let client = client
        .pool_idle_timeout(limits::IDLE_TIMEOUT)
        .tcp_keepalive(limits::KEEPALIVE_IDLE)
        .tcp_keepalive_interval(limits::KEEPALIVE_INTERVAL)
        .tcp_keepalive_retries(limits::KEEPALIVE_RETRIES);
    #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
    let client = client.tcp_user_timeout(limits::USER_TIMEOUT);
    #[cfg(feature = "http2")]
    let client = client
        .http2_keep_alive_interval(limits::PING_INTERVAL)
        .http2_keep_alive_timeout(limits::PING_TIMEOUT)
        .http2_keep_alive_while_idle(true);
    client
}

/// Sends requests with clients that the user has configured, one for each runtime.
struct Configured {
    build: Mutex<Box<Build>>,
    runtimes: Runtimes<Clients<reqwest::Client>>,
    offers_http2: bool,
    limits: Limits,
}

impl Configured {
    async fn exchange(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let Ok(runtime) = Handle::try_current() else {
            return Err(TransportError::new(NO_RUNTIME));
        };
        let is_local = || LocalHost::of(request.uri().host().unwrap_or_default()).is_some();
        let way = Way::of(&request, self.offers_http2, is_local);
        let clients = self.runtimes.get(&runtime, Clients::default);
        let build = || {
            let build = lock(&self.build);
            build(way)
        };
        let client = clients.get(way, build).map_err(TransportError::new)?;
        execute(client, request, &self.limits).await
    }
}

/// Sends requests with a client that the user has built. Its proxies are not known, so requests that must bypass
/// proxies use another client.
struct Given {
    client: reqwest::Client,
    /// `None` without TLS.
    direct: Option<Pooled>,
    limits: Limits,
}

impl Given {
    fn new(client: reqwest::Client, direct: Option<Pooled>, limits: Limits) -> Self {
        Self {
            client,
            direct,
            limits,
        }
    }

    async fn exchange(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        if Handle::try_current().is_err() {
            return Err(TransportError::new(NO_RUNTIME));
        }
        let must_bypass = request.extensions().get::<BypassProxy>().is_some();
        match &self.direct {
            Some(direct) if must_bypass => direct.send(request).await,
            None if must_bypass => Err(TransportError::new(
                "there is no TLS for a request that must bypass proxies",
            )),
            _ => execute(&self.client, request, &self.limits).await,
        }
    }
}

async fn execute(
    client: &reqwest::Client,
    request: Request<Body>,
    limits: &Limits,
) -> Result<Response<Body>, TransportError> {
    let uri = request.uri().clone();
    let limits = &limits.of_request(request.extensions());
    let failed = |error| failure::of_reqwest(&uri, error);
    let request = request.map(|body| match body.into_bytes() {
        Ok(bytes) => reqwest::Body::from(bytes),
        Err(stream) => reqwest::Body::wrap(stream),
    });
    let request = reqwest::Request::try_from(request).map_err(failed)?;
    let url = request.url().clone();
    if !is_of(&url, &uri) {
        return Err(failure::unsendable(&uri, REWRITTEN));
    }
    let response = client.execute(request).await.map_err(failed)?;
    if *response.url() != url {
        return Err(TransportError::new(REDIRECTED));
    }
    let (head, body) = Response::<reqwest::Body>::from(response).into_parts();
    let received = Received::new(body, uri, limits, failure::of_reqwest);
    body::response(head, received, limits).await
}

/// Returns true if `url` has the path and the query of `uri`.
fn is_of(url: &reqwest::Url, uri: &Uri) -> bool {
    url.path() == uri.path() && url.query() == uri.query()
}

impl Transport for Configured {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl Transport for Given {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}
