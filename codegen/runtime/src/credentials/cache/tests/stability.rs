//! Credentials that have expired or been rejected, while the provider has no newer ones.

use super::{Fixture, HOUR, MINUTE, Outcome, broken, key, settle};
use crate::credentials::Credentials;

/// Many failures, after these outcomes.
fn then_down<const N: usize>(outcomes: [Outcome; N]) -> impl Iterator<Item = Outcome> {
    outcomes
        .into_iter()
        .chain((0..100).map(|_| broken("the source is down")))
}

#[test]
fn the_last_credentials_are_used_on_and_the_source_is_asked_again_after_5_to_10_minutes() {
    for (byte, pause) in [(0, 5 * MINUTE), (0x80, 451), (0xff, 10 * MINUTE)] {
        let fixture = Fixture::with_randomness(byte, 100, then_down([Ok(key("old", HOUR))]));
        fixture.id_at_once();
        for (time, calls) in [
            (HOUR, 2),
            (HOUR + pause - 1, 2),
            (HOUR + pause, 3),
            (HOUR + 2 * pause - 1, 3),
            (HOUR + 2 * pause, 4),
        ] {
            fixture.clock.set(time);
            for _ in 0..3 {
                assert_eq!(fixture.id_at_once(), "old", "{time}");
            }
            assert_eq!(fixture.calls(), calls, "{time}");
        }
    }
}

#[tokio::test]
async fn newer_ones_take_their_place_when_the_source_is_back() {
    let outcomes = [
        Ok(key("old", HOUR)),
        broken("down"),
        Ok(key("new", 9 * HOUR)),
    ];
    let fixture = Fixture::new(2, outcomes);
    fixture.get().await;
    fixture.clock.set(HOUR);
    assert_eq!(fixture.id_at_once(), "old");
    // The next request runs beside the calls, however long it takes.
    fixture.clock.set(HOUR + 5 * MINUTE);
    for _ in 0..10 {
        assert_eq!(fixture.id_at_once(), "old");
    }
    fixture.open();
    settle().await;
    assert_eq!(fixture.id_at_once(), "new");
    assert_eq!(fixture.calls(), 3);
    fixture.clock.set(9 * HOUR - 301);
    assert_eq!(fixture.id_at_once(), "new");
    assert_eq!(fixture.calls(), 3);
}

#[tokio::test]
async fn all_who_wait_for_a_refresh_that_fails_get_the_last_credentials() {
    let fixture = Fixture::new(1, then_down([Ok(key("old", HOUR))]));
    fixture.get().await;
    fixture.clock.set(2 * HOUR);
    let callers = [fixture.caller().await, fixture.caller().await];
    fixture.open();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "old");
    }
    assert_eq!(fixture.calls(), 2);
}

#[test]
fn credentials_that_come_expired_are_used_and_fetched_again_after_5_minutes() {
    let expired = |id| Ok(key(id, HOUR));
    let outcomes = [expired("a"), expired("b"), Ok(key("c", 9 * HOUR))];
    let fixture = Fixture::new(3, outcomes);
    fixture.clock.set(2 * HOUR);
    for (time, id, calls) in [(0, "a", 1), (299, "a", 1), (300, "b", 2), (600, "c", 3)] {
        fixture.clock.set(2 * HOUR + time);
        for _ in 0..3 {
            assert_eq!(fixture.id_at_once(), id);
        }
        assert_eq!(fixture.calls(), calls);
    }
}

#[test]
fn of_expired_ones_those_are_used_that_lasted_longer() {
    let outcomes = [Ok(key("longer", HOUR)), Ok(key("shorter", HOUR - 1))];
    let fixture = Fixture::new(2, outcomes);
    fixture.id_at_once();
    fixture.clock.set(HOUR);
    assert_eq!(fixture.id_at_once(), "longer");
    assert_eq!(fixture.calls(), 2);
}

#[test]
fn rejected_credentials_are_replaced_unless_they_have_been_already() {
    let fixture = Fixture::new(3, [Ok(key("old", HOUR)), Ok(key("new", HOUR))]);
    let old = fixture.at_once().unwrap().unwrap();
    fixture.cache.invalidate(&old);
    let new = fixture.at_once().unwrap().unwrap();
    assert_eq!(new.access_key_id(), "new");
    // A slow call that was signed with the old ones reports them too.
    fixture.cache.invalidate(&old);
    assert_eq!(fixture.at_once().unwrap().unwrap(), new);
    assert_eq!(fixture.calls(), 2);
}

#[test]
fn a_source_that_gives_rejected_ones_again_is_asked_once_in_5_minutes() {
    // Some sources say the same of keys that are not new.
    for again in [key("same", HOUR), key("same", 2 * HOUR)] {
        let outcomes = [Ok(key("same", HOUR))].into_iter();
        let fixture = Fixture::new(100, outcomes.chain((0..99).map(|_| Ok(again.clone()))));
        let same = fixture.at_once().unwrap().unwrap();
        for (time, calls) in [(0, 2), (299, 2), (300, 3), (599, 3), (600, 4)] {
            fixture.clock.set(time);
            for _ in 0..3 {
                fixture.cache.invalidate(&same);
                assert_eq!(fixture.id_at_once(), "same");
            }
            assert_eq!(fixture.calls(), calls, "{time}");
        }
    }
}

#[test]
fn rejected_ones_are_used_on_while_the_source_is_down_and_the_service_decides() {
    for credentials in [key("old", HOUR), Credentials::new("old", "the-secret")] {
        let fixture = Fixture::new(100, then_down([Ok(credentials)]));
        let old = fixture.at_once().unwrap().unwrap();
        for (time, calls) in [(0, 2), (299, 2), (300, 3)] {
            fixture.clock.set(time);
            for _ in 0..3 {
                fixture.cache.invalidate(&old);
                assert_eq!(fixture.id_at_once(), "old");
            }
            assert_eq!(fixture.calls(), calls, "{time}");
        }
    }
}

#[test]
fn expired_ones_that_a_service_rejects_too_are_fetched_once_before_the_pause_is_over() {
    let fixture = Fixture::new(100, then_down([Ok(key("old", HOUR))]));
    let old = fixture.at_once().unwrap().unwrap();
    fixture.clock.set(HOUR);
    assert_eq!(fixture.id_at_once(), "old");
    assert_eq!(fixture.calls(), 2);
    for _ in 0..3 {
        fixture.cache.invalidate(&old);
        assert_eq!(fixture.id_at_once(), "old");
        assert_eq!(fixture.calls(), 3);
    }
}

#[test]
fn ones_that_are_rejected_after_a_failed_early_refresh_are_fetched_at_once() {
    let outcomes = [
        Ok(key("old", HOUR)),
        broken("down"),
        Ok(key("new", 9 * HOUR)),
    ];
    let fixture = Fixture::new(100, outcomes);
    let old = fixture.at_once().unwrap().unwrap();
    fixture.clock.set(HOUR - 300);
    assert_eq!(fixture.id_at_once(), "old");
    fixture.cache.invalidate(&old);
    assert_eq!(fixture.id_at_once(), "new");
    assert_eq!(fixture.calls(), 3);
}
