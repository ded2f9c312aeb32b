//! Calls that one side ends while the other has something to say.

use crate::frames::{Value, message};
use crate::model::{Audio, Service, Talk, TalkError, TalkInput, chunk};
use crate::two_way::Server;
use crate::{Bytes, config, head, talk, talking, until, within};
use h2::Reason;
use http::Response;
use runtime::futures_core::Stream;
use runtime::{Client, Error, EventSender, RequestEvents, http};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::sync::oneshot;

/// Sends until the call has ended.
async fn send_all(sender: EventSender<Audio>) {
    let sending = async { while sender.send(chunk("more")).await.is_ok() {} };
    within(sending).await;
}

#[tokio::test]
async fn a_response_that_ends_early_ends_the_call() {
    let mut talking = talking().await;
    let sending = tokio::spawn(send_all(talking.sender));
    talking.call.answer.end();
    assert!(within(talking.output.transcript.next()).await.is_none());
    sending.await.unwrap();
}

#[tokio::test]
async fn an_exception_ends_the_call() {
    let mut talking = talking().await;
    let sending = tokio::spawn(send_all(talking.sender));
    let exception = message("exception", "tired", &[], r#"{"message":"good night"}"#);
    talking.call.answer.send(exception.into()).await.unwrap();
    let error = within(talking.output.transcript.next()).await.unwrap();
    match error.unwrap_err() {
        Error::Service(error) => match error.error() {
            Some(TalkError::Tired(tired)) => {
                assert_eq!(tired.message.as_deref(), Some("good night"))
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other}"),
    }
    sending.await.unwrap();
    assert!(within(talking.output.transcript.next()).await.is_none());
}

#[tokio::test]
async fn an_error_without_a_model_ends_the_call() {
    let mut talking = talking().await;
    let sending = tokio::spawn(send_all(talking.sender));
    let text = |text: &str| Value::String(text.to_owned());
    let headers = [
        (":message-type", text("error")),
        (":error-code", text("InternalFailure")),
        (":error-message", text("oh no")),
    ];
    let error = crate::frames::frame(&headers, &[]);
    talking.call.answer.send(error.into()).await.unwrap();
    let error = within(talking.output.transcript.next()).await.unwrap();
    let error = error.unwrap_err();
    assert!(matches!(error, Error::Service(_)), "{error}");
    assert_eq!(error.code(), Some("InternalFailure"));
    assert!(error.to_string().contains("oh no"), "{error}");
    sending.await.unwrap();
}

/// The response is that of a service that rejects the request while its events come.
#[tokio::test]
async fn an_error_response_is_that_of_the_call() {
    let mut server = Server::plain().await;
    let (sender, calling) = talk(config(&server), 1);
    let mut call = server.call().await;
    let sending = tokio::spawn(send_all(sender));
    for _ in 0..10 {
        call.body.next().await.unwrap().unwrap();
    }
    let head = Response::builder()
        .status(400)
        .header("x-amzn-errortype", "TiredException");
    call.answer.head(head.body(()).unwrap());
    let body = Bytes::from(r#"{"message":"not today"}"#);
    call.answer.send(body).await.unwrap();
    call.answer.end();
    let error = within(calling).await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("TiredException"));
    assert!(error.to_string().contains("not today"), "{error}");
    sending.await.unwrap();
    // It does not read the rest.
    until_ended(&mut call.body).await;
}

async fn until_ended(body: &mut crate::two_way::Received) {
    let reading = async { while let Some(Ok(_)) = body.next().await {} };
    within(reading).await;
}

#[tokio::test]
async fn dropping_the_events_resets_the_stream() {
    let mut talking = talking().await;
    drop(talking.output);
    assert_eq!(talking.call.answer.was_reset().await, Reason::CANCEL);
    until(|| talking.sender.is_closed()).await;
    let error = talking.sender.send(chunk("late")).await.unwrap_err();
    assert_eq!(error.into_event(), chunk("late"));
}

#[tokio::test]
async fn a_call_that_is_dropped_before_its_response_resets_the_stream() {
    let mut server = Server::plain().await;
    let (sender, calling) = talk(config(&server), 1);
    let mut call = server.call().await;
    calling.abort();
    assert_eq!(call.answer.was_reset().await, Reason::CANCEL);
    until(|| sender.is_closed()).await;
}

/// The connection is used further.
#[tokio::test]
async fn a_call_that_has_ended_leaves_its_connection() {
    let mut server = Server::plain().await;
    let config = config(&server);
    for _ in 0..3 {
        let (sender, calling) = talk(config.clone(), 1);
        let mut call = server.call().await;
        call.answer.head(head());
        let output = within(calling).await.unwrap().unwrap();
        drop(output);
        assert_eq!(call.answer.was_reset().await, Reason::CANCEL);
        drop(sender);
    }
    assert_eq!(server.connections(), 1);
}

/// Events of a program that fails when it is told to.
struct Panicking(oneshot::Receiver<()>);

impl Stream for Panicking {
    type Item = Audio;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Audio>> {
        ready!(Pin::new(&mut self.0).poll(context)).unwrap();
        panic!("the source of events of a test");
    }
}

/// The task of the source is the HTTP library's: the caller does not wait for what never comes.
#[tokio::test]
async fn a_source_that_panics_ends_the_call() {
    for has_response in [false, true] {
        let mut server = Server::plain().await;
        let client = Client::new::<Service>(&config(&server).build().unwrap());
        let (panics, told) = oneshot::channel();
        let input = TalkInput {
            language: None,
            audio: RequestEvents::new(Panicking(told)),
        };
        let calling = tokio::spawn(async move { client.call::<Talk>(input).await });
        let mut call = server.call().await;
        let error = if has_response {
            call.answer.head(head());
            let mut output = within(calling).await.unwrap().unwrap();
            panics.send(()).unwrap();
            within(output.transcript.next()).await.unwrap().unwrap_err()
        } else {
            panics.send(()).unwrap();
            within(calling).await.unwrap().unwrap_err()
        };
        assert!(matches!(error, Error::Transport(_)), "{error}");
    }
}
