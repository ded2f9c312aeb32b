//! What the headers of an error's response add to its body.

use super::{metadata, request_id};
use crate::error::{ErrorBody, ErrorFacts, Fault};
use crate::operation::Protocol;
use crate::protocol::Target;
use http::Response;
use http::response::Parts;

const TARGET: Target = Target {
    protocol: Protocol::AwsJson1_1,
    service: "Example",
    operation: "Call",
    errors: &[],
    long_poll: false,
};

const fn facts(code: &'static str, sensitive_message: bool) -> ErrorFacts {
    ErrorFacts {
        code,
        fault: Fault::Client,
        status: None,
        retryable: None,
        sensitive_message,
    }
}

fn head(headers: &[(&str, &str)]) -> Parts {
    let mut response = Response::builder().status(400);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(()).unwrap().into_parts().0
}

fn code(headers: &[(&str, &str)], body: &str) -> Option<String> {
    metadata(TARGET, &head(headers), &ErrorBody::json(body.as_bytes())).code
}

#[test]
fn the_headers_code_comes_before_the_bodys() {
    let body = r#"{"__type": "Body"}"#;
    assert_eq!(
        code(&[("X-Amzn-Errortype", "aws.example#Head:http://x/")], body).unwrap(),
        "Head"
    );
    assert_eq!(code(&[("x-amzn-errortype", ":")], body).unwrap(), "Body");
    assert_eq!(code(&[("x-amzn-errortype", "")], body).unwrap(), "Body");
    assert_eq!(
        code(&[("x-amzn-errortype", "Head")], "<html>").unwrap(),
        "Head"
    );
    assert_eq!(code(&[], ""), None);
}

#[test]
fn the_request_id_has_two_names() {
    let id = |headers: &[(&str, &str)]| request_id(&head(headers).headers);
    assert_eq!(
        id(&[("x-amz-request-id", "b"), ("X-Amzn-RequestId", "a")]).unwrap(),
        "a"
    );
    assert_eq!(
        id(&[("x-amz-request-id", "b"), ("x-amzn-requestid", " ")]).unwrap(),
        "b"
    );
    assert_eq!(id(&[]), None);
}

#[test]
fn the_message_of_an_unknown_code_is_sensitive_when_every_known_one_is() {
    const HIDDEN: ErrorFacts = facts("Hidden", true);
    const SHOWN: ErrorFacts = facts("Shown", false);
    let sensitive = |code: &str, errors: &'static [ErrorFacts]| {
        let body = format!(r#"{{"__type": "{code}", "message": "m"}}"#);
        let target = Target { errors, ..TARGET };
        metadata(target, &head(&[]), &ErrorBody::json(body.as_bytes())).sensitive_message
    };
    assert!(sensitive("Hidden", &[HIDDEN, SHOWN]));
    assert!(!sensitive("Shown", &[HIDDEN, SHOWN]));
    assert!(!sensitive("Other", &[HIDDEN, SHOWN]));
    assert!(sensitive("Other", &[HIDDEN, HIDDEN]));
    assert!(!sensitive("Other", &[]));
}
