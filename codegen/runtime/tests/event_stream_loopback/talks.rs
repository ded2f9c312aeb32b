//! Both sides talk.

use crate::frames::{Frame, Value, message};
use crate::model::{Audio, Service, Talk, TalkError, TalkInput, Transcript, chunk, line};
use crate::signed::Events;
use crate::two_way::Server;
use crate::{Bytes, config, head, talk, talking, within};
use runtime::futures_core::Stream;
use runtime::{Client, EventStream, RequestEvents};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::sync::oneshot;

/// The payload of an event `chunk`.
fn payload(frame: &Frame) -> &[u8] {
    let text = |text: &str| Some(Value::String(text.to_owned()));
    assert_eq!(frame.header(":message-type"), text("event").as_ref());
    assert_eq!(frame.header(":event-type"), text("chunk").as_ref());
    assert_eq!(
        frame.header(":content-type"),
        text("application/octet-stream").as_ref()
    );
    &frame.payload
}

fn event(number: i32, text: &str) -> Bytes {
    let number = [("number", Value::Integer(number))];
    message("event", "line", &number, &format!(r#"{{"text":"{text}"}}"#)).into()
}

#[tokio::test]
async fn each_side_answers_what_the_other_has_said() {
    for mut server in [Server::tls(&[b"h2"]).await, Server::plain().await] {
        let (sender, calling) = talk(config(&server), 1);
        let mut call = server.call().await;
        assert_eq!(call.head.uri.path(), "/talk");
        assert_eq!(call.head.headers["x-language"], "en-GB");
        let mut events = Events::of(&call);
        // Before the head of the response.
        sender.send(chunk("first")).await.unwrap();
        let first = events.next(&mut call.body).await.unwrap();
        assert_eq!(payload(&first), b"first");
        call.answer.head(head());
        let mut output = within(calling).await.unwrap().unwrap();
        assert_eq!(output.session.as_deref(), Some("s-1"));
        for number in 0..100 {
            let said = format!("chunk {number}");
            sender.send(chunk(said.clone())).await.unwrap();
            let heard = events.next(&mut call.body).await.unwrap();
            assert_eq!(payload(&heard), said.as_bytes());
            call.answer.send(event(number, &said)).await.unwrap();
            let next = within(output.transcript.next()).await.unwrap();
            assert_eq!(next.unwrap(), line(number, &said));
        }
        drop(sender);
        assert_eq!(events.next(&mut call.body).await, None);
        // The service goes on after the caller has said everything.
        call.answer.send(event(100, "goodbye")).await.unwrap();
        let next = within(output.transcript.next()).await.unwrap();
        assert_eq!(next.unwrap(), line(100, "goodbye"));
        call.answer.end();
        assert!(within(output.transcript.next()).await.is_none());
    }
}

#[tokio::test]
async fn events_larger_than_a_frame_of_http_2_arrive_whole() {
    let mut talking = talking().await;
    let mut events = Events::of(&talking.call);
    let large = vec![7; 300_000];
    let sent = large.clone();
    let sending = tokio::spawn(async move { talking.sender.send(chunk(sent)).await });
    let heard = events.next(&mut talking.call.body).await.unwrap();
    assert_eq!(payload(&heard), large);
    sending.await.unwrap().unwrap();
    assert_eq!(events.next(&mut talking.call.body).await, None);
    let text = "x".repeat(300_000);
    let saying = async {
        talking.call.answer.send(event(1, &text)).await.unwrap();
        talking.call.answer.end();
    };
    let hearing = within(talking.output.transcript.next());
    let ((), heard) = tokio::join!(saying, hearing);
    assert_eq!(heard.unwrap().unwrap(), line(1, &text));
    assert!(within(talking.output.transcript.next()).await.is_none());
}

#[tokio::test]
async fn a_stream_without_events_is_its_end_alone() {
    let mut talking = talking().await;
    let mut events = Events::of(&talking.call);
    drop(talking.sender);
    assert_eq!(events.next(&mut talking.call.body).await, None);
    talking.call.answer.end();
    assert!(within(talking.output.transcript.next()).await.is_none());
}

#[tokio::test]
async fn ten_thousand_events_arrive_in_their_order() {
    let mut talking = talking().await;
    let many: Vec<u8> = (0..10_000).flat_map(|number| event(number, "")).collect();
    let saying = async {
        talking.call.answer.send(many.into()).await.unwrap();
        talking.call.answer.end();
    };
    let hearing = within(async {
        let mut expected = 0;
        while let Some(event) = talking.output.transcript.next().await {
            assert_eq!(event.unwrap(), line(expected, ""));
            expected += 1;
        }
        expected
    });
    let ((), heard) = tokio::join!(saying, hearing);
    assert_eq!(heard, 10_000);
}

/// Each byte is in a frame of HTTP/2 of its own.
#[tokio::test]
async fn an_event_in_ten_thousand_pieces_arrives() {
    let mut talking = talking().await;
    let text = "x".repeat(10_000);
    let saying = async {
        for byte in event(1, &text) {
            let byte = Bytes::copy_from_slice(&[byte]);
            talking.call.answer.send(byte).await.unwrap();
            tokio::task::yield_now().await;
        }
    };
    let hearing = within(talking.output.transcript.next());
    let ((), heard) = tokio::join!(saying, hearing);
    assert_eq!(heard.unwrap().unwrap(), line(1, &text));
}

/// A request whose events are made of those of its response: each line is said again.
struct Again {
    coming: Option<oneshot::Receiver<Transcripts>>,
    heard: Option<Transcripts>,
}

type Transcripts = EventStream<Transcript, TalkError>;

impl Stream for Again {
    type Item = Audio;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Audio>> {
        if let Some(coming) = &mut self.coming {
            self.heard = ready!(Pin::new(coming).poll(context)).ok();
            self.coming = None;
        }
        let Some(heard) = &mut self.heard else {
            return Poll::Ready(None);
        };
        match ready!(Pin::new(heard).poll_next(context)) {
            Some(Ok(Transcript::Line(line))) => {
                Poll::Ready(Some(chunk(line.text.unwrap_or_default())))
            }
            _ => Poll::Ready(None),
        }
    }
}

/// The response ends while the request is polled, which ends the request.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_may_be_made_of_its_response() {
    let mut server = Server::plain().await;
    let client = Client::new::<Service>(&config(&server).build().unwrap());
    let (said, coming) = oneshot::channel();
    let again = Again {
        coming: Some(coming),
        heard: None,
    };
    let input = TalkInput {
        language: None,
        audio: RequestEvents::new(again),
    };
    let calling = tokio::spawn(async move { client.call::<Talk>(input).await });
    let mut call = server.call().await;
    let mut events = Events::of(&call);
    call.answer.head(head());
    let output = within(calling).await.unwrap().unwrap();
    said.send(output.transcript).unwrap();
    call.answer.send(event(1, "hello")).await.unwrap();
    let heard = within(events.next(&mut call.body)).await.unwrap();
    assert_eq!(payload(&heard), b"hello");
    call.answer.end();
    assert_eq!(within(events.next(&mut call.body)).await, None);
}
