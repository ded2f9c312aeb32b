//! Transports around another one: they record its calls, and repeat them.

use generated::runtime::http::{HeaderMap, Request, Response};
use generated::runtime::{Body, BoxFuture, Transport, TransportError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Maximum size of a recorded response, in bytes.
const LIMIT: usize = 1024 * 1024;

/// A line of a recording: a request without its headers, which have credentials, and its response.
#[derive(Deserialize, Serialize)]
struct Exchange {
    operation: String,
    request: String,
    status: u16,
    headers: BTreeMap<String, String>,
    response: String,
}

/// Transport that sends by another one, and writes each exchange to a file. Responses may hold secrets.
pub struct Recorder<T> {
    transport: T,
    file: Mutex<File>,
}

impl<T> Recorder<T> {
    /// Creates the file at `path`, or replaces it.
    pub fn create(path: impl AsRef<Path>, transport: T) -> io::Result<Self> {
        let file = Mutex::new(File::create(path)?);
        Ok(Self { transport, file })
    }
}

impl<T: Transport> Transport for Recorder<T> {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (operation, asked) = parts(&request);
            let (head, body) = self.transport.send(request).await?.into_parts();
            let body = body.collect(LIMIT).await?;
            let mut line = serde_json::to_vec(&Exchange {
                operation,
                request: asked,
                status: head.status.as_u16(),
                headers: text(&head.headers),
                response: String::from_utf8_lossy(&body).into_owned(),
            })
            .map_err(TransportError::new)?;
            line.push(b'\n');
            lock(&self.file)
                .write_all(&line)
                .map_err(TransportError::new)?;
            Ok(Response::from_parts(head, Body::from(body)))
        })
    }
}

/// Transport that returns the responses of a recording: each once, to the same request.
pub struct Replay(Mutex<Vec<Exchange>>);

impl Replay {
    /// Reads the recording at `path`.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let lines = fs::read_to_string(path)?;
        let exchanges = lines.lines().map(|line| Ok(serde_json::from_str(line)?));
        exchanges
            .collect::<io::Result<_>>()
            .map(|it| Self(Mutex::new(it)))
    }
}

impl Transport for Replay {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (operation, asked) = parts(&request);
            let mut left = lock(&self.0);
            let same = |it: &Exchange| it.operation == operation && it.request == asked;
            let Some(index) = left.iter().position(same) else {
                let error =
                    format!("a call of {operation} with this input is not in the recording");
                return Err(TransportError::new(error));
            };
            let exchange = left.remove(index);
            let mut response = Response::builder().status(exchange.status);
            for (name, value) in exchange.headers {
                response = response.header(name, value);
            }
            response
                .body(Body::from(exchange.response))
                .map_err(TransportError::new)
        })
    }
}

/// Returns the operation and the body of a request of awsJson.
fn parts(request: &Request<Body>) -> (String, String) {
    let target = request.headers().get("x-amz-target");
    let target = target.map_or(&b""[..], |it| it.as_bytes());
    let body = request.body().as_bytes().map_or(&b""[..], |it| &it[..]);
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (text(target), text(body))
}

/// Returns the headers whose values are text.
fn text(headers: &HeaderMap) -> BTreeMap<String, String> {
    let text = headers
        .iter()
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
    text.collect()
}

/// Locks, also after a panic: what is behind the lock is always whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
