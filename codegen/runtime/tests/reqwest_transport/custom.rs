//! Transports over a reqwest client that the user has configured or built.

use crate::server::{Reply, Server};
use crate::{configured, post, send};
use http::Request;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use runtime::{BypassProxy, ReqwestTransport, Transport};
use std::iter;
use std::net::SocketAddr;
use std::sync::Arc;

/// Resolves every name to one address.
struct Everywhere(SocketAddr);

impl Resolve for Everywhere {
    fn resolve(&self, _: Name) -> Resolving {
        let addresses: Addrs = Box::new(iter::once(self.0));
        Box::pin(async { Ok(addresses) })
    }
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
    let transport = ReqwestTransport::builder().configure(move |client| {
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
        let response = transport.send(request).await.unwrap();
        assert_eq!(response.status(), expected, "{uri}");
    }
}

#[tokio::test]
async fn a_client_of_the_users_own_is_used_for_all_that_may_go_through_a_proxy() {
    let proxy = Server::always(Reply::new(299, ""));
    let server = Server::always(Reply::new(200, ""));
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(crate::tls::distrustful())
        .redirect(reqwest::redirect::Policy::none())
        .proxy(through(&proxy));
    let transport = ReqwestTransport::from(client.build().unwrap());
    let response = send(&transport, &server).await.unwrap();
    assert_eq!(response.status(), 299);
    let request = bypassing(post(server.url("/"), ""));
    let response = transport.send(request).await.unwrap();
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn what_a_configured_client_sends_and_gets_is_what_any_other_does() {
    let server = Server::always(Reply::chunked(418, [&b"abc"[..], b"def"]).header("x-a", "b"));
    let transport = configured(|client| client.user_agent("of-the-user"));
    let response = transport.send(post(server.url("/a?b"), "{}")).await;
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
