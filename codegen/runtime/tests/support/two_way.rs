//! A server of HTTP/2 on loopback, whose side of each stream a test has in hand: it receives and sends when it wants to.

#![allow(dead_code, reason = "each test uses a part of it")]

use crate::server_tls::server_config;
use bytes::Bytes;
use h2::server::SendResponse;
use h2::{Reason, RecvStream, SendStream};
use http::request::Parts;
use http::{Request, Response};
use runtime::{bytes, http};
use std::future::poll_fn;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time;
use tokio_rustls::TlsAcceptor;

/// Maximum time that a test waits for anything.
const PATIENCE: Duration = Duration::from_secs(20);

/// The server. It ends with its runtime, or when it is dropped.
pub struct Server {
    address: SocketAddr,
    is_tls: bool,
    calls: UnboundedReceiver<Call>,
    serving: JoinHandle<()>,
    connections: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

impl Server {
    /// Listens with TLS, and agrees to one of `protocols` by ALPN.
    pub async fn tls(protocols: &[&[u8]]) -> Self {
        let mut config = server_config();
        config.alpn_protocols = protocols.iter().map(|it| it.to_vec()).collect();
        Self::start(Some(TlsAcceptor::from(Arc::new(config)))).await
    }

    /// Listens without TLS.
    pub async fn plain() -> Self {
        Self::start(None).await
    }

    async fn start(tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, calls) = unbounded_channel();
        let is_tls = tls.is_some();
        let connections = Arc::<Mutex<Vec<_>>>::default();
        let opened = Arc::clone(&connections);
        let serving = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let connection = tokio::spawn(serve(socket, tls.clone(), sender.clone()));
                opened.lock().unwrap().push(connection);
            }
        });
        Self {
            address,
            is_tls,
            calls,
            serving,
            connections,
        }
    }

    /// Returns the number of connections so far.
    pub fn connections(&self) -> usize {
        self.connections.lock().unwrap().len()
    }

    /// Closes all connections.
    pub fn disconnect(&self) {
        for connection in &*self.connections.lock().unwrap() {
            connection.abort();
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the endpoint URL.
    pub fn url(&self) -> String {
        let scheme = if self.is_tls { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// Waits for the next request.
    pub async fn call(&mut self) -> Call {
        let call = time::timeout(PATIENCE, self.calls.recv()).await;
        call.expect("no request comes")
            .expect("the server has ended")
    }

    /// Returns true if no request has come that was not taken.
    pub fn is_idle(&mut self) -> bool {
        self.calls.is_empty()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(socket: TcpStream, tls: Option<TlsAcceptor>, calls: UnboundedSender<Call>) {
    socket.set_nodelay(true).unwrap();
    match tls {
        None => speak(socket, calls).await,
        Some(tls) => {
            // A client that does not trust the server is a test's.
            if let Ok(socket) = tls.accept(socket).await {
                speak(socket, calls).await;
            }
        }
    }
}

async fn speak(socket: impl AsyncRead + AsyncWrite + Unpin, calls: UnboundedSender<Call>) {
    let Ok(mut connection) = h2::server::handshake(socket).await else {
        return;
    };
    while let Some(Ok((request, respond))) = connection.accept().await {
        let (head, body) = request.into_parts();
        let call = Call {
            head,
            body: Received(body),
            answer: Answer::Open(respond),
        };
        if calls.send(call).is_err() {
            return;
        }
    }
}

/// One request and its response.
pub struct Call {
    pub head: Parts,
    pub body: Received,
    pub answer: Answer,
}

impl Call {
    /// Returns the request with no body, for a verifier of signatures.
    pub fn request(&self) -> Request<Bytes> {
        Request::from_parts(self.head.clone(), Bytes::new())
    }
}

/// Body of a request.
pub struct Received(RecvStream);

impl Received {
    /// Returns the next bytes; `None` at the end of the stream, and the reason if the client has reset it.
    pub async fn next(&mut self) -> Option<Result<Bytes, h2::Error>> {
        loop {
            let next = time::timeout(PATIENCE, self.0.data()).await;
            let next = next.expect("no data comes");
            if let Some(Ok(data)) = &next {
                self.0.flow_control().release_capacity(data.len()).unwrap();
                // The end may come in a frame of its own.
                if data.is_empty() {
                    continue;
                }
            }
            return next;
        }
    }

    /// Returns true if nothing comes within `time`.
    pub async fn is_silent(&mut self, time: Duration) -> bool {
        time::timeout(time, self.0.data()).await.is_err()
    }
}

/// Response of a stream.
pub enum Answer {
    Open(SendResponse<Bytes>),
    Streaming(SendStream<Bytes>),
}

impl Answer {
    /// Sends the head of the response.
    pub fn head(&mut self, response: Response<()>) {
        let Self::Open(respond) = self else {
            panic!("the head was sent");
        };
        *self = Self::Streaming(respond.send_response(response, false).unwrap());
    }

    fn stream(&mut self) -> &mut SendStream<Bytes> {
        match self {
            Self::Streaming(stream) => stream,
            Self::Open(_) => panic!("the head was not sent"),
        }
    }

    /// Sends bytes as the client allows it.
    ///
    /// # Errors
    /// If the client has reset the stream or closed the connection.
    pub async fn send(&mut self, mut bytes: Bytes) -> Result<(), h2::Error> {
        let stream = self.stream();
        while !bytes.is_empty() {
            stream.reserve_capacity(bytes.len());
            let allowed = poll_fn(|context| stream.poll_capacity(context));
            let allowed = time::timeout(PATIENCE, allowed).await;
            let allowed = allowed.expect("the client does not read");
            let Some(allowed) = allowed.transpose()? else {
                return Err(Reason::CANCEL.into());
            };
            stream.send_data(bytes.split_to(allowed.min(bytes.len())), false)?;
        }
        Ok(())
    }

    /// Ends the response.
    pub fn end(&mut self) {
        self.stream().send_data(Bytes::new(), true).unwrap();
    }

    /// Resets the stream.
    pub fn reset(&mut self, reason: Reason) {
        match self {
            Self::Open(respond) => respond.send_reset(reason),
            Self::Streaming(stream) => stream.send_reset(reason),
        }
    }

    /// Waits until the client has reset the stream.
    pub async fn was_reset(&mut self) -> Reason {
        let reset = poll_fn(|context| match self {
            Self::Open(respond) => respond.poll_reset(context),
            Self::Streaming(stream) => stream.poll_reset(context),
        });
        let reset = time::timeout(PATIENCE, reset).await;
        reset
            .expect("the client does not reset the stream")
            .unwrap()
    }
}
