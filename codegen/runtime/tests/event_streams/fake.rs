//! Event streams of the fake transport, and what happens to streams of both directions.

use crate::service::{
    Document, Event, Input, Only, Output, Plain, StreamError, Throttling, aws_json, cbor,
    rest_json, rest_xml,
};
use crate::{all, client, run::run};
use runtime::{EventStream, FakeTransport, Operation, RequestEvents, TransportError};
use std::time::Duration;
use tokio::time::timeout;

fn document(count: i32) -> Event {
    Event::Document(Document { text: None, count })
}

fn output(stream: EventStream<Event, StreamError>) -> Output {
    Output {
        name: Some("out".to_owned()),
        stream,
    }
}

fn throttling() -> StreamError {
    StreamError::Throttling(Throttling {
        message: Some("wait".to_owned()),
        retry_after: Some(4),
    })
}

async fn scripted<Op: Operation<Input = Plain, Output = Output, Error = StreamError>>() {
    let events = [Ok(document(1)), Ok(document(2)), Err(throttling())];
    let fake = FakeTransport::new()
        .once::<Op>(Ok(output(EventStream::from_events(events))))
        .on::<Op>(|_| {
            let events = EventStream::from_events([Ok(document(3))]);
            Ok(output(events.interrupted(TransportError::io("lost"))))
        });
    let client = client::<Op>(&fake);
    let first = client.call::<Op>(Plain::default()).await.unwrap();
    assert_eq!(first.name.as_deref(), Some("out"));
    let (events, error) = all(first.stream).await;
    assert_eq!(events, [document(1), document(2)]);
    assert_eq!(error.unwrap().into_service_error(), Some(throttling()));

    let second = client.call::<Op>(Plain::default()).await.unwrap();
    let (events, error) = all(second.stream).await;
    assert_eq!(events, [document(3)]);
    let error = error.unwrap();
    assert!(matches!(error, runtime::Error::Transport(_)), "{error:?}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn events_are_scripted() {
    scripted::<rest_json::Out>().await;
    scripted::<rest_xml::Out>().await;
    scripted::<aws_json::Out>().await;
    scripted::<cbor::Out>().await;
}

#[tokio::test]
async fn a_stream_for_tests_needs_no_client() {
    let events = [Ok(document(1)), Err(throttling())];
    let (events, error) = all(EventStream::from_events(events)).await;
    assert_eq!(events, [document(1)]);
    assert!(error.unwrap().is_throttling());
    let lost = EventStream::from_events([]).interrupted(TransportError::io("lost"));
    assert!(all(lost).await.1.is_some());
    assert!(all(EventStream::default()).await.1.is_none());
}

/// Sends two events after the response is there, and then ends.
async fn two_way<Op: Operation<Input = Input, Output = Output, Error = StreamError>>(
    fake: &FakeTransport,
) -> Vec<Event> {
    let (sender, events) = RequestEvents::channel(1);
    let input = Input {
        name: Some("in".to_owned()),
        stream: events,
    };
    let client = client::<Op>(fake);
    let output = client.call::<Op>(input).await.unwrap();
    assert_eq!(output.name.as_deref(), Some("out"));
    let sending = tokio::spawn(async move {
        for count in 1..=5 {
            sender.send(document(count)).await.unwrap();
        }
    });
    let received = timeout(Duration::from_secs(20), all(output.stream));
    let (events, error) = received.await.expect("it hangs");
    assert!(error.is_none(), "{error:?}");
    sending.await.unwrap();
    let mut requests = fake.requests::<Op>().unwrap();
    let mut request = requests.pop().unwrap();
    assert_eq!(request.name.as_deref(), Some("in"));
    for count in 1..=5 {
        assert_eq!(request.stream.next().await, Some(document(count)));
    }
    assert_eq!(request.stream.next().await, None);
    events
}

#[tokio::test]
async fn a_scripted_response_ends_after_the_events_of_the_request() {
    let script = || Ok(output(EventStream::from_events([Ok(document(9))])));
    let fake = FakeTransport::new()
        .once::<rest_json::Both>(script())
        .once::<cbor::Both>(script());
    assert_eq!(two_way::<rest_json::Both>(&fake).await, [document(9)]);
    assert_eq!(two_way::<cbor::Both>(&fake).await, [document(9)]);
}

#[tokio::test]
async fn a_function_reads_events_while_they_are_sent() {
    let fake = FakeTransport::new()
        .on_async::<rest_json::Both>(|input| Box::pin(async { Ok(echo(input)).into() }))
        .on::<cbor::Both>(|input| Ok(echo(input)));
    let echoed: Vec<Event> = (1..=5).map(document).collect();
    assert_eq!(two_way::<rest_json::Both>(&fake).await, echoed);
    assert_eq!(two_way::<cbor::Both>(&fake).await, echoed);
}

/// In protocols without HTTP bindings such a request has no initial event.
#[tokio::test]
async fn a_request_of_events_alone_keeps_its_first_event() {
    let fake = FakeTransport::new()
        .on::<cbor::Alone>(|input| Ok(output(EventStream::from_stream(Echo(input.stream)))));
    let client = client::<cbor::Alone>(&fake);
    for comes_before in [true, false] {
        let (sender, stream) = RequestEvents::channel(2);
        if comes_before {
            sender.send(document(1)).await.unwrap();
        }
        let call = client.call::<cbor::Alone>(Only { stream });
        let call = timeout(Duration::from_secs(20), call).await;
        let received = call.expect("it waits for an event").unwrap().stream;
        if !comes_before {
            sender.send(document(1)).await.unwrap();
        }
        sender.send(document(2)).await.unwrap();
        drop(sender);
        assert_eq!(all(received).await.0, [document(1), document(2)]);
        let mut request = fake.requests::<cbor::Alone>().unwrap().pop().unwrap();
        assert_eq!(request.stream.next().await, Some(document(1)));
    }
}

/// Responds with the events of a request.
fn echo(input: Input) -> Output {
    output(EventStream::from_stream(Echo(input.stream)))
}

struct Echo(RequestEvents<Event>);

impl runtime::futures_core::Stream for Echo {
    type Item = Result<Event, StreamError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let next = std::pin::Pin::new(&mut self.0).poll_next(context);
        next.map(|event| event.map(Ok))
    }
}

