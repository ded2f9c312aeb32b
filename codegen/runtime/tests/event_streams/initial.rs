//! The first message of responses, and what takes its place in protocols with HTTP bindings.

use crate::event;
use crate::frames::{Value, frame};
use crate::service::{Aborted, Output, Plain, StreamError, aws_json, cbor, rest_json};
use crate::{all, body, client, empty, response, run::run};
use runtime::http::Response;
use runtime::{Body, Error, FakeBody, FakeTransport, Operation};
use std::slice::from_ref;

fn call<Op: Operation<Input = Plain, Output = Output, Error = StreamError>>(
    response: Response<Body>,
) -> Result<Output, Error<StreamError>> {
    let fake = FakeTransport::new().once::<Op>(response);
    run(client::<Op>(&fake).call::<Op>(Plain::default()))
}

fn initial(content_type: &str, document: &[u8]) -> Vec<u8> {
    event("initial-response", &[], Some(content_type), document)
}

fn json() -> Vec<u8> {
    initial("application/json", br#"{"name":"first"}"#)
}

#[test]
fn members_beside_the_stream_are_in_the_initial_response() {
    let frames = [json(), empty("empty"), empty("empty")];
    let output = call::<aws_json::Out>(response(body(&frames))).unwrap();
    assert_eq!(output.name.as_deref(), Some("first"));
    assert_eq!(run(all(output.stream)).0.len(), 2);

    let document = initial("application/cbor", b"\xa1\x64name\x65first");
    let output = call::<cbor::Out>(response(body(&[document, empty("empty")]))).unwrap();
    assert_eq!(output.name.as_deref(), Some("first"));
    assert_eq!(run(all(output.stream)).0.len(), 1);
}

#[test]
fn the_initial_response_may_come_in_any_pieces() {
    let bytes = [json(), empty("empty")].concat();
    for size in [1, 7, bytes.len() - 1] {
        let pieces = bytes.chunks(size).map(<[u8]>::to_vec);
        let body = pieces.fold(FakeBody::new(), |body, piece| body.chunk(piece));
        let output = call::<aws_json::Out>(response(body)).unwrap();
        assert_eq!(output.name.as_deref(), Some("first"));
        let (events, error) = run(all(output.stream));
        assert!(error.is_none());
        assert_eq!(events.len(), 1);
    }
}

#[test]
fn the_initial_response_may_be_missing() {
    for frames in [
        vec![],
        vec![empty("empty")],
        vec![empty("empty"), empty("empty")],
    ] {
        let output = call::<aws_json::Out>(response(body(&frames))).unwrap();
        assert_eq!(output.name, None);
        assert_eq!(run(all(output.stream)).0.len(), frames.len());
    }
}

#[test]
fn a_missing_initial_response_with_required_members_is_an_error() {
    let error = call::<aws_json::Required>(response(body(&[empty("empty")]))).unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(call::<aws_json::Required>(response(body(&[json()]))).is_ok());
}

#[test]
fn a_missing_initial_response_is_explained() {
    let mut broken = json();
    *broken.last_mut().unwrap() ^= 1;
    let complete = json();
    for (body, reason) in [
        (broken, "its checksum does not match"),
        (empty("empty"), "is not the event `initial-response`"),
        (complete[..20].to_vec(), "the stream ended after 20 bytes"),
        (Vec::new(), "has no message"),
    ] {
        let error = call::<aws_json::Required>(response(body)).unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
    }
    let page = Response::builder().header("content-type", "text/html");
    let page = page.body("<html>Log in</html>".into()).unwrap();
    let error = call::<aws_json::Required>(page).unwrap_err();
    assert!(error.to_string().contains("`text/html`"), "{error}");
}

#[test]
fn a_missing_header_with_a_required_member_is_an_error() {
    let error = call::<rest_json::Required>(response(body(&[empty("empty")]))).unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("no header `x-name`"), "{error}");
    let mut response = response(body(&[empty("empty")]));
    let name = "first".parse().unwrap();
    response.headers_mut().insert("x-name", name);
    let output = call::<rest_json::Required>(response).unwrap();
    assert_eq!(output.name.as_deref(), Some("first"));
}

#[test]
fn an_exception_as_the_first_message_is_the_error_of_the_call() {
    let exception = frame(
        &[
            (":message-type", Value::String("exception".into())),
            (":exception-type", Value::String("aborted".into())),
        ],
        br#"{"message":"no","at":1}"#,
    );
    let error = call::<aws_json::Out>(response(body(from_ref(&exception)))).unwrap_err();
    let expected = Aborted {
        message: Some("no".to_owned()),
        at: 1,
    };
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(
        error.into_service_error(),
        Some(StreamError::Aborted(expected))
    );

    // With HTTP bindings the head is the response.
    let output = call::<rest_json::Out>(response(body(&[exception]))).unwrap();
    let (events, error) = run(all(output.stream));
    assert!(events.is_empty() && error.is_some());
}

#[test]
fn an_error_as_the_first_message_is_the_error_of_the_call() {
    let headers = [
        (":message-type", Value::String("error".into())),
        (":error-code", Value::String("500".into())),
    ];
    let error = call::<cbor::Out>(response(body(&[frame(&headers, b"")]))).unwrap_err();
    assert_eq!(error.code(), Some("500"));
}

#[test]
fn a_malformed_first_message_is_an_error_of_the_stream() {
    let mut frame = empty("empty");
    *frame.last_mut().unwrap() ^= 1;
    let output = call::<aws_json::Out>(response(body(&[frame]))).unwrap();
    let (events, error) = run(all(output.stream));
    assert!(events.is_empty());
    assert!(matches!(error, Some(Error::Decode(_))));
}
