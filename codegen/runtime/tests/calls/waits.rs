//! Waiting until a service has done something.

use crate::pages::metrics;
use crate::sample::Service;
use crate::script::{Answer, answer, error, failure, silence, status};
use crate::world::{World, client, secs};
use runtime::{
    Acceptor, Acceptors, Credentials, Error, On, Operation, TransportError, Wait, WaitError, Waiter,
};
use std::error::Error as _;
use std::pin::pin;
use std::time::Duration;

pub struct Look;

impl Operation for Look {
    const NAME: &'static str = "Look";
    type Service = Service;
    type Input = Input;
    type Output = State;
    type Error = Refusal;
}

#[derive(Clone, Default)]
pub struct Input {
    wanted: i32,
}

runtime::input!(Input { wanted: "wanted" });

#[derive(Debug, PartialEq)]
pub struct State {
    pub state: Option<String>,
    stage: Option<String>,
    size: Option<i32>,
}

runtime::structure!(State {
    state: "state",
    stage: "stage",
    size: "size",
});

#[derive(Debug)]
pub enum Refusal {}

runtime::operation_error!(Refusal {});

pub type Last = Result<State, Error<Refusal>>;

/// Creates a response.
type Given = fn() -> Answer;

/// Every kind of acceptor: what it makes of an answer is in the answer's name.
pub struct Ready;

impl Waiter for Ready {
    type Operation = Look;
    type Success = Last;
    const NAME: &'static str = "Ready";
    const ACCEPTORS: Acceptors<Look> = &[
        Acceptor::retry("the error Soon", On::Error("Soon")),
        Acceptor::success("the error Gone", On::Error("Gone")),
        Acceptor::failure("the error Dead", On::Error("Dead")),
        Acceptor::failure(
            "state is DEAD",
            On::Output(|output| Some(output.state.as_ref()?.as_str() == "DEAD")),
        ),
        Acceptor::retry(
            "state is SLOW",
            On::Output(|output| Some(output.state.as_ref()?.as_str() == "SLOW")),
        ),
        Acceptor::failure(
            "stage is GONE",
            On::Text(|output| output.stage.as_deref(), "GONE"),
        ),
        Acceptor::success(
            "stage is LIVE",
            On::Text(|output| output.stage.as_deref(), "LIVE"),
        ),
        Acceptor::success(
            "input.wanted == output.size is true",
            On::InputOutput(|input, output| Some(output.size? == input.wanted)),
        ),
        Acceptor::success(
            "state is READY",
            On::Output(|output| Some(output.state.as_ref()?.as_str() == "READY")),
        ),
    ];

    fn success(last: Last) -> Result<Last, Error<Refusal>> {
        Ok(last)
    }
}

/// Any answer at all will do, but not any failure.
struct Answered;

impl Waiter for Answered {
    type Operation = Look;
    type Success = Last;
    const NAME: &'static str = "Answered";
    const MIN_DELAY: Duration = secs(5);
    const MAX_DELAY: Duration = secs(5);
    const ACCEPTORS: Acceptors<Look> = &[
        Acceptor::success("any error of the service", On::AnyError),
        Acceptor::success("any output", On::Success),
    ];

    fn success(last: Last) -> Result<Last, Error<Refusal>> {
        Ok(last)
    }
}

