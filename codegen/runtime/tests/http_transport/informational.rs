//! Informational responses, which come before the final one (RFC 9110, section 15.2).

use crate::server::{Reply, Server};
use crate::{send, send_to, transport};
use runtime::TransportErrorKind as Kind;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

const PROCESSING: &str = "HTTP/1.1 102 Processing\r\nx-a: b\r\n\r\n";

#[tokio::test]
async fn some_are_skipped() {
    let answer = format!(
        "HTTP/1.1 100 Continue\r\n\r\n{}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{{}}",
        PROCESSING.repeat(20)
    );
    let server = Server::always(Reply::raw(answer));
    let response = send(&transport(), &server).await.unwrap();
    assert_eq!(
        (response.status().as_u16(), response.body().as_ref()),
        (200, &b"{}"[..])
    );
}

/// A server that sends a lot of them, pauses, and sends a lot of them.
fn endless(lot: String, pause: Duration) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        assert!(socket.read(&mut [0; 4096]).unwrap() > 0);
        while socket.write_all(lot.as_bytes()).is_ok() {
            thread::sleep(pause);
        }
    });
    address
}

/// Nothing else ends a wait that has no timeout; and while they come without a pause, a runtime of one thread gets to
/// nothing else.
#[tokio::test]
async fn a_server_that_sends_nothing_else_is_given_up() {
    for (lot, pause) in [
        (PROCESSING.to_owned(), Duration::from_millis(5)),
        (PROCESSING.repeat(20_000), Duration::ZERO),
    ] {
        let address = endless(lot, pause);
        let url = format!("http://{address}/");
        let error = send_to(&transport(), url).await.unwrap_err();
        let message = error.to_string();
        assert_eq!(error.kind(), Kind::Timeout, "{message}");
        let start = format!("http://{address} did not respond in time: ");
        assert!(message.starts_with(&start), "{message}");
        let end = "32 informational responses (1xx) were received without a final response";
        assert!(message.ends_with(end), "{message}");
    }
}
