//! Timeouts: which one is told, after how many attempts, and that it is kept to the moment.

use crate::sample::operation::get_state::{GetState, GetStateError};
use crate::sample::operation::ping::{Ping, PingError, PingInput};
use crate::script::{answer, error, failure, ok, silence, status};
use crate::world::{World, client, input, ms, secs};
use runtime::{BoxFuture, Client, Clock, Credentials, CredentialsError, Error, ProvideCredentials};
use runtime::{TimeoutError, TimeoutKind, Timeouts, TransportError};
use std::error::Error as _;
use std::time::Duration;

fn timeout(error: &Error<GetStateError>) -> &TimeoutError {
    match error {
        Error::Timeout(error) => error,
        other => panic!("{other}"),
    }
}

fn ping(world: &World, client: &Client) -> Error<PingError> {
    let call = client.call::<Ping>(PingInput::default());
    world.clock.run(call).unwrap_err()
}

#[test]
fn a_call_that_takes_minutes_is_sent_once_and_waited_for() {
    let world = World::new([ok().after(secs(300))]);
    world.call().unwrap();
    assert_eq!(world.times(), [ms(0)]);
    assert_eq!(world.clock.instant(), secs(300));
    assert_eq!(world.clock.sleepers(), 0);

    let world = World::new([ok().after(secs(300))]);
    let call = world.client();
    let call = call.call::<Ping>(PingInput::default());
    world.clock.run(call).unwrap();
    assert_eq!(world.times(), [ms(0)]);
}

#[test]
fn an_idempotent_operation_is_called_again_after_a_timeout() {
    let world = World::new([silence(), ok().after(secs(29)), ok()]);
    world.call_of(&world.limited_client()).unwrap();
    assert_eq!(world.times(), [ms(0), ms(30_050)]);
    assert_eq!(world.clock.instant(), ms(59_050));
    assert_eq!(world.clock.sleepers(), 0);
}

#[test]
fn an_operation_that_is_not_idempotent_is_not_called_again_after_a_timeout() {
    let world = World::new([silence(), ok()]);
    let error = ping(&world, &world.limited_client());
    assert_eq!((world.times(), error.attempts()), (vec![ms(0)], 1));
    assert_eq!(
        error.to_string(),
        "Ping: timed out: the latest attempt took more than 30s"
    );
    assert!(!error.is_retryable(), "the service may be carrying it out");
    assert_eq!(world.bucket.available(), 500);

    // The same for a timeout of the transport's own, once there was a connection.
    let world = World::new([failure(TransportError::timeout("stalled")), ok()]);
    let error = ping(&world, &world.client());
    assert_eq!((world.times(), error.is_retryable()), (vec![ms(0)], false));
    assert!(matches!(&error, Error::Timeout(it) if it.kind() == TimeoutKind::Stall));
}

#[test]
fn what_the_service_has_not_seen_is_sent_again_whatever_the_operation() {
    for error in [
        TransportError::connect_timeout("too slow"),
        TransportError::connect("refused"),
    ] {
        let world = World::new([failure(error), ok()]);
        let client = world.client();
        let call = client.call::<Ping>(PingInput::default());
        world.clock.run(call).unwrap();
        assert_eq!(world.times(), [ms(0), ms(50)]);
    }
}

#[test]
fn attempts_that_all_take_too_long_are_told_as_such() {
    let world = World::new([silence(), silence(), silence()]);
    let error = world.call_of(&world.limited_client()).unwrap_err();
    assert_eq!(world.times(), [ms(0), ms(30_050), ms(60_150)]);
    let timeout = timeout(&error);
    assert_eq!(
        (timeout.kind(), timeout.limit(), timeout.attempts()),
        (TimeoutKind::Attempt, Some(secs(30)), 3)
    );
    assert_eq!(
        error.to_string(),
        "GetState: timed out after 3 attempts: the latest attempt took more than 30s"
    );
    assert!(error.is_retryable() && error.source().is_none());
    assert_eq!((error.attempts(), error.operation()), (3, "GetState"));
}

#[test]
fn what_comes_at_the_last_moment_counts() {
    let world = World::new([ok().after(secs(30))]);
    world.call_of(&world.limited_client()).unwrap();
    assert_eq!(world.clock.instant(), secs(30));
    let world = World::new([ok().after(secs(30) + Duration::from_nanos(1)), ok()]);
    world.call_of(&world.limited_client()).unwrap();
    assert_eq!(world.times().len(), 2);
}

