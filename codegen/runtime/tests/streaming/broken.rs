//! Responses that are cut, reset, stalled or too long, over raw sockets.

use crate::clock::HandClock;
use crate::server::{At, Reply, Server};
use crate::service::*;
use crate::{client, client_of, config, soon, until};
use runtime::{ByteStream, ByteStreamError, ByteStreamErrorKind as Kind, HttpTransport};
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// Reads a stream to its end or its error, with the number of bytes before.
async fn drained(mut stream: ByteStream) -> (Vec<u8>, Result<(), ByteStreamError>) {
    let mut read = Vec::new();
    loop {
        match soon(stream.next()).await {
            None => return (read, Ok(())),
            Some(Ok(piece)) => read.extend_from_slice(&piece),
            Some(Err(error)) => {
                assert!(soon(stream.next()).await.is_none(), "an error is the end");
                return (read, Err(error));
            }
        }
    }
}

const HEAD: &str = "HTTP/1.1 200 OK\r\nx-foo: Foo\r\n";

/// Checks the outcome of a response that is cut after `sent` bytes; `data` are those of the body.
async fn cut(whole: &[u8], head: usize, sent: usize, data: &dyn Fn(usize) -> Vec<u8>) {
    let server = Server::always(Reply::raw(&whole[..sent]));
    let call = client_of(&server);
    let output = match soon(call.call::<Get>(Empty {})).await {
        Ok(output) => output,
        Err(error) => {
            assert!(sent < head, "{sent}: {error}");
            assert!(
                matches!(error, runtime::Error::Transport(_)),
                "{sent}: {error}"
            );
            return;
        }
    };
    assert!(sent >= head, "{sent}");
    assert_eq!(output.foo.as_deref(), Some("Foo"));
    let (read, end) = drained(output.blob).await;
    assert_eq!(read, data(sent - head), "{sent}");
    let Err(error) = end else {
        assert_eq!(sent, whole.len());
        return;
    };
    assert!(sent < whole.len(), "{sent}: {error}");
    assert_eq!(error.kind(), Kind::Incomplete, "{sent}: {error}");
    let message = error.to_string();
    let address = server.url("");
    assert!(
        message.contains(&address) && message.contains("ended early"),
        "{message}"
    );
    assert_eq!(std::io::Error::from(error).kind(), ErrorKind::UnexpectedEof);
}

#[tokio::test]
async fn a_body_with_a_length_is_cut_at_every_byte() {
    let head = format!("{HEAD}content-length: 10\r\n\r\n");
    let whole = format!("{head}0123456789");
    for sent in 0..=whole.len() {
        let data = |count: usize| b"0123456789"[..count].to_vec();
        cut(whole.as_bytes(), head.len(), sent, &data).await;
    }
}

#[tokio::test]
async fn a_body_in_chunks_is_cut_at_every_byte() {
    let head = format!("{HEAD}transfer-encoding: chunked\r\n\r\n");
    let chunks = "4\r\n0123\r\n6\r\n456789\r\n0\r\n\r\n";
    let whole = format!("{head}{chunks}");
    for sent in 0..=whole.len() {
        let data = |count: usize| {
            let first = count.saturating_sub(3).min(4);
            let second = count.saturating_sub(12).min(6);
            [&b"0123"[..first], &b"456789"[..second]].concat()
        };
        cut(whole.as_bytes(), head.len(), sent, &data).await;
    }
}

#[tokio::test]
async fn a_connection_is_reset_at_every_byte_of_a_body() {
    for count in 0..10 {
        let server = Server::always(Reply::new(200, "0123456789").reset(At::Body(count)));
        let call = client_of(&server);
        // The reset may come before the head was read.
        let Ok(output) = soon(call.call::<Get>(Empty {})).await else {
            continue;
        };
        let (read, end) = drained(output.blob).await;
        assert!(b"0123456789"[..count].starts_with(&read), "{read:?}");
        end.unwrap_err();
    }
}

/// Reads a request without a body.
fn read_head(socket: &TcpStream) {
    let mut lines = BufReader::new(socket).lines();
    while !lines.next().unwrap().unwrap().is_empty() {}
}

/// A body has the bytes of its length; what follows is neither part of it nor of the next response.
#[tokio::test]
async fn bytes_after_a_body_are_nothing() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let service = thread::spawn(move || {
        for _ in 0..2 {
            let (mut socket, _) = listener.accept().unwrap();
            read_head(&socket);
            let response = format!("{HEAD}content-length: 3\r\n\r\nabcHTTP/1.1 403 No\r\n\r\n");
            socket.write_all(response.as_bytes()).unwrap();
        }
    });
    let client = client(config().endpoint_url(url));
    for _ in 0..2 {
        let output = soon(client.call::<Get>(Empty {})).await.unwrap();
        let (read, end) = drained(output.blob).await;
        assert_eq!(read, b"abc");
        end.unwrap();
    }
    service.join().unwrap();
}

#[tokio::test]
async fn a_body_that_stalls_is_a_timeout_of_the_transport() {
    let server = Server::always(Reply::new(200, "abcdef").stall(At::Body(3)));
    let clock = HandClock::default();
    let builder = HttpTransport::builder().no_proxy();
    let transport = builder.clock(Arc::new(clock.clone())).build().unwrap();
    let client = client(config().transport(transport).endpoint_url(server.url("/")));
    let mut stream = soon(client.call::<Get>(Empty {})).await.unwrap().blob;
    assert_eq!(soon(stream.next()).await.unwrap().unwrap(), "abc");
    // The reader's own pauses do not count.
    clock.advance(Duration::from_secs(60));
    let reading = tokio::spawn(async move { stream.next().await.unwrap() });
    until(|| {
        clock.advance(Duration::from_secs(1));
        reading.is_finished()
    })
    .await;
    let error = reading.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout);
    let expected = format!(
        "the response of {} made no progress for 20s",
        server.url("")
    );
    assert_eq!(error.to_string(), expected);
    until(|| server.hang_ups() == 1).await;
}
