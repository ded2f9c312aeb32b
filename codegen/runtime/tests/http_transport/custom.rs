//! Transports over a reqwest client that the user has configured or built.

use crate::faults::assert_failed;
use crate::server::{At, Reply, Server};
use crate::{post, send, send_bytes, send_to};
use http::header::HOST;
use http::{HeaderMap, HeaderValue, Request};
use reqwest::ClientBuilder;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use runtime::{
    BypassProxy, HttpTransport, ReqwestTransport, ReqwestTransportBuilder,
    TransportErrorKind as Kind,
};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use std::iter;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Resolves every name to one address.
struct Everywhere(SocketAddr);

impl Resolve for Everywhere {
    fn resolve(&self, _: Name) -> Resolving {
        let addresses: Addrs = Box::new(iter::once(self.0));
        Box::pin(async { Ok(addresses) })
    }
}

/// A transport over a client that `configure` configures, without a proxy of whoever runs the tests.
pub fn configured(
    configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + 'static,
) -> HttpTransport {
    HttpTransport::builder()
        .configure(move |client| configure(client.no_proxy()))
        .build()
        .unwrap()
}

/// A configuration for clients that trusts nobody.
fn distrustful() -> ClientConfig {
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth()
}

fn bypassing(mut request: Request<bytes::Bytes>) -> Request<bytes::Bytes> {
    request.extensions_mut().insert(BypassProxy);
    request
}

fn through(proxy: &Server) -> reqwest::Proxy {
    reqwest::Proxy::all(proxy.url("")).unwrap()
}

#[tokio::test]
async fn a_configured_client_goes_past_its_proxy_for_local_hosts_and_where_it_must() {
    let proxy = Server::always(Reply::new(299, ""));
    let server = Server::always(Reply::new(200, ""));
    let (intercepting, address) = (through(&proxy), server.address());
    let transport = HttpTransport::builder().configure(move |client| {
        let client = client.proxy(intercepting.clone());
        client.dns_resolver(Arc::new(Everywhere(address)))
    });
    let transport = transport.build().unwrap();
    let elsewhere = || post(format!("http://metadata.example:{}/", address.port()), "");
    for (request, expected) in [
        (elsewhere(), 299),
        (bypassing(elsewhere()), 200),
        (post(server.url("/"), ""), 200),
        (
            post(format!("http://localhost:{}/", address.port()), ""),
            200,
        ),
    ] {
        let uri = request.uri().clone();
        let response = send_bytes(&transport, request).await.unwrap();
        assert_eq!(response.status(), expected, "{uri}");
    }
}

#[tokio::test]
async fn a_client_of_the_users_own_is_used_for_all_that_may_go_through_a_proxy() {
    let proxy = Server::always(Reply::new(299, ""));
    let server = Server::always(Reply::new(200, ""));
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(distrustful())
        .redirect(reqwest::redirect::Policy::none())
        .proxy(through(&proxy));
    let transport = HttpTransport::from(client.build().unwrap());
    let response = send(&transport, &server).await.unwrap();
    assert_eq!(response.status(), 299);
    let request = bypassing(post(server.url("/"), ""));
    let response = send_bytes(&transport, request).await.unwrap();
    assert_eq!(response.status(), 200);
}

/// Code that has the former name compiles.
#[test]
fn the_former_name_is_the_same_type() {
    let builder: ReqwestTransportBuilder = ReqwestTransport::builder();
    let transport: HttpTransport = builder.no_proxy().build().unwrap();
    let _: ReqwestTransport = transport;
}

#[tokio::test]
async fn what_a_configured_client_sends_and_gets_is_what_any_other_does() {
    let server = Server::always(Reply::chunked(418, [&b"abc"[..], b"def"]).header("x-a", "b"));
    let transport = configured(|client| client.user_agent("of-the-user"));
    let response = send_bytes(&transport, post(server.url("/a?b"), "{}")).await;
    let response = response.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["x-a"]),
        (418, &"b".parse().unwrap())
    );
    assert_eq!(response.body(), "abcdef");
    let [request] = server.requests().try_into().unwrap();
    assert_eq!(
        (request.target.as_str(), &*request.body),
        ("/a?b", &b"{}"[..])
    );
    assert_eq!(request.header("user-agent"), Some(&b"of-the-user"[..]));
}

