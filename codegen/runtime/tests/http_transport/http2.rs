//! HTTP/2 (RFC 9113).

mod server;

use self::server::{Answer, Server};
use crate::clock::HandClock;
use crate::tls::certificate;
use crate::{send_bytes, until};
use bytes::Bytes;
use futures_core::Stream;
use runtime::{
    Body, HttpTransport, NewConnection, PooledConnection, Transport, TransportError,
    TransportErrorKind as Kind, futures_core,
};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time;

fn builder() -> runtime::HttpTransportBuilder {
    let builder = HttpTransport::builder().no_proxy();
    builder.ca_bundle(certificate("ca.pem")).http2(true)
}

#[tokio::test]
async fn a_connection_is_shared_unless_a_new_one_is_asked_for_or_it_is_retired() {
    let server = Server::new(65_535, []);
    let transport = builder().build().unwrap();
    let new = || {
        let mut request = server.request("{}");
        request.extensions_mut().insert(NewConnection);
        request
    };
    for request in [
        server.request("{}"),
        server.request(""),
        new(),
        new(),
        server.request("{}"),
    ] {
        let response = send_bytes(&transport, request).await.unwrap();
        assert_eq!(response.version(), http::Version::HTTP_2);
    }
    assert_eq!(server.connections(), [0, 0, 1, 2, 0]);
    let response = send_bytes(&transport, server.request("{}")).await.unwrap();
    response
        .extensions()
        .get::<PooledConnection>()
        .unwrap()
        .retire();
    send_bytes(&transport, server.request("{}")).await.unwrap();
    send_bytes(&transport, server.request("{}")).await.unwrap();
    assert_eq!(server.connections()[5..], [0, 3, 3]);
}

/// RFC 9113, section 8.7: a stream that is refused has not been processed.
#[tokio::test]
async fn a_request_that_was_refused_is_sent_again_up_to_twice() {
    for (refusals, expected) in [(2, Ok(200)), (3, Err(Kind::Io))] {
        let server = Server::new(65_535, vec![Answer::Refused; refusals]);
        let transport = builder().build().unwrap();
        let response = send_bytes(&transport, server.request("{}")).await;
        let outcome = response.map(|response| response.status().as_u16());
        assert_eq!(outcome.map_err(|error| error.kind()), expected);
        assert_eq!(server.streams().len(), 3);
    }
}

#[tokio::test]
async fn a_stream_that_was_refused_is_sent_again_if_it_can_be_made_again() {
    let once = || Body::from_stream(Some(2), OnePiece::default());
    let repeatable = || Body::from_repeatable(Some(2), OnePiece::default);
    for (body, expected, streams) in [(once(), Err(Kind::Io), 1), (repeatable(), Ok(200), 2)] {
        let server = Server::new(65_535, [Answer::Refused]);
        let transport = builder().build().unwrap();
        let request = server.request("").map(|_| body);
        let response = transport.send(request).await;
        let outcome = response.map(|response| response.status().as_u16());
        let reason = "its body is a stream that can be read only once";
        let outcome = outcome.map_err(|error| {
            assert!(error.to_string().contains(reason), "{error}");
            error.kind()
        });
        assert_eq!(outcome, expected);
        assert_eq!(server.streams().len(), streams);
    }
}

/// Two bytes.
#[derive(Default)]
struct OnePiece(bool);

/// Pieces of these sizes, which may be much larger than the server allows at a time.
struct Pieces(std::vec::IntoIter<usize>);

impl Pieces {
    fn of(sizes: impl Into<Vec<usize>>) -> Self {
        Self(sizes.into().into_iter())
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(|size| Ok(data(size))))
    }
}

fn data(size: usize) -> Bytes {
    vec![b'a'; size].into()
}

/// A stream of one piece, with its length.
fn stream(size: usize) -> Body {
    Body::from_stream(Some(size as u64), Pieces::of([size]))
}

impl Stream for OnePiece {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let is_over = std::mem::replace(&mut self.0, true);
        Poll::Ready((!is_over).then(|| Ok(Bytes::from_static(b"{}"))))
    }
}

#[tokio::test]
async fn a_body_of_several_frames_arrives_whole() {
    let server = Server::new(1 << 20, []);
    let transport = builder().build().unwrap();
    // What a connection allows at first.
    let sizes = [0, 1, 2, 16 * 1024, 16 * 1024 + 1, 30_000];
    for size in sizes {
        send_bytes(&transport, server.request(vec![b'a'; size]))
            .await
            .unwrap();
    }
    let received: Vec<usize> = server.streams().iter().map(|(_, size)| *size).collect();
    assert_eq!(received, sizes);
}

