//! Calls that their maker gives up, wherever they are.

use crate::clock::TestClock;
use crate::sample::operation::get_state::GetState;
use crate::script::{Answer, InFlight, error, ok, silence, status};
use crate::world::{World, client, input, ms, secs};
use runtime::{
    BoxFuture, Client, Clock, Credentials, CredentialsError, ProvideCredentials, Timeouts,
};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

/// Takes its time.
#[derive(Clone)]
struct Provider {
    clock: TestClock,
    in_flight: Arc<AtomicUsize>,
}

impl ProvideCredentials for Provider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let in_flight = InFlight::new(&self.in_flight);
        Box::pin(async move {
            self.clock.sleep(ms(7)).await;
            drop(in_flight);
            Ok(Credentials::new("AKIDEXAMPLE", "secret"))
        })
    }
}

fn answers() -> [Answer; 3] {
    let later = |answer: Answer| answer.after(ms(3));
    [
        later(status(503)),
        // The credentials are asked for once more.
        later(error(400, "ExpiredToken")),
        later(ok()),
    ]
}

fn world(answers: impl IntoIterator<Item = Answer>) -> (World, Client, Arc<AtomicUsize>) {
    let world = World::new(answers);
    let in_flight = Arc::default();
    let provider = Provider {
        clock: world.clock.clone(),
        in_flight: Arc::clone(&in_flight),
    };
    let limits = Timeouts::default().attempt(secs(30));
    let client = client(world.config().credentials(provider).timeouts(limits));
    (world, client, in_flight)
}

/// Polls a call as often as `polls` says, then drops it; says whether it had ended.
fn poll_and_drop(world: &World, client: &Client, polls: usize) -> bool {
    let mut call = pin!(client.call::<GetState>(input()));
    for _ in 0..polls {
        if let Poll::Ready(outcome) = world.clock.poll(call.as_mut()) {
            outcome.unwrap();
            return true;
        }
        assert!(world.clock.advance());
    }
    false
}

#[test]
fn a_call_that_is_dropped_leaves_nothing_behind() {
    let mut dropped = 0;
    for polls in 0.. {
        let (world, client, providing) = world(answers());
        let has_ended = poll_and_drop(&world, &client, polls);
        let retries = world.times().len().saturating_sub(1);
        let taken = if has_ended { 14 } else { 14 * retries };
        assert_eq!(
            world.bucket.available() as usize,
            500 - taken,
            "after {polls} polls: what retries took that were sent"
        );
        assert_eq!(world.clock.sleepers(), 0, "after {polls} polls");
        assert_eq!(world.script.in_flight(), 0, "after {polls} polls");
        assert_eq!(providing.load(Ordering::SeqCst), 0, "after {polls} polls");
        if has_ended {
            break;
        }
        dropped += 1;

        world.script.add([ok(), ok(), ok()]);
        world.call_of(&client).unwrap();
    }
    // Twice the credentials, three requests, two waits: and before the first poll.
    assert!(dropped > 7, "{dropped}");
}

#[test]
fn a_call_that_runs_out_of_time_leaves_nothing_behind() {
    for limit in 0..=150 {
        let (world, client, providing) = world(answers());
        let call = client.request::<GetState>(input());
        let call = call.operation_timeout(ms(limit)).send();
        let outcome = world.clock.run(call);
        let sent = world.times().len();
        let retries = sent.saturating_sub(1);
        match outcome {
            // 7 ms for credentials, twice; 3 ms for each of three answers; 50 ms and 100 ms of waiting.
            Ok(_) => assert_eq!(limit, 173, "too early"),
            Err(error) => assert_eq!(error.attempts() as usize, sent),
        }
        assert_eq!(world.bucket.available() as usize, 500 - 14 * retries);
        assert_eq!((world.clock.sleepers(), world.script.in_flight()), (0, 0));
        assert_eq!(providing.load(Ordering::SeqCst), 0);
    }
}

#[test]
fn a_wait_before_a_call_fails_can_be_given_up_too() {
    let (world, client, _) = world([silence()]);
    assert!(!poll_and_drop(&world, &client, 3));
    assert_eq!((world.clock.sleepers(), world.script.in_flight()), (0, 0));
    assert_eq!(world.clock.instant(), secs(30) + ms(57));
}
