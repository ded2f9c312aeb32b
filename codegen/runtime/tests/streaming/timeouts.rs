//! Timeouts of attempts and calls, which cover a streamed response until its head.

use crate::clock::HandClock;
use crate::pieces::Slow;
use crate::scripted::{Scripted, once, response};
use crate::service::*;
use crate::{client, config, soon};
use runtime::bytes::Bytes;
use runtime::{Body, Client, ConfigBuilder, Retry, Timeouts};
use std::future::pending;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);

fn limited(script: Scripted, clock: &HandClock, timeouts: Timeouts) -> ConfigBuilder {
    let config = config().transport(script).clock(clock.clone());
    config
        .timeouts(timeouts)
        .endpoint_url("https://example.com")
}

fn every_timeout() -> [Timeouts; 2] {
    let none = Timeouts::none();
    [none.attempt(LIMIT), none.operation(LIMIT)]
}

#[tokio::test]
async fn timeouts_end_with_the_head() {
    for timeouts in every_timeout() {
        let clock = HandClock::default();
        let (sender, pieces) = Slow::new();
        let body = Body::from_stream(Some(3), pieces);
        let script = Scripted::default().then(|_| async { Ok(response(200, body)) });
        let client = client(limited(script, &clock, timeouts));
        let output = soon(client.call::<Get>(Empty {})).await.unwrap();
        let reading = tokio::spawn(output.blob.text(3));
        for _ in 0..5 {
            clock.advance(LIMIT * 2);
            tokio::task::yield_now().await;
        }
        assert!(!reading.is_finished());
        sender.send(Ok(Bytes::from_static(b"abc"))).unwrap();
        drop(sender);
        assert_eq!(soon(reading).await.unwrap().unwrap(), "abc");
    }
}

/// Calls until the timeout, and returns the message.
async fn timed_out(client: Client, clock: &HandClock, input: StreamingTraitsInputOutput) -> String {
    let call = tokio::spawn(async move { client.call::<Unsigned>(input).await });
    crate::until(|| {
        clock.advance(LIMIT);
        call.is_finished()
    })
    .await;
    call.await.unwrap().unwrap_err().to_string()
}

#[tokio::test]
async fn an_error_must_come_in_time_as_a_whole() {
    let clock = HandClock::default();
    let (sender, pieces) = Slow::new();
    sender.send(Ok(Bytes::from_static(b"{"))).unwrap();
    let body = Body::from_stream(None, pieces);
    let script = Scripted::default().then(|_| async { Ok(response(400, body)) });
    let client = client(limited(script, &clock, Timeouts::none().attempt(LIMIT)));
    let call = tokio::spawn(async move { client.call::<Get>(Empty {}).await });
    crate::until(|| {
        clock.advance(LIMIT);
        call.is_finished()
    })
    .await;
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "Get: timed out: the latest attempt took more than 30s"
    );
}

#[tokio::test]
async fn an_attempt_that_took_a_part_of_a_stream_is_not_repeated_after_its_timeout() {
    let clock = HandClock::default();
    let script = Scripted::default().then(|request| async {
        let mut body = request.into_body();
        assert_eq!(body.next().await.unwrap().unwrap(), "abc");
        pending().await
    });
    let config = limited(script, &clock, Timeouts::none().attempt(LIMIT));
    let client = client(config.retry(Retry::standard()));
    let input = blob(once(6, &["abc", "def"]));
    let message = timed_out(client, &clock, input).await;
    assert_eq!(
        message,
        "Unsigned: timed out: the latest attempt took more than 30s; it was not retried, since its body is a stream that can \
         be read only once, and a part may have been sent: use bytes, a file or `ByteStream::from_repeatable`"
    );
}
