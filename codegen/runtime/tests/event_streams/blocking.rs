//! Event streams without async.

use crate::frames::Value;
use crate::service::{
    Document, Event, Input, Output, Plain, RestJson, StreamError, Throttling, rest_json,
};
use runtime::{Blocking, Client, Error, EventStream, FakeTransport, RequestEvents, SendEventError};
use std::thread;

fn document(count: i32) -> Event {
    Event::Document(Document { text: None, count })
}

fn output(stream: EventStream<Event, StreamError>) -> Output {
    Output { name: None, stream }
}

fn client(fake: &FakeTransport) -> Client {
    Client::new::<RestJson>(&fake.config_builder().build().unwrap())
}

#[test]
fn events_are_an_iterator() {
    let throttling = StreamError::Throttling(Throttling::default());
    let events = [Ok(document(1)), Ok(document(2)), Err(throttling)];
    let fake =
        FakeTransport::new().once::<rest_json::Out>(Ok(output(EventStream::from_events(events))));
    let (client, blocking) = (client(&fake), Blocking::new());
    let call = client.call::<rest_json::Out>(Plain::default());
    let output = blocking.call::<rest_json::Out>(call).unwrap();
    drop(blocking);
    let mut events = output.stream.into_blocking();
    assert_eq!(events.next().unwrap().unwrap(), document(1));
    assert_eq!(events.next().unwrap().unwrap(), document(2));
    assert!(events.next().unwrap().unwrap_err().is_throttling());
    assert!(events.next().is_none());
}

#[test]
fn events_are_sent_by_another_thread() {
    let fake = FakeTransport::new()
        .once::<rest_json::Both>(Ok(output(EventStream::from_events([Ok(document(9))]))));
    let (client, blocking) = (client(&fake), Blocking::new());
    let (sender, stream) = RequestEvents::channel(1);
    let sending =
        thread::spawn(move || (1..=20).try_for_each(|count| sender.blocking_send(document(count))));
    let call = client.call::<rest_json::Both>(Input { name: None, stream });
    let output = blocking.call::<rest_json::Both>(call).unwrap();
    assert_eq!(output.stream.into_blocking().count(), 1);
    sending.join().unwrap().unwrap();
    let mut request = fake.requests::<rest_json::Both>().unwrap().pop().unwrap();
    let last = std::iter::from_fn(|| crate::run::run(request.stream.next())).last();
    assert_eq!(last, Some(document(20)));
    assert_eq!(crate::sent(&fake)[0].header("none"), None::<&Value>);
}

#[tokio::test]
async fn async_code_does_not_block() {
    let (sender, _events) = RequestEvents::channel(1);
    let error: SendEventError<Event> = sender.blocking_send(document(1)).unwrap_err();
    assert!(error.to_string().contains("async code"), "{error}");
    let mut events =
        EventStream::<Event, StreamError>::from_events([Ok(document(1))]).into_blocking();
    let error = events.next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Construction(_)), "{error:?}");
    assert!(events.next().is_none());
}
