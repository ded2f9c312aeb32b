//! The transport for tests, as those use it who write tests of their own code.

use crate::clock::TestClock;
use crate::sample::Service;
use crate::sample::error::ThrottlingException;
use crate::sample::operation::get_state::{GetState, GetStateError, GetStateOutput};
use crate::sample::operation::ping::{Ping, PingInput};
use crate::world::{client, input};
use runtime::{Client, Error, FakeTransport};

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
    let client = Client::new::<Service>(&fake.config().unwrap());
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
    let client = Client::new::<Service>(&fake.config().unwrap());
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
    let client = Client::new::<Service>(&fake.config().unwrap());
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
        "Ping: no response: the fake has no answer to Example_20200720.Ping: give it one with `on`"
    );
    assert_eq!(
        format!("{fake:?}"),
        r#"FakeTransport { answers: ["Example_20200720.GetState"], .. }"#
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
