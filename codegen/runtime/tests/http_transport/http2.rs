//! HTTP/2 (RFC 9113), as a server speaks it that can do as much as these tests need.

use crate::clock::HandClock;
use crate::tls::{certificate, server_config};
use crate::{post, send_bytes, until};
use bytes::Bytes;
use futures_core::Stream;
use http::Request;
use runtime::{
    Body, HttpTransport, NewConnection, PooledConnection, Transport, TransportError,
    TransportErrorKind as Kind, futures_core,
};
use rustls::{ServerConnection, StreamOwned};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;
use tokio::time;

type Tls = StreamOwned<ServerConnection, TcpStream>;

/// Fate of a stream.
#[derive(Clone, Copy)]
enum Answer {
    /// Status 200 without a body.
    Ok,
    /// Reset as one that was not processed.
    Refused,
    /// Nothing, nor anything else on the connection from now on.
    Silence,
}

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const ACK: u8 = 1;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

struct Frame {
    kind: u8,
    flags: u8,
    stream: u32,
    payload: Vec<u8>,
}

fn read(stream: &mut Tls) -> io::Result<Frame> {
    let mut head = [0; 9];
    stream.read_exact(&mut head)?;
    let [a, b, c, kind, flags, number @ ..] = head;
    let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
    stream.read_exact(&mut payload)?;
    Ok(Frame {
        kind,
        flags,
        stream: u32::from_be_bytes(number),
        payload,
    })
}

fn write(stream: &mut Tls, frame: &Frame) -> io::Result<()> {
    let [_, length @ ..] = u32::try_from(frame.payload.len()).unwrap().to_be_bytes();
    stream.write_all(&length)?;
    stream.write_all(&[frame.kind, frame.flags])?;
    stream.write_all(&frame.stream.to_be_bytes())?;
    stream.write_all(&frame.payload)?;
    stream.flush()
}

/// A server that gives the streams that come their answers, one after the other.
struct Server {
    address: SocketAddr,
    /// For each stream, the connection it came over and how much of its body.
    streams: Arc<Mutex<Vec<(usize, usize)>>>,
}

impl Server {
    /// Every stream may send `window` bytes at first, and gets no leave to send more.
    fn new(window: u32, answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let streams = Arc::default();
        let answers = Arc::new(Mutex::new(
            answers.into_iter().collect::<Vec<_>>().into_iter(),
        ));
        let seen = Arc::clone(&streams);
        thread::spawn(move || {
            let mut config = (*server_config()).clone();
            config.alpn_protocols = vec![b"h2".to_vec()];
            let config = Arc::new(config);
            for (number, socket) in listener.incoming().enumerate() {
                let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                let tls = StreamOwned::new(connection, socket.unwrap());
                let (answers, seen) = (Arc::clone(&answers), Arc::clone(&seen));
                // The client closes when it wants to.
                thread::spawn(move || {
                    let next = || answers.lock().unwrap().next().unwrap_or(Answer::Ok);
                    let _ = serve(tls, window, number, next, &seen);
                });
            }
        });
        Self { address, streams }
    }

    fn request(&self, body: impl Into<Bytes>) -> Request<Bytes> {
        post(format!("https://{}/", self.address), body)
    }

    fn streams(&self) -> Vec<(usize, usize)> {
        self.streams.lock().unwrap().clone()
    }

    /// The connection that each stream came over.
    fn connections(&self) -> Vec<usize> {
        self.streams()
            .iter()
            .map(|(connection, _)| *connection)
            .collect()
    }
}

fn serve(
    mut tls: Tls,
    window: u32,
    connection: usize,
    next: impl Fn() -> Answer,
    seen: &Mutex<Vec<(usize, usize)>>,
) -> io::Result<()> {
    let frame = |kind, flags, stream, payload: &[u8]| Frame {
        kind,
        flags,
        stream,
        payload: payload.to_vec(),
    };
    tls.read_exact(&mut [0; 24])?;
    // SETTINGS_INITIAL_WINDOW_SIZE
    let settings = [&[0, 4][..], &window.to_be_bytes()].concat();
    write(&mut tls, &frame(SETTINGS, 0, 0, &settings))?;
    loop {
        let got = read(&mut tls)?;
        match got.kind {
            SETTINGS if got.flags & ACK == 0 => write(&mut tls, &frame(SETTINGS, ACK, 0, &[]))?,
            PING if got.flags & ACK == 0 => write(&mut tls, &frame(PING, ACK, 0, &got.payload))?,
            HEADERS => seen.lock().unwrap().push((connection, 0)),
            DATA => seen.lock().unwrap().last_mut().unwrap().1 += got.payload.len(),
            _ => continue,
        }
        if matches!(got.kind, HEADERS | DATA) && got.flags & END_STREAM != 0 {
            match next() {
                // Of the static table of HPACK, entry 8: `:status: 200`.
                Answer::Ok => {
                    let flags = END_HEADERS | END_STREAM;
                    write(&mut tls, &frame(HEADERS, flags, got.stream, &[0x88]))?;
                }
                Answer::Refused => {
                    let refused = 7_u32.to_be_bytes();
                    write(&mut tls, &frame(RST_STREAM, 0, got.stream, &refused))?;
                }
                Answer::Silence => {
                    // A test that hangs ends.
                    tls.sock.set_read_timeout(Some(Duration::from_secs(20)))?;
                    while tls.sock.read(&mut [0; 1024])? > 0 {}
                    return Ok(());
                }
            }
        }
    }
}

fn builder() -> runtime::HttpTransportBuilder {
    let builder = HttpTransport::builder().no_proxy();
    builder.ca_bundle(certificate("ca.pem"))
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
    for (window, size) in [(0, 1), (0, 2), (100, 101), (100, 5000), (20_000, 40_000)] {
        let server = Server::new(window, []);
        let clock = HandClock::default();
        let transport = builder().clock(Arc::new(clock.clone())).build().unwrap();
        // From here on it is known how much the server allows.
        send_bytes(&transport, server.request("")).await.unwrap();
        let request = server.request(vec![b'a'; size]);
        let sending = tokio::spawn(async move { send_bytes(&transport, request).await });
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

/// A body that is allowed to the last byte is sent, and then the service may take its time.
#[tokio::test]
async fn a_stream_that_was_allowed_to_send_everything_does_not_stand_still() {
    for size in [1, 100, 20_000] {
        let server = Server::new(size, [Answer::Ok, Answer::Silence]);
        let clock = HandClock::default();
        let transport = builder().clock(Arc::new(clock.clone())).build().unwrap();
        send_bytes(&transport, server.request("")).await.unwrap();
        let request = server.request(vec![b'a'; size as usize]);
        let sending = tokio::spawn(async move { send_bytes(&transport, request).await });
        until(|| server.streams() == [(0, 0), (0, size as usize)]).await;
        for _ in 0..10 {
            clock.advance(Duration::from_secs(20));
            time::sleep(Duration::from_millis(10)).await;
        }
        assert!(!sending.is_finished());
        sending.abort();
    }
}
