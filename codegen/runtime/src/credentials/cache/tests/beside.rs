//! Refreshes of credentials that are still valid.

use super::{Fixture, HOUR, Outcome, broken, key, settle};
use crate::credentials::test_clock::TestClock;
use crate::credentials::{Credentials, CredentialsCache, ProvideCredentials};
use crate::transport::BoxFuture;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime::{Builder, Handle};

/// With credentials that are due for a refresh, which waits for the gate.
async fn ageing(left: u64) -> Fixture {
    let fixture = Fixture::new(1, [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))]);
    fixture.get().await;
    fixture.clock.set(HOUR - left);
    fixture
}

#[tokio::test]
async fn valid_credentials_are_handed_out_at_once_while_one_refresh_runs() {
    let fixture = ageing(300).await;
    for _ in 0..100 {
        assert_eq!(fixture.id_at_once(), "old");
    }
    assert_eq!(fixture.calls(), 1, "the provider is not asked by a caller");
    settle().await;
    assert_eq!(fixture.calls(), 2);
    fixture.open();
    // The refresh ends without a caller.
    settle().await;
    assert_eq!(fixture.in_flight(), 0);
    assert_eq!(fixture.id_at_once(), "new");
    assert_eq!(fixture.calls(), 2);
}

#[test]
fn outside_of_tokio_the_callers_of_later_drive_the_refresh() {
    let fixture = Fixture::new(1, [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))]);
    assert_eq!(fixture.id_at_once(), "old");
    fixture.clock.set(HOUR - 300);
    assert_eq!(fixture.id_at_once(), "old");
    assert_eq!(fixture.id_at_once(), "old");
    fixture.open();
    assert_eq!(fixture.id_at_once(), "new");
    assert_eq!((fixture.calls(), fixture.in_flight()), (2, 0));
}

#[tokio::test]
async fn callers_wait_for_the_refresh_that_runs_when_the_credentials_expire() {
    let fixture = ageing(10).await;
    assert_eq!(fixture.id_at_once(), "old");
    fixture.clock.set(HOUR);
    let callers = [fixture.caller().await, fixture.caller().await];
    assert!(callers.iter().all(|caller| !caller.is_finished()));
    fixture.open();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "new");
    }
    assert_eq!(fixture.calls(), 2);
}

#[test]
fn a_failed_refresh_is_postponed_by_a_random_time() {
    // Half a minute to a minute.
    for (byte, pause) in [(0, 30), (0x80, 46), (0xff, 60)] {
        let outcomes = [
            Ok(key("old", HOUR)),
            broken("a"),
            broken("b"),
            Ok(key("new", 9 * HOUR)),
        ];
        let fixture = Fixture::with_randomness(byte, 4, outcomes);
        fixture.id_at_once();
        let first = HOUR - 300;
        for (time, calls, id) in [
            (first, 2, "old"),
            (first + pause - 1, 2, "old"),
            (first + pause, 3, "old"),
            (first + 2 * pause - 1, 3, "old"),
            (first + 2 * pause, 4, "new"),
        ] {
            fixture.clock.set(time);
            assert_eq!(fixture.id_at_once(), id, "{time}");
            assert_eq!(fixture.calls(), calls, "{time}");
        }
    }
}

#[tokio::test]
async fn a_refresh_that_hangs_is_given_up_after_three_minutes() {
    let fixture = ageing(300).await;
    assert_eq!(fixture.id_at_once(), "old");
    settle().await;
    for (time, in_flight) in [(179, 1), (180, 0)] {
        fixture.clock.set(HOUR - 300 + time);
        settle().await;
        assert_eq!(fixture.in_flight(), in_flight, "after {time} s");
    }
    // Not again at once.
    assert_eq!(fixture.id_at_once(), "old");
    assert_eq!(fixture.calls(), 2);
    fixture.open();
    fixture.clock.set(HOUR - 90);
    assert_eq!(fixture.id_at_once(), "old");
    settle().await;
    assert_eq!(fixture.id_at_once(), "new");
    assert_eq!(fixture.calls(), 3);
}

#[test]
fn a_source_that_gives_the_same_again_is_asked_twice_a_minute_at_most() {
    let outcomes = (0..100).map(|_| Ok(key("same", HOUR)));
    let fixture = Fixture::new(100, outcomes);
    fixture.id_at_once();
    for time in HOUR - 300..HOUR {
        fixture.clock.set(time);
        assert_eq!(fixture.id_at_once(), "same");
    }
    assert_eq!(fixture.calls(), 11);
}

#[test]
fn what_lasts_longer_is_kept() {
    let outcomes = [Ok(key("long", HOUR)), Ok(key("short", HOUR - 299))];
    let fixture = Fixture::new(2, outcomes);
    fixture.id_at_once();
    fixture.clock.set(HOUR - 300);
    assert_eq!(fixture.id_at_once(), "long");
    assert_eq!(fixture.calls(), 2);
}

#[test]
fn a_source_may_change_to_credentials_that_do_not_expire() {
    let outcomes = [Ok(key("old", HOUR)), Ok(Credentials::new("keys", "b"))];
    let fixture = Fixture::new(2, outcomes);
    fixture.id_at_once();
    fixture.clock.set(HOUR - 300);
    assert_eq!(fixture.id_at_once(), "keys");
    fixture.clock.set(1000 * HOUR);
    assert_eq!(fixture.id_at_once(), "keys");
}

#[tokio::test]
async fn the_refresh_ends_with_the_cache() {
    let fixture = ageing(300).await;
    assert_eq!(fixture.id_at_once(), "old");
    settle().await;
    assert_eq!(fixture.in_flight(), 1);
    let Fixture {
        cache, provider, ..
    } = fixture;
    let tasks = || Handle::current().metrics().num_alive_tasks();
    assert_eq!(tasks(), 1);
    drop(cache);
    settle().await;
    assert_eq!((tasks(), Arc::strong_count(&provider)), (0, 1));
}

/// Gives credentials once.
struct Panics(AtomicUsize);

impl ProvideCredentials for Panics {
    fn provide(&self) -> BoxFuture<'_, Outcome> {
        if self.0.fetch_add(1, Ordering::SeqCst) == 0 {
            return Box::pin(std::future::ready(Ok(key("old", HOUR))));
        }
        panic!("this panic belongs to the test");
    }
}

#[test]
fn a_provider_that_panics_is_asked_again_after_a_pause_and_no_caller_is_hit() {
    let clock = Arc::new(TestClock::new());
    let provider = Arc::new(Panics(AtomicUsize::new(0)));
    let entropy = Arc::new(|| Ok([0; 16]));
    let cache = CredentialsCache::over(provider.clone(), clock.clone(), entropy);
    let runtime = Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for (time, asked) in [(0, 1), (HOUR - 300, 2), (HOUR - 271, 2), (HOUR - 270, 3)] {
            clock.set(time);
            for _ in 0..3 {
                assert_eq!(cache.get().await.unwrap().access_key_id(), "old");
                settle().await;
            }
            assert_eq!(provider.0.load(Ordering::SeqCst), asked, "{time}");
        }
    });
}
