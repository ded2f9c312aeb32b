//! The transport for tests, as those use it who write tests of their own code.

use crate::clock::TestClock;
use crate::sample::Service;
use crate::sample::error::ThrottlingException;
use crate::sample::operation::get_state::{GetState, GetStateError, GetStateOutput};
use crate::sample::operation::ping::{Ping, PingInput};
use crate::world::{Outcome, secs};
use crate::world::{client, input};
use runtime::http::Response;
use runtime::{
    Client, Clock, Error, FakeResponse, FakeTransport, Retry, TimeoutKind, Timeouts, TransportError,
};
use tokio::time::Instant;

fn state(json: &str) -> GetStateOutput {
    serde_json::from_str(json).unwrap()
}

/// Nothing waits: there is no need of a runtime.
fn run<T>(call: impl Future<Output = T> + Send) -> T {
    TestClock::new().run(call)
}

#[test]
fn calls_are_answered_by_operation_and_kept() {
    let fake = FakeTransport::new().on::<GetState>(|input| {
        let size = input.max_results.unwrap_or(7);
        Ok(state(&format!(r#"{{"nested": {{"size": {size}}}}}"#)))
    });
    let client = Client::new::<Service>(&fake.config_builder().build().unwrap());
    let (first, mut second) = (input(), input());
    second.max_results = Some(3);
    for (input, size) in [(&first, 7), (&second, 3)] {
        let output = run(client.call::<GetState>(input.clone())).unwrap();
        assert_eq!(output.nested.size, size);
    }
    let requests = fake.requests::<GetState>().unwrap();
    assert_eq!(
        [requests[0].max_results, requests[1].max_results],
        [None, Some(3)]
    );
    assert!(requests[0].client_token.is_some(), "as it was sent");
    assert!(fake.requests::<Ping>().unwrap().is_empty());

    let sent = fake.sent();
    assert_eq!(sent[0].uri(), "https://fake.example/");
    assert_eq!(
        sent[0].headers()["x-amz-target"],
        "Example_20200720.GetState"
    );
    assert!(sent[0].headers().contains_key("authorization"));
}

#[test]
fn an_answer_goes_through_the_wire() {
    // What a type holds that the wire does not carry is not there when it arrives.
    let fake = FakeTransport::new().on::<GetState>(|_| Ok(state("{}")));
    let client = Client::new::<Service>(&fake.config_builder().build().unwrap());
    let response = run(client.request::<GetState>(input()).send()).unwrap();
    assert_eq!(response.output, state("{}"));
    assert_eq!(response.metadata.request_id().as_deref(), Some("fake"));
}

#[test]
fn a_refusal_is_that_of_the_service() {
    let fake = FakeTransport::new().on::<GetState>(|_| {
        let message = Some("slow down".to_owned());
        let mut error: ThrottlingException = serde_json::from_str("{}").unwrap();
        error.message = message;
        Err(error.into())
    });
    let client = Client::new::<Service>(&fake.config_builder().build().unwrap());
    let error = run(client.call::<GetState>(input())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetState: HTTP 429 ThrottlingException: slow down (request id fake)"
    );
    assert!(error.is_throttling());
    assert!(matches!(
        error.as_service_error(),
        Some(GetStateError::ThrottlingException(_))
    ));
    assert_eq!(fake.sent().len(), 1, "it is not retried");
}

#[test]
fn a_missing_answer_is_named() {
    let fake = FakeTransport::new().on::<GetState>(|_| Ok(state("{}")));
    let client = client(fake.config_builder());
    let error = run(client.call::<Ping>(PingInput::default())).unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert_eq!(
        error.to_string(),
        "Ping: no response: the fake has no response to Example_20200720.Ping: give it one with `on`, or one more with \
         `once`"
    );
    assert_eq!(
        format!("{fake:?}"),
        r#"FakeTransport { operations: ["Example_20200720.GetState"], .. }"#
    );
}

#[test]
fn a_later_answer_takes_the_place_of_an_earlier_one() {
    let fake = FakeTransport::new().on::<GetState>(|_| Ok(state(r#"{"nested": {"size": 1}}"#)));
    let client = client(fake.config_builder());
    let size = || run(client.call::<GetState>(input())).unwrap().nested.size;
    assert_eq!(size(), 1);
    let _ = fake
        .clone()
        .on::<GetState>(|_| Ok(state(r#"{"nested": {"size": 2}}"#)));
    assert_eq!(size(), 2);
}

fn sized(size: i32) -> GetStateOutput {
    state(&format!(r#"{{"nested": {{"size": {size}}}}}"#))
}

fn throttling() -> GetStateError {
    let error: ThrottlingException = serde_json::from_str("{}").unwrap();
    error.into()
}

#[test]
fn responses_in_sequence_come_before_those_to_every_call() {
    let fake = FakeTransport::new()
        .on::<GetState>(|_| Ok(sized(9)))
        .once::<GetState>(Ok(sized(1)))
        .once::<GetState>(Err(throttling()))
        .once::<GetState>(TransportError::connect("refused"));
    let client = client(fake.config_builder());
    let call = || run(client.call::<GetState>(input()));
    let size = |outcome: Outcome| outcome.unwrap().nested.size;
    assert_eq!(size(call()), 1);
    assert!(call().unwrap_err().is_throttling());
    let error = call().unwrap_err().to_string();
    assert_eq!(error, "GetState: no response: refused");
    assert_eq!([size(call()), size(call())], [9, 9]);
    assert_eq!(fake.requests::<GetState>().unwrap().len(), 5);
}

#[test]
fn a_sequence_without_more_is_over() {
    let fake = FakeTransport::new().once::<GetState>(Ok(sized(1)));
    let client = client(fake.config_builder());
    run(client.call::<GetState>(input())).unwrap();
    let error = run(client.call::<GetState>(input())).unwrap_err();
    assert!(
        error.to_string().contains("one more with `once`"),
        "{error}"
    );
}

#[test]
fn a_raw_response_arrives_as_it_is() {
    let response = Response::builder()
        .status(502)
        .header("content-type", "text/html")
        .header("x-served-by", "proxy")
        .body("<html></html>");
    let body = r#"{"nested": {"size": 4}}"#;
    let fake = FakeTransport::new()
        .once::<GetState>(response.unwrap())
        .once::<GetState>(Response::new(body.as_bytes().to_vec()));
    let client = client(fake.config_builder());
    let error = run(client.call::<GetState>(input())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetState: HTTP 502; the response was text/html, 13 bytes"
    );
    let response = run(client.request::<GetState>(input()).send()).unwrap();
    assert_eq!(response.output, sized(4));
    assert!(response.metadata.headers().is_empty());
}

#[test]
fn delays_and_pauses_go_by_the_clock_of_the_fake() {
    let clock = TestClock::new();
    let slow = |seconds| FakeResponse::from(Ok(sized(1))).after(secs(seconds));
    let fake = FakeTransport::new()
        .clock(clock.clone())
        .once::<GetState>(slow(4))
        .once::<GetState>(slow(6))
        .once::<GetState>(Err(throttling()))
        .once::<GetState>(slow(5));
    let config = fake
        .config_builder()
        .timeouts(Timeouts::default().attempt(secs(5)))
        .entropy(|| Ok([0xff; 16]));
    let plain = client(config.clone());
    clock.run(plain.call::<GetState>(input())).unwrap();
    assert_eq!(clock.instant(), secs(4));
    let error = clock.run(plain.call::<GetState>(input())).unwrap_err();
    let Error::Timeout(error) = error else {
        panic!("{error}");
    };
    assert_eq!(error.kind(), TimeoutKind::Attempt);
    assert_eq!(clock.instant(), secs(9));

    let retrying = client(config.retry(Retry::standard()));
    clock.run(retrying.call::<GetState>(input())).unwrap();
    // A pause of at most 1 s after throttling, and then a response at the very end of the attempt.
    assert_eq!(clock.instant().as_secs_f64().round(), 15.0);
}

#[test]
fn a_response_may_be_a_future() {
    let clock = TestClock::new();
    let of_answer = clock.clone();
    let fake = FakeTransport::new()
        .clock(clock.clone())
        .on_async::<GetState>(move |input| {
            let clock = of_answer.clone();
            Box::pin(async move {
                clock.sleep(secs(3)).await;
                let size = input.max_results.unwrap_or(7);
                FakeResponse::from(Ok(sized(size))).after(secs(1))
            })
        });
    let client = client(fake.config_builder());
    let output = clock.run(client.call::<GetState>(input())).unwrap();
    assert_eq!(output, sized(7));
    assert_eq!(clock.instant(), secs(4));
    let _ = fake.on::<GetState>(|_| Ok(sized(2)));
    let output = clock.run(client.call::<GetState>(input())).unwrap();
    assert_eq!(output, sized(2));
}

/// The clock that a fake has unless another is set.
#[tokio::test(start_paused = true)]
async fn while_tokios_time_is_paused_nothing_takes_real_time() {
    let start = Instant::now();
    let hour = 3_600;
    let fake = FakeTransport::new()
        .once::<GetState>(FakeResponse::from(Ok(sized(1))).after(secs(hour)))
        .once::<GetState>(FakeResponse::from(Ok(sized(1))).after(secs(2 * hour)));
    let timeouts = Timeouts::default().operation(secs(hour + 1));
    let client = client(fake.config_builder().timeouts(timeouts));
    client.call::<GetState>(input()).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), hour);
    let error = client.call::<GetState>(input()).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    assert_eq!(start.elapsed().as_secs(), 2 * hour + 1);
}
