//! Bodies without progress, and slow bodies. Tests move the clock.

use crate::clock::HandClock;
use crate::server::{At, Reply, Server};
use crate::{post, send_bytes, until};
use bytes::Bytes;
use http::{Request, Response};
use runtime::{
    Body, HttpTransport, StreamedResponse, Transport, TransportError, TransportErrorKind as Kind,
};
use std::future::poll_fn;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::pin::pin;
use std::sync::{Arc, Mutex, mpsc};
use std::task::Poll;
use std::thread;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time;

const SECOND: Duration = Duration::from_secs(1);

type Outcome = Result<Response<Bytes>, TransportError>;

fn transport(clock: &HandClock, stall: Option<Duration>) -> HttpTransport {
    let builder = HttpTransport::builder()
        .no_proxy()
        .clock(Arc::new(clock.clone()));
    let builder = match stall {
        // The default.
        Some(Duration::ZERO) => builder,
        stall => builder.stall_timeout(stall),
    };
    builder.build().unwrap()
}

fn sending(transport: HttpTransport, request: Request<Bytes>) -> JoinHandle<Outcome> {
    tokio::spawn(async move { send_bytes(&transport, request).await })
}

/// Lets everything happen that is about to.
async fn settle() {
    time::sleep(Duration::from_millis(30)).await;
}

/// Moves the clock until a request has ended.
async fn ended(sending: JoinHandle<Outcome>, clock: &HandClock, step: Duration) -> Outcome {
    until(|| {
        clock.advance(step);
        sending.is_finished()
    })
    .await;
    sending.await.unwrap()
}

#[track_caller]
fn assert_stalled(outcome: Outcome, message: &str) {
    let error = outcome.unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (Kind::Timeout, message)
    );
}

#[tokio::test]
async fn a_response_that_stands_still_for_20_s_is_an_error() {
    for at in [At::Body(0), At::Body(3)] {
        let server = Server::always(Reply::new(200, "abcdef").stall(at));
        let clock = HandClock::default();
        let sending = sending(
            transport(&clock, Some(Duration::ZERO)),
            post(server.url("/"), "{}"),
        );
        until(|| !server.requests().is_empty()).await;
        settle().await;
        clock.advance(19 * SECOND);
        settle().await;
        assert!(!sending.is_finished());
        let outcome = ended(sending, &clock, SECOND).await;
        let origin = server.url("");
        assert_stalled(
            outcome,
            &format!("the response of {origin} made no progress for 20s"),
        );
    }
}

/// A connection whose other end a test has in hand: what it sends, and whether it reads.
struct Peer {
    address: SocketAddr,
    socket: mpsc::Receiver<TcpStream>,
}

impl Peer {
    /// Accepts one connection.
    fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (accepted, socket) = mpsc::channel();
        thread::spawn(move || accepted.send(listener.accept().unwrap().0));
        Self { address, socket }
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    async fn socket(&self) -> TcpStream {
        let mut socket = None;
        until(|| {
            socket = self.socket.try_recv().ok();
            socket.is_some()
        })
        .await;
        socket.unwrap()
    }
}