/// The clock of the runtime jumps to the next moment that anyone waits for, as nothing else happens.
#[tokio::test]
async fn a_silent_connection_is_found_and_replaced() {
    let server = Server::new(65_535, [Answer::Ok, Answer::Silence]);
    let transport = builder().connect_timeout(None).build().unwrap();
    send_bytes(&transport, server.request("{}")).await.unwrap();
    let sending = tokio::spawn({
        let (transport, request) = (transport.clone(), server.request("{}"));
        async move { send_bytes(&transport, request).await }
    });
    until(|| server.streams().len() == 2).await;
    time::pause();
    let error = sending.await.unwrap().unwrap_err();
    time::resume();
    assert_eq!(error.kind(), Kind::Timeout, "{error}");
    assert!(
        error.to_string().contains("keep-alive timed out"),
        "{error}"
    );
    send_bytes(&transport, server.request("{}")).await.unwrap();
    assert_eq!(server.connections(), [0, 0, 1]);
}

/// A stream sends what the server allows. If it makes no progress, the connection still takes more: only this shows it.
#[tokio::test]
async fn a_stream_that_the_server_does_not_let_go_on_stands_still() {
    let sizes = [(0, 1), (0, 2), (100, 101), (100, 5000), (20_000, 40_000)];
    let bodies = sizes.map(|(window, size)| [(window, data(size).into()), (window, stream(size))]);
    for (window, body) in bodies.into_iter().flatten() {
        let server = Server::new(window, []);
        let clock = HandClock::default();
        let transport = builder().clock(Arc::new(clock.clone())).build().unwrap();
        // From here on it is known how much the server allows.
        send_bytes(&transport, server.request("")).await.unwrap();
        let request = server.request("").map(|_| body);
        let sending = tokio::spawn(async move { transport.send(request).await });
        let allowed = window as usize;
        until(|| server.streams() == [(0, 0), (0, allowed)]).await;
        clock.advance(Duration::from_secs(19));
        time::sleep(Duration::from_millis(30)).await;
        assert!(!sending.is_finished());
        until(|| {
            clock.advance(Duration::from_secs(1));
            sending.is_finished()
        })
        .await;
        let error = sending.await.unwrap().unwrap_err();
        let message = error.to_string();
        assert_eq!(error.kind(), Kind::Timeout, "{message}");
        assert!(
            message.starts_with("the request to ") && message.contains(" made no progress for "),
            "{message}"
        );
    }
}

/// 60,000 bytes take 45 seconds, more than the stall timeout, but never 20 without progress.
#[tokio::test]
async fn a_body_that_the_server_lets_go_on_slowly_makes_progress() {
    let stream = |length| Body::from_stream(length, Pieces::of([50_000, 10_000]));
    for body in [data(60_000).into(), stream(Some(60_000)), stream(None)] {
        let clock = HandClock::default();
        let server = Server::slow(16 * 1024, clock.clone());
        let transport = builder().clock(Arc::new(clock)).build().unwrap();
        // From here on it is known how much the server allows.
        send_bytes(&transport, server.request("")).await.unwrap();
        let response = transport.send(server.request("").map(|_| body)).await;
        assert_eq!(response.unwrap().status(), 200);
        assert_eq!(server.streams(), [(0, 0), (0, 60_000)]);
    }
}

/// A body that is allowed to the last byte is sent, and then the service may take its time.
#[tokio::test]
async fn a_stream_that_was_allowed_to_send_everything_does_not_stand_still() {
    let sizes = [1, 100, 20_000];
    let bodies = sizes.map(|size| [(size, data(size).into()), (size, stream(size))]);
    for (size, body) in bodies.into_iter().flatten() {
        let server = Server::new(size as u32, [Answer::Ok, Answer::Silence]);
        let clock = HandClock::default();
        let transport = builder().clock(Arc::new(clock.clone())).build().unwrap();
        send_bytes(&transport, server.request("")).await.unwrap();
        let request = server.request("").map(|_| body);
        let sending = tokio::spawn(async move { transport.send(request).await });
        until(|| server.streams() == [(0, 0), (0, size)]).await;
        for _ in 0..10 {
            clock.advance(Duration::from_secs(20));
            time::sleep(Duration::from_millis(10)).await;
        }
        assert!(!sending.is_finished());
        sending.abort();
    }
}
