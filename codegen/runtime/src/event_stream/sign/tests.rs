//! Signed events, in the frames that other implementations make.

use super::EventSigner;
use crate::credentials::Credentials;
use crate::event_stream::decoder::FrameDecoder;
use crate::event_stream::frame::{Frame, FrameEncoder};
use crate::event_stream::header::HeaderValue;
use crate::hex::hex;
use crate::sign::Signing;
use crate::time::Clock;
use crate::transport::{Body, BoxFuture, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

/// 2026-01-16T06:30:00Z
const START: u64 = 1_768_545_000;

/// Clock whose time is set.
struct Set(Mutex<SystemTime>);

impl Set {
    fn new(seconds: u64) -> Arc<Self> {
        Arc::new(Self(Mutex::new(at(seconds))))
    }

    fn set(&self, time: SystemTime) {
        *self.0.lock().unwrap() = time;
    }
}

impl Clock for Set {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }

    fn instant(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Signer after a request with the signature `seed`, sent at `time` by the service's clock.
fn signer(
    keys: (&str, &str),
    region: &str,
    seed: &str,
    time: u64,
    clock: &Arc<Set>,
) -> EventSigner {
    let ((secret, name), time) = (keys, at(time));
    let credentials = Credentials::new("access", secret);
    let signing = Signing::sigv4(name, region, &credentials, time);
    let value = format!("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature={seed}");
    let headers = HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())]);
    EventSigner::new(&signing, &headers, Arc::clone(clock) as _).unwrap()
}

/// Signer of the chain that smithy-java tests.
fn demo(clock: &Arc<Set>) -> EventSigner {
    let seed = "e1d8e8c8815e60969f2a34765c9a15945ffc0badbaa4b7e3b163ea19131e949b";
    signer(("secret", "demo"), "us-west-2", seed, START, clock)
}

fn decoded(bytes: Bytes) -> Frame {
    let mut decoder = FrameDecoder::new(1024);
    decoder.push(bytes);
    let frame = decoder.next().unwrap().unwrap();
    decoder.finish().unwrap();
    frame
}

/// Returns the date in milliseconds and the signature of a frame, which has no other headers.
fn headers(frame: &Frame) -> (i64, String) {
    assert_eq!(frame.headers.iter().count(), 2);
    match (
        frame.headers.get(":date"),
        frame.headers.get(":chunk-signature"),
    ) {
        (Some(HeaderValue::Timestamp(date)), Some(HeaderValue::Bytes(signature))) => {
            (date, hex(signature))
        }
        other => panic!("{other:?}"),
    }
}

fn event(payload: &str) -> Bytes {
    FrameEncoder::new().finish(payload.as_bytes()).unwrap()
}

/// Vector of smithy-java, `SigV4EventSignerTest.java`: an event of the chain.
#[test]
fn the_first_signature_is_that_of_smithy_java() {
    let frame = decoded(demo(&Set::new(START)).sign(&event("A")).unwrap());
    assert_eq!(frame.payload, event("A"));
    let signature = "4d6dc4197ca9045f693131a8321bffd3f0b5308835a2770c980551d2fd4b2e56";
    assert_eq!(headers(&frame), (START as i64 * 1000, signature.to_owned()));
}

/// Vector of the SDKs for Rust, Kotlin and Swift, whose seed is the SHA-256 of `last message sts`.
#[test]
fn a_signature_is_that_of_the_sdk_for_kotlin() {
    let mut inner = FrameEncoder::new();
    inner
        .header("some-header", HeaderValue::String("value"))
        .unwrap();
    let inner = inner.finish(b"test payload").unwrap();
    let seed = hex(&<sha2::Sha256 as sha2::Digest>::digest(b"last message sts"));
    let keys = ("fake secret key", "testservice");
    let clock = Set::new(123_456_789);
    let mut signer = signer(keys, "us-east-1", &seed, 123_456_789, &clock);
    // Fractions of seconds are left out, since the string to sign has none.
    clock.set(at(123_456_789) + Duration::from_millis(987));
    let frame = decoded(signer.sign(&inner).unwrap());
    let signature = "1ea04a4f6becd85ae3e38e379ffaf4bb95042603f209512476cc6416868b31ee";
    assert_eq!(headers(&frame), (123_456_789_000, signature.to_owned()));
}

#[test]
fn dates_go_on_from_the_corrected_time_of_the_request() {
    // The local clock is 100 s behind that of the service, and goes back by 10 s.
    let clock = Set::new(START - 100);
    let mut signer = demo(&clock);
    for (local, expected) in [
        (START - 100, START),
        (START - 97, START + 3),
        (START - 110, START - 10),
    ] {
        clock.set(at(local));
        let (date, _) = headers(&decoded(signer.sign(b"").unwrap()));
        assert_eq!(date, expected as i64 * 1000);
    }
}

#[test]
fn a_time_before_1970_is_an_error() {
    let clock = Set::new(START);
    let mut signer = demo(&clock);
    clock.set(SystemTime::UNIX_EPOCH - Duration::from_secs(1));
    let error = signer.sign(b"").unwrap_err().to_string();
    assert_eq!(error, "events cannot be signed before 1970");
}

/// A stream of what it holds.
struct Scripted(VecDeque<Result<Bytes, TransportError>>);

impl Stream for Scripted {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

async fn read(mut body: Body) -> Vec<Result<Frame, String>> {
    let mut frames = Vec::new();
    while let Some(next) = body.next().await {
        frames.push(next.map(decoded).map_err(|error| error.to_string()));
    }
    frames
}

#[tokio::test]
async fn a_body_ends_with_a_signed_frame_without_payload() {
    let pieces = ["A", "B", "C"].map(|it| Ok(event(it)));
    let body = Body::from_stream(None, Scripted(pieces.into()));
    let clock = Set::new(START);
    let signed = demo(&clock).body(body);
    assert_eq!(signed.length(), None);
    let frames = read(signed).await;
    let mut alone = demo(&clock);
    for (payload, frame) in [event("A"), event("B"), event("C"), Bytes::new()]
        .into_iter()
        .zip(&frames)
    {
        let frame = frame.as_ref().unwrap();
        assert_eq!(frame.payload, payload);
        assert_eq!(*frame, decoded(alone.sign(&payload).unwrap()));
    }
    assert_eq!(frames.len(), 4);
}

#[tokio::test]
async fn a_body_that_fails_has_no_end() {
    let pieces = [Ok(event("A")), Err(TransportError::io("the file is gone"))];
    let body = Body::from_stream(None, Scripted(pieces.into()));
    let frames = read(demo(&Set::new(START)).body(body)).await;
    assert_eq!(frames.len(), 2);
    assert_eq!(frames[1], Err("the file is gone".to_owned()));
}
