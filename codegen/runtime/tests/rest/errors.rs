//! Error responses: their codes, messages, and members in headers.
//!
//! Source: Smithy's specification "AWS restJson1 protocol", "Operation error serialization".

use crate::received;
use crate::service::*;
use runtime::http::Response;
use runtime::protocol_test::error_of;
use runtime::{Protocol, ServiceError};

fn failed(
    status: u16,
    headers: &[(&str, &[u8])],
    body: &'static str,
) -> ServiceError<GreetingError> {
    match received::<GreetingWithErrors>((), status, headers, body) {
        Err(runtime::Error::Service(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_code_of_the_header_comes_before_that_of_the_body() {
    let body = r#"{"code": "Other", "__type": "Another", "TopLevel": "t"}"#;
    let error = failed(
        403,
        &[("x-amzn-errortype", b"ComplexError:http://x/")],
        body,
    );
    let Some(GreetingError::ComplexError(error)) = error.error() else {
        panic!("{error:?}");
    };
    assert_eq!(error.top_level.as_deref(), Some("t"));
}

#[test]
fn bound_members_of_errors_come_from_headers() {
    let headers: [(&str, &[u8]); 3] = [
        ("X-Amzn-Errortype", b"ComplexError"),
        ("X-Header", b"Header"),
        ("Retry-After", b"30"),
    ];
    let body = r#"{"Header": "of the body", "RetryAfter": 7, "Nested": {"Fooooo": "bar"}}"#;
    let error = failed(429, &headers, body);
    let expected = ComplexError {
        header: Some("Header".to_owned()),
        nested: Some(ComplexNestedErrorData {
            foo: Some("bar".to_owned()),
        }),
        retry_after: Some(30),
        top_level: None,
    };
    assert_eq!(error.error(), Some(&GreetingError::ComplexError(expected)));
    // HEAD: everything is in the headers.
    let error = failed(403, &headers, "");
    let Some(GreetingError::ComplexError(error)) = error.error() else {
        panic!("{error:?}");
    };
    assert_eq!(error.retry_after, Some(30));
}

#[test]
fn an_error_with_an_invalid_header_keeps_its_code() {
    let headers: [(&str, &[u8]); 2] = [
        ("X-Amzn-Errortype", b"ComplexError"),
        ("Retry-After", b"soon"),
    ];
    let error = failed(403, &headers, "{}");
    assert_eq!(error.error(), None);
    assert_eq!(error.metadata().code(), Some("ComplexError"));
    let shown = error.to_string();
    assert!(shown.contains("ComplexError"), "{shown}");
}

/// RFC 6749, section 5.2, as `CreateToken` of IAM Identity Center answers.
#[test]
fn oauth_services_have_a_code_and_a_description_of_their_own() {
    let body = r#"{"error": "authorization_pending", "error_description": "not yet"}"#;
    let error = failed(400, &[], body);
    assert_eq!(error.metadata().code(), Some("authorization_pending"));
    assert_eq!(error.metadata().message(), Some("not yet"));
    let error = failed(400, &[("X-Amzn-Errortype", b"FooError")], body);
    let Some(GreetingError::FooError(foo)) = error.error() else {
        panic!("{error:?}");
    };
    assert_eq!(foo.message.as_deref(), Some("not yet"));
    let body = r#"{"error_description": "not yet", "message": "own"}"#;
    assert_eq!(failed(400, &[], body).metadata().message(), Some("own"));
}

#[test]
fn a_body_of_any_kind_is_an_error_by_its_status() {
    for body in ["", "<html>", "[]", r#"{"code": 5}"#, r#"{"code": "a"#] {
        let error = failed(503, &[], body);
        assert_eq!(error.error(), None);
        assert_eq!(error.metadata().status(), 503);
    }
}

#[test]
fn an_error_of_a_test_has_its_members_from_headers() {
    let response = |headers: &[(&str, &str)], body: &'static str| {
        let mut response = Response::builder().status(403);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        response.body(body).unwrap()
    };
    let headers = [("x-amzn-errortype", "ComplexError"), ("X-Header", "Header")];
    let response = response(&headers, r#"{"TopLevel": "t", "__type": "Other"}"#);
    let error = |protocol| error_of::<GreetingError>(protocol, &response);
    let (code, found) = error(Protocol::RestJson1).unwrap();
    assert_eq!(code, "ComplexError");
    let expected = ComplexError {
        header: Some("Header".to_owned()),
        top_level: Some("t".to_owned()),
        ..ComplexError::default()
    };
    let found = found.unwrap().unwrap();
    assert_eq!(found, GreetingError::ComplexError(expected));
    // Without bindings, headers have no members.
    let (code, found) = error(Protocol::AwsJson1_0).unwrap();
    assert_eq!(code, "ComplexError");
    let Some(Ok(GreetingError::ComplexError(found))) = found else {
        panic!("{found:?}");
    };
    assert_eq!(
        (found.header, found.top_level.as_deref()),
        (None, Some("t"))
    );
}
