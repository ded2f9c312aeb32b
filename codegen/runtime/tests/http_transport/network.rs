//! Name resolution and the number of connections.

use crate::server::{At, Reply, Server};
use crate::{post, send_to, until};
use http::header::HOST;
use runtime::{
    Body, HttpTransport, HttpTransportBuilder, StreamedResponse, Transport,
    TransportErrorKind as Kind,
};
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time;

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn builder() -> HttpTransportBuilder {
    HttpTransport::builder().no_proxy()
}

fn url(host: &str, server: &Server) -> String {
    format!("http://{host}:{}/", server.address().port())
}

#[tokio::test]
async fn a_host_has_the_addresses_that_are_set() {
    let server = Server::always(Reply::new(200, "{}"));
    let fixed = || builder().resolve("Service.example", [LOOPBACK]);
    for transport in [
        fixed().build().unwrap(),
        #[cfg(feature = "reqwest")]
        fixed().configure(|client| client).build().unwrap(),
    ] {
        send_to(&transport, url("service.example", &server))
            .await
            .unwrap();
        let request = server.requests().pop().unwrap();
        let host = format!("service.example:{}", server.address().port());
        assert_eq!(request.header(HOST.as_str()), Some(host.as_bytes()));
    }
    let nowhere = builder().resolve("service.example", []).build().unwrap();
    let sent = send_to(&nowhere, url("service.example", &server)).await;
    let error = sent.unwrap_err();
    assert_eq!(error.kind(), Kind::Connect, "{error}");
    assert!(error.to_string().contains("has no address"), "{error}");
}

#[tokio::test]
async fn a_function_resolves_all_names_without_addresses() {
    let server = Server::always(Reply::new(200, "{}").header("connection", "close").close());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    let transport = builder()
        .resolve("fixed.example", [LOOPBACK])
        .resolver(move |host| {
            seen.lock().unwrap().push(host.clone());
            async move {
                match &*host {
                    "found.example" => Ok(vec![LOOPBACK]),
                    _ => Err(io::Error::other("the zone is not served")),
                }
            }
        });
    let transport = transport.build().unwrap();
    for host in ["fixed.example", "found.example", "found.example"] {
        send_to(&transport, url(host, &server)).await.unwrap();
    }
    let sent = send_to(&transport, url("lost.example", &server)).await;
    let error = sent.unwrap_err();
    assert_eq!(error.kind(), Kind::Connect, "{error}");
    assert!(
        error.to_string().contains("the zone is not served"),
        "{error}"
    );
    let hosts = ["found.example", "found.example", "lost.example"];
    assert_eq!(*asked.lock().unwrap(), hosts);
}

#[tokio::test]
async fn idle_connections_are_closed_if_none_may_be_kept() {
    let server = Server::always(Reply::new(200, "{}"));
    let none = || builder().max_idle_connections_per_host(0);
    for transport in [
        none().build().unwrap(),
        #[cfg(feature = "reqwest")]
        none().configure(|client| client).build().unwrap(),
    ] {
        let before = server.connections();
        for _ in 0..3 {
            send_to(&transport, server.url("/")).await.unwrap();
        }
        assert_eq!(server.connections() - before, 3);
    }
}

/// Two hundred requests at once, over connections that are used again and again.
#[tokio::test]
async fn no_more_connections_than_the_limit_are_opened() {
    let server = Server::always(Reply::new(200, "{}"));
    let transport = builder().max_connections_per_host(3).build().unwrap();
    let mut sending = JoinSet::new();
    for _ in 0..200 {
        let (transport, url) = (transport.clone(), server.url("/"));
        sending.spawn(async move { send_to(&transport, url).await });
    }
    while let Some(sent) = sending.join_next().await {
        sent.unwrap().unwrap();
    }
    assert_eq!(server.requests().len(), 200);
    assert!(server.connections() <= 3, "{}", server.connections());
    // Waits that got another connection have ended.
    let tasks = || {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
    };
    until(|| tasks() < 10).await;
}

#[tokio::test]
async fn a_request_waits_until_another_is_done_or_given_up() {
    let server = Server::start(|request| match request.number {
        0 | 1 => Reply::new(200, "0123456789").stall(At::Body(5)),
        _ => Reply::new(200, "{}"),
    });
    let transport = builder()
        .max_connections_per_host(1)
        .connect_timeout(Some(Duration::from_millis(300)));
    let transport = transport.build().unwrap();
    let streamed = |transport: &HttpTransport| {
        let mut request = post(server.url("/"), "{}").map(Body::from);
        request.extensions_mut().insert(StreamedResponse);
        let transport = transport.clone();
        async move { transport.send(request).await }
    };
    let held = streamed(&transport).await.unwrap();
    let waiting = tokio::spawn(streamed(&transport));
    // Longer than the connect timeout, of which waiting is no part.
    time::sleep(Duration::from_millis(600)).await;
    assert!(!waiting.is_finished());
    assert_eq!(server.connections(), 1);
    drop(held);
    let second = waiting.await.unwrap().unwrap();
    // A request that is given up while it waits leaves nothing.
    let given_up = tokio::spawn(streamed(&transport));
    time::sleep(Duration::from_millis(50)).await;
    given_up.abort();
    drop(second);
    send_to(&transport, server.url("/")).await.unwrap();
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn the_limit_is_for_each_host() {
    let server = Server::start(|request| match request.number {
        0 => Reply::new(200, "0123456789").stall(At::Body(5)),
        _ => Reply::new(200, "{}"),
    });
    let transport = builder()
        .max_connections_per_host(1)
        .resolve("other.example", [LOOPBACK]);
    let transport = transport.build().unwrap();
    let mut request = post(server.url("/"), "{}").map(Body::from);
    request.extensions_mut().insert(StreamedResponse);
    let held = transport.send(request).await.unwrap();
    send_to(&transport, url("other.example", &server))
        .await
        .unwrap();
    drop(held);
}

#[cfg(feature = "reqwest")]
#[test]
fn a_setting_that_reqwest_does_not_support_is_an_error() {
    for builder in [
        builder().max_connections_per_host(1),
        builder().resolver(|_| async { Ok(vec![LOOPBACK]) }),
    ] {
        let built = builder.configure(|client| client).build();
        let message = built.map(drop).unwrap_err().to_string();
        assert!(message.contains("does not support"), "{message}");
    }
}
