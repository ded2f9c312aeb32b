//! Requests that the server does not read to their end, or that the caller gives up, over raw sockets.

use crate::clock::HandClock;
use crate::pieces::Slow;
use crate::scripted::{Endless, Scripted, response};
use crate::service::*;
use crate::{client, config, soon, until};
use runtime::bytes::Bytes;
use runtime::{ByteStream, HttpTransport, Retry};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::sync::oneshot;

/// A server of one connection, which `serve` has after the head of its request.
fn server<T: Send + 'static>(
    serve: impl FnOnce(BufReader<TcpStream>) -> T + Send + 'static,
) -> (String, JoinHandle<T>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let service = thread::spawn(move || {
        let (socket, _) = listener.accept().unwrap();
        socket
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        let mut reader = BufReader::new(socket);
        let mut line = String::new();
        while reader.read_line(&mut line).unwrap() > 2 {
            line.clear();
        }
        serve(reader)
    });
    (url, service)
}

#[tokio::test]
async fn an_error_that_comes_before_the_end_of_the_request_is_that_of_the_call() {
    let (url, service) = server(|mut reader| {
        let response =
            "HTTP/1.1 403 No\r\nx-amzn-errortype: ComplexError\r\ncontent-length: 2\r\n\r\n{}";
        reader.get_mut().write_all(response.as_bytes()).unwrap();
        // Until the client closes or resets the connection.
        let _ = reader.read_to_end(&mut Vec::new());
    });
    let (sender, pieces) = Slow::new();
    sender.send(Ok(Bytes::from_static(b"abc"))).unwrap();
    let client = client(config().endpoint_url(url));
    let stream = ByteStream::from_stream(None, pieces);
    let error = soon(client.call::<Unsigned>(blob(stream)))
        .await
        .unwrap_err();
    assert!(error.as_service_error().is_some(), "{error}");
    // The rest of the stream is not read, and the connection is closed.
    soon(sender.closed()).await;
    until(|| service.is_finished()).await;
    service.join().unwrap();
    drop(client);
}

/// As an HTTP library does that waits for the next piece when the response comes.
#[tokio::test]
async fn whoever_still_reads_the_body_of_a_failed_attempt_is_woken() {
    let (give, given) = oneshot::channel();
    let script = Scripted::default().then(|request| async {
        let mut body = request.into_body();
        assert_eq!(body.next().await.unwrap().unwrap(), "abc");
        let reading = tokio::spawn(async move { body.next().await });
        // The task has its turn, and waits.
        tokio::task::yield_now().await;
        give.send(reading).unwrap();
        Ok(response(403, "{}"))
    });
    let config = config().transport(script);
    let client = client(config.endpoint_url("https://example.com"));
    let (sender, pieces) = Slow::new();
    sender.send(Ok(Bytes::from_static(b"abc"))).unwrap();
    let stream = ByteStream::from_stream(None, pieces);
    soon(client.call::<Unsigned>(blob(stream)))
        .await
        .unwrap_err();
    let reading = given.await.unwrap();
    let error = soon(reading).await.unwrap().unwrap().unwrap_err();
    let expected = "the attempt has ended, and its body is not read any more";
    assert!(error.to_string().starts_with(expected), "{error}");
}

#[tokio::test]
async fn a_call_that_is_dropped_closes_its_connection_and_drops_the_stream() {
    let has_begun = Arc::new(AtomicBool::new(false));
    let begins = Arc::clone(&has_begun);
    let (url, service) = server(move |mut reader| {
        let mut chunk = [0; 8];
        reader.read_exact(&mut chunk).unwrap();
        begins.store(true, Ordering::SeqCst);
        // It ends, or is reset, when the connection is closed.
        let _ = reader.read_to_end(&mut Vec::new());
        chunk
    });
    let (sender, pieces) = Slow::new();
    sender.send(Ok(Bytes::from_static(b"abc"))).unwrap();
    let client = client(config().endpoint_url(url));
    let stream = ByteStream::from_stream(None, pieces);
    let call = tokio::spawn(async move { client.call::<Unsigned>(blob(stream)).await });
    until(|| has_begun.load(Ordering::SeqCst)).await;
    call.abort();
    soon(sender.closed()).await;
    until(|| service.is_finished()).await;
    assert_eq!(service.join().unwrap(), *b"3\r\nabc\r\n");
}

#[tokio::test]
async fn a_server_that_does_not_read_is_a_timeout() {
    let (hold, held) = std::sync::mpsc::channel::<()>();
    let (url, service) = server(move |reader| {
        held.recv().unwrap_err();
        drop(reader);
    });
    let clock = HandClock::default();
    let builder = HttpTransport::builder().no_proxy();
    let transport = builder.clock(Arc::new(clock.clone())).build().unwrap();
    let config = config().transport(transport).retry(Retry::standard());
    let client = client(config.endpoint_url(&url));
    let stream = ByteStream::from_stream(None, Endless);
    let call = tokio::spawn(async move { client.call::<Unsigned>(blob(stream)).await });
    until(|| {
        clock.advance(Duration::from_secs(1));
        call.is_finished()
    })
    .await;
    let message = call.await.unwrap().unwrap_err().to_string();
    let expected = format!(
        "Unsigned: timed out: the request to {url} made no progress for 20s; it was not retried"
    );
    assert!(message.starts_with(&expected), "{message}");
    drop(hold);
    service.join().unwrap();
}
