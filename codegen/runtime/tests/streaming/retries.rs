//! Attempts after the first: the body is made again, or the error says that it cannot be.

use crate::scripted::{Pieces, Scripted, once, repeatable, response};
use crate::server::{At, Reply, Server};
use crate::service::*;
use crate::{client, config, soon};
use runtime::bytes::Bytes;
use runtime::futures_core::Stream;
use runtime::retry::{Retry, StandardRetry, TokenBucket};
use runtime::{Body, ByteStream, Client, ConfigBuilder, Error, TransportError};
use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

const SPENT: &str = "it was not retried, since its body is a stream that can be read only once, and a part may have been \
                     sent: use bytes, a file or `ByteStream::from_repeatable`";

/// Retries without a wait.
fn retrying(config: ConfigBuilder) -> ConfigBuilder {
    config.retry(Retry::standard()).entropy(|| Ok([0; 16]))
}

fn retrying_client(server: &Server) -> Client {
    client(retrying(config()).endpoint_url(server.url("/")))
}

fn flaky() -> Server {
    let reset = Reply::new(200, "").reset(At::Byte(0));
    Server::sequence([Reply::new(503, ""), reset, Reply::new(200, "")])
}

#[tokio::test]
async fn bytes_files_and_repeatable_streams_are_sent_again() {
    let file = std::env::temp_dir().join(format!("leansmith-retry-{}", std::process::id()));
    std::fs::write(&file, "abcdef").unwrap();
    for stream in [
        ByteStream::from("abcdef"),
        ByteStream::from_file(&file).await.unwrap(),
        repeatable(&["abc", "def"]).0,
    ] {
        let server = flaky();
        let call = retrying_client(&server);
        soon(call.call::<StreamingTraits>(blob(stream)))
            .await
            .unwrap();
        let requests = server.requests();
        assert_eq!(requests.len(), 3);
        for request in requests {
            assert_eq!(request.body, b"abcdef");
            crate::verified(&request);
        }
    }
    std::fs::remove_file(file).unwrap();
}

#[tokio::test]
async fn the_hash_of_a_stream_is_read_for_the_first_attempt_alone() {
    let (stream, reads) = repeatable(&["abc"]);
    let server = flaky();
    let call = retrying_client(&server);
    soon(call.call::<StreamingTraits>(blob(stream)))
        .await
        .unwrap();
    assert_eq!(reads.load(Ordering::SeqCst), 1 + 3);
}

#[tokio::test]
async fn a_stream_that_was_sent_in_part_is_not_sent_again() {
    for (reply, expected) in [
        (Reply::new(503, ""), "Unsigned: HTTP 503"),
        (
            Reply::new(200, "").reset(At::Byte(0)),
            "Unsigned: no response: ",
        ),
    ] {
        let server = Server::sequence([reply, Reply::new(200, "")]);
        let call = retrying_client(&server);
        let call = call.call::<Unsigned>(blob(once(6, &["abc", "def"])));
        let error = soon(call).await.unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with(expected), "{message}");
        assert!(message.ends_with(&format!("; {SPENT}")), "{message}");
        assert!(error.is_retryable(), "with another stream");
        assert_eq!((error.attempts(), server.requests().len()), (1, 1));
    }
}

#[tokio::test]
async fn what_would_not_be_retried_anyway_does_not_blame_the_stream() {
    for (retry, status) in [(Retry::standard(), 400), (Retry::off(), 503)] {
        let server = Server::always(Reply::new(status, ""));
        let client = client(config().retry(retry).endpoint_url(server.url("/")));
        let call = client.call::<Unsigned>(blob(once(3, &["abc"])));
        let message = soon(call).await.unwrap_err().to_string();
        assert_eq!(message, format!("Unsigned: HTTP {status}"));
    }
}

#[tokio::test]
async fn a_retry_that_does_not_happen_costs_nothing() {
    let bucket = TokenBucket::default();
    let policy = Retry::custom(StandardRetry::new(bucket.clone()));
    let server = Server::always(Reply::new(503, ""));
    let config = config().retry(policy).endpoint_url(server.url("/"));
    let client = client(config);
    let call = client.call::<Unsigned>(blob(once(3, &["abc"])));
    assert!(soon(call).await.unwrap_err().to_string().ends_with(SPENT));
    assert_eq!(bucket.available(), TokenBucket::CAPACITY);
}

