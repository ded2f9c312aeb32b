//! Which attempts are made, when, and what they cost.

use crate::script::{Answer, answer, error, failure, ok, silence, status};
use crate::world::{World, client, ms};
use runtime::{Error, TransportError};
use std::io;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

#[test]
fn a_call_that_fails_in_passing_is_made_again_until_it_succeeds() {
    let world = World::new([status(503), status(500), ok()]);
    world.call().unwrap();
    assert_eq!(world.times(), [ms(0), ms(50), ms(150)]);
    assert_eq!(
        world.bucket.available(),
        486,
        "the retry that succeeded costs nothing"
    );
}

#[test]
fn waits_are_random_parts() {
    let world = World::new([status(503), status(503), ok()]);
    let mut half = [0; 16];
    half[0] = 0x80;
    let client = client(world.config().entropy(move || Ok(half)));
    world.call_of(&client).unwrap();
    assert_eq!(world.times(), [ms(0), ms(25), ms(75)]);
}

#[test]
fn throttling_is_waited_out_for_longer_and_costs_less() {
    let throttled = || error(400, "ThrottlingException");
    let world = World::new([throttled(), throttled(), throttled()]);
    let failed = world.call().unwrap_err();
    assert_eq!(world.times(), [ms(0), ms(1_000), ms(3_000)]);
    assert_eq!(world.bucket.available(), 490);
    assert!(failed.is_throttling() && failed.is_retryable());
    assert_eq!(failed.attempts(), 3);
    assert_eq!(
        failed.to_string(),
        "GetState: HTTP 400 ThrottlingException after 3 attempts"
    );
}

#[test]
fn the_service_may_say_when() {
    let asking = |wait| answer(500, &[("x-amz-retry-after", wait)], "");
    let world = World::new([asking("1500"), asking("90000"), ok()]);
    world.call().unwrap();
    // At most 5 s longer than without being asked.
    assert_eq!(world.times(), [ms(0), ms(1_500), ms(6_600)]);
}

#[test]
fn every_kind_of_broken_connection_is_made_again() {
    for fail in [
        TransportError::connect,
        TransportError::io,
        TransportError::timeout,
    ] {
        let world = World::new([failure(fail("cable")), failure(fail("cable")), ok()]);
        world.call().unwrap();
        assert_eq!(world.times(), [ms(0), ms(50), ms(150)]);
    }
}

#[test]
fn the_last_of_three_attempts_says_how_the_call_failed() {
    let world = World::new([silence(), status(500), failure(TransportError::io("reset"))]);
    let failed = world.call_of(&world.limited_client()).unwrap_err();
    assert_eq!(
        failed.to_string(),
        "GetState: no response after 3 attempts: reset"
    );
    assert_eq!((failed.attempts(), failed.is_retryable()), (3, true));

    let world = World::new([status(500), status(502), status(503)]);
    let failed = world.call().unwrap_err();
    assert_eq!(failed.to_string(), "GetState: HTTP 503 after 3 attempts");
    assert!(failed.is_retryable() && !failed.is_throttling());
    assert_eq!(world.bucket.available(), 472);
}

#[test]
fn what_would_fail_again_is_not_made_again() {
    let never: [fn() -> Answer; 9] = [
        || error(400, "ValidationException"),
        || error(403, "AccessDeniedException"),
        || error(404, "ResourceNotFoundException"),
        || error(403, "InvalidSignatureException"),
        || status(429),
        || status(301),
        || answer(200, &[], "<html>"),
        || answer(200, &[], r#"{"nested": 1}"#),
        || failure(TransportError::new("the certificate is not trusted")),
    ];
    for answer in never {
        let world = World::new([answer(), ok()]);
        let failed = world.call().unwrap_err();
        assert_eq!(world.times(), [ms(0)], "{failed}");
        assert_eq!(
            (failed.attempts(), failed.is_retryable()),
            (1, false),
            "{failed}"
        );
        assert_eq!(world.bucket.available(), 500);
    }
}

#[test]
fn a_success_that_cannot_be_read_pays_back_what_its_retry_took() {
    let world = World::new([status(500), answer(200, &[], "{")]);
    let failed = world.call().unwrap_err();
    assert!(matches!(failed, Error::Decode(_)));
    assert_eq!((failed.attempts(), world.bucket.available()), (2, 500));
}

#[test]
fn all_calls_of_a_client_pay_from_one_bucket() {
    let world = World::new((0..60).map(|_| status(503)));
    let first = client(world.plain_config());
    let clone = first.clone();
    let attempts = || [&first, &clone].map(|client| world.call_of(client).unwrap_err().attempts());
    // Two retries are 28 of the 500 tokens.
    for _ in 0..8 {
        assert_eq!(attempts(), [3, 3]);
    }
    assert_eq!(attempts(), [3, 2]);
    assert_eq!(attempts(), [1, 1]);
    let other = client(world.plain_config());
    assert_eq!(
        world.call_of(&other).unwrap_err().attempts(),
        3,
        "another client has a bucket of its own"
    );
}

#[test]
fn a_call_that_succeeds_at_once_brings_a_token() {
    let world = World::new([status(500), status(500), status(500), ok(), ok()]);
    world.call().unwrap_err();
    assert_eq!(world.bucket.available(), 472);
    world.call().unwrap();
    world.call().unwrap();
    assert_eq!(world.bucket.available(), 474);
}

#[test]
fn without_randomness_the_wait_is_whole_and_the_service_is_told_of() {
    let world = World::new([status(503), status(400)]);
    let left = AtomicU32::new(2);
    let client = client(world.config().entropy(move || {
        // Enough for the idempotency token and the invocation, none for waits.
        let left = left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1));
        left.map_err(|_| io::Error::other("no randomness"))?;
        Ok([0; 16])
    }));
    let failed = world.call_of(&client).unwrap_err();
    assert_eq!(world.times(), [ms(0), ms(50)]);
    assert_eq!(failed.status().unwrap(), 400);
}