pub fn state(state: &str) -> Answer {
    answer(200, &[], format!(r#"{{"state": {state:?}}}"#))
}

pub fn wait<'a>(world: &World, max: Duration) -> Wait<'a, Ready> {
    client(world.config()).wait(Input { wanted: 3 }, max)
}

/// Waits for at most five minutes.
fn outcome(world: &World) -> Result<Last, WaitError<State, Refusal>> {
    world.clock.run(wait(world, secs(300)).into_future())
}

#[test]
fn every_call_of_a_wait_has_the_credentials_of_the_wait() {
    let world = World::new([state("SLOW"), state("READY")]);
    let credentials = Credentials::new("AKIDTENANT", "secret of the tenant");
    let wait = wait(&world, secs(300)).credentials(credentials);
    world.clock.run(wait.into_future()).unwrap().unwrap();
    let sent = world.script.take_sent();
    let keys = sent
        .iter()
        .map(|it| it.signature("secret of the tenant").access_key_id);
    assert!(keys.eq(["AKIDTENANT", "AKIDTENANT"]));
}

#[test]
fn the_first_acceptor_that_applies_decides() {
    let ready: [Given; 3] = [
        || state("READY"),
        || error(400, "Gone"),
        || answer(200, &[], r#"{"state": "WAITING", "size": 3}"#),
    ];
    for answer in ready {
        let world = World::new([answer()]);
        assert!(outcome(&world).is_ok());
        assert_eq!(world.times().len(), 1);
    }
    let dead: [(Given, &str); 2] = [
        (
            || answer(200, &[], r#"{"state": "DEAD", "size": 3}"#),
            "Ready: failed after 1 call of Look: state is DEAD",
        ),
        (
            || error(400, "Dead"),
            "Ready: failed after 1 call of Look: the error Dead; the last one ended with Look: HTTP 400 Dead",
        ),
    ];
    for (answer, message) in dead {
        let world = World::new([answer()]);
        let error = outcome(&world).unwrap_err();
        assert!(matches!(error, WaitError::Failed(_)));
        assert_eq!(error.to_string(), message);
        assert_eq!(world.times().len(), 1);
    }
}

#[test]
fn the_last_answer_is_in_the_result() {
    let world = World::new([state("READY")]);
    assert_eq!(outcome(&world).unwrap().unwrap().state.unwrap(), "READY");
    let world = World::new([error(400, "Gone")]);
    assert_eq!(outcome(&world).unwrap().unwrap_err().code(), Some("Gone"));
    let world = World::new([state("DEAD")]);
    let error = outcome(&world).unwrap_err();
    assert_eq!(error.output().unwrap().state.as_deref(), Some("DEAD"));
    let WaitError::Failed(unreached) = error else {
        panic!("{error}");
    };
    assert_eq!(unreached.calls(), 1);
    assert_eq!(unreached.into_answer().unwrap().state.unwrap(), "DEAD");
}

#[test]
fn anything_else_is_asked_again_with_pauses_that_double() {
    let world = World::new([
        state("WAITING"),
        state("A_STATE_OF_TOMORROW"),
        answer(200, &[], "{}"),
        error(400, "Soon"),
        state("READY"),
    ]);
    outcome(&world).unwrap().unwrap();
    // The world's randomness gives the longest pauses.
    let expected = [0, 2, 6, 14, 30].map(secs);
    assert_eq!(rounded(&world), expected);
}

#[test]
fn without_luck_the_pauses_are_the_shortest() {
    let world = World::new([state("A"), state("B"), state("READY")]);
    let client = client(world.config().entropy(|| Ok([0; 16])));
    let wait = client.wait::<Ready>(Input::default(), secs(300));
    world.clock.run(wait.into_future()).unwrap().unwrap();
    assert_eq!(rounded(&world), [0, 2, 4].map(secs));
}

#[test]
fn the_last_call_comes_when_the_time_is_over() {
    let world = World::new((0..9).map(|_| state("WAITING")));
    let error = world
        .clock
        .run(wait(&world, secs(15)).into_future())
        .unwrap_err();
    assert!(matches!(error, WaitError::TimedOut(_)));
    assert_eq!(error.output().unwrap().state.as_deref(), Some("WAITING"));
    assert_eq!(
        error.to_string(),
        "Ready: not reached within 15s, after 4 calls of Look; the last response was in none of the states of the \
         waiter (the error Soon; the error Gone; the error Dead; state is DEAD; state is SLOW; stage is GONE; stage is \
         LIVE; input.wanted == output.size is true; state is READY)"
    );
    // After a third pause of 8 s there would be less left than the shortest pause.
    assert_eq!(rounded(&world), [0, 2, 6, 15].map(secs));
}

#[test]
fn a_timeout_says_the_state_of_the_last_response() {
    let answers = [state("WAITING"), error(400, "Soon"), state("SLOW")];
    let world = World::new(answers);
    let wait = wait(&world, secs(6)).into_future();
    let error = world.clock.run(wait).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Ready: not reached within 6s, after 3 calls of Look; the last response was in the state retry (state is SLOW)"
    );
    assert_eq!(error.output().unwrap().state.as_deref(), Some("SLOW"));
}

#[test]
fn a_timeout_says_the_strings_that_acceptors_look_at() {
    let stage = |stage: &str| answer(200, &[], format!(r#"{{"stage": {stage:?}}}"#));
    let world = World::new([stage("BUILD"), stage("TEST\n")]);
    let wait = wait(&world, secs(2)).into_future();
    let error = world.clock.run(wait).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Ready: not reached within 2s, after 2 calls of Look; in the last response stage is TEST "
    );
    for (last, is_ready) in [("LIVE", true), ("GONE", false)] {
        let world = World::new([stage("BUILD"), stage(last)]);
        assert_eq!(outcome(&world).is_ok(), is_ready, "{last}");
        assert_eq!(world.times().len(), 2);
    }
}

#[test]
fn without_time_there_is_one_call() {
    let world = World::new([state("WAITING")]);
    let error = world.clock.run(wait(&world, secs(0)).into_future());
    assert!(matches!(error, Err(WaitError::TimedOut(_))));
    assert_eq!(world.times(), [secs(0)]);
}

#[test]
fn an_error_that_is_waited_for_to_go_is_in_the_result_when_time_is_over() {
    let world = World::new([error(400, "Soon")]);
    let error = world
        .clock
        .run(wait(&world, secs(0)).into_future())
        .unwrap_err();
    assert_eq!(error.call_error().unwrap().code(), Some("Soon"));
    assert_eq!(
        error.to_string(),
        "Ready: not reached within 0ns, after 1 call of Look; the last one ended with Look: HTTP 400 Soon"
    );
}

#[test]
fn an_error_that_is_not_expected_ends_the_wait_at_once() {
    let answers: [Given; 3] = [
        || error(400, "Forbidden"),
        || answer(200, &[], "<html>"),
        || failure(TransportError::new("no route")),
    ];
    for answer in answers {
        let world = World::new([state("WAITING"), answer()]);
        let error = outcome(&world).unwrap_err();
        let WaitError::Call(call) = &error else {
            panic!("{error}");
        };
        assert_eq!(error.to_string(), call.to_string());
        assert_eq!(error.source().is_some(), call.source().is_some());
        assert_eq!(world.times().len(), 2);
    }
}

#[test]
fn calls_are_retried_as_always_before_they_count() {
    let world = World::new([status(503), state("WAITING"), status(500), state("READY")]);
    outcome(&world).unwrap().unwrap();
    assert_eq!(world.times().len(), 4);
}

#[test]
fn any_error_is_one_of_the_service_and_no_failure_on_the_way() {
    let run = |answer: Answer| {
        let world = World::new([answer]);
        let wait = client(world.config()).wait::<Answered>(Input::default(), secs(60));
        world.clock.run(wait.into_future())
    };
    assert!(run(error(400, "Whatever")).unwrap().is_err());
    assert!(run(state("WAITING")).unwrap().is_ok());
    let no_route = run(failure(TransportError::new("no route")));
    assert!(matches!(
        no_route,
        Err(WaitError::Call(Error::Transport(_)))
    ));
}

#[test]
fn progress_is_shown_with_every_output_the_last_one_included() {
    let world = World::new([state("WAITING"), error(400, "Soon"), state("READY")]);
    let mut seen = Vec::new();
    let wait = wait(&world, secs(60)).on_progress(|it| seen.extend(it.state.clone()));
    world.clock.run(wait.into_future()).unwrap().unwrap();
    assert_eq!(seen, ["WAITING", "READY"]);
}

#[test]
fn pauses_can_be_set() {
    let world = World::new([state("A"), state("B"), state("C"), state("READY")]);
    let wait = wait(&world, secs(600))
        .min_delay(secs(10))
        .max_delay(secs(15));
    world.clock.run(wait.into_future()).unwrap().unwrap();
    assert_eq!(rounded(&world), [0, 10, 25, 40].map(secs));
}

#[test]
fn who_stops_waiting_leaves_nothing_behind() {
    for answers in [vec![silence()], vec![state("WAITING")]] {
        let world = World::new(answers);
        {
            let mut wait = pin!(wait(&world, secs(60)).into_future());
            assert!(world.clock.poll(wait.as_mut()).is_pending());
        }
        assert_eq!((world.script.in_flight(), world.clock.sleepers()), (0, 0));
    }
}

#[test]
fn the_user_agent_says_that_a_waiter_calls() {
    let world = World::new([state("READY")]);
    outcome(&world).unwrap().unwrap();
    // The policy of these tests is a custom one, so there is no `E`.
    assert_eq!(metrics(&world.only_request()), "B,N,e");
}

#[test]
fn errors_are_small_and_say_nothing_of_an_output() {
    fn error<T: std::error::Error + Send + Sync + 'static>() -> usize {
        size_of::<T>()
    }
    assert!(error::<WaitError<State, Refusal>>() <= 24);
    let world = World::new([state("DEAD")]);
    let wait = wait(&world, secs(60));
    assert_eq!(
        format!("{wait:?}"),
        r#"Wait { waiter: "Ready", delays: Delays { min: 2s, max: 120s, limit: 60s }, .. }"#
    );
    let error = world.clock.run(wait.into_future()).unwrap_err();
    assert!(error.source().is_none());
}

/// When each request was sent, to the nearest second: pauses are parts of a second short of the longest.
pub fn rounded(world: &World) -> Vec<Duration> {
    let times = world.times().into_iter();
    times
        .map(|time| secs(time.as_secs_f64().round() as u64))
        .collect()
}
