//! Error responses with headers that add to the body.

use super::{error_codes, request_id};
use crate::error::{ErrorBody, ErrorFacts, ErrorMetadata, Fault};
use crate::operation::Protocol;
use crate::protocol::{Rules, Target, rules};
use http::Response;
use http::response::Parts;

const RULES: &Rules = rules(Protocol::AwsJson1_1).unwrap();
const TARGET: Target = Target::plain(RULES, "Example", "Call");

const fn facts(code: &'static str, sensitive_message: bool) -> ErrorFacts {
    ErrorFacts {
        code,
        fault: Fault::Client,
        status: None,
        retryable: None,
        sensitive_message,
        query_code: None,
    }
}

fn head(headers: &[(&str, &str)]) -> Parts {
    let mut response = Response::builder().status(400);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(()).unwrap().into_parts().0
}

fn metadata(target: Target, headers: &[(&str, &str)], body: &str) -> ErrorMetadata {
    let (head, body) = (head(headers), ErrorBody::json(body.as_bytes()));
    let codes = error_codes(target, &head, &body);
    super::metadata(target, &head, &body, &codes)
}

fn code(headers: &[(&str, &str)], body: &str) -> Option<String> {
    metadata(TARGET, headers, body).code
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
        metadata(target, &[], &body).sensitive_message
    };
    assert!(sensitive("Hidden", &[HIDDEN, SHOWN]));
    assert!(!sensitive("Shown", &[HIDDEN, SHOWN]));
    assert!(!sensitive("Other", &[HIDDEN, SHOWN]));
    assert!(sensitive("Other", &[HIDDEN, HIDDEN]));
    assert!(!sensitive("Other", &[]));
}

/// A service that once spoke the AWS query protocol, with an error whose message is hidden.
const QUERY: Target = Target {
    query_compatible: true,
    errors: &[ErrorFacts {
        query_code: Some("Old.Hidden"),
        ..facts("Hidden", true)
    }],
    ..TARGET
};

/// As Smithy's protocol tests have it (`QueryCompatibleAwsJson10CustomCodeError`, `…NoCustomCodeError`).
#[test]
fn the_code_of_the_query_protocol_is_shown_and_the_shape_stays_that_of_the_body() {
    let body = r#"{"__type": "aws.example#Hidden", "message": "m"}"#;
    for (header, shown, fault) in [
        ("Customized;Sender", "Customized", Fault::Client),
        ("Customized;Receiver", "Customized", Fault::Server),
        (" A.B.C ; Receiver", "A.B.C", Fault::Server),
        // What is not said is the model's.
        ("Customized;", "Customized", Fault::Client),
        ("Customized;Nobody", "Customized", Fault::Client),
        ("Customized", "Hidden", Fault::Client),
        (";Receiver", "Hidden", Fault::Client),
        ("", "Hidden", Fault::Client),
    ] {
        let headers = [("x-amzn-query-error", header)];
        let codes = error_codes(QUERY, &head(&headers), &ErrorBody::json(body.as_bytes()));
        assert_eq!(codes.shape.as_deref(), Some("Hidden"), "{header}");
        let metadata = metadata(QUERY, &headers, body);
        assert_eq!(metadata.code(), Some(shown), "{header}");
        assert_eq!(metadata.fault(), Some(fault), "{header}");
        assert!(metadata.sensitive_message, "the shape decides: {header}");
    }
}

#[test]
fn a_service_that_never_spoke_the_query_protocol_is_not_believed_to() {
    let headers = [("x-amzn-query-error", "Customized;Sender")];
    let metadata = metadata(TARGET, &headers, r#"{"__type": "Own"}"#);
    assert_eq!(metadata.code(), Some("Own"));
    assert_eq!(metadata.fault(), None, "the model does not list it");
}
