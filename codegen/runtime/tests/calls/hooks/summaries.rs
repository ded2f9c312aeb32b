//! Summaries of attempts and calls.

use super::Log;
use crate::sample::operation::get_state::GetState;
use crate::script::{answer, error, failure, ok, silence, status};
use crate::world::{World, client, input, secs};
use runtime::hooks::{FailureKind, after_attempt, after_call};
use runtime::retry::RetryKind;
use runtime::{Protocol, Timeouts, TransportError, TransportErrorKind};

/// Logs attempts and calls as lines.
fn logging(config: runtime::ConfigBuilder) -> (runtime::ConfigBuilder, Log) {
    let log = Log::default();
    let (attempts, calls) = (log.clone(), log.clone());
    let config = config
        .hook(after_attempt(move |it| attempts.add(format!("{it:?}"))))
        .hook(after_call(move |it| calls.add(format!("{it:?}"))));
    (config, log)
}

#[test]
fn an_attempt_and_a_call_have_their_names_times_and_results() {
    let throttled = answer(
        400,
        &[("x-amzn-requestid", "first")],
        r#"{"__type": "ThrottlingException", "message": "the-message"}"#,
    );
    let success = answer(200, &[("x-amzn-requestid", "second")], "{}");
    let world = World::new([throttled.after(secs(2)), success.after(secs(3))]);
    let (config, log) = logging(world.config());
    world.call_of(&client(config)).unwrap();
    let expected = [
        r#"AttemptSummary { service: "Example", operation: "GetState", region: Some("eu-west-1"), host: "example.com", number: 1, duration: 2s, status: Some(400), request_id: Some("first"), failure: Some(Service), error: Some("HTTP 400 ThrottlingException"), code: Some("ThrottlingException"), retry_kind: Some(Throttling), delay: Some(1s) }"#,
        r#"AttemptSummary { service: "Example", operation: "GetState", region: Some("eu-west-1"), host: "example.com", number: 2, duration: 3s, status: Some(200), request_id: Some("second"), failure: None, error: None, code: None, retry_kind: None, delay: None }"#,
        r#"CallSummary { service: "Example", operation: "GetState", region: Some("eu-west-1"), attempts: 2, duration: 6s, status: Some(200), request_id: Some("second"), failure: None, code: None, error: None }"#,
    ];
    assert_eq!(log.take(), expected);
}

#[test]
fn the_last_failure_has_no_delay_and_the_call_has_its_error() {
    let world = World::new([status(503), status(503), error(503, "Busy")]);
    let log = Log::default();
    let (attempts, calls) = (log.clone(), log.clone());
    let config = world
        .config()
        .hook(after_attempt(move |it| {
            assert_eq!(it.failure(), Some(FailureKind::Service));
            assert_eq!(it.retry_kind(), Some(RetryKind::Transient));
            attempts.add(format!("{} {}", it.number(), it.delay().is_some()));
        }))
        .hook(after_call(move |it| {
            assert_eq!(it.status().unwrap(), 503);
            assert_eq!(it.failure().unwrap().as_str(), "service");
            calls.add(it.code().unwrap());
            calls.add(it.error().unwrap().to_string());
        }));
    let error = world.call_of(&client(config)).unwrap_err();
    let expected = ["1 true", "2 true", "3 false", "Busy", &error.to_string()];
    assert_eq!(log.take(), expected);
}

#[test]
fn without_a_response_there_is_the_error_of_the_transport() {
    let refused = || failure(TransportError::connect("connection refused"));
    let world = World::new([refused(), refused(), refused()]);
    let log = Log::default();
    let (attempts, calls) = (log.clone(), log.clone());
    let config = world
        .config()
        .hook(after_attempt(move |it| {
            let kind = it.transport_error().unwrap().kind();
            assert_eq!(kind, TransportErrorKind::Connect);
            assert_eq!((it.status(), it.request_id()), (None, None));
            attempts.add(format!("{:?} {}", it.failure(), it.error().unwrap()));
        }))
        .hook(after_call(move |it| {
            calls.add(format!("{:?}", it.failure()))
        }));
    world.call_of(&client(config)).unwrap_err();
    let attempt = "Some(Transport) connection refused";
    assert_eq!(log.take(), [attempt, attempt, attempt, "Some(Transport)"]);
}

#[test]
fn a_timeout_of_an_attempt_is_one_and_that_of_the_call_ends_it_alone() {
    let world = World::new([silence(), silence()]);
    let timeouts = Timeouts::default().attempt(secs(5)).operation(secs(8));
    let log = Log::default();
    let (attempts, calls) = (log.clone(), log.clone());
    let config = world
        .config()
        .timeouts(timeouts)
        .hook(after_attempt(move |it| {
            attempts.add(format!("{:?} {:?}", it.failure(), it.duration()));
        }))
        .hook(after_call(move |it| {
            calls.add(format!(
                "{:?} {:?} {}",
                it.failure(),
                it.duration(),
                it.attempts()
            ));
        }));
    world.call_of(&client(config)).unwrap_err();
    assert_eq!(log.take(), ["Some(Timeout) 5s", "Some(Timeout) 8s 2"]);
}

#[test]
fn calls_without_an_attempt_are_seen_too() {
    let world = World::new([]);
    let (config, log) = logging(world.config().protocol(Protocol::RestXml));
    let error = world.call_of(&client(config)).unwrap_err().to_string();
    let lines = log.take();
    assert_eq!(lines.len(), 1);
    let expected = format!("failure: Some(Construction), code: None, error: Some({error:?}) }}");
    assert!(lines[0].ends_with(&expected), "{lines:?}");

    let (config, log) = logging(world.config());
    let client = client(config);
    let call = client.request::<GetState>(input()).region("not a region");
    world.clock.run(call.send()).unwrap_err();
    assert!(log.take()[0].contains("failure: Some(Construction)"));
}

#[test]
fn a_response_that_cannot_be_read_fails_the_call_not_the_attempt() {
    let world = World::new([answer(200, &[], "[")]);
    let log = Log::default();
    let (attempts, calls) = (log.clone(), log.clone());
    let config = world
        .config()
        .hook(after_attempt(move |it| {
            attempts.add(format!("{:?}", it.failure()))
        }))
        .hook(after_call(move |it| {
            calls.add(format!("{:?} {:?}", it.failure(), it.status()));
        }));
    world.call_of(&client(config)).unwrap_err();
    assert_eq!(log.take(), ["None", "Some(Decode) Some(200)"]);
    let world = World::new([ok()]);
    world.call().unwrap();
}

#[test]
fn a_region_is_that_of_the_request_not_the_text_of_the_call() {
    let world = World::new([ok()]);
    let log = Log::default();
    let (attempts, calls) = (log.clone(), log.clone());
    let config = world
        .config()
        .hook(after_attempt(move |it| {
            attempts.add(it.region().unwrap_or("-"));
        }))
        .hook(after_call(move |it| calls.add(it.region().unwrap_or("-"))));
    let client = client(config);
    for (region, expected) in [
        (" EU-WEST-2 ", &["eu-west-2", "eu-west-2"][..]),
        ("a b", &["-"]),
    ] {
        let call = client.request::<GetState>(input()).region(region);
        let _ = world.clock.run(call.send());
        assert_eq!(log.take(), expected);
    }
}
