//! Responses whose body is not of the protocol: of a proxy, a load balancer, a captive portal.

use crate::script::{Answer, answer};
use crate::world::{Outcome, World, client};
use runtime::{Protocol, Retry};

const HTML: (&str, &str) = ("content-type", "text/html; charset=utf-8");
const SECRET: &str = "<html>hunter2</html>";

fn outcome(protocol: Protocol, answer: Answer) -> Outcome {
    let world = World::new([answer]);
    let config = world.config().retry(Retry::off()).protocol(protocol);
    world.call_of(&client(config))
}

/// The error of a response, which shows nothing of its body.
fn said(protocol: Protocol, status: u16, headers: &[(&str, &str)], body: &str) -> String {
    let error = outcome(protocol, answer(status, headers, body.to_owned())).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    assert_eq!(error.raw_body().unwrap(), body);
    error.to_string()
}

#[test]
fn a_body_of_another_kind_is_said_with_every_status() {
    let said = |status, headers: &[_], body| said(Protocol::AwsJson1_0, status, headers, body);
    assert_eq!(
        said(200, &[HTML, ("x-amzn-requestid", "4711")], SECRET),
        "GetState: HTTP 200: the response could not be read: expected value at line 1 column 1; the response was \
         text/html, 20 bytes (request id 4711)"
    );
    assert_eq!(
        said(502, &[HTML, ("x-amzn-requestid", "4711")], SECRET),
        "GetState: HTTP 502 (request id 4711); the response was text/html, 20 bytes"
    );
    assert_eq!(
        said(403, &[], "hunter2"),
        "GetState: HTTP 403; the response was 7 bytes without a content type"
    );
    // The code is in a header, so the error is known, and its members are not.
    assert_eq!(
        said(
            429,
            &[HTML, ("x-amzn-errortype", "ThrottlingException")],
            SECRET
        ),
        "GetState: HTTP 429 ThrottlingException; its body could not be read: expected value at line 1 column 1; the \
         response was text/html, 20 bytes"
    );
    for body in ["[]", "17", "\"hunter2\"", "{\"nested\": "] {
        let json = ("content-type", "application/json");
        for status in [200, 500] {
            let said = said(status, &[json], body);
            let bytes = body.len();
            let end = format!("; the response was application/json, {bytes} bytes");
            assert!(said.ends_with(&end), "{said}");
        }
    }
}

#[test]
fn a_body_of_the_protocol_is_not_mentioned() {
    let said = |status, headers: &[_], body| said(Protocol::AwsJson1_0, status, headers, body);
    for (status, headers, body) in [
        (500, &[][..], "{}"),
        (500, &[], r#"{"message": "broken"}"#),
        (400, &[HTML], r#"{"__type": "Other"}"#),
        (
            400,
            &[],
            r#"{"__type": "ThrottlingException", "message": 1}"#,
        ),
        (200, &[HTML], r#"{"nested": 1}"#),
        // Nor is one that is not there.
        (503, &[HTML], ""),
        (200, &[HTML], ""),
    ] {
        let said = said(status, headers, body);
        assert!(!said.contains("the response was"), "{said}");
    }
}

#[cfg(feature = "cbor")]
#[test]
fn a_body_in_place_of_cbor_is_said_too() {
    let said = |status, headers: &[_], body| said(Protocol::RpcV2Cbor, status, headers, body);
    assert_eq!(
        said(200, &[HTML], SECRET),
        "GetState: HTTP 200: the response could not be read: a response of another protocol: it has no header \
         `smithy-protocol`; the response was text/html, 20 bytes"
    );
    assert_eq!(
        said(502, &[HTML], SECRET),
        "GetState: HTTP 502; its body could not be read: a response of another protocol: it has no header \
         `smithy-protocol`; the response was text/html, 20 bytes"
    );
    let own = ("smithy-protocol", "rpc-v2-cbor");
    let said = said(500, &[own, HTML], SECRET);
    assert_eq!(
        said,
        "GetState: HTTP 500; the response was text/html, 20 bytes"
    );
}
