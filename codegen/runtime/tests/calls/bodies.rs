//! Bodies, and calls whose transport returns them as streams.

use crate::sample::operation::get_state::GetState;
use crate::world::{World, client, input, secs};
use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response};
use runtime::{
    Body, BoxFuture, Error, TimeoutKind, Transport, TransportError, TransportErrorKind as Kind,
    bytes, futures_core, http,
};
use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

type Piece = Result<Bytes, TransportError>;

/// Pieces, after which a stream ends or hangs.
struct Pieces {
    left: VecDeque<Piece>,
    hangs: bool,
}

impl Pieces {
    fn of(pieces: impl IntoIterator<Item = Piece>) -> Self {
        Self {
            left: pieces.into_iter().collect(),
            hangs: false,
        }
    }
}

impl Stream for Pieces {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Piece>> {
        match self.left.pop_front() {
            None if self.hangs => Poll::Pending,
            next => Poll::Ready(next),
        }
    }
}

fn piece(text: &'static str) -> Piece {
    Ok(Bytes::from_static(text.as_bytes()))
}

/// The output of a future that is ready.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}

fn collected(body: Body, limit: usize) -> Result<Bytes, (Kind, String)> {
    let outcome = now(body.collect(limit));
    outcome.map_err(|error| (error.kind(), error.to_string()))
}

#[test]
fn bytes_are_a_body_of_themselves() {
    let body = Body::from("abc");
    assert_eq!(body.length(), Some(3));
    assert_eq!(body.as_bytes().unwrap(), "abc");
    assert_eq!(format!("{body:?}"), "Bytes(3 bytes)");
    let copy = body.try_clone().unwrap();
    assert_eq!(copy.into_bytes().unwrap(), "abc");
    assert_eq!(collected(body, 3).unwrap(), "abc");
    let too_large = (Kind::Other, "the body is larger than 2 bytes".to_owned());
    assert_eq!(collected("abc".into(), 2), Err(too_large));
    assert_eq!(Body::default().length(), Some(0));
    assert_eq!(collected(Body::empty(), 0).unwrap(), "");
}

#[test]
fn a_stream_is_read_piece_by_piece_and_never_shown() {
    let pieces = || Pieces::of([piece("secret"), piece(""), piece("!")]);
    let mut body = Body::from_stream(Some(7), pieces());
    assert_eq!(format!("{body:?}"), "Stream(7 bytes)");
    assert!(body.as_bytes().is_none());
    assert!(body.try_clone().is_none());
    assert_eq!(now(body.next()).unwrap().unwrap(), "secret");
    assert_eq!(body.length(), Some(1));
    assert_eq!(now(body.next()).unwrap().unwrap(), "!");
    assert!(now(body.next()).is_none());
    let body = Body::from_stream(None, pieces());
    assert_eq!(format!("{body:?}"), "Stream(unknown length)");
    let body = body.into_bytes().unwrap_err();
    assert_eq!(collected(body, 7).unwrap(), "secret!");
    let too_large = (Kind::Other, "the body is larger than 6 bytes".to_owned());
    assert_eq!(
        collected(Body::from_stream(None, pieces()), 6),
        Err(too_large)
    );
}

#[test]
fn a_stream_keeps_to_its_length() {
    for (length, kind, message) in [
        (4, Kind::Io, "the body ended after 3 of 4 bytes"),
        (
            2,
            Kind::Other,
            "the body is longer than its length of 2 bytes",
        ),
        (
            0,
            Kind::Other,
            "the body is longer than its length of 0 bytes",
        ),
    ] {
        let body = Body::from_stream(Some(length), Pieces::of([piece("abc")]));
        assert_eq!(collected(body, 9), Err((kind, message.to_owned())));
    }
}

#[test]
fn a_repeatable_stream_is_made_again_from_its_start() {
    let mut body = Body::from_repeatable(Some(2), || Pieces::of([piece("a"), piece("b")]));
    assert_eq!(now(body.next()).unwrap().unwrap(), "a");
    let copy = body.try_clone().unwrap();
    assert_eq!((body.length(), copy.length()), (Some(1), Some(2)));
    assert_eq!(collected(copy.try_clone().unwrap(), 9).unwrap(), "ab");
    assert_eq!(collected(copy, 9).unwrap(), "ab");
    assert_eq!(collected(body, 9).unwrap(), "b");
}

#[test]
fn a_body_and_its_future_can_be_used_by_any_thread() {
    fn check<T: Send + Sync + Unpin>(value: T) -> T {
        value
    }
    check(Body::from_stream(None, Pieces::of([])));
}

/// Answers each request with the next stream, with status 200.
#[derive(Clone)]
struct Streams(Arc<Mutex<VecDeque<Body>>>);

impl Streams {
    fn of(bodies: impl IntoIterator<Item = Body>) -> Self {
        Self(Arc::new(Mutex::new(bodies.into_iter().collect())))
    }

    fn left(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

impl Transport for Streams {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        assert!(request.body().as_bytes().is_some());
        let body = self.0.lock().unwrap().pop_front().unwrap();
        Box::pin(async { Ok(Response::new(body)) })
    }
}

#[test]
fn a_call_reads_a_stream_to_its_end() {
    let world = World::new([]);
    let pieces = [piece("{\"state\""), piece(":\"READY\"}")];
    let streams = Streams::of([Body::from_stream(None, Pieces::of(pieces))]);
    let client = client(world.config().transport(streams));
    let output = world.clock.run(client.call::<GetState>(input()));
    output.unwrap();
}

#[test]
fn a_response_that_breaks_off_is_retried() {
    let world = World::new([]);
    let broken = [piece("{"), Err(TransportError::io("reset"))];
    let streams = Streams::of([
        Body::from_stream(None, Pieces::of(broken)),
        Body::from_stream(Some(3), Pieces::of([piece("{}")])),
        Body::from_stream(Some(2), Pieces::of([piece("{}")])),
    ]);
    let client = client(world.config().transport(streams.clone()));
    world.clock.run(client.call::<GetState>(input())).unwrap();
    assert_eq!(streams.left(), 0);
}

#[test]
fn a_response_that_hangs_is_a_timeout_of_the_attempt() {
    let world = World::new([]);
    let mut pieces = Pieces::of([piece("{")]);
    pieces.hangs = true;
    let client = client(
        world
            .config()
            .transport(Streams::of([Body::from_stream(None, pieces)])),
    );
    let call = client.request::<GetState>(input()).attempt_timeout(secs(5));
    let call = call.retry(runtime::Retry::off()).send();
    let error = world.clock.run(call).unwrap_err();
    assert!(
        matches!(&error, Error::Timeout(it) if it.kind() == TimeoutKind::Attempt),
        "{error}"
    );
    assert_eq!(world.clock.sleepers(), 0);
}

#[test]
fn a_streamed_response_has_a_limit() {
    const MEGABYTE: &[u8] = &[b' '; 1 << 20];
    let world = World::new([]);
    let pieces = (0..65).map(|_| Ok(Bytes::from_static(MEGABYTE)));
    let streams = Streams::of([Body::from_stream(None, Pieces::of(pieces))]);
    let client = client(world.config().transport(streams));
    let error = world
        .clock
        .run(client.call::<GetState>(input()))
        .unwrap_err();
    let message = error.to_string();
    assert!(
        message.ends_with("the response is larger than 67108864 bytes"),
        "{message}"
    );
}