#[test]
fn the_call_ends_at_its_limit_whatever_it_does() {
    let world = World::new((0..10).map(|_| silence()));
    let limits = Timeouts::default().attempt(secs(30)).operation(secs(120));
    let client = client(world.plain_config().max_attempts(10).timeouts(limits));
    let error = world.call_of(&client).unwrap_err();
    assert_eq!(world.clock.instant(), secs(120));
    let timeout = timeout(&error);
    assert_eq!(
        (timeout.kind(), timeout.limit(), timeout.attempts()),
        (TimeoutKind::Operation, Some(secs(120)), 4)
    );
    assert_eq!(
        error.to_string(),
        "GetState: timed out after 4 attempts: the call took more than 120s; \
         the latest attempt failed: no response within 30s"
    );
    assert!(error.is_retryable());
    assert_eq!((world.script.in_flight(), world.clock.sleepers()), (0, 0));
}

#[test]
fn a_call_that_ends_while_it_waits_to_retry_tells_what_it_waited_for() {
    for (answer, expected) in [
        (
            error(400, "ThrottlingException"),
            "HTTP 400 ThrottlingException",
        ),
        (
            answer(500, &[("x-amz-retry-after", "9000")], "<html>"),
            "HTTP 500",
        ),
        (failure(TransportError::io("reset")), "reset"),
    ] {
        let world = World::new([answer]);
        let limit = Timeouts::default().operation(ms(20));
        let client = client(world.config().timeouts(limit));
        let error = world.call_of(&client).unwrap_err();
        assert_eq!(world.clock.instant(), ms(20));
        assert_eq!(
            error.to_string(),
            format!(
                "GetState: timed out: the call took more than 20ms; the latest attempt failed: {expected}"
            )
        );
        assert_eq!((error.attempts(), world.times().len()), (1, 1));
        assert_eq!(world.bucket.available(), 500, "the retry was never sent");
    }
}

struct SlowProvider(crate::clock::TestClock);

impl ProvideCredentials for SlowProvider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            self.0.sleep(secs(40)).await;
            Ok(Credentials::new("AKIDEXAMPLE", "secret"))
        })
    }
}

#[test]
fn waiting_for_credentials_is_part_of_the_call_and_not_of_an_attempt() {
    let world = World::new([ok()]);
    let config = world
        .config()
        .credentials(SlowProvider(world.clock.clone()));
    world.call_of(&client(config.clone())).unwrap();
    assert_eq!(world.times(), [secs(40)]);

    let limit = Timeouts::default().operation(secs(10));
    let error = world.call_of(&client(config.timeouts(limit))).unwrap_err();
    assert_eq!(world.clock.instant(), secs(50));
    assert_eq!(timeout(&error).kind(), TimeoutKind::Operation);
    assert_eq!((error.attempts(), world.times()), (0, vec![]));
    assert_eq!(
        error.to_string(),
        "GetState: timed out: the call took more than 10s"
    );
}

#[test]
fn a_limit_of_the_transports_own_keeps_its_cause() {
    let refused = || failure(TransportError::connect_timeout("could not connect in time"));
    let world = World::new([refused(), refused(), refused()]);
    let error = world.call().unwrap_err();
    let timeout = timeout(&error);
    assert_eq!(
        (timeout.kind(), timeout.limit(), timeout.attempts()),
        (TimeoutKind::Connect, None, 3)
    );
    assert_eq!(
        error.to_string(),
        "GetState: timed out after 3 attempts: could not connect in time"
    );
    assert!(error.source().unwrap().is::<TransportError>());
}

#[test]
fn a_call_may_have_limits_of_its_own() {
    let world = World::new([silence(), silence(), silence()]);
    let client = world.client();
    let call = client.request::<GetState>(input()).attempt_timeout(secs(2));
    let error = world.clock.run(call.send()).unwrap_err();
    assert_eq!(timeout(&error).limit(), Some(secs(2)));
    assert_eq!(world.times(), [ms(0), ms(2_050), ms(4_150)]);

    world.script.add([ok().after(secs(1))]);
    let call = client
        .request::<GetState>(input())
        .operation_timeout(ms(999));
    let error = world.clock.run(call.send()).unwrap_err();
    assert_eq!(timeout(&error).kind(), TimeoutKind::Operation);
}

#[test]
fn without_limits_a_call_takes_as_long_as_it_likes() {
    let world = World::new([ok().after(secs(1_000_000)), ok().after(secs(1_000_000))]);
    let unlimited = client(world.config().timeouts(Timeouts::none()));
    world.call_of(&unlimited).unwrap();
    let limited = world.client();
    let call = limited.request::<GetState>(input());
    let call = call.attempt_timeout(None).operation_timeout(None);
    world.clock.run(call.send()).unwrap();
    assert_eq!(world.clock.instant(), secs(2_000_000));
}

#[test]
fn what_answers_at_once_needs_no_timer() {
    let world = World::new([ok()]);
    world.call().unwrap();
    assert_eq!(world.clock.sleepers_ever(), 0);
    let world = World::new([status(400)]);
    world.call().unwrap_err();
    assert_eq!(world.clock.sleepers_ever(), 0);
}
