//! Code of the caller that runs at fixed points of a call.

mod headers;
mod summaries;

use crate::pages::{Input, List, page};
use crate::sample::operation::get_state::{GetState, GetStateError};
use crate::script::{ok, silence, status};
use crate::world::{World, client, input, secs};
use runtime::hooks::{
    AttemptSummary, CallSummary, Hook, RequestToSend, RequestToSign, after_attempt, after_call,
    before_sending, before_signing,
};
use runtime::{BoxError, Error};
use std::error::Error as _;
use std::fmt;
use std::sync::{Arc, Mutex};

/// Log of the points that were reached.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub fn add(&self, line: impl Into<String>) {
        self.0.lock().unwrap().push(line.into());
    }

    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// A hook of all points.
struct Named(&'static str, Log);

impl Hook for Named {
    fn before_signing(&self, request: &mut RequestToSign<'_>) -> Result<(), BoxError> {
        self.1
            .add(format!("{} signing {}", self.0, request.attempt()));
        Ok(())
    }

    fn before_sending(&self, request: &mut RequestToSend<'_>) -> Result<(), BoxError> {
        self.1
            .add(format!("{} sending {}", self.0, request.attempt()));
        Ok(())
    }

    fn after_attempt(&self, attempt: &AttemptSummary<'_>) {
        self.1
            .add(format!("{} attempt {}", self.0, attempt.number()));
    }

    fn after_call(&self, call: &CallSummary<'_>) {
        self.1.add(format!("{} call {}", self.0, call.attempts()));
    }
}

#[test]
fn hooks_run_in_the_order_of_their_addition_those_of_the_configuration_first() {
    let (world, log) = (World::new([status(503), ok()]), Log::default());
    let config = world.config().hook(Named("first", log.clone()));
    let client = client(config.hook(Named("second", log.clone())));
    let call = client.request::<GetState>(input());
    let call = call.hook(Named("third", log.clone()));
    world.clock.run(call.send()).unwrap();
    let of = |point: &str| ["first", "second", "third"].map(|name| format!("{name} {point}"));
    let points = [
        "signing 1",
        "sending 1",
        "attempt 1",
        "signing 2",
        "sending 2",
        "attempt 2",
        "call 2",
    ];
    assert_eq!(log.take(), points.map(of).concat());
}

#[test]
fn a_hook_of_one_call_does_not_see_the_others() {
    let (world, log) = (World::new([ok(), ok()]), Log::default());
    let client = world.client();
    let call = client.request::<GetState>(input());
    let call = call.hook(Arc::new(Named("one", log.clone())));
    world.clock.run(call.send()).unwrap();
    assert_eq!(log.take().len(), 4);
    world.call_of(&client).unwrap();
    assert_eq!(log.take(), [""; 0]);
}

#[test]
fn closures_are_hooks_of_one_point() {
    let (world, log) = (World::new([ok()]), Log::default());
    let [first, second, third, fourth] = [(); 4].map(|()| log.clone());
    let config = world
        .config()
        .hook(before_signing(move |request| {
            first.add(format!("{} {}", request.service(), request.operation()));
            Ok(())
        }))
        .hook(before_sending(move |request| {
            second.add(format!("{} {}", request.method(), request.uri()));
            Ok(())
        }))
        .hook(after_attempt(move |attempt| third.add(attempt.host())))
        .hook(after_call(move |call| {
            fourth.add(format!("{}", call.is_success()));
        }));
    world.call_of(&client(config)).unwrap();
    let expected = [
        "Example GetState",
        "POST https://example.com/",
        "example.com",
        "true",
    ];
    assert_eq!(log.take(), expected);
}

#[test]
fn pages_and_waits_call_hooks_for_each_call() {
    let (world, log) = (
        World::new([page(&[1], "b"), page(&[2], "")]),
        Log::default(),
    );
    let client = client(world.config().hook(Named("all", log.clone())));
    let pages = client.pages::<List>(Input::default());
    let mut pages = pages.hook(Named("pages", log.clone()));
    while world.clock.run(pages.next_page()).unwrap().is_some() {}
    let lines = log.take();
    let count = |line: &str| lines.iter().filter(|it| *it == line).count();
    assert_eq!((count("all call 1"), count("pages call 1")), (2, 2));

    world.script.add([ok(), ok()]);
    let mut polls = 0;
    let call = client.request::<GetState>(input());
    let wait = call
        .hook(Named("request", log.clone()))
        .wait_until(secs(60), |_| {
            polls += 1;
            polls == 2
        });
    let _ = world
        .clock
        .run(wait.hook(Named("wait", log.clone())).into_future());
    let lines = log.take();
    let count = |line: &str| lines.iter().filter(|it| *it == line).count();
    let counts = ["all call 1", "request call 1", "wait call 1"].map(count);
    assert_eq!(counts, [2, 2, 2]);
}

/// An error of a program.
#[derive(Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no calls after midnight")
    }
}

impl std::error::Error for Refused {}

fn refused(error: Error<GetStateError>) {
    let Error::Construction(error) = error else {
        panic!("{error:?}")
    };
    assert!(error.source().unwrap().is::<Refused>());
    assert_eq!(
        error.to_string(),
        "GetState: the request could not be built: no calls after midnight"
    );
}

#[test]
fn an_error_before_signing_or_sending_fails_the_call_unsent_and_unretried() {
    let (world, log) = (World::new([ok(), ok()]), Log::default());
    let signing = before_signing(|_| Err(Refused.into()));
    let sending = before_sending(|_| Err(Refused.into()));
    let client = client(world.config().hook(Named("all", log.clone())));
    let call = client.request::<GetState>(input()).hook(signing);
    refused(world.clock.run(call.send()).unwrap_err());
    assert_eq!(log.take(), ["all signing 1", "all call 0"]);
    let call = client.request::<GetState>(input()).hook(sending);
    refused(world.clock.run(call.send()).unwrap_err());
    assert_eq!(log.take(), ["all signing 1", "all sending 1", "all call 0"]);
    assert!(world.script.take_sent().is_empty());
}

#[test]
fn an_error_of_a_hook_after_a_failed_attempt_says_how_many_were_sent() {
    let world = World::new([status(503), ok()]);
    let hook = before_signing(|request| match request.attempt() {
        1 => Ok(()),
        _ => Err(Refused.into()),
    });
    let error = world.call_of(&client(world.config().hook(hook)));
    let error = error.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert!(error.to_string().contains("no calls after midnight"));
    assert_eq!(world.script.take_sent().len(), 1);
}

#[test]
fn a_dropped_call_calls_no_further_hook() {
    let (world, log) = (World::new([silence()]), Log::default());
    let client = client(world.config().hook(Named("all", log.clone())));
    let call = client.call::<GetState>(input());
    world.clock.run(async {
        let mut call = Box::pin(call);
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(call.as_mut().poll(&mut context).is_pending());
    });
    assert_eq!(log.take(), ["all signing 1", "all sending 1"]);
}
