//! Errors in streams: exceptions, errors, malformed messages, and lost connections.

use crate::event;
use crate::frames::{Value, frame};
use crate::service::{Aborted, Event, Plain, StreamError, rest_json};
use crate::{body, client, empty, json, received, response, run::run};
use runtime::bytes::Bytes;
use runtime::{Error, FakeBody, FakeTransport, TimeoutKind, TransportError, TransportErrorKind};

fn exception(name: &str, payload: &str) -> Vec<u8> {
    frame(
        &[
            (":message-type", Value::String("exception".into())),
            (":exception-type", Value::String(name.into())),
            (":content-type", Value::String("application/json".into())),
        ],
        payload.as_bytes(),
    )
}

/// Returns the error of a stream with one event, and then this frame, and then another event.
fn error(second: Vec<u8>) -> Error<StreamError> {
    let frames = [empty("empty"), second, empty("empty")];
    let (events, error) = run(received::<rest_json::Out>(body(&frames)));
    assert_eq!(events.len(), 1);
    error.expect("there is no error")
}

#[test]
fn an_exception_is_the_modelled_error_of_the_operation() {
    for name in [
        "aborted",
        "AbortedException",
        "com.example#AbortedException",
    ] {
        let error = error(exception(name, r#"{"Message":"no more","at":3}"#));
        assert_eq!(error.operation(), "Out");
        assert_eq!(error.code(), Some("AbortedException"));
        assert_eq!(error.message(), Some("no more"));
        assert_eq!(error.request_id(), Some("r-1"));
        assert_eq!(error.attempts(), 1);
        assert!(!error.is_retryable());
        let expected = Aborted {
            message: Some("no more".to_owned()),
            at: 3,
        };
        assert_eq!(
            error.into_service_error(),
            Some(StreamError::Aborted(expected))
        );
    }
}

#[test]
fn an_exception_of_throttling_is_retryable() {
    let error = error(exception("slow", r#"{"Message":"wait"}"#));
    assert!(error.is_throttling() && error.is_retryable());
    assert!(matches!(
        error.as_service_error(),
        Some(StreamError::Throttling(_))
    ));
}

#[test]
fn an_exception_that_the_model_does_not_have_keeps_its_code_and_message() {
    let error = error(exception("NewException", r#"{"message":"new"}"#));
    assert_eq!(
        (error.code(), error.message()),
        (Some("NewException"), Some("new"))
    );
    assert!(error.as_service_error().is_none() && !error.is_retryable());
    assert_eq!(
        error.raw_body().map(|it| &it[..]),
        Some(&br#"{"message":"new"}"#[..])
    );
}

#[test]
fn an_error_message_has_a_code_and_a_message() {
    let headers = [
        (":message-type", Value::String("error".into())),
        (":error-code", Value::String("InternalError".into())),
        (
            ":error-message",
            Value::String("An internal server error occurred".into()),
        ),
    ];
    let error = error(frame(&headers, b""));
    assert_eq!(error.code(), Some("InternalError"));
    assert_eq!(error.message(), Some("An internal server error occurred"));
    let text = error.to_string();
    assert_eq!(
        text,
        "Out: event stream: InternalError: An internal server error occurred (request id r-1)"
    );
}

#[test]
fn malformed_messages_are_errors_that_say_what_is_wrong() {
    let text = |value: &str| Value::String(value.to_owned());
    let cases = [
        (
            frame(&[(":event-type", text("empty"))], b""),
            "without the header `:message-type`",
        ),
        (
            frame(&[(":message-type", Value::Bytes(b"event".to_vec()))], b""),
            "a byte array, expected a string in the header `:message-type`",
        ),
        (
            frame(
                &[
                    (":message-type", text("other")),
                    (":event-type", text("empty")),
                ],
                b"",
            ),
            "expected `event`, `exception` or `error`",
        ),
        (
            frame(&[(":message-type", text("event"))], b""),
            "without the header `:event-type`",
        ),
        (
            frame(&[(":message-type", text("exception"))], b""),
            "without the header `:exception-type`",
        ),
        (json("document", "{"), "in `document"),
        (event("text", &[], None, b"\xff"), "not UTF-8"),
    ];
    for (frame, expected) in cases {
        let error = error(frame);
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(error.request_id(), Some("r-1"));
    }
}

#[test]
fn broken_frames_are_errors() {
    let whole = empty("empty");
    let mut flipped = whole.clone();
    *flipped.last_mut().unwrap() ^= 1;
    assert!(
        error(flipped)
            .to_string()
            .contains("its checksum does not match")
    );
    for end in [1, 15, whole.len() - 1] {
        let frames = [whole.clone(), whole[..end].to_vec()];
        let (events, error) = run(received::<rest_json::Out>(body(&frames)));
        assert_eq!(events.len(), 1);
        let error = error.unwrap();
        assert!(matches!(error, Error::Decode(_)));
        assert!(
            error.to_string().contains("the stream ended after"),
            "{error}"
        );
    }
}

#[test]
fn an_event_larger_than_configured_is_an_error() {
    let frames = body(&[
        empty("empty"),
        json("document", &format!(r#"{{"text":"{}"}}"#, "x".repeat(200))),
    ]);
    let call = |limit: usize| {
        let fake = FakeTransport::new().once::<rest_json::Out>(response(frames.clone()));
        let config = fake.config_builder().max_event_size(limit).build().unwrap();
        let client = runtime::Client::new::<crate::service::RestJson>(&config);
        let output = run(client.call::<rest_json::Out>(Plain::default()));
        run(crate::all(output.unwrap().stream))
    };
    assert_eq!(call(1_000).0.len(), 2);
    let (events, error) = call(100);
    assert_eq!(events.len(), 1);
    assert!(
        error
            .unwrap()
            .to_string()
            .contains("larger than the limit of 100 bytes")
    );
}

#[test]
fn a_lost_connection_is_an_error_of_the_transport() {
    let start = Bytes::from(empty("empty"));
    let half = start.slice(..start.len() / 2);
    let lost = FakeBody::new().chunk(start.clone()).chunk(half).cut();
    let (events, error) = run(received::<rest_json::Out>(lost));
    assert_eq!(events.len(), 1);
    let error = error.unwrap();
    let Error::Transport(dispatch) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(dispatch.transport_error().kind(), TransportErrorKind::Io);
    assert_eq!(
        error.to_string(),
        "Out: the event stream was interrupted: the response ended early (request id r-1)"
    );
}

#[test]
fn a_stalled_connection_is_a_timeout() {
    let stalled = FakeBody::new()
        .chunk(empty("empty"))
        .error(TransportError::timeout("nothing came"));
    let (events, error) = run(received::<rest_json::Out>(stalled));
    assert_eq!(events.len(), 1);
    let Some(Error::Timeout(error)) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.kind(), TimeoutKind::Stall);
}

#[test]
fn a_response_that_is_not_an_event_stream_says_so() {
    let mut other = response("{}");
    let json = "application/json".parse().unwrap();
    other.headers_mut().insert("content-type", json);
    let fake = FakeTransport::new().once::<rest_json::Out>(other);
    let client = client::<rest_json::Out>(&fake);
    let output = run(client.call::<rest_json::Out>(Plain::default())).unwrap();
    let (_, error) = run(crate::all(output.stream));
    let text = error.unwrap().to_string();
    assert!(
        text.contains("has the content type `application/json`"),
        "{text}"
    );
}

#[test]
fn an_error_before_the_stream_is_the_error_of_the_call() {
    let error = runtime::http::Response::builder()
        .status(429)
        .header("x-amzn-errortype", "ThrottlingException")
        .body(r#"{"Message":"wait"}"#)
        .unwrap();
    let fake = FakeTransport::new().once::<rest_json::Out>(error);
    let client = client::<rest_json::Out>(&fake);
    let error = run(client.call::<rest_json::Out>(Plain::default())).unwrap_err();
    assert!(matches!(
        error.as_service_error(),
        Some(StreamError::Throttling(_))
    ));
}

#[test]
fn an_error_that_only_requests_have_as_a_variant_is_never_an_event() {
    let error = error(exception("aborted", "{}"));
    assert!(error.as_service_error().is_some());
    // Nor is an event of that name an error.
    let (events, error) = run(received::<rest_json::Out>(body(&[json("aborted", "{}")])));
    assert!(error.is_none());
    assert!(matches!(events[0], Event::Aborted(_)));
}
