//! A server that speaks as much of HTTP/2 as the tests need.

use crate::clock::HandClock;
use crate::post;
use crate::server_tls::server_config;
use bytes::Bytes;
use http::Request;
use rustls::{ServerConnection, StreamOwned};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Tls = StreamOwned<ServerConnection, TcpStream>;

/// Fate of a stream.
#[derive(Clone, Copy)]
pub enum Answer {
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
const WINDOW_UPDATE: u8 = 8;
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
pub struct Server {
    address: SocketAddr,
    /// For each stream, the connection it came over and how much of its body.
    streams: Arc<Mutex<Vec<(usize, usize)>>>,
}

impl Server {
    /// Every stream may send `window` bytes at first, and gets no leave to send more.
    pub fn new(window: u32, answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::start(window, answers, None)
    }

    /// Every stream may send `window` bytes at a time, and 15 seconds of `clock` later as many more.
    pub fn slow(window: u32, clock: HandClock) -> Self {
        Self::start(window, [], Some(clock))
    }

    fn start(
        window: u32,
        answers: impl IntoIterator<Item = Answer>,
        slow: Option<HandClock>,
    ) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let streams = Arc::default();
        let answers = Arc::new(Mutex::new(
            answers.into_iter().collect::<Vec<_>>().into_iter(),
        ));
        let seen = Arc::clone(&streams);
        thread::spawn(move || {
            let mut config = server_config();
            config.alpn_protocols = vec![b"h2".to_vec()];
            let config = Arc::new(config);
            for (number, socket) in listener.incoming().enumerate() {
                let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                let tls = StreamOwned::new(connection, socket.unwrap());
                let (answers, seen) = (Arc::clone(&answers), Arc::clone(&seen));
                let slow = slow.clone();
                // The client closes when it wants to.
                thread::spawn(move || {
                    let next = || answers.lock().unwrap().next().unwrap_or(Answer::Ok);
                    let _ = serve(tls, window, number, next, &seen, slow.as_ref());
                });
            }
        });
        Self { address, streams }
    }

    pub fn request(&self, body: impl Into<Bytes>) -> Request<Bytes> {
        post(format!("https://{}/", self.address), body)
    }

    pub fn streams(&self) -> Vec<(usize, usize)> {
        self.streams.lock().unwrap().clone()
    }

    /// The connection that each stream came over.
    pub fn connections(&self) -> Vec<usize> {
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
    slow: Option<&HandClock>,
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
            DATA => {
                let mut seen = seen.lock().unwrap();
                let (_, received) = seen.last_mut().unwrap();
                *received += got.payload.len();
                if let Some(clock) = slow.filter(|_| received.is_multiple_of(window as usize)) {
                    clock.advance(Duration::from_secs(15));
                    // The client looks at the clock.
                    thread::sleep(Duration::from_millis(30));
                    let more = window.to_be_bytes();
                    write(&mut tls, &frame(WINDOW_UPDATE, 0, got.stream, &more))?;
                }
            }
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