#[tokio::test]
async fn a_sender_waits_for_a_place_and_fails_when_the_call_has_ended() {
    let (sender, events) = RequestEvents::channel(2);
    let waits = async |count: i32| {
        let sent = timeout(Duration::from_millis(20), sender.send(document(count)));
        sent.await.is_err()
    };
    assert!(!waits(1).await && !waits(2).await && waits(3).await);

    let fake = FakeTransport::new().once::<rest_json::Both>(Ok(output(EventStream::default())));
    let client = client::<rest_json::Both>(&fake);
    let input = Input {
        name: None,
        stream: events,
    };
    let output = client.call::<rest_json::Both>(input).await.unwrap();
    assert!(!sender.is_closed());
    drop(output);
    assert!(sender.is_closed());
    let error = sender.send(document(4)).await.unwrap_err();
    assert!(error.to_string().contains("the call has ended"), "{error}");
    assert!(!format!("{error:?}").contains("Document"), "{error:?}");
    assert_eq!(error.into_event(), document(4));
}

#[tokio::test]
async fn a_sender_fails_when_the_call_fails_or_is_cancelled() {
    let (sender, events) = RequestEvents::channel(2);
    let fake = FakeTransport::new().once::<rest_json::Both>(Err(throttling()));
    let client = client::<rest_json::Both>(&fake);
    let stream = |stream| Input { name: None, stream };
    let error = client
        .call::<rest_json::Both>(stream(events))
        .await
        .unwrap_err();
    assert!(error.is_throttling());
    assert!(sender.is_closed());

    let (sender, events) = RequestEvents::channel(2);
    let fake =
        FakeTransport::new().on_async::<rest_json::Both>(|_| Box::pin(std::future::pending()));
    let client = crate::client::<rest_json::Both>(&fake);
    let call = client.call::<rest_json::Both>(stream(events));
    let call = timeout(Duration::from_millis(20), call);
    assert!(call.await.is_err());
    assert!(sender.is_closed());
}

#[tokio::test]
async fn the_end_of_the_response_ends_the_request() {
    let (sender, events) = RequestEvents::channel(2);
    let fake = FakeTransport::new().once::<rest_json::Both>(crate::response(crate::empty("empty")));
    let client = client::<rest_json::Both>(&fake);
    let input = Input {
        name: None,
        stream: events,
    };
    let mut output = client.call::<rest_json::Both>(input).await.unwrap();
    assert!(output.stream.next().await.unwrap().is_ok());
    assert!(!sender.is_closed());
    assert!(output.stream.next().await.is_none());
    assert!(sender.is_closed());
}

#[test]
fn events_do_not_show_in_debug() {
    let input = Input {
        name: None,
        stream: vec![document(4_711)].into(),
    };
    let stream: EventStream<Event, StreamError> = EventStream::from_events([Ok(document(4_711))]);
    let shown = format!("{input:?} {:?}", output(stream));
    assert!(!shown.contains("4711"), "{shown}");
    assert_eq!(serde_json::to_string(&input).unwrap(), "{}");
}

#[test]
fn streams_can_be_shared_between_threads() {
    fn check<T: Send + Sync + Unpin>() {}
    check::<EventStream<Event, StreamError>>();
    check::<RequestEvents<Event>>();
    check::<runtime::EventSender<Event>>();
    run(async {});
}
