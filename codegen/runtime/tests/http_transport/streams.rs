//! Bodies that are streams, both ways.

use crate::clock::HandClock;
use crate::pieces::{self, Slow};
use crate::server::{At, Reply, Server};
use crate::{of_each_kind, until};
use http::{Request, Response};
use runtime::{
    Body, BodyLimit, HttpTransport, StreamedResponse, Transport, TransportError,
    TransportErrorKind as Kind, http,
};
use std::sync::Arc;
use std::time::Duration;
use tokio::time;

type Pieces = pieces::Pieces<TransportError>;

fn put(server: &Server, body: Body) -> Request<Body> {
    Request::put(server.url("/")).body(body).unwrap()
}

/// A request for a response as a stream.
fn get(server: &Server) -> Request<Body> {
    let request = Request::get(server.url("/")).extension(StreamedResponse);
    request.body(Body::empty()).unwrap()
}

async fn send(
    transport: &impl Transport,
    request: Request<Body>,
) -> Result<Response<Body>, TransportError> {
    let sending = transport.send(request);
    time::timeout(Duration::from_secs(20), sending)
        .await
        .expect("the transport hangs")
}

fn failure<T>(outcome: Result<T, TransportError>) -> (Kind, String) {
    let error = outcome.err().expect("an error");
    (error.kind(), error.to_string())
}

#[tokio::test]
async fn a_stream_with_a_length_is_sent_with_it_and_one_without_in_chunks() {
    for transport in of_each_kind() {
        let server = Server::always(Reply::new(200, "{}"));
        for (length, name, value) in [
            (Some(6), "content-length", "6"),
            (None, "transfer-encoding", "chunked"),
        ] {
            let body = Body::from_stream(length, Pieces::of(&["ab", "", "cdef"]));
            send(&transport, put(&server, body)).await.unwrap();
            let request = server.requests().pop().unwrap();
            assert_eq!(request.body, b"abcdef");
            assert_eq!(request.header(name), Some(value.as_bytes()));
        }
        // A body is sent to its end before the connection is used again.
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn a_stream_of_another_length_than_it_says_is_an_error() {
    for transport in of_each_kind() {
        for (length, pieces, kind, expected) in [
            (
                7,
                &["ab", "cdef"][..],
                Kind::Io,
                "the body ended after 6 of 7 bytes",
            ),
            (
                5,
                &["ab", "cdef"],
                Kind::Other,
                "the body is longer than its length of 5 bytes",
            ),
            // The pieces before have the length.
            (
                5,
                &["ab", "cde", "", "f"],
                Kind::Other,
                "the body is longer than its length of 5 bytes",
            ),
        ] {
            let server = Server::always(Reply::new(200, "{}"));
            let body = Body::from_stream(Some(length), Pieces::of(pieces));
            let (found, message) = failure(send(&transport, put(&server, body)).await);
            assert_eq!(found, kind, "{message}");
            assert!(message.ends_with(expected), "{message}");
        }
    }
}

#[tokio::test]
async fn the_error_of_a_request_stream_is_that_of_the_request() {
    for transport in of_each_kind() {
        let server = Server::always(Reply::new(200, "{}"));
        let mut pieces = Pieces::of(&["ab"]);
        pieces
            .0
            .push_back(Err(TransportError::new("the disk is gone")));
        let body = Body::from_stream(None, pieces);
        let (kind, message) = failure(send(&transport, put(&server, body)).await);
        assert_eq!(kind, Kind::Other, "{message}");
        assert!(message.ends_with("the disk is gone"), "{message}");
    }
}

/// The stall timeout is for the server: a user may type what is sent.
#[tokio::test]
async fn a_request_waits_for_its_stream_for_as_long_as_it_takes() {
    let server = Server::always(Reply::new(200, "{}"));
    let clock = HandClock::default();
    let builder = HttpTransport::builder().no_proxy();
    let transport = builder.clock(Arc::new(clock.clone())).build().unwrap();
    let (sender, pieces) = Slow::new();
    let request = put(&server, Body::from_stream(Some(4), pieces));
    let sending = tokio::spawn(async move { transport.send(request).await });
    for piece in ["ab", "cd"] {
        for _ in 0..5 {
            time::sleep(Duration::from_millis(30)).await;
            clock.advance(Duration::from_secs(30));
        }
        assert!(!sending.is_finished());
        sender.send(Ok(piece.into())).unwrap();
    }
    drop(sender);
    let response = time::timeout(Duration::from_secs(20), sending).await;
    assert_eq!(response.unwrap().unwrap().unwrap().status(), 200);
    assert_eq!(server.requests()[0].body, b"abcd");
}

#[tokio::test]
async fn a_response_is_streamed_without_a_limit_of_its_size() {
    for transport in of_each_kind() {
        let server = Server::always(Reply::new(200, "abcdef"));
        for _ in 0..2 {
            let mut request = get(&server);
            request.extensions_mut().insert(BodyLimit(2));
            let response = send(&transport, request).await.unwrap();
            let body = response.into_body();
            assert!(body.as_bytes().is_none());
            assert_eq!(body.length(), Some(6));
            assert_eq!(body.collect(6).await.unwrap(), "abcdef");
        }
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn a_streamed_response_gives_what_came_and_then_the_error_of_one_that_is_cut() {
    for transport in of_each_kind() {
        for reply in [
            Reply::new(200, "abcdef").cut(At::Body(3)),
            Reply::chunked(200, [&b"abc"[..], b"def"]).cut(At::Body(8)),
        ] {
            let server = Server::always(reply);
            let mut body = send(&transport, get(&server)).await.unwrap().into_body();
            assert_eq!(body.next().await.unwrap().unwrap(), "abc");
            let (kind, message) = failure(body.next().await.unwrap());
            assert_eq!(kind, Kind::Io, "{message}");
            assert!(message.contains("ended early"), "{message}");
            assert!(body.next().await.is_none());
        }
    }
}

#[tokio::test]
async fn a_streamed_response_that_stalls_is_a_timeout() {
    let server = Server::always(Reply::new(200, "abcdef").stall(At::Body(3)));
    let clock = HandClock::default();
    let builder = HttpTransport::builder().no_proxy();
    let transport = builder.clock(Arc::new(clock.clone())).build().unwrap();
    let mut body = send(&transport, get(&server)).await.unwrap().into_body();
    assert_eq!(body.next().await.unwrap().unwrap(), "abc");
    // The reader's own pauses do not count.
    clock.advance(Duration::from_secs(60));
    let reading = tokio::spawn(async move { body.next().await.unwrap() });
    until(|| {
        clock.advance(Duration::from_secs(1));
        reading.is_finished()
    })
    .await;
    let (kind, message) = failure(reading.await.unwrap());
    assert_eq!(kind, Kind::Timeout);
    let origin = server.url("");
    assert_eq!(
        message,
        format!("the response of {origin} made no progress for 20s")
    );
}

#[tokio::test]
async fn a_dropped_stream_closes_its_connection() {
    for transport in of_each_kind() {
        let server = Server::always(Reply::new(200, "abcdef").stall(At::Body(3)));
        let body = send(&transport, get(&server)).await.unwrap().into_body();
        drop(body);
        until(|| server.hang_ups() == 1).await;
    }
}
