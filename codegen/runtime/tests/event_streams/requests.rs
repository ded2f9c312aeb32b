//! Requests with events: their heads, their first message, and how far calls take events.

use crate::frames::Frame;
use crate::service::{
    Aborted, Document, Event, Input, Plain, StreamError, aws_json, cbor, rest_json,
};
use crate::{client, response, run::run, sent};
use runtime::bytes::Bytes;
use runtime::http::{Request, Response};
use runtime::{
    Body, BoxFuture, Client, Config, Credentials, Error, FakeTransport, Operation, RequestEvents,
    Retry, Token, Transport, TransportError, UnknownMember,
};
use std::sync::{Arc, Mutex};

fn document(count: i32) -> Event {
    Event::Document(Document { text: None, count })
}

fn input(events: impl Into<RequestEvents<Event>>) -> Input {
    Input {
        name: Some("first".to_owned()),
        stream: events.into(),
    }
}

/// Returns the request of a call with two events.
fn request<Op: Operation<Input = Input, Output = Plain, Error = StreamError>>() -> Request<Bytes> {
    let fake = FakeTransport::new().on::<Op>(|_| Ok(Plain::default()));
    let input = input(vec![document(1), document(2)]);
    run(client::<Op>(&fake).call::<Op>(input)).unwrap();
    fake.sent().pop().unwrap()
}

#[test]
fn requests_say_that_their_body_is_an_event_stream() {
    for request in [
        request::<rest_json::In>(),
        request::<aws_json::In>(),
        request::<cbor::In>(),
    ] {
        let header = |name| request.headers().get(name).map(|it| it.to_str().unwrap());
        assert_eq!(
            header("content-type"),
            Some("application/vnd.amazon.eventstream")
        );
        assert_eq!(
            header("x-amz-content-sha256"),
            Some("STREAMING-AWS4-HMAC-SHA256-EVENTS")
        );
        assert_eq!(header("content-length"), None);
        let authorization = header("authorization").unwrap();
        assert!(
            authorization.contains("x-amz-content-sha256"),
            "{authorization}"
        );
    }
}

/// Smithy RPC v2 CBOR protocol, "Requests".
#[test]
fn requests_of_rpcv2_cbor_accept_what_they_get() {
    let accept = |request: Request<Bytes>| request.headers()["accept"].to_str().unwrap().to_owned();
    assert_eq!(accept(request::<cbor::In>()), "application/cbor");
    let fake = FakeTransport::new().once::<cbor::Out>(response(""));
    run(client::<cbor::Out>(&fake).call::<cbor::Out>(Plain::default())).unwrap();
    let request = fake.sent().pop().unwrap();
    assert_eq!(request.headers()["content-type"], "application/cbor");
    assert_eq!(accept(request), "application/vnd.amazon.eventstream");
}

