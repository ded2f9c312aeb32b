//! Waiting with conditions and delays of the caller.

use crate::pages::metrics;
use crate::script::{Answer, error, failure, silence, status};
use crate::waits::{Input, Last, Look, Refusal, State, rounded, state, wait};
use crate::world::{World, client, secs};
use runtime::{Answer as CallResult, Credentials, TransportError, WaitError, WaitState};
use std::pin::pin;

type Outcome = Result<Last, WaitError<State, Refusal>>;

/// Waits for at most a minute.
fn outcome<S: Into<WaitState>>(
    world: &World,
    condition: impl FnMut(&CallResult<Look>) -> S + Send,
) -> Outcome {
    let client = client(world.config());
    let request = client.request::<Look>(Input::default());
    let wait = request.wait_until(secs(60), condition);
    world.clock.run(wait.into_future())
}

fn is(output: &State, state: &str) -> bool {
    output.state.as_deref() == Some(state)
}

fn is_ready(answer: &CallResult<Look>) -> bool {
    matches!(answer, Ok(output) if is(output, "READY"))
}

/// Every state that a condition can return.
fn ready_or_dead(answer: &CallResult<Look>) -> WaitState {
    match answer {
        Ok(output) if is(output, "DEAD") => WaitState::Failure("it is dead"),
        Ok(_) => is_ready(answer).into(),
        Err(error) if error.code() == Some("Gone") => WaitState::Success,
        Err(error) if error.code() == Some("Soon") => WaitState::Retry,
        Err(_) => WaitState::Unmatched,
    }
}

#[test]
fn a_closure_over_the_result_of_any_operation_ends_a_wait() {
    let world = World::new([state("WAITING"), state("WAITING"), state("READY")]);
    let last = outcome(&world, is_ready).unwrap().unwrap();
    assert_eq!(last.state.as_deref(), Some("READY"));
    // The delays of the specification's default waiter, at their longest.
    assert_eq!(rounded(&world), [0, 2, 6].map(secs));
}

#[test]
fn an_error_may_be_what_is_waited_for_or_go_by() {
    let world = World::new([error(400, "Soon"), state("WAITING"), error(400, "Gone")]);
    let last = outcome(&world, ready_or_dead).unwrap();
    assert_eq!(last.unwrap_err().code(), Some("Gone"));
    assert_eq!(world.times().len(), 3);
}

#[test]
fn an_error_that_the_condition_does_not_know_ends_the_wait() {
    let answers: [fn() -> Answer; 2] = [
        || error(400, "Forbidden"),
        || failure(TransportError::new("no route")),
    ];
    for answer in answers {
        let world = World::new([state("WAITING"), answer()]);
        let error = outcome(&world, is_ready).unwrap_err();
        assert!(matches!(error, WaitError::Call(_)), "{error}");
        assert_eq!(world.times().len(), 2);
    }
}

#[test]
fn a_failure_has_the_reason_of_the_condition() {
    let world = World::new([state("WAITING"), state("DEAD"), state("READY")]);
    let error = outcome(&world, ready_or_dead).unwrap_err();
    assert!(matches!(error, WaitError::Failed(_)));
    assert_eq!(
        error.to_string(),
        "wait_until: failed after 2 calls of Look: it is dead"
    );
    assert!(is(error.output().unwrap(), "DEAD"));
}

#[test]
fn a_timeout_has_the_last_result() {
    let world = World::new((0..9).map(|_| state("WAITING")));
    let error = outcome(&world, is_ready).unwrap_err();
    assert_eq!(
        error.to_string(),
        "wait_until: not reached within 60s, after 6 calls of Look; the last response did not meet the condition"
    );
    assert!(is(error.output().unwrap(), "WAITING"));
    assert_eq!(rounded(&world), [0, 2, 6, 14, 30, 60].map(secs));

    let world = World::new([error_soon()]);
    let client = client(world.config());
    let request = client.request::<Look>(Input::default());
    let wait = request.wait_until(secs(0), ready_or_dead);
    let error = world.clock.run(wait.into_future()).unwrap_err();
    assert!(matches!(error, WaitError::TimedOut(_)));
    assert_eq!(error.call_error().unwrap().code(), Some("Soon"));
}

fn error_soon() -> Answer {
    error(400, "Soon")
}

#[test]
fn every_call_has_the_overrides_of_the_request_and_the_user_agent_of_a_waiter() {
    let world = World::new([state("WAITING"), status(503), state("READY")]);
    let client = client(world.config());
    let credentials = Credentials::new("AKIDTENANT", "secret of the tenant");
    let request = client.request::<Look>(Input::default());
    let wait = request
        .credentials(credentials)
        .region("us-west-2")
        .wait_until(secs(60), is_ready);
    world.clock.run(wait.into_future()).unwrap().unwrap();
    let sent = world.script.take_sent();
    assert_eq!(sent.len(), 3, "calls are retried as always");
    for sent in sent {
        let signature = sent.signature("secret of the tenant");
        assert_eq!(signature.access_key_id, "AKIDTENANT");
        assert_eq!(signature.region, "us-west-2");
        assert_eq!(metrics(&sent), "B,N,e");
    }
}

#[test]
fn a_condition_may_count_and_progress_is_shown() {
    let world = World::new([state("A"), state("B"), state("C")]);
    let (mut calls, mut seen) = (0, Vec::new());
    let client = client(world.config());
    let request = client.request::<Look>(Input::default());
    let wait = request
        .wait_until(secs(60), |answer| {
            calls += 1;
            answer.is_ok() && calls == 3
        })
        .on_progress(|it| seen.extend(it.state.clone()));
    world.clock.run(wait.into_future()).unwrap().unwrap();
    assert_eq!(
        (calls, seen),
        (3, ["A", "B", "C"].map(str::to_owned).into())
    );
}

#[test]
fn a_wait_that_is_dropped_leaves_nothing_behind() {
    for answers in [vec![silence()], vec![state("WAITING")]] {
        let world = World::new(answers);
        let client = client(world.config());
        let request = client.request::<Look>(Input::default());
        {
            let wait = request.wait_until(secs(60), is_ready);
            let mut wait = pin!(wait.into_future());
            assert!(world.clock.poll(wait.as_mut()).is_pending());
        }
        assert_eq!((world.script.in_flight(), world.clock.sleepers()), (0, 0));
    }
}

#[test]
fn delays_can_be_a_function_of_the_number_of_calls() {
    // A long first delay, then a short one: boto3's users ask for it.
    let world = World::new((0..4).map(|_| state("WAITING")).chain([state("READY")]));
    let mut numbers = Vec::new();
    let delayed = wait(&world, secs(300)).delays(|number| {
        numbers.push(number);
        secs(if number == 1 { 20 } else { 3 })
    });
    world.clock.run(delayed.into_future()).unwrap().unwrap();
    assert_eq!(world.times(), [0, 20, 23, 26, 29].map(secs));
    assert_eq!(numbers, [1, 2, 3, 4]);
}

#[test]
fn own_delays_end_with_the_maximum_time_and_a_last_call() {
    let world = World::new((0..9).map(|_| state("WAITING")));
    let client = client(world.config());
    let request = client.request::<Look>(Input::default());
    let wait = request.wait_until(secs(25), is_ready).delays(|_| secs(10));
    let error = world.clock.run(wait.into_future()).unwrap_err();
    assert!(matches!(error, WaitError::TimedOut(_)));
    assert_eq!(world.times(), [0, 10, 20, 25].map(secs));
}
