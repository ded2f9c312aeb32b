//! Transport over hyper's connection pool.

use super::body::{self, Received, RequestBody};
use super::builder::Settings;
use super::connect::Connector;
use super::limits;
use super::proxies::Proxies;
use super::runtimes::Runtimes;
use super::ways::{Clients, HttpVersion, Way};
use super::{NO_RUNTIME, exchange, failure};
use crate::transport::{Body, BoxFuture, Transport, TransportError};
use http::header::{ACCEPT, PROXY_AUTHORIZATION};
use http::uri::{Authority, InvalidUriParts};
use http::{HeaderValue, Request, Response, Uri, Version};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::convert::Infallible;
use std::sync::Arc;
use tokio::runtime::Handle;

const PROXIED_HTTP2: &str = "it needs HTTP/2, which a proxy does not have for plain http: use https, or exclude the host by \
                             `no_proxy`";

pub(super) type HttpClient = Client<Connector, RequestBody>;

/// Sends requests over pooled connections, with a pool for each runtime.
pub(super) struct Pooled {
    settings: Settings,
    /// Proxies, if there are any.
    proxies: Option<Arc<Proxies>>,
    runtimes: Runtimes<Clients<HttpClient>>,
}

impl Pooled {
    pub(super) fn new(settings: Settings, proxies: Proxies) -> Self {
        Self {
            settings,
            proxies: (!proxies.is_empty()).then(|| Arc::new(proxies)),
            runtimes: Runtimes::default(),
        }
    }

    async fn exchange(&self, mut request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let Ok(runtime) = Handle::try_current() else {
            // tokio's sockets and timers would panic.
            return Err(TransportError::new(NO_RUNTIME));
        };
        let uri = request.uri().clone();
        check(&mut request)?;
        let way = self.way(&mut request);
        if way.version == HttpVersion::Http2 && !way.is_direct {
            return Err(failure::unsendable(&uri, PROXIED_HTTP2));
        }
        let limits = &self.settings.limits.of_request(request.extensions());
        let any = HeaderValue::from_static("*/*");
        request.headers_mut().entry(ACCEPT).or_insert(any);
        let clients = self.runtimes.get(&runtime, Clients::default);
        let Ok(client) = clients.get(way, || Ok::<_, Infallible>(self.client(way)));
        let response = exchange::send(client, request, &uri, way.version, limits).await?;
        let (head, body) = response.into_parts();
        let received = Received::new(body, uri, limits, failure::of_body);
        body::response(head, received, limits).await
    }

    /// Returns the way of a request. If a proxy reads the head of the request, the proxy's password is added to it.
    fn way(&self, request: &mut Request<Body>) -> Way {
        let proxies = self.proxies.as_ref();
        let proxy = proxies.and_then(|proxies| proxies.of(request.uri()));
        let way = Way::of(request, self.settings.http2, || proxy.is_none());
        if let (false, Some(proxy), Some("http")) =
            (way.is_direct, proxy, request.uri().scheme_str())
            && let Some(value) = proxy.basic_auth().cloned()
        {
            let headers = request.headers_mut();
            headers.entry(PROXY_AUTHORIZATION).or_insert(value);
        }
        way
    }

    fn client(&self, way: Way) -> HttpClient {
        let proxies = self.proxies.clone().filter(|_| !way.is_direct);
        let connector = Connector::new(&self.settings, way.version, proxies);
        let mut builder = Client::builder(TokioExecutor::new());
        builder
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(limits::IDLE_TIMEOUT);
        #[cfg(feature = "http2")]
        builder
            .http2_keep_alive_interval(limits::PING_INTERVAL)
            .http2_keep_alive_timeout(limits::PING_TIMEOUT)
            .http2_keep_alive_while_idle(true);
        #[cfg(feature = "http2")]
        builder.http2_only(way.version == HttpVersion::Http2);
        if let Some(connections) = self.settings.network.max_idle {
            builder.pool_max_idle_per_host(connections);
        }
        if way.is_new {
            builder.pool_max_idle_per_host(0);
        }
        builder.build(connector)
    }
}

/// Checks the scheme, host, port and version, which hyper does not; and removes user and password, which are not
/// allowed in the request line.
fn check(request: &mut Request<Body>) -> Result<(), TransportError> {
    let unsendable = |why| failure::unsendable(request.uri(), why);
    match request.uri().scheme_str() {
        Some("http" | "https") => {}
        Some(_) => return Err(unsendable("URL scheme is not allowed")),
        None => return Err(unsendable("relative URL without a base")),
    }
    if !matches!(
        request.version(),
        Version::HTTP_10 | Version::HTTP_11 | Version::HTTP_2
    ) {
        return Err(unsendable(
            "the version is not HTTP/1.0, HTTP/1.1 or HTTP/2",
        ));
    }
    let authority = request.uri().authority().map_or("", Authority::as_str);
    let (user, place) = authority
        .rsplit_once('@')
        .map_or((None, authority), |(user, place)| (Some(user), place));
    let host = request.uri().host().unwrap_or_default();
    if host.is_empty() {
        return Err(unsendable("empty host"));
    }
    let port = place.get(host.len()..).unwrap_or_default();
    if !matches!(port, "" | ":") && request.uri().port_u16().is_none() {
        return Err(unsendable("invalid port number"));
    }
    if user.is_some() {
        let place = Authority::try_from(place);
        let mut parts = request.uri().clone().into_parts();
        parts.authority = place.ok();
        *request.uri_mut() =
            Uri::from_parts(parts).map_err(|error: InvalidUriParts| TransportError::new(error))?;
    }
    Ok(())
}

impl Transport for Pooled {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

#[cfg(test)]
mod tests {
    use super::Pooled;
    use crate::transport::http1::builder::Settings;
    use crate::transport::http1::proxies::Proxies;
    use crate::transport::{Body, BypassProxy};
    use http::Request;

    /// Returns true if a request would use the proxy.
    fn is_proxied(pooled: &Pooled, uri: &str, bypass: bool) -> bool {
        let mut request = Request::get(uri).body(Body::empty()).unwrap();
        if bypass {
            request.extensions_mut().insert(BypassProxy);
        }
        !pooled.way(&mut request).is_direct
    }

    #[test]
    fn a_request_that_must_bypass_proxies_does_whatever_its_host_is_called() {
        let proxies = Proxies::fixed(&[("ALL_PROXY", "http://proxy.example:3128")]);
        let pooled = Pooled::new(Settings::standard().unwrap(), proxies);
        for uri in ["http://agent.example/", "https://agent.example/"] {
            assert!(is_proxied(&pooled, uri, false), "{uri}");
            assert!(!is_proxied(&pooled, uri, true), "{uri}");
        }
        assert!(!is_proxied(&pooled, "http://localhost/", false));
    }
}
