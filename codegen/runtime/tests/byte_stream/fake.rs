//! Streams through the fake transport.

use crate::service::{Get, GetInput, GetOutput, NotFound, Put, PutInput, PutSigned, Service};
use crate::{Pieces, pattern};
use runtime::{
    Body, ByteStream, ByteStreamErrorKind as Kind, Client, Clock, FakeBody, FakeTransport,
    Operation, Retry, SystemClock, TransportError, http,
};
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn client(fake: &FakeTransport) -> Client {
    Client::new::<Service>(&fake.config_builder().build().unwrap())
}

fn put(body: impl Into<ByteStream>) -> PutInput {
    PutInput {
        key: "k".to_owned(),
        body: body.into(),
    }
}

fn get(body: impl Into<ByteStream>) -> GetOutput {
    GetOutput {
        tag: Some("t".to_owned()),
        body: body.into(),
    }
}

async fn received(fake: FakeTransport) -> GetOutput {
    client(&fake)
        .call::<Get>(GetInput::default_key())
        .await
        .unwrap()
}

impl GetInput {
    fn default_key() -> Self {
        Self {
            key: "k".to_owned(),
        }
    }
}

#[tokio::test]
async fn a_test_sees_what_was_streamed() {
    let fake = FakeTransport::new().on::<Put>(|mut input| {
        assert_eq!(input.key, "k");
        let body = std::mem::take(&mut input.body).into_body();
        assert_eq!(body.as_bytes().map(|it| it.len()), Some(200_000));
        Ok(())
    });
    let client = client(&fake);
    let content = pattern(200_000);
    let stream = ByteStream::from_read(200_000, io::Cursor::new(content.clone()));
    for body in [stream, content.clone().into()] {
        client.call::<Put>(put(body)).await.unwrap();
    }
    for input in fake.requests::<Put>().unwrap() {
        assert_eq!(input.body.bytes(1 << 20).await.unwrap(), content);
    }
    assert_eq!(fake.sent()[1].body(), &content);
}

#[tokio::test]
async fn a_source_that_fails_fails_the_request() {
    let fake = FakeTransport::new().on::<Put>(|_| Ok(()));
    let torn = ByteStream::from_stream(
        None,
        Pieces::of(&["1"]).then(io::Error::other("the tape is torn")),
    );
    let error = client(&fake).call::<Put>(put(torn)).await.unwrap_err();
    assert!(error.to_string().contains("the tape is torn"), "{error}");
    assert!(fake.sent().is_empty());
}

#[tokio::test]
async fn outputs_are_streamed() {
    let fake = FakeTransport::new()
        .once::<Get>(Ok(get("first")))
        .once::<Get>(http::Response::new("second"))
        .once::<Get>(http::Response::new(Body::from(
            FakeBody::new().chunk("th").chunk("ird"),
        )))
        .on::<Get>(|input| Ok(get(input.key)));
    let client = client(&fake);
    let mut tags = Vec::new();
    let mut texts = Vec::new();
    for _ in 0..4 {
        let output = client.call::<Get>(GetInput::default_key()).await.unwrap();
        tags.push(output.tag);
        texts.push(output.body.text(1024).await.unwrap());
    }
    assert_eq!(texts, ["first", "second", "third", "k"]);
    assert_eq!(
        tags,
        [Some("t".to_owned()), None, None, Some("t".to_owned())]
    );
}

#[tokio::test]
async fn errors_are_not_streamed() {
    let error = NotFound {
        message: Some("nothing there".to_owned()),
    };
    let fake = FakeTransport::new().once::<Get>(Err(error.clone().into()));
    let failed = client(&fake)
        .call::<Get>(GetInput::default_key())
        .await
        .unwrap_err();
    assert_eq!(failed.message(), Some("nothing there"));
}

#[tokio::test]
async fn chunks_come_as_they_are_scripted() {
    let body = FakeBody::new()
        .chunk("one")
        .chunk("")
        .chunk("two")
        .length(6);
    let fake = FakeTransport::new().once::<Get>(Ok(get(body)));
    let mut output = received(fake).await;
    assert_eq!(output.body.length(), Some(6));
    assert_eq!(output.body.next().await.unwrap().unwrap(), "one");
    assert_eq!(output.body.next().await.unwrap().unwrap(), "two");
    assert!(output.body.next().await.is_none());
}

#[tokio::test]
async fn a_cut_is_incomplete_content() {
    let unknown = FakeBody::new().chunk("one").cut();
    let short = FakeBody::new().chunk("one").length(6);
    for body in [unknown, short] {
        let fake = FakeTransport::new().once::<Get>(Ok(get(body)));
        let mut output = received(fake).await;
        assert_eq!(output.body.next().await.unwrap().unwrap(), "one");
        let error = output.body.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), Kind::Incomplete);
    }
    let odd = FakeBody::new().error(TransportError::new("odd"));
    let fake = FakeTransport::new().once::<Get>(Ok(get(odd)));
    let error = received(fake).await.body.bytes(10).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (Kind::Other, "odd")
    );
}

#[tokio::test(start_paused = true)]
async fn delays_and_stalls_are_on_the_clock() {
    let clock = SystemClock::new();
    let body = FakeBody::new()
        .clock(clock)
        .chunk("one")
        .delay(Duration::from_secs(5))
        .chunk("two")
        .stall();
    let fake = FakeTransport::new().once::<Get>(Ok(get(body)));
    let mut output = received(fake).await;
    let start = clock.instant();
    let mut step = async || (output.body.next().await.unwrap(), clock.instant() - start);
    let (piece, at) = step().await;
    assert_eq!((piece.unwrap().as_ref(), at.as_secs()), (&b"one"[..], 0));
    let (piece, at) = step().await;
    assert_eq!((piece.unwrap().as_ref(), at.as_secs()), (&b"two"[..], 5));
    let (failed, at) = step().await;
    let error = failed.unwrap_err();
    assert_eq!((error.kind(), at.as_secs()), (Kind::Timeout, 25));
    assert_eq!(error.to_string(), "the response made no progress for 20s");
}

#[test]
fn debug_of_a_script_shows_no_content() {
    let shown = format!("{:?}", FakeBody::new().chunk("secret").length(6));
    assert_eq!(shown, "FakeBody { steps: 1, length: Some(6), .. }");
}

/// Calls an operation whose first attempt fails, and returns what was reported.
async fn reported<Op: Operation<Input = PutInput, Output = ()>>() -> Vec<u64> {
    let fake = FakeTransport::new()
        .once::<Op>(TransportError::connect("refused"))
        .on::<Op>(|_| Ok(()));
    let config = fake.config_builder().retry(Retry::standard()).build();
    let client = Client::new::<Service>(&config.unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let reports = Arc::clone(&seen);
    let body = ByteStream::from(pattern(100_000))
        .on_progress(move |bytes| reports.lock().unwrap().push(bytes));
    client.call::<Op>(put(body)).await.unwrap();
    assert_eq!(fake.sent().len(), 2);
    seen.lock().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn calls_report_the_progress_of_each_attempt_and_not_of_the_hash() {
    let expected = [65_536, 100_000, 65_536, 100_000];
    assert_eq!(reported::<Put>().await, expected);
    assert_eq!(reported::<PutSigned>().await, expected);
}
