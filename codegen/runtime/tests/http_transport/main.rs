//! The transport over HTTP against a server on loopback: what goes over the wire, and what each fault becomes.

#![cfg(feature = "http1")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[allow(dead_code, reason = "sources that fail are for other tests")]
#[path = "../support/pieces.rs"]
mod pieces;
#[path = "../support/server/mod.rs"]
mod server;
#[path = "../support/tls.rs"]
mod server_tls;
#[cfg(feature = "http2")]
#[path = "../support/two_way.rs"]
mod two_way;
#[path = "../support/until.rs"]
mod until;

mod clock;
mod connections;
#[cfg(feature = "reqwest")]
mod custom;
#[cfg(all(feature = "event-streams", feature = "http2"))]
mod event_streams;
mod exchange;
mod faults;
#[cfg(feature = "http2")]
mod http2;
mod informational;
mod mutual_tls;
#[cfg(feature = "native-tls")]
mod native_tls;
mod network;
mod required_http2;
mod stalls;
mod streams;
mod tls;

use bytes::Bytes;
use http::{Request, Response};
use runtime::{Body, HttpTransport, Transport, TransportError};
use server::Server;
use std::time::Duration;
use tokio::time;
use until::until;

/// A transport that uses no proxy of whoever runs the tests.
fn transport() -> HttpTransport {
    HttpTransport::builder().no_proxy().build().unwrap()
}

/// Transports of each kind: over connections of its own, and over a client of reqwest.
fn of_each_kind() -> Vec<HttpTransport> {
    vec![
        transport(),
        #[cfg(feature = "reqwest")]
        custom::configured(|client| client),
    ]
}

fn post(url: String, body: impl Into<Bytes>) -> Request<Bytes> {
    Request::post(url).body(body.into()).unwrap()
}

/// Sends bytes, and returns the response with its bytes.
async fn send_bytes(
    transport: &impl Transport,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, TransportError> {
    let response = transport.send(request.map(Body::from)).await?;
    Ok(response.map(|body| body.into_bytes().unwrap()))
}

async fn send(
    transport: &HttpTransport,
    server: &Server,
) -> Result<Response<Bytes>, TransportError> {
    send_to(transport, server.url("/")).await
}

/// Sends to a URL, and fails where that takes so long that it hangs.
async fn send_to(
    transport: &HttpTransport,
    url: String,
) -> Result<Response<Bytes>, TransportError> {
    let sending = send_bytes(transport, post(url, "{}"));
    time::timeout(Duration::from_secs(20), sending)
        .await
        .expect("the transport hangs")
}
