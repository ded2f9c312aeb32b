//! Timeouts of calls with event streams, and their retries.

use crate::event;
use crate::service::{Plain, aws_json, rest_json};
use crate::{all, empty, response};
use runtime::{Client, Error, FakeBody, FakeTransport, Operation, Retry, TransportError};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

fn client<Op: Operation>(fake: &FakeTransport) -> Client {
    let config = fake.config_builder().retry(Retry::standard());
    Client::new::<Op::Service>(&config.build().unwrap())
}

#[tokio::test(start_paused = true)]
async fn timeouts_end_with_the_head_of_the_response() {
    let body = FakeBody::new().delay(10 * SECOND).chunk(empty("empty"));
    let fake = FakeTransport::new().once::<rest_json::Out>(response(body));
    let client = client::<rest_json::Out>(&fake);
    let request = client.request::<rest_json::Out>(Plain::default());
    let request = request.attempt_timeout(SECOND).operation_timeout(SECOND);
    let output = request.send().await.unwrap().output;
    let (events, error) = all(output.stream).await;
    assert!(error.is_none());
    assert_eq!(events.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn timeouts_end_with_the_initial_response() {
    let initial = event("initial-response", &[], Some("application/json"), b"{}");
    let late = || FakeBody::new().delay(10 * SECOND).chunk(initial.clone());
    let fake = FakeTransport::new()
        .once::<aws_json::Out>(response(late()))
        .once::<aws_json::Out>(response(
            FakeBody::new().chunk(initial.clone()).delay(10 * SECOND),
        ));
    let client = client::<aws_json::Out>(&fake);
    let call = || {
        let request = client.request::<aws_json::Out>(Plain::default());
        request.attempt_timeout(SECOND).send()
    };
    let error = call().await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    let output = call().await.unwrap().output;
    assert!(all(output.stream).await.0.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_call_is_retried_until_its_stream_begins() {
    let fake = FakeTransport::new()
        .once::<rest_json::Retried>(TransportError::connect("refused"))
        .once::<rest_json::Retried>(
            runtime::http::Response::builder()
                .status(503)
                .body("")
                .unwrap(),
        )
        .once::<rest_json::Retried>(response(FakeBody::new().chunk(empty("empty")).cut()));
    let call = client::<rest_json::Retried>(&fake);
    let output = call
        .call::<rest_json::Retried>(Plain::default())
        .await
        .unwrap();
    let (events, error) = all(output.stream).await;
    assert_eq!(events.len(), 1);
    assert_eq!(error.unwrap().attempts(), 3);
    assert_eq!(fake.sent().len(), 3, "the stream was not retried");
}
