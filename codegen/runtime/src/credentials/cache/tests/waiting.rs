//! Callers that have to wait, as there are no credentials or they have expired.

use super::{Fixture, HOUR, Outcome, broken, key, settle};
use crate::credentials::test_clock::TestClock;
use crate::credentials::{CredentialsCache, ProvideCredentials};
use crate::transport::BoxFuture;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Waker};
use tokio::task::yield_now;

#[tokio::test]
async fn many_callers_wait_for_one_request() {
    let fixture = Fixture::new(0, [Ok(key("one", HOUR))]);
    let mut callers = Vec::new();
    for _ in 0..200 {
        callers.push(fixture.caller().await);
    }
    assert_eq!(fixture.calls(), 1);
    fixture.open();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "one");
    }
    assert_eq!(fixture.calls(), 1);
}

#[tokio::test]
async fn those_who_wait_share_the_error_and_who_comes_later_tries_again() {
    let outcomes = [
        broken("no network"),
        broken("still none"),
        Ok(key("new", HOUR)),
    ];
    let fixture = Fixture::new(0, outcomes);
    let callers = [
        fixture.caller().await,
        fixture.caller().await,
        fixture.caller().await,
    ];
    fixture.open();
    for caller in callers {
        let error = caller.await.unwrap().unwrap_err();
        assert_eq!(error.to_string(), "no network");
    }
    assert_eq!(fixture.calls(), 1);
    fixture.open();
    assert_eq!(fixture.fail().await, "still none");
    fixture.open();
    assert_eq!(fixture.get().await.access_key_id(), "new");
    assert_eq!(fixture.calls(), 3);
}

#[tokio::test]
async fn a_caller_that_gives_up_leaves_the_request_to_the_others() {
    let fixture = Fixture::new(0, [Ok(key("one", HOUR))]);
    let callers = [
        fixture.caller().await,
        fixture.caller().await,
        fixture.caller().await,
    ];
    let [first, second, third] = callers;
    first.abort();
    settle().await;
    fixture.open();
    for caller in [second, third] {
        assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "one");
    }
    assert_eq!(fixture.calls(), 1);
}

#[tokio::test]
async fn a_caller_that_is_not_polled_any_more_does_not_keep_others_waiting() {
    let fixture = Fixture::new(0, [Ok(key("one", HOUR))]);
    let mut forgotten = pin!(fixture.cache.get());
    let mut context = Context::from_waker(Waker::noop());
    assert!(forgotten.as_mut().poll(&mut context).is_pending());
    let caller = fixture.caller().await;
    fixture.open();
    assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "one");
    assert_eq!(fixture.calls(), 1);
}

#[tokio::test]
async fn the_request_ends_with_the_last_caller_and_the_next_begins_anew() {
    let fixture = Fixture::new(0, [Ok(key("one", HOUR))]);
    let callers = [fixture.caller().await, fixture.caller().await];
    for (caller, in_flight) in callers.iter().zip([1, 0]) {
        caller.abort();
        settle().await;
        assert_eq!(fixture.in_flight(), in_flight);
    }
    fixture.open();
    assert_eq!(fixture.get().await.access_key_id(), "one");
    assert_eq!(fixture.calls(), 2);
}

#[tokio::test]
async fn a_provider_that_does_not_respond_is_an_error_after_three_minutes() {
    let fixture = Fixture::new(0, [Ok(key("one", HOUR))]);
    let callers = [fixture.caller().await, fixture.caller().await];
    fixture.clock.set(179);
    settle().await;
    assert!(callers.iter().all(|caller| !caller.is_finished()));
    fixture.clock.set(180);
    for caller in callers {
        assert_eq!(
            caller.await.unwrap().unwrap_err().to_string(),
            "the credentials provider did not respond within 180 s"
        );
    }
    assert_eq!((fixture.calls(), fixture.in_flight()), (1, 0));
    fixture.open();
    assert_eq!(fixture.get().await.access_key_id(), "one");
}

#[tokio::test]
async fn callers_that_give_up_on_expired_credentials_do_not_make_the_next_ones_wait() {
    let outcomes = [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))];
    let fixture = Fixture::new(1, outcomes);
    fixture.get().await;
    fixture.clock.set(HOUR);
    assert!(fixture.at_once().is_none());
    assert_eq!((fixture.calls(), fixture.in_flight()), (2, 0));
    // The service decides about the old ones, and a refresh runs beside the calls.
    for _ in 0..3 {
        assert_eq!(fixture.id_at_once(), "old");
    }
    settle().await;
    assert_eq!((fixture.calls(), fixture.in_flight()), (3, 1));
    fixture.open();
    settle().await;
    assert_eq!(fixture.id_at_once(), "new");
}

/// Panics once it has waited.
struct Panics(AtomicBool);

impl ProvideCredentials for Panics {
    fn provide(&self) -> BoxFuture<'_, Outcome> {
        Box::pin(async {
            if self.0.swap(true, Ordering::SeqCst) {
                return Ok(key("one", HOUR));
            }
            yield_now().await;
            panic!("this panic belongs to the test");
        })
    }
}

#[tokio::test]
async fn a_provider_that_panics_does_not_keep_others_waiting() {
    let clock = Arc::new(TestClock::new());
    let entropy = Arc::new(|| Ok([0; 16]));
    let panics = Arc::new(Panics(AtomicBool::new(false)));
    let cache = Arc::new(CredentialsCache::over(panics, clock, entropy));
    let callers = [0, 1].map(|_| {
        let cache = cache.clone();
        tokio::spawn(async move { cache.get().await })
    });
    let mut panicked = 0;
    for caller in callers {
        match caller.await {
            Ok(outcome) => assert_eq!(
                outcome.unwrap_err().to_string(),
                "the credentials provider panicked"
            ),
            Err(error) => panicked += usize::from(error.is_panic()),
        }
    }
    assert_eq!(panicked, 1);
    assert_eq!(cache.get().await.unwrap().access_key_id(), "one");
}
