//! TLS: what is trusted, what is offered, and what a broken handshake becomes.

use crate::server::{Reply, Server, Socket, Stream};
use crate::server_tls::{CA, server_config};
use crate::{send_to, transport};
use bytes::Bytes;
use http::Response;
use runtime::{
    BuildTransportError, HttpTransport, HttpTransportBuilder, TransportError,
    TransportErrorKind as Kind,
};
use rustls::crypto::CryptoProvider;
use rustls::server::{Acceptor, ServerConfig};
use rustls::{ServerConnection, StreamOwned};
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub const OTHER_CA: &[u8] = include_bytes!("../support/tls/other-ca.pem");

/// A server that speaks TLS with HTTP/1.1 in it.
pub fn secure(reply: Reply) -> Server {
    secured_by(server_config(), reply)
}

pub fn secured_by(config: ServerConfig, reply: Reply) -> Server {
    let config = Arc::new(config);
    Server::over(
        move |socket| {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            Ok(Box::new(StreamOwned::new(connection, socket)))
        },
        move |_| reply.clone(),
    )
}

async fn send(
    transport: &HttpTransport,
    server: &Server,
    host: &str,
) -> Result<Response<Bytes>, TransportError> {
    let port = server.address().port();
    send_to(transport, format!("https://{host}:{port}/")).await
}

fn trusting(pem: &[u8]) -> HttpTransport {
    let builder = HttpTransport::builder().ca_bundle_pem(pem);
    builder.no_proxy().build().unwrap()
}

pub fn certificate(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/support/tls")
        .join(name)
}

#[tokio::test]
async fn a_bundle_is_trusted() {
    let server = secure(Reply::new(200, "{}"));
    let from_file = HttpTransport::builder()
        .no_proxy()
        .ca_bundle(certificate("ca.pem"));
    let several = [OTHER_CA, b"\nwhat stands between is nothing\n", CA].concat();
    for transport in [trusting(CA), trusting(&several), from_file.build().unwrap()] {
        for _ in 0..2 {
            let response = send(&transport, &server, "127.0.0.1").await.unwrap();
            assert_eq!(response.body(), "{}");
        }
    }
    assert_eq!(server.connections(), 3);
    assert!(
        CryptoProvider::get_default().is_none(),
        "a process-wide provider"
    );
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted() {
    let server = secure(Reply::new(200, "{}"));
    let port = server.address().port();
    for (transport, host) in [
        (transport(), "127.0.0.1"),
        (trusting(OTHER_CA), "127.0.0.1"),
        (trusting(CA), "localhost"),
    ] {
        let error = send(&transport, &server, host).await.unwrap_err();
        let message = error.to_string();
        assert_eq!(error.kind(), Kind::Other, "{message}");
        let start = format!("could not connect to https://{host}:{port}: ");
        assert!(message.starts_with(&start), "{message}");
        assert!(message.contains("certificate"), "{message}");
    }
    assert_eq!(server.requests().len(), 0);
}

/// Returns the versions of HTTP that a transport offers, by the list in the first message of the handshake.
pub async fn offered_by(transport: &HttpTransport) -> Vec<Vec<u8>> {
    let offered = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&offered);
    let server = Server::over(
        move |mut socket: Socket| -> io::Result<Box<dyn Stream>> {
            let mut acceptor = Acceptor::default();
            let hello = loop {
                acceptor.read_tls(&mut socket)?;
                if let Some(hello) = acceptor
                    .accept()
                    .map_err(|(error, _)| io::Error::other(error))?
                {
                    break hello;
                }
            };
            let protocols = hello.client_hello().alpn().into_iter().flatten();
            seen.lock().unwrap().extend(protocols.map(<[u8]>::to_vec));
            Err(io::ErrorKind::ConnectionAborted.into())
        },
        |_| unreachable!("there is no connection"),
    );
    let error = send(transport, &server, "127.0.0.1").await.unwrap_err();
    assert_eq!(error.kind(), Kind::Connect, "{error}");
    offered.lock().unwrap().clone()
}

/// Transports of each kind with the settings of `builder`.
fn of_each_kind(builder: fn() -> HttpTransportBuilder) -> Vec<HttpTransport> {
    vec![
        builder().build().unwrap(),
        #[cfg(feature = "reqwest")]
        builder().configure(|client| client).build().unwrap(),
    ]
}

/// Also with the feature `http2`, which any other crate of a program may enable.
#[tokio::test]
async fn http_1_alone_is_offered_by_default() {
    for transport in of_each_kind(|| HttpTransport::builder().no_proxy()) {
        assert_eq!(offered_by(&transport).await, [b"http/1.1"]);
    }
}

#[cfg(feature = "http2")]
#[tokio::test]
async fn http_2_is_offered_first_if_it_is_enabled() {
    for transport in of_each_kind(|| HttpTransport::builder().no_proxy().http2(true)) {
        let both = [&b"h2"[..], b"http/1.1"];
        assert_eq!(offered_by(&transport).await, both);
    }
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls() {
    let plain = Server::over(
        |mut socket| {
            socket.write_all(b"HTTP/1.1 400 \r\n\r\n")?;
            Err(io::ErrorKind::ConnectionAborted.into())
        },
        |_| unreachable!("there is no connection"),
    );
    let error = send(&trusting(CA), &plain, "127.0.0.1").await.unwrap_err();
    assert_eq!(error.kind(), Kind::Connect, "{error}");
}

/// The limit for connecting is for the handshake too.
#[tokio::test]
async fn a_handshake_that_takes_too_long() {
    // Nothing accepts the connection, and yet the operating system makes it.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let transport = HttpTransport::builder()
        .no_proxy()
        .connect_timeout(Some(Duration::from_millis(50)));
    let transport = transport.build().unwrap();
    let sent = send_to(&transport, format!("https://{address}/")).await;
    let error = sent.unwrap_err();
    assert_eq!(error.kind(), Kind::ConnectTimeout);
    let message = error.to_string();
    let start = format!("could not connect to https://{address} in time: ");
    assert!(message.starts_with(&start), "{message}");
    assert!(message.ends_with("operation timed out"), "{message}");
}

#[test]
fn a_bundle_that_cannot_be_used_is_an_error_at_once() {
    let from_pem = |pem: &[u8]| HttpTransport::builder().ca_bundle_pem(pem).build();
    let from_file = |path: &Path| HttpTransport::builder().ca_bundle(path).build();
    let said = |built: Result<HttpTransport, BuildTransportError>| {
        built.map(drop).unwrap_err().to_string()
    };
    let none = "it has no certificate in the PEM format";
    assert_eq!(
        said(from_pem(b"")),
        format!("the CA bundle cannot be used: {none}")
    );
    let der = certificate("server.der");
    let of_file = format!("the CA bundle {} cannot be used: ", der.display());
    assert_eq!(said(from_file(&der)), format!("{of_file}{none}"));

    let missing = certificate("missing.pem");
    let message = said(from_file(&missing));
    let of_file = format!("the CA bundle {} cannot be used: ", missing.display());
    assert!(
        message.starts_with(&of_file) && message.contains("os error"),
        "{message}"
    );

    let broken = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let message = said(from_pem(&[CA, broken].concat()));
    assert!(message.contains(": certificate 2: "), "{message}");
    let message = said(from_pem(&CA[..CA.len() - 40]));
    assert!(message.contains(": certificate 1: "), "{message}");
}