fn scripted(script: &Scripted) -> Client {
    let config = retrying(config()).transport(script.clone());
    client(config.endpoint_url("https://example.com"))
}

#[tokio::test]
async fn a_stream_of_which_nothing_was_read_is_sent_again() {
    let script = Scripted::default()
        .then(|_| async { Err(TransportError::connect("refused")) })
        .then(|_| async { Ok(response(503, "")) })
        .then(|request| async {
            assert_eq!(request.headers()["content-length"], "6");
            assert_eq!(request.into_body().collect(6).await.unwrap(), "abcdef");
            Ok(response(200, ""))
        });
    let call = scripted(&script);
    let call = call.call::<Unsigned>(blob(once(6, &["abc", "def"])));
    soon(call).await.unwrap();
    assert_eq!(script.left(), 0);
}

/// A transport may keep the body of an attempt for longer than the attempt.
#[tokio::test]
async fn an_attempt_that_was_given_up_cannot_read_what_another_sends() {
    let kept: Arc<Mutex<Option<Body>>> = Arc::default();
    let (first, second) = (Arc::clone(&kept), Arc::clone(&kept));
    let script = Scripted::default()
        .then(move |request| async move {
            *first.lock().unwrap() = Some(request.into_body());
            Err(TransportError::connect("refused"))
        })
        .then(move |request| async move {
            let mut first = second.lock().unwrap().take().unwrap();
            let error = first.next().await.unwrap().unwrap_err();
            let expected = "the attempt has ended, and its body is not read any more";
            assert!(error.to_string().starts_with(expected), "{error}");
            assert_eq!(request.into_body().collect(3).await.unwrap(), "abc");
            Ok(response(200, ""))
        });
    let call = scripted(&script);
    soon(call.call::<Unsigned>(blob(once(3, &["abc"]))))
        .await
        .unwrap();
}

#[tokio::test]
async fn the_error_of_a_source_is_that_of_the_call_and_not_retried() {
    let server = Server::always(Reply::new(200, ""));
    let source = Pieces::of(&["abc"]).then(TransportError::new("the disk is gone"));
    let call = retrying_client(&server);
    let call = call.call::<Unsigned>(blob(ByteStream::from_stream(6, source)));
    let error = soon(call).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    let message = error.to_string();
    assert!(message.ends_with("the disk is gone"), "{message}");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_source_of_another_length_than_it_says_is_an_error() {
    for (length, expected) in [
        (7, "the body ended after 6 of 7 bytes"),
        (5, "the body is longer than its length of 5 bytes"),
        (0, "the body is longer than its length of 0 bytes"),
    ] {
        let repeatable = ByteStream::from_repeatable(length, || Pieces::of(&["abc", "def"]));
        for stream in [once(length, &["abc", "def"]), repeatable] {
            let server = Server::always(Reply::new(200, ""));
            let call = retrying_client(&server);
            let error = soon(call.call::<Unsigned>(blob(stream))).await.unwrap_err();
            let message = error.to_string();
            assert!(message.ends_with(expected), "{message}");
            assert_eq!(error.attempts(), 1);
            assert!(!error.is_retryable());
        }
    }
}

/// Panics when it is first read, and has lost its data then.
struct Panicking(bool);

impl Stream for Panicking {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        assert!(std::mem::replace(&mut self.0, true), "the source panics");
        Poll::Ready(None)
    }
}

#[tokio::test]
async fn a_source_that_panicked_is_not_sent_again() {
    let server = Server::always(Reply::new(200, ""));
    let call = retrying_client(&server);
    let stream = ByteStream::from_stream(None, Panicking(false));
    let error = soon(call.call::<Unsigned>(blob(stream))).await.unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains("stream that is sent has panicked"),
        "{message}"
    );
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn an_empty_stream_is_sent_again() {
    for length in [Some(0), None] {
        let server = Server::sequence([Reply::new(503, ""), Reply::new(200, "")]);
        let call = retrying_client(&server);
        soon(call.call::<Unsigned>(blob(once(length, &[]))))
            .await
            .unwrap();
        assert_eq!(server.requests().len(), 2);
    }
}
