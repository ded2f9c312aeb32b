//! The connections that attempts may use.

use crate::script::{Answer, Sent, answer, error, failure, ok, silence, status};
use crate::world::World;
use runtime::{NewConnection, PooledConnection, TransportError};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Returns whether each request had to be sent over a new connection.
fn choices(world: &World) -> Vec<bool> {
    let is_new = |sent: &Sent| sent.request.extensions().get::<NewConnection>().is_some();
    world.script.take_sent().iter().map(is_new).collect()
}

/// The choice of the attempt after one that failed with `first`.
fn after(first: Answer) -> Vec<bool> {
    let world = World::new([first, ok()]);
    world.call_of(&world.limited_client()).unwrap();
    choices(&world)
}

#[test]
fn an_attempt_after_a_failure_that_speaks_against_a_connection_uses_another() {
    for first in [
        status(500),
        status(502),
        status(503),
        error(503, "Unavailable"),
        silence(),
        failure(TransportError::timeout("stalled")),
        failure(TransportError::io("reset")),
    ] {
        assert_eq!(after(first), [false, true]);
    }
}

#[test]
fn other_failures_keep_the_connection() {
    for first in [
        error(503, "SlowDown"),
        error(500, "ThrottlingException"),
        error(400, "ThrottlingException"),
        error(400, "RequestTimeout"),
        failure(TransportError::connect("refused")),
        failure(TransportError::connect_timeout("too slow")),
    ] {
        assert_eq!(after(first), [false, false]);
    }
}

#[test]
fn each_failure_decides_for_the_next_attempt_alone() {
    let world = World::new([status(503), error(400, "ThrottlingException"), ok()]);
    world.call().unwrap();
    assert_eq!(choices(&world), [false, true, false]);
    world.script.add([ok()]);
    world.call().unwrap();
    assert_eq!(choices(&world), [false]);
}

/// A response over a connection that counts how often it is retired.
fn over(answer: Answer, retired: &Arc<AtomicUsize>) -> Answer {
    let retired = Arc::clone(retired);
    answer.extension(PooledConnection::new(move || {
        retired.fetch_add(1, Ordering::SeqCst);
    }))
}

#[test]
fn the_connection_of_a_server_error_is_retired_even_after_the_last_attempt() {
    let retired = Arc::default();
    let world = World::new((0..3).map(|_| over(status(503), &retired)));
    world.call().unwrap_err();
    assert_eq!(retired.load(Ordering::SeqCst), 3);

    let world = World::new([
        over(error(503, "SlowDown"), &retired),
        over(answer(404, &[], ""), &retired),
    ]);
    world.call().unwrap_err();
    assert_eq!(retired.load(Ordering::SeqCst), 3);
}
