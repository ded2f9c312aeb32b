//! An HTTP/1.1 server on loopback that answers, or fails to, as a test tells it.
//!
//! It needs threads and sockets alone, so that whatever a client's HTTP stack does, this does otherwise. It stops when
//! it is dropped, and then every connection of it is closed and every thread of it has ended; no thread waits for
//! longer than [`PATIENCE`].

#![allow(dead_code, reason = "each test uses a part of it")]

mod received;
mod reply;

pub use received::Received;
#[allow(unused_imports, reason = "each test uses a part of it")]
pub use reply::{At, Reply};

use reply::End;
use socket2::SockRef;
use std::io::{self, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Maximum time that a connection may be silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// Maximum number of connections at one time.
const CONNECTIONS: usize = 512;

/// Source of requests: a socket, or a stream over one.
pub trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

/// A connection's socket.
pub struct Socket(Arc<TcpStream>);

impl Socket {
    /// Lets the other end see the connection reset, once it is dropped.
    pub fn reset(&self) {
        reset(&self.0);
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&*self.0).read(buffer)
    }
}

impl Write for Socket {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        (&*self.0).write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Accept = dyn Fn(Socket) -> io::Result<Box<dyn Stream>> + Send + Sync;
type Script = dyn Fn(&Received) -> Reply + Send + Sync;

/// The server.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    acceptor: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    stopping: bool,
    sockets: Vec<Weak<TcpStream>>,
    connections: usize,
    requests: Vec<Received>,
    hang_ups: usize,
}

impl Server {
    /// Answers each request as `script` says.
    pub fn start(script: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        Self::over(|socket| Ok(Box::new(socket)), script)
    }

    /// Answers every request the same.
    pub fn always(reply: Reply) -> Self {
        Self::start(move |_| reply.clone())
    }

    /// Answers the first request by the first reply, and so on; when none is left by HTTP 599.
    pub fn sequence(replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies: Vec<_> = replies.into_iter().collect();
        Self::start(move |request| {
            let reply = replies.get(request.number);
            reply.map_or_else(|| Reply::new(599, "no reply is left"), Reply::clone)
        })
    }

    /// Speaks over what `accept` makes of each socket (TLS, say); where that fails, the connection is closed.
    pub fn over(
        accept: impl Fn(Socket) -> io::Result<Box<dyn Stream>> + Send + Sync + 'static,
        script: impl Fn(&Received) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::default();
        let acceptor = thread::spawn({
            let state = Arc::clone(&state);
            move || serve(&listener, &state, &accept, &script)
        });
        Self {
            address,
            state,
            acceptor: Some(acceptor),
        }
    }

    /// Returns the address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of `path` on it, without TLS.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Returns the requests received so far, in order.
    pub fn requests(&self) -> Vec<Received> {
        lock(&self.state).requests.clone()
    }

    /// Returns the number of connections so far.
    pub fn connections(&self) -> usize {
        lock(&self.state).connections
    }

    /// Returns the number of connections that the client closed during a [`Reply::stall`].
    pub fn hang_ups(&self) -> usize {
        lock(&self.state).hang_ups
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        {
            let mut state = lock(&self.state);
            state.stopping = true;
            for socket in state.sockets.iter().filter_map(Weak::upgrade) {
                // One that is closed already needs no closing.
                let _ = socket.shutdown(Shutdown::Both);
            }
        }
        // The acceptor sees that it is to stop when the next connection comes.
        let _ = TcpStream::connect(self.address);
        let ended = self.acceptor.take().map(JoinHandle::join);
        if let Some(Err(panic)) = ended
            && !thread::panicking()
        {
            std::panic::resume_unwind(panic);
        }
    }
}

/// An address that refuses connections: it was free a moment ago.
pub fn refusing() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap()
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn reset(socket: &TcpStream) {
    // With nothing to linger for, closing drops what was not sent yet and sends a reset.
    SockRef::from(socket)
        .set_linger(Some(Duration::ZERO))
        .unwrap();
}

/// Accepts until the server is to stop, and then waits until every connection has ended.
fn serve(listener: &TcpListener, state: &Mutex<State>, accept: &Accept, script: &Script) {
    thread::scope(|scope| {
        for socket in listener.incoming() {
            let socket = Arc::new(socket.unwrap());
            let Some(connection) = register(state, &socket) else {
                break;
            };
            scope.spawn(move || converse(socket, connection, state, accept, script));
        }
    });
}

/// The number of a new connection, unless the server is to stop.
fn register(state: &Mutex<State>, socket: &Arc<TcpStream>) -> Option<usize> {
    let mut state = lock(state);
    if state.stopping {
        return None;
    }
    state.sockets.retain(|socket| socket.strong_count() > 0);
    assert!(state.sockets.len() < CONNECTIONS, "too many connections");
    state.sockets.push(Arc::downgrade(socket));
    state.connections += 1;
    Some(state.connections - 1)
}

/// Receives and answers until one of the ends has had enough.
fn converse(
    socket: Arc<TcpStream>,
    connection: usize,
    state: &Mutex<State>,
    accept: &Accept,
    script: &Script,
) {
    socket.set_nodelay(true).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    socket.set_write_timeout(Some(PATIENCE)).unwrap();
    let Ok(stream) = accept(Socket(Arc::clone(&socket))) else {
        return;
    };
    let mut stream = BufReader::new(stream);
    while let Ok(Some(mut request)) = received::read(&mut stream) {
        request.connection = connection;
        {
            let mut state = lock(state);
            request.number = state.requests.len();
            state.requests.push(request.clone());
        }
        let reply = script(&request);
        if reply.send(&mut **stream.get_mut()).is_err() {
            return;
        }
        match reply.end {
            End::Keep => {}
            End::Close => return,
            End::Reset => return reset(&socket),
            End::Stall => {
                // Until the client closes, or the server is to stop.
                while matches!(stream.read(&mut [0; 1024]), Ok(1..)) {}
                lock(state).hang_ups += 1;
                return;
            }
        }
    }
}
