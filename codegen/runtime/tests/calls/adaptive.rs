//! Calls in adaptive mode: the rate of attempts after throttling.
//!
//! The times of [`throttled_calls_slow_down_and_the_rate_recovers`] are those of botocore 1.43.11 with the same
//! attempts and a clock of the test's own, `ClientRateLimiter` in `retries/adaptive.py`.

use crate::clock::TestClock;
use crate::pages::metrics;
use crate::sample::operation::get_state::GetState;
use crate::script::{Answer, error, ok, status};
use crate::world::{World, client, input, ms, secs};
use runtime::retry::Retry;
use runtime::{
    BoxFuture, Client, Clock, Credentials, CredentialsError, Error, ProvideCredentials,
    TimeoutKind, Token,
};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

fn throttled() -> Answer {
    error(400, "ThrottlingException")
}

/// A client in adaptive mode whose calls make one attempt.
fn once(world: &World) -> Client {
    client(
        world
            .plain_config()
            .retry(Retry::adaptive().max_attempts(1)),
    )
}

/// The rate limiter has its minimum from the first throttled attempt on: a token in two seconds, and none at once.
fn limited() -> (World, Client) {
    let world = World::new([throttled()]);
    let client = once(&world);
    world.call_of(&client).unwrap_err();
    assert_eq!(world.times(), [ms(0)]);
    (world, client)
}

#[test]
fn throttled_calls_slow_down_and_the_rate_recovers() {
    let world = World::new([]);
    let client = once(&world);
    let later = |answer: Answer| answer.after(ms(100));
    world.script.add((0..50).map(|_| later(ok())));
    world.script.add((0..8).map(|_| later(throttled())));
    world.script.add((0..14).map(|_| later(ok())));
    for call in 0..72 {
        let is_throttled = (50..58).contains(&call);
        assert_eq!(world.call_of(&client).is_err(), is_throttled, "{call}");
    }
    let times = world.times();
    let (before, after) = times.split_at(50);
    let tenths: Vec<_> = (0..50).map(|tenth| ms(100 * tenth)).collect();
    assert_eq!(before, tenths, "nothing is limited before");
    // In microseconds.
    let expected = [
        5_000_000, 5_100_000, 5_200_000, 5_300_000, 5_400_000, 5_500_000, 5_762_203, 6_933_611,
        8_625_420, 9_613_778, 10_139_186, 10_457_365, 10_719_945, 10_974_783, 11_159_350,
        11_298_532, 11_437_715, 11_563_222, 11_663_222, 11_763_222, 11_863_222, 11_963_222,
    ];
    assert_eq!(after.len(), expected.len());
    for (time, expected) in after.iter().zip(expected) {
        let expected = Duration::from_micros(expected);
        assert!(
            time.abs_diff(expected) < Duration::from_micros(10),
            "{time:?} instead of {expected:?}"
        );
    }
}

#[test]
fn backoff_comes_first_and_then_the_permit() {
    let world = World::new([throttled(), throttled(), throttled()]);
    let client = client(world.plain_config().retry(Retry::adaptive()));
    let failed = world.call_of(&client).unwrap_err();
    // 1 s and 2 s of backoff as in standard mode; a permit in two seconds.
    assert_eq!(world.times(), [ms(0), ms(2_000), ms(4_000)]);
    assert_eq!(failed.attempts(), 3);
}

#[test]
fn other_failures_do_not_limit_the_rate() {
    let world = World::new([status(503), status(500), status(503), ok(), ok()]);
    let client = client(world.plain_config().retry(Retry::adaptive()));
    world.call_of(&client).unwrap_err();
    world.call_of(&client).unwrap();
    world.call_of(&client).unwrap();
    let times = world.times();
    assert_eq!(times, [ms(0), ms(50), ms(150), ms(150), ms(150)]);
}

#[test]
fn the_quota_is_that_of_standard_mode() {
    let world = World::new((0..90).map(|_| status(503)));
    let client = client(world.plain_config().retry(Retry::adaptive()));
    let attempts = || world.call_of(&client).unwrap_err().attempts();
    // Two retries are 28 of the 500 tokens.
    for _ in 0..17 {
        assert_eq!(attempts(), 3);
    }
    assert_eq!([attempts(), attempts()], [2, 1]);
}

#[test]
fn clones_share_the_rate_and_other_clients_have_their_own() {
    let (world, client) = limited();
    world.script.add([ok(), ok(), ok()]);
    world.call_of(&once(&world)).unwrap();
    assert_eq!(world.times(), [ms(0)]);
    world.call_of(&client.clone()).unwrap();
    world.call_of(&client).unwrap();
    // One attempt in two seconds is a measured rate of 0.8; the success allows twice that.
    assert_eq!(world.times(), [ms(2_000), ms(2_625)]);
}

#[test]
fn the_mode_of_a_call_decides() {
    let (world, client) = limited();
    world.script.add([ok(), ok()]);
    let call = client.request::<GetState>(input()).retry(Retry::standard());
    world.clock.run(call.send()).unwrap();
    assert_eq!(world.times(), [ms(0)], "calls in standard mode do not wait");

    let standard = crate::world::client(world.plain_config().retry(Retry::standard()));
    let adaptive = || {
        let call = standard.request::<GetState>(input());
        call.retry(Retry::adaptive().max_attempts(1)).send()
    };
    world.script.add([throttled()]);
    world.clock.run(adaptive()).unwrap();
    world.clock.run(adaptive()).unwrap_err();
    world.script.add([ok()]);
    world.clock.run(adaptive()).unwrap();
    assert_eq!(world.times(), [ms(0), ms(0), ms(2_000)]);
}