#[tokio::test]
async fn a_host_of_the_users_own_goes_with_every_request() {
    let server = Server::always(Reply::new(200, "{}"));
    let transport = HttpTransport::builder().configure(|client| {
        let host = HeaderValue::from_static("internal.example");
        client
            .no_proxy()
            .default_headers(HeaderMap::from_iter([(HOST, host)]))
    });
    let transport = transport.build().unwrap();
    for _ in 0..2 {
        send_bytes(&transport, post(server.url("/"), ""))
            .await
            .unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!(request.header("host"), Some(&b"internal.example"[..]));
    }
}

struct NoSuchHost;

impl Resolve for NoSuchHost {
    fn resolve(&self, name: Name) -> Resolving {
        let message = format!("there is no {}", name.as_str());
        Box::pin(async { Err(message.into()) })
    }
}

#[tokio::test]
async fn an_unknown_host() {
    let transport = configured(|client| client.dns_resolver(Arc::new(NoSuchHost)));
    let url = "http://unknown.example:4566/".to_owned();
    let error = send_to(&transport, url).await.unwrap_err();
    let start = "could not connect to http://unknown.example:4566: ";
    assert_failed(&error, Kind::Connect, start, "there is no unknown.example");
}

/// The timeouts of a call are its own; these are of a client that has some.
#[tokio::test]
async fn a_limit_of_time_of_the_client() {
    let slow = Duration::from_millis(20);
    for reply in [
        Reply::new(200, "abcdef").stall(At::Byte(0)),
        Reply::new(200, "abcdef").stall(At::Byte(20)),
        Reply::new(200, "abcdef").stall(At::Body(0)),
        Reply::new(200, "abcdef").stall(At::Body(3)),
        Reply::new(200, [b'a'; 10_000]).paced(1, slow),
    ] {
        let server = Server::always(reply);
        let transport = configured(|client| client.timeout(Duration::from_millis(100)));
        let error = send(&transport, &server).await.unwrap_err();
        let start = format!("http://{} did not respond in time: ", server.address());
        assert_failed(&error, Kind::Timeout, &start, "operation timed out");
    }
}

#[tokio::test]
async fn a_client_that_follows_redirects() {
    let elsewhere = Server::always(Reply::new(200, "{}"));
    let moved = Reply::new(307, "").header("location", elsewhere.url("/"));
    let server = Server::always(moved);
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(distrustful())
        .no_proxy()
        .build()
        .unwrap();
    let error = send(&client.into(), &server).await.unwrap_err();
    assert_failed(&error, Kind::Other, "the request was redirected: ", "");
}

/// WHATWG's URL Standard, which reqwest follows, removes dot segments; RFC 3986 leaves that to the sender.
#[tokio::test]
async fn a_url_that_reqwest_would_change_is_not_sent() {
    let server = Server::always(Reply::new(200, ""));
    let transport = configured(|client| client);
    for path in ["/a/../b", "/./a", "/a/..", "/%2E%2E/a"] {
        let request = post(server.url(path), "");
        assert_eq!(request.uri().path(), path);
        let error = send_bytes(&transport, request).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Other);
        let text = error.to_string();
        assert!(
            text.contains("reqwest would change its path or query"),
            "{text}"
        );
    }
    for path in ["/a//b/", "/...", "/a%20b%2Fc?d=%27e"] {
        let response = send_bytes(&transport, post(server.url(path), "")).await;
        assert_eq!(response.unwrap().status(), 200, "{path}");
    }
    assert_eq!(server.requests().len(), 3);
}
