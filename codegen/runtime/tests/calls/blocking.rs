//! Pages and waits without async, on a clock that skips every delay.

use crate::clock::TestClock;
use crate::pages::{self, List, Page, page, token, tokens};
use crate::script::{Answer, answer, error};
use crate::waits::{Input, Look, Ready, State, rounded, state};
use crate::world::{World, client, secs};
use runtime::{Answer as CallResult, Blocking, BlockingPages, BoxFuture, Client, Clock, WaitError};
use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// Moves to the end of each delay at once.
struct Skipping(TestClock);

impl Clock for Skipping {
    fn now(&self) -> SystemTime {
        self.0.now()
    }

    fn instant(&self) -> Duration {
        self.0.instant()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let (clock, mut sleep) = (self.0.clone(), self.0.sleep(duration));
        Box::pin(async move {
            while clock.poll(Pin::new(&mut sleep)).is_pending() {
                clock.advance();
            }
        })
    }
}

fn skipping(world: &World) -> Client {
    client(world.config().clock(Skipping(world.clock.clone())))
}

fn blocking(world: &World) -> BlockingPages<List> {
    Blocking::new().pages(pages::pages(world))
}

fn page_of(request_id: &str, items: &str) -> Answer {
    let headers = [("x-amzn-requestid", request_id)];
    answer(
        200,
        &headers,
        format!(r#"{{"items": {items}, "next": "z"}}"#),
    )
}

#[test]
fn pages_are_resumed_from_a_token_also_after_an_error() {
    let world = World::new([page(&[1], "b"), error(400, "Wrong")]);
    let mut failed = blocking(&world);
    assert_eq!(failed.token(), None);
    failed.next().unwrap().unwrap();
    assert_eq!(failed.token(), token("b").as_ref());
    failed.next().unwrap().unwrap_err();
    assert!(failed.next().is_none());
    let saved = failed.token().cloned();
    assert_eq!(saved, token("b"));
    tokens(&world);

    world.script.add([page(&[2], "c"), page(&[3], "")]);
    let rest: Vec<Page> = blocking(&world)
        .resume(saved)
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(rest[0].items, Some(vec![2]));
    assert_eq!(rest[1].items, Some(vec![3]));
    assert_eq!(tokens(&world), [token("b"), token("c")]);
}

#[test]
fn pages_and_items_have_the_metadata_of_their_responses() {
    let world = World::new([page_of("id-1", "[1, 2]"), page_of("id-2", "[3]")]);
    let mut pages = blocking(&world);
    assert!(pages.metadata().is_none());
    pages.next().unwrap().unwrap();
    let request_id = pages.metadata().unwrap().request_id();
    assert_eq!(request_id.as_deref(), Some("id-1"));

    let mut items = blocking(&world).resume(token("y")).items();
    assert_eq!(items.next().unwrap().unwrap(), 3);
    let request_id = items.metadata().unwrap().request_id();
    assert_eq!(request_id.as_deref(), Some("id-2"));
    assert_eq!(items.token(), token("z").as_ref());
}

fn is_ready(answer: &CallResult<Look>) -> bool {
    matches!(answer, Ok(State { state: Some(state), .. }) if state == "READY")
}

#[test]
fn a_closure_ends_a_wait() {
    let world = World::new([state("WAITING"), state("WAITING"), state("READY")]);
    let client = skipping(&world);
    let request = client.request::<Look>(Input::default());
    let wait = Blocking::new().request(request);
    let last = wait.wait_until(secs(60), is_ready).wait().unwrap().unwrap();
    assert_eq!(last.state.as_deref(), Some("READY"));
    assert_eq!(rounded(&world), [0, 2, 6].map(secs));
}

#[test]
fn delays_can_be_a_function_of_the_number_of_calls() {
    let world = World::new((0..9).map(|_| state("WAITING")));
    let wait = skipping(&world).wait::<Ready>(Input::default(), secs(10));
    let wait = Blocking::new().waiting(wait);
    let error = wait.delays(|number| secs(number.into())).wait();
    assert!(matches!(error, Err(WaitError::TimedOut(_))));
    assert_eq!(world.times(), [0, 1, 3, 6, 10].map(secs));
}
