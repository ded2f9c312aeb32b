//! Memory that event streams need: the same for any number of events.

#![cfg(all(feature = "event-streams", feature = "serde"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[path = "support/frames.rs"]
mod frames;
#[allow(dead_code, reason = "events are not compared")]
#[path = "event_stream_loopback/model.rs"]
mod model;
#[path = "support/structure.rs"]
mod structure;

use frames::{Value, message};
use http::{Request, Response};
use model::{Service, Talk, TalkInput, Transcript, chunk};
use peak_alloc::PeakAlloc;
use runtime::bytes::Bytes;
use runtime::futures_core::Stream;
use runtime::{
    Body, BoxFuture, Client, Config, Credentials, RequestEvents, Transport, TransportError, http,
};
use std::pin::Pin;
use std::task::{Context, Poll};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// A million with `--release`, which take seconds.
const EVENTS: usize = if cfg!(debug_assertions) {
    20_000
} else {
    1_000_000
};
const ALLOWED: usize = 64 * 1024;

/// As many events as there are, one after the other.
struct Audio(usize);

impl Stream for Audio {
    type Item = model::Audio;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<model::Audio>> {
        let is_more = self.0 < EVENTS;
        self.0 += 1;
        Poll::Ready(is_more.then(|| chunk(vec![0; 100])))
    }
}

/// Frames of as many events, in pieces that end elsewhere.
struct Frames {
    event: Vec<u8>,
    sent: usize,
}

impl Stream for Frames {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let length = self.event.len();
        let left = EVENTS * length - self.sent;
        let start = self.sent % length;
        let piece = self.event.repeat(10);
        let end = piece.len().min(start + 777).min(start + left);
        self.sent += end - start;
        let piece = Bytes::copy_from_slice(&piece[start..end]);
        Poll::Ready((!piece.is_empty()).then_some(Ok(piece)))
    }
}

/// Reads the events of the request, and responds with as many.
struct Echo;

impl Transport for Echo {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async {
            let mut body = request.into_body();
            let mut pieces = 0;
            while let Some(piece) = body.next().await {
                piece.unwrap();
                pieces += 1;
            }
            // The last is the end.
            assert_eq!(pieces, EVENTS + 1);
            let number = [("number", Value::Integer(1))];
            let event = message("event", "line", &number, r#"{"text":"some words"}"#);
            let frames = Frames { event, sent: 0 };
            Ok(Response::new(Body::from_stream(None, frames)))
        })
    }
}

/// The only test of this program: others would need memory meanwhile.
#[tokio::test]
async fn many_events_need_the_memory_of_a_few() {
    let config = Config::builder()
        .transport(Echo)
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .region("eu-west-1")
        .endpoint_url("http://localhost/");
    let client = Client::new::<Service>(&config.build().unwrap());
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let input = TalkInput {
        language: None,
        audio: RequestEvents::new(Audio(0)),
    };
    let mut output = client.call::<Talk>(input).await.unwrap();
    let sending = ALLOCATOR.peak_usage().saturating_sub(before);
    ALLOCATOR.reset_peak_usage();
    let mut events = 0;
    while let Some(event) = output.transcript.next().await {
        assert!(matches!(event.unwrap(), Transcript::Line(_)));
        events += 1;
    }
    let receiving = ALLOCATOR.peak_usage().saturating_sub(before);
    assert_eq!(events, EVENTS);
    println!("sending {sending}, receiving {receiving} bytes");
    assert!(sending < ALLOWED, "{sending}");
    assert!(receiving < ALLOWED, "{receiving}");
}
