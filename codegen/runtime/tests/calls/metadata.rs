//! Metadata of a call.

use crate::sample::operation::get_state::GetState;
use crate::script::{answer, ok, status};
use crate::world::{World, input};
use runtime::Error;

#[test]
fn a_response_comes_with_what_is_known_of_it() {
    let headers = [("x-amzn-RequestId", "id-1"), ("x-served-by", "cell 7")];
    let world = World::new([
        status(503),
        answer(200, &headers, r#"{"optional": {"text": "a"}}"#),
    ]);
    let client = world.client();
    let call = client.request::<GetState>(input()).send();
    let response = world.clock.run(call).unwrap();
    assert_eq!(response.output.optional.unwrap().text.as_deref(), Some("a"));
    let metadata = response.metadata;
    assert_eq!(metadata.request_id().as_deref(), Some("id-1"));
    assert_eq!((metadata.attempts(), metadata.status().as_u16()), (2, 200));
    assert_eq!(metadata.headers()["x-served-by"], "cell 7");
    let shown = format!("{metadata:?}");
    assert!(
        shown.contains("x-served-by") && !shown.contains("cell 7"),
        "{shown}"
    );
}

#[test]
fn a_response_without_an_id_has_none() {
    let world = World::new([ok()]);
    let client = world.client();
    let call = client.request::<GetState>(input()).send();
    let metadata = world.clock.run(call).unwrap().metadata;
    assert_eq!((metadata.request_id(), metadata.attempts()), (None, 1));
}

#[test]
fn an_error_comes_with_what_is_known_of_it() {
    let body = r#"{"__type": "ThrottlingException", "message": "slow down"}"#;
    let throttled = |id| answer(429, &[("x-amz-request-id", id)], body);
    let world = World::new([throttled("id-1"), throttled("id-2"), throttled("id-3")]);
    let error = world.call().unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetState: HTTP 429 ThrottlingException: slow down (request id id-3) after 3 attempts"
    );
    let Error::Service(error) = error else {
        panic!("{error}");
    };
    let metadata = error.metadata();
    assert_eq!((metadata.attempts(), metadata.status().as_u16()), (3, 429));
    assert_eq!(metadata.request_id(), Some("id-3"));
    assert_eq!(
        (metadata.code(), metadata.message()),
        (Some("ThrottlingException"), Some("slow down"))
    );
}

#[test]
fn the_bytes_of_a_response_are_kept_on_request() {
    let body = r#"{"optional": {"text": "a"}, "unknown": [1, 2]}"#;
    let world = World::new([status(503), answer(200, &[], body), answer(200, &[], body)]);
    let client = world.client();
    let call = client.request::<GetState>(input()).keep_raw_body();
    let response = world.clock.run(call.send()).unwrap();
    assert_eq!(response.metadata.raw_body().unwrap(), body);
    assert!(!format!("{:?}", response.metadata).contains("unknown"));
    let call = client.request::<GetState>(input()).send();
    let response = world.clock.run(call).unwrap();
    assert_eq!(response.metadata.raw_body(), None);
}