#[test]
fn the_delay_counts_for_the_timeout_of_the_operation() {
    let (world, client) = limited();
    let call = client.request::<GetState>(input());
    let failed = world
        .clock
        .run(call.operation_timeout(secs(1)).send())
        .unwrap_err();
    let Error::Timeout(timeout) = &failed else {
        panic!("{failed}");
    };
    assert_eq!(timeout.kind(), TimeoutKind::Operation);
    assert_eq!((failed.attempts(), world.times()), (0, vec![]));
    assert_eq!(world.clock.instant(), secs(1));
    // Nor is it cut short by the timeout of an attempt, which begins with the request.
    world.script.add([ok()]);
    let call = client.request::<GetState>(input());
    world.clock.run(call.attempt_timeout(ms(1)).send()).unwrap();
    assert_eq!(world.times(), [secs(2)]);
}

#[test]
fn a_call_that_is_dropped_while_it_waits_takes_no_permit() {
    let (world, client) = limited();
    {
        let mut dropped = pin!(client.call::<GetState>(input()));
        assert!(world.clock.poll(dropped.as_mut()).is_pending());
        assert_eq!(world.clock.sleepers(), 1);
        let mut other = pin!(client.call::<GetState>(input()));
        assert!(matches!(world.clock.poll(other.as_mut()), Poll::Pending));
    }
    assert_eq!(world.clock.sleepers(), 0);
    world.script.add([ok()]);
    world.call_of(&client).unwrap();
    assert_eq!(world.times(), [secs(2)], "the first permit is free");
}

#[test]
fn services_are_told_the_mode() {
    let world = World::new([ok(), ok(), ok()]);
    world
        .call_of(&client(world.plain_config().retry(Retry::adaptive())))
        .unwrap();
    assert_eq!(metrics(&world.only_request()), "F,N,e");
    let off = client(world.plain_config().retry(Retry::off()));
    world.call_of(&off).unwrap();
    assert_eq!(metrics(&world.only_request()), "N,e");
    let call = off.request::<GetState>(input()).retry(Retry::adaptive());
    world.clock.run(call.send()).unwrap();
    assert_eq!(metrics(&world.only_request()), "F,N,e");
}

/// Looks for half a second, and finds keys that expire a second later.
struct Slow(TestClock);

impl ProvideCredentials for Slow {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            self.0.sleep(ms(500)).await;
            let credentials = Credentials::new("AKIDEXAMPLE", "secret");
            Ok(credentials.expires_at(self.0.now() + secs(1)))
        })
    }
}

#[test]
fn a_call_that_is_dropped_while_its_credentials_are_looked_up_takes_no_permit() {
    let world = World::new([throttled(), ok()]);
    let config = world.plain_config().credentials(Slow(world.clock.clone()));
    let client = client(config.retry(Retry::adaptive().max_attempts(1)));
    world.call_of(&client).unwrap_err();
    world.clock.run(world.clock.sleep(secs(10)));
    {
        let mut dropped = pin!(client.call::<GetState>(input()));
        assert!(world.clock.poll(dropped.as_mut()).is_pending());
    }
    world.call_of(&client).unwrap();
    // With the keys in the cache, at once: a permit is there.
    assert_eq!(world.times(), [ms(500), ms(10_500)]);
}

/// Every attempt counts, whichever scheme authenticates it.
#[test]
fn calls_with_tokens_and_without_authentication_take_permits_too() {
    use crate::auth::{Both, Open, SignedOnly, TokenOnly};
    use crate::sample::operation::ping::PingInput;

    let world = World::new([throttled(), ok(), ok(), ok()]);
    let config = world
        .plain_config()
        .token(Token::new("token"))
        .retry(Retry::adaptive().max_attempts(1));
    let client = Client::new::<Both>(&config.build().unwrap());
    let run = |call: BoxFuture<'_, bool>| world.clock.run(call);
    let token = || client.call::<TokenOnly>(PingInput::default());
    let open = || client.call::<Open>(PingInput::default());
    let signed = || client.call::<SignedOnly>(PingInput::default());
    assert!(!run(Box::pin(async { token().await.is_ok() })));
    assert!(run(Box::pin(async { open().await.is_ok() })));
    assert!(run(Box::pin(async { token().await.is_ok() })));
    assert!(run(Box::pin(async { signed().await.is_ok() })));
    let sent = world.script.take_sent();
    let schemes: Vec<_> = sent
        .iter()
        .map(|it| it.header("authorization").split(' ').next().unwrap())
        .collect();
    assert_eq!(schemes, ["Bearer", "", "Bearer", "AWS4-HMAC-SHA256"]);
    let times: Vec<_> = sent.iter().map(|it| it.at).collect();
    // As for signed calls alone: see `clones_share_the_rate_and_other_clients_have_their_own`.
    assert_eq!(times[..3], [ms(0), ms(2_000), ms(2_625)]);
    assert!(times[3] > times[2], "{times:?}");
}
