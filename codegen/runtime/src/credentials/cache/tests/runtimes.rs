//! One cache in several tokio runtimes, some of which end, or are not driven any more.

use super::{Fixture, HOUR, key, settle};
use tokio::runtime::{Builder, Handle, Runtime};

fn runtime() -> Runtime {
    Builder::new_current_thread().build().unwrap()
}

/// The id of the key that a caller in `runtime` gets at once. What it begins comes as far as it gets there.
fn call(runtime: &Runtime, fixture: &Fixture) -> String {
    runtime.block_on(async {
        let id = fixture.id_at_once();
        settle().await;
        id
    })
}

#[test]
fn no_caller_waits_for_a_runtime_that_is_not_driven() {
    let fixture = Fixture::new(0, [Ok(key("one", HOUR)), Ok(key("two", HOUR))]);
    let (left, driven) = (runtime(), runtime());
    let caller = left.block_on(fixture.caller());
    assert_eq!(fixture.calls(), 1);
    fixture.open();
    let got = driven.block_on(fixture.get());
    assert_eq!(got.access_key_id(), "one");
    assert_eq!(fixture.calls(), 2);
    // Once it is driven again, its caller gets what is there.
    fixture.open();
    let got = left.block_on(caller).unwrap().unwrap();
    assert_eq!(got.access_key_id(), "two");
}

#[test]
fn a_refresh_that_is_lost_with_its_runtime_is_postponed() {
    let outcomes = [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))];
    let fixture = Fixture::new(1, outcomes);
    let ends = runtime();
    call(&ends, &fixture);
    fixture.clock.set(HOUR - 300);
    assert_eq!(call(&ends, &fixture), "old");
    assert_eq!((fixture.calls(), fixture.in_flight()), (2, 1));
    drop(ends);
    assert_eq!(fixture.in_flight(), 0);

    let next = runtime();
    fixture.open();
    for (left, calls) in [(271, 2), (270, 3)] {
        fixture.clock.set(HOUR - left);
        assert_eq!(call(&next, &fixture), "old");
        assert_eq!(fixture.calls(), calls);
    }
    assert_eq!(call(&next, &fixture), "new");
}

#[test]
fn a_refresh_whose_runtime_is_not_driven_is_given_up_after_three_minutes() {
    let outcomes = [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))];
    let fixture = Fixture::new(1, outcomes);
    let left = runtime();
    call(&left, &fixture);
    fixture.clock.set(HOUR - 300);
    assert_eq!(call(&left, &fixture), "old");
    fixture.open();

    let driven = runtime();
    for (time, in_flight) in [(HOUR - 120, 1), (HOUR - 119, 0)] {
        fixture.clock.set(time);
        assert_eq!(call(&driven, &fixture), "old");
        assert_eq!((fixture.calls(), fixture.in_flight()), (2, in_flight));
    }
    fixture.clock.set(HOUR - 89);
    assert_eq!(call(&driven, &fixture), "old");
    assert_eq!(call(&driven, &fixture), "new");
    // What is left of it there ends by itself.
    left.block_on(async {
        settle().await;
        assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
    });
}

#[test]
fn a_refresh_that_was_never_polled_is_given_up_too() {
    let outcomes = [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))];
    let fixture = Fixture::new(2, outcomes);
    let left = runtime();
    call(&left, &fixture);
    fixture.clock.set(HOUR - 300);
    // The runtime is left before its task begins.
    left.block_on(async { assert_eq!(fixture.id_at_once(), "old") });
    assert_eq!(fixture.calls(), 1);

    let driven = runtime();
    fixture.clock.set(HOUR - 119);
    for id in ["old", "old", "new"] {
        assert_eq!(call(&driven, &fixture), id);
    }
    assert_eq!(fixture.calls(), 2);
}

#[test]
fn expired_credentials_are_replaced_whatever_refresh_is_stuck_elsewhere() {
    let outcomes = [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))];
    let fixture = Fixture::new(1, outcomes);
    let (left, driven) = (runtime(), runtime());
    call(&left, &fixture);
    fixture.clock.set(HOUR - 10);
    assert_eq!(call(&left, &fixture), "old");
    fixture.clock.set(HOUR);
    fixture.open();
    assert_eq!(driven.block_on(fixture.get()).access_key_id(), "new");
    assert_eq!((fixture.calls(), fixture.in_flight()), (3, 1));
}