#[test]
fn other_members_are_bound_or_in_the_initial_request() {
    let request = request::<rest_json::In>();
    assert_eq!(request.headers()["x-name"], "first");

    for (fake, expected) in [
        (
            recorded::<aws_json::In>(),
            (&br#"{"name":"first"}"#[..], "application/json"),
        ),
        (
            recorded::<cbor::In>(),
            (&b"\xa1\x64name\x65first"[..], "application/cbor"),
        ),
    ] {
        let frames = sent(&fake);
        assert_eq!(frames.len(), 2);
        assert_eq!(frames[0].text(":message-type"), "event");
        assert_eq!(frames[0].text(":event-type"), "initial-request");
        assert_eq!(
            (&frames[0].payload[..], frames[0].text(":content-type")),
            expected
        );
        assert_eq!(frames[1].text(":event-type"), "document");
    }
}

fn recorded<Op: Operation<Input = Input, Output = Plain, Error = StreamError>>() -> FakeTransport {
    let fake = FakeTransport::new().on::<Op>(|_| Ok(Plain::default()));
    run(client::<Op>(&fake).call::<Op>(input(vec![document(1)]))).unwrap();
    fake
}

#[test]
fn an_error_that_is_a_variant_is_sent_as_an_exception() {
    let aborted = Aborted {
        message: Some("enough".to_owned()),
        at: 2,
    };
    let fake = FakeTransport::new().on::<rest_json::In>(|_| Ok(Plain::default()));
    let events = vec![Event::Aborted(aborted.clone())];
    run(client::<rest_json::In>(&fake).call::<rest_json::In>(input(events))).unwrap();
    let frames = sent(&fake);
    assert_eq!(frames[0].text(":message-type"), "exception");
    assert_eq!(frames[0].text(":exception-type"), "aborted");
    assert_eq!(frames[0].header(":event-type"), None);
    assert_eq!(frames[0].payload, br#"{"message":"enough","at":2}"#);
    let mut request = fake.requests::<rest_json::In>().unwrap().pop().unwrap();
    assert_eq!(run(request.stream.next()), Some(Event::Aborted(aborted)));
}

#[test]
fn an_unknown_event_is_not_sent() {
    let unknown: Event = serde_json::from_str(r#"{"later": {}}"#).unwrap();
    assert!(matches!(&unknown, Event::Unknown(member) if UnknownMember::tag(member) == "later"));
    let fake = FakeTransport::new().on::<rest_json::In>(|_| Ok(Plain::default()));
    let call = client::<rest_json::In>(&fake);
    let error = run(call.call::<rest_json::In>(input(vec![unknown]))).unwrap_err();
    assert!(
        error.to_string().contains("unknown to this version"),
        "{error}"
    );
}

#[test]
fn events_are_not_signed_with_a_token_or_without_authentication() {
    let fake = FakeTransport::new().on::<rest_json::Bearer>(|_| Ok(Plain::default()));
    let config = fake.config_builder().token(Token::new("secret")).build();
    let client = Client::new::<crate::service::RestJson>(&config.unwrap());
    run(client.call::<rest_json::Bearer>(input(vec![document(1)]))).unwrap();
    let request = fake.sent().pop().unwrap();
    assert!(!request.headers().contains_key("x-amz-content-sha256"));
    let frames = Frame::all(request.body());
    assert_eq!(frames.len(), 1, "an end frame is signed");
    assert_eq!(frames[0].text(":event-type"), "document");
}

/// A transport that fails, and takes a number of events of each request.
struct Taking(usize, Arc<Mutex<usize>>);

impl Transport for Taking {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            *self.1.lock().unwrap() += 1;
            let mut body = request.into_body();
            for _ in 0..self.0 {
                body.next().await.unwrap().unwrap();
            }
            Err(TransportError::io("it is lost"))
        })
    }
}

fn attempts_of(transport: Taking) -> (usize, Error<StreamError>) {
    let attempts = Arc::clone(&transport.1);
    let config = Config::builder()
        .transport(transport)
        .credentials(Credentials::new("AKIDFAKE", "fake"))
        .endpoint_url("https://fake.example")
        .region("us-east-1")
        .retry(Retry::standard().max_attempts(3))
        .clock(Now);
    let client = Client::new::<crate::service::RestJson>(&config.build().unwrap());
    let error = run(client.call::<rest_json::In>(input(vec![document(1)]))).unwrap_err();
    let attempts = *attempts.lock().unwrap();
    (attempts, error)
}

/// A clock that does not wait.
struct Now;

impl runtime::Clock for Now {
    fn now(&self) -> std::time::SystemTime {
        std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_750_000_000)
    }

    fn instant(&self) -> std::time::Duration {
        std::time::Duration::ZERO
    }

    fn sleep(&self, _: std::time::Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

#[test]
fn a_call_is_retried_only_if_it_has_taken_no_event() {
    let (attempts, _) = attempts_of(Taking(0, Arc::default()));
    assert_eq!(attempts, 3);
    let (attempts, error) = attempts_of(Taking(1, Arc::default()));
    assert_eq!(attempts, 1);
    assert!(
        error
            .to_string()
            .contains("since events may have been sent"),
        "{error}"
    );
}