/// A minute and a half in all, but never 20 s without a byte. The test reads a stream, and so knows when a byte was read.
#[tokio::test]
async fn a_response_that_comes_slowly_is_waited_for() {
    let peer = Peer::new();
    let clock = HandClock::default();
    let transport = transport(&clock, Some(Duration::ZERO));
    let mut request = post(peer.url(), "{}").map(Body::from);
    request.extensions_mut().insert(StreamedResponse);
    let sending = tokio::spawn(async move { transport.send(request).await });
    let mut socket = peer.socket().await;
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n";
    socket.write_all(head.as_bytes()).unwrap();
    let response = time::timeout(20 * SECOND, sending).await.unwrap();
    let mut body = response.unwrap().unwrap().into_body();
    for byte in b"abcdef" {
        let mut next = pin!(body.next());
        // The transport waits from now on.
        let polled = poll_fn(|context| Poll::Ready(next.as_mut().poll(context)));
        assert!(polled.await.is_pending());
        clock.advance(15 * SECOND);
        socket.write_all(&[*byte]).unwrap();
        let piece = time::timeout(20 * SECOND, next).await.unwrap();
        assert_eq!(piece.unwrap().unwrap(), [*byte][..]);
    }
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn a_request_of_which_nothing_can_be_sent_for_20_s_is_an_error() {
    let peer = Peer::new();
    let clock = HandClock::default();
    // More than the system takes for an end that does not read.
    let request = post(peer.url(), vec![b'a'; 64 << 20]);
    let sending = sending(transport(&clock, Some(Duration::ZERO)), request);
    let _silent = peer.socket().await;
    settle().await;
    clock.advance(19 * SECOND);
    settle().await;
    assert!(!sending.is_finished());
    let outcome = ended(sending, &clock, SECOND).await;
    let origin = peer.url();
    assert_stalled(
        outcome,
        &format!("the request to {origin} made no progress for 20s"),
    );
}

/// Reads what the other end has written by now. It runs on the same thread and cannot write meanwhile.
fn drain(socket: &mut TcpStream, buffer: &mut [u8]) -> usize {
    let (mut taken, mut pauses) = (0, 0);
    while pauses < 3 {
        match socket.read(buffer) {
            Ok(0) => return taken,
            Ok(read) => taken += read,
            Err(_) => {
                pauses += 1;
                thread::sleep(Duration::from_millis(1));
            }
        }
    }
    taken
}

/// More than a minute in all, but never 20 s without a byte.
#[tokio::test]
async fn a_request_that_is_taken_slowly_is_sent() {
    const SIZE: usize = 64 << 20;
    let peer = Peer::new();
    let clock = HandClock::default();
    let request = post(peer.url(), vec![b'a'; SIZE]);
    let sending = sending(transport(&clock, Some(Duration::ZERO)), request);
    let mut socket = peer.socket().await;
    socket.set_nonblocking(true).unwrap();
    let mut buffer = vec![0; 1 << 20];
    let mut taken = 0;
    for _ in 0..5 {
        taken += drain(&mut socket, &mut buffer);
        // What comes now is written now.
        until(|| socket.peek(&mut buffer).is_ok()).await;
        clock.advance(15 * SECOND);
    }
    assert!(taken < SIZE && !sending.is_finished());
    until(|| {
        taken += drain(&mut socket, &mut buffer);
        // A part of the head counts too, which is small: the response may come before the last bytes.
        taken > SIZE
    })
    .await;
    socket
        .write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
        .unwrap();
    let outcome = time::timeout(20 * SECOND, sending).await.unwrap();
    assert_eq!(outcome.unwrap().unwrap().status(), 204);
}

/// A workflow that takes five minutes.
#[tokio::test]
async fn a_service_may_work_on_a_request_for_as_long_as_it_likes() {
    for body in ["{}".to_owned(), "a".repeat(1 << 20)] {
        let (answer, answers) = mpsc::channel();
        let answers = Mutex::new(answers);
        let server = Server::start(move |_| {
            answers.lock().unwrap().recv().unwrap();
            Reply::new(200, "done")
        });
        // Dropped before the server, which waits for it.
        let answer = answer;
        let clock = HandClock::default();
        let sending = sending(
            transport(&clock, Some(Duration::ZERO)),
            post(server.url("/"), body),
        );
        until(|| !server.requests().is_empty()).await;
        for _ in 0..15 {
            settle().await;
            clock.advance(20 * SECOND);
        }
        settle().await;
        assert!(!sending.is_finished());
        answer.send(()).unwrap();
        let outcome = time::timeout(20 * SECOND, sending).await.unwrap();
        assert_eq!(outcome.unwrap().unwrap().body(), "done");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_timeout_can_be_another_or_none() {
    let server = Server::always(Reply::new(200, "abcdef").stall(At::Body(3)));
    let clock = HandClock::default();
    let request = || post(server.url("/"), "{}");
    let short = sending(transport(&clock, Some(SECOND)), request());
    let none = sending(transport(&clock, None), request());
    until(|| server.requests().len() == 2).await;
    let outcome = ended(short, &clock, 60 * SECOND).await;
    let origin = server.url("");
    assert_stalled(
        outcome,
        &format!("the response of {origin} made no progress for 1s"),
    );
    settle().await;
    assert!(!none.is_finished());
    none.abort();
}
