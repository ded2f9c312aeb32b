//! Comparison of the events that a client returns with those that were sent.

use crate::cases::Case;
use crate::reference::{Frame, LIMIT, frames};
use crate::service::{Event, Listen, ListenError, ListenInput, ListenOutput, Service};
use runtime::futures_core::Stream;
use runtime::http::{Request, Response};
use runtime::{Body, BoxFuture, Client, Config, Error, Retry, Transport, TransportError};
use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

type Bytes = runtime::bytes::Bytes;
type Outcome = Option<Result<Event, Error<ListenError>>>;

/// A client whose responses have the pieces that are set.
pub struct Listener {
    client: Client,
    pieces: Arc<Mutex<VecDeque<Bytes>>>,
}

struct Scripted(Arc<Mutex<VecDeque<Bytes>>>);

impl Transport for Scripted {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let pieces = Pieces(std::mem::take(&mut *self.0.lock().unwrap()));
        Box::pin(async move { Ok(Response::new(Body::from_stream(None, pieces))) })
    }
}

struct Pieces(VecDeque<Bytes>);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

/// Returns the output of a future that waits for nothing.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something"),
    }
}

impl Listener {
    pub fn new() -> Self {
        let pieces = Arc::default();
        let config = Config::builder()
            .transport(Scripted(Arc::clone(&pieces)))
            .endpoint_url("http://localhost/")
            .region("eu-west-1")
            .retry(Retry::off())
            .max_event_size(LIMIT);
        let client = Client::new::<Service>(&config.build().unwrap());
        Self { client, pieces }
    }

    /// Begins a response.
    pub fn listen(&self, case: &Case) -> ListenOutput {
        let mut rest = &case.bytes[..];
        let pieces = case.cuts.iter().map(|size| {
            let (piece, left) = rest.split_at(*size);
            rest = left;
            Bytes::copy_from_slice(piece)
        });
        *self.pieces.lock().unwrap() = pieces.collect();
        ready(self.client.call::<Listen>(ListenInput {})).unwrap()
    }
}

/// Reads a response to its end, and compares it with the bytes of the case. Returns the number of events.
///
/// # Errors
/// A description of what differs.
pub fn judge(case: &Case, mut output: ListenOutput) -> Result<u64, String> {
    let (expected, is_whole) = frames(&case.bytes);
    let mut next = || ready(output.events.next());
    let mut count = 0;
    for frame in &expected {
        let found = next();
        if !compare(frame, &found)? {
            return ended(count, next());
        }
        count += 1;
    }
    match next() {
        None if is_whole => ended(count, next()),
        Some(Err(Error::Decode(_))) if !is_whole => ended(count, next()),
        found => Err(format!("after {count} events {found:?}")),
    }
}

fn ended(count: u64, next: Outcome) -> Result<u64, String> {
    match next {
        None => Ok(count),
        Some(next) => Err(format!("after the end {next:?}")),
    }
}

/// Returns true if the stream goes on after a frame.
fn compare(frame: &Frame<'_>, found: &Outcome) -> Result<bool, String> {
    let string = |name: &str| {
        let header = frame.strings.iter().find(|(other, _)| *other == name);
        header.map(|(_, value)| *value)
    };
    let name = match string(":message-type") {
        Some("event") => string(":event-type"),
        Some("exception") => string(":exception-type"),
        Some("error") => Some(""),
        _ => None,
    };
    let kind = name.and(string(":message-type"));
    match (kind, name, found) {
        (Some("event"), Some("chunk"), Some(Ok(Event::Chunk(chunk)))) => {
            let bytes = chunk.bytes.as_deref().unwrap_or_default();
            let is_same = bytes == frame.payload;
            is_same
                .then_some(true)
                .ok_or(format!("a chunk of {bytes:?}"))
        }
        // JSON is the matter of others.
        (Some("event"), Some("line"), Some(Ok(Event::Line(_)))) => Ok(true),
        (Some("event"), Some("line"), Some(Err(Error::Decode(_)))) => Ok(false),
        (Some("event"), Some(name), Some(Ok(Event::Unknown(unknown)))) if unknown.tag() == name => {
            Ok(true)
        }
        (Some("exception" | "error"), _, Some(Err(Error::Service(_)))) => Ok(false),
        (None, _, Some(Err(Error::Decode(_)))) => Ok(false),
        (kind, name, found) => Err(format!("{kind:?} {name:?} is {found:?}")),
    }
}
