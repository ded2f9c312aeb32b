//! Retry settings of users: fewer, more, none, and a custom policy.

use crate::sample::operation::get_state::GetState;
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::{failure, status};
use crate::world::{World, client, input, ms};
use runtime::retry::{Attempt, Decision, Retry, RetryCall, RetryFacts, RetryPolicy};
use runtime::retry::{StandardRetry, TokenBucket};
use runtime::{Client, Environment, Operation, Protocol, Service, TransportError};
use std::time::Duration;

/// Returns the number of attempts of calls that always fail.
fn attempts(world: &World, client: &Client) -> u32 {
    world.script.add((0..10).map(|_| status(503)));
    let attempts = world.call_of(client).unwrap_err().attempts();
    assert_eq!(world.times().len(), attempts as usize);
    attempts
}

#[test]
fn the_number_of_attempts_is_configured() {
    let world = World::new([]);
    let no_files: [(&str, &str); 0] = [];
    let variables = Environment::fixed([("AWS_MAX_ATTEMPTS", "5")], no_files);
    for (config, expected) in [
        (world.plain_config(), 3),
        (world.plain_config().max_attempts(1), 1),
        (world.plain_config().max_attempts(4), 4),
        (world.plain_config().environment(variables.clone()), 5),
        (
            world
                .plain_config()
                .environment(variables)
                .retry(Retry::standard().max_attempts(2)),
            2,
        ),
        (world.plain_config().retry(Retry::off()), 1),
        (world.plain_config().retry(Retry::off()).max_attempts(4), 1),
    ] {
        let client = client(config);
        assert_eq!(attempts(&world, &client), expected);
    }
}

#[test]
fn one_call_may_be_retried_in_another_way() {
    let world = World::new([]);
    let client = client(world.plain_config().max_attempts(4));
    let attempts = |retry: Retry| {
        world.script.add((0..10).map(|_| status(503)));
        let call = client.request::<GetState>(input()).retry(retry).send();
        let attempts = world.clock.run(call).unwrap_err().attempts();
        assert_eq!(world.times().len(), attempts as usize);
        attempts
    };
    assert_eq!(attempts(Retry::off()), 1);
    assert_eq!(attempts(Retry::standard().max_attempts(2)), 2);
    assert_eq!(attempts(Retry::standard()), 4, "as the client has it");
}

#[test]
fn retries_of_one_calls_own_are_paid_from_the_clients_bucket() {
    let world = World::new((0..60).map(|_| status(503)));
    let client = client(world.plain_config());
    let retry = Retry::standard().max_attempts(100);
    let call = client
        .request::<GetState>(input())
        .retry(retry)
        .operation_timeout(None);
    // 500 tokens are 35 retries.
    assert_eq!(world.clock.run(call.send()).unwrap_err().attempts(), 36);
    assert_eq!(world.call_of(&client).unwrap_err().attempts(), 1);
}

/// Five attempts, a second apart, whatever happens.
#[derive(Debug)]
struct Stubborn;

impl RetryPolicy for Stubborn {
    fn start(&self, _: RetryFacts) -> Box<dyn RetryCall> {
        Box::new(|attempt: &Attempt<'_>| match attempt.number {
            5 => Decision::GiveUp,
            _ => Decision::Retry(Duration::from_secs(1)),
        })
    }
}

#[test]
fn a_policy_of_ones_own_decides_on_everything() {
    let answers = (0..5).map(|_| failure(TransportError::new("not trusted")));
    let world = World::new(answers);
    let client = client(world.plain_config().retry(Retry::custom(Stubborn)));
    assert_eq!(world.call_of(&client).unwrap_err().attempts(), 5);
    assert_eq!(
        world.times(),
        [ms(0), ms(1_000), ms(2_000), ms(3_000), ms(4_000)]
    );
}

/// A service of its own ways, and an operation that waits for something to happen.
struct Slow;

impl Service for Slow {
    const SHAPE_NAME: &'static str = "Slow";
    const SDK_ID: &'static str = "Slow";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = None;
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_1];
    const RETRY_BASE: Duration = Duration::from_millis(200);
    const MAX_ATTEMPTS: u32 = 4;
}

struct Receive;

impl Operation for Receive {
    const NAME: &'static str = "Receive";
    const LONG_POLL: bool = true;
    type Service = Slow;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

fn receive(world: &World, bucket: TokenBucket) -> u32 {
    let retry = Retry::custom(StandardRetry::new(bucket));
    let config = world.plain_config().retry(retry).build().unwrap();
    let client = Client::new::<Slow>(&config);
    let call = client.call::<Receive>(PingInput::default());
    world.clock.run(call).unwrap_err().attempts()
}

#[test]
fn the_service_says_how_often_and_how_long() {
    let world = World::new((0..4).map(|_| status(503)));
    assert_eq!(receive(&world, TokenBucket::default()), 4);
    assert_eq!(world.times(), [ms(0), ms(200), ms(600), ms(1_400)]);
}

#[test]
fn a_long_poll_that_may_not_be_retried_waits_before_it_fails() {
    use runtime::Clock;
    let world = World::new([status(503)]);
    assert_eq!(receive(&world, TokenBucket::new(0)), 1);
    assert_eq!(
        (world.times(), world.clock.instant()),
        (vec![ms(0)], ms(200))
    );
}
