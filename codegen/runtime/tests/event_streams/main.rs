//! Calls with event streams, in all protocols that have them, by operations that are written as the generator writes them.

#![cfg(all(
    feature = "event-streams",
    feature = "test-util",
    feature = "cbor",
    feature = "xml",
    feature = "serde"
))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[cfg(feature = "blocking")]
mod blocking;
mod errors;
mod events;
mod fake;
#[path = "../support/frames.rs"]
mod frames;
mod initial;
mod requests;
#[path = "../support/run.rs"]
mod run;
mod service;
mod signed;
#[path = "../support/structure.rs"]
mod structure;
mod timeouts;

use frames::{Frame, Value, frame};
use runtime::bytes::Bytes;
use runtime::http::Response;
use runtime::{Body, Client, Error, EventStream, FakeTransport, Operation};
use service::{Event, Output, Plain, StreamError};

/// Returns the client of an operation's service, over the fake transport.
pub fn client<Op: Operation>(fake: &FakeTransport) -> Client {
    Client::new::<Op::Service>(&fake.config_builder().build().unwrap())
}

/// A successful response with this body.
pub fn response(body: impl Into<Body>) -> Response<Body> {
    Response::builder()
        .header("content-type", "application/vnd.amazon.eventstream")
        .header("smithy-protocol", "rpc-v2-cbor")
        .header("x-amzn-requestid", "r-1")
        .body(body.into())
        .unwrap()
}

/// Returns the frames of a body.
pub fn body(frames: &[Vec<u8>]) -> Bytes {
    frames.concat().into()
}

/// Returns the events of a response with this body, up to the end or an error.
pub async fn received<Op>(body: impl Into<Body>) -> (Vec<Event>, Option<Error<StreamError>>)
where
    Op: Operation<Input = Plain, Output = Output, Error = StreamError>,
{
    let fake = FakeTransport::new().once::<Op>(response(body));
    let output = client::<Op>(&fake).call::<Op>(Plain::default()).await;
    all(output.unwrap().stream).await
}

/// Returns the events of a stream, up to its end or an error.
pub async fn all(
    mut stream: EventStream<Event, StreamError>,
) -> (Vec<Event>, Option<Error<StreamError>>) {
    let mut events = Vec::new();
    while let Some(next) = stream.next().await {
        match next {
            Ok(event) => events.push(event),
            Err(error) => {
                assert!(stream.next().await.is_none(), "an event after an error");
                return (events, Some(error));
            }
        }
    }
    (events, None)
}

/// A frame of an event whose payload is a document of JSON.
pub fn json(name: &str, payload: &str) -> Vec<u8> {
    frame(
        &[
            (":message-type", Value::String("event".into())),
            (":event-type", Value::String(name.into())),
            (":content-type", Value::String("application/json".into())),
        ],
        payload.as_bytes(),
    )
}

/// The frames of a request that the fake has recorded, without those around them that sign them.
pub fn sent(fake: &FakeTransport) -> Vec<Frame> {
    let request = fake.sent().pop().unwrap();
    let frames = Frame::all(request.body());
    let inner = frames.into_iter().filter(|it| !it.payload.is_empty());
    inner.flat_map(|it| Frame::all(&it.payload)).collect()
}

/// A frame of an event.
pub fn event(
    name: &str,
    headers: &[(&str, Value)],
    content_type: Option<&str>,
    payload: &[u8],
) -> Vec<u8> {
    let mut all = vec![
        (":message-type", Value::String("event".into())),
        (":event-type", Value::String(name.into())),
    ];
    all.extend(content_type.map(|it| (":content-type", Value::String(it.into()))));
    all.extend_from_slice(headers);
    frame(&all, payload)
}

/// A frame of an event without a payload.
pub fn empty(name: &str) -> Vec<u8> {
    event(name, &[], None, b"")
}
