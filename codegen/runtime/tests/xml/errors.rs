//! Errors of all forms, and bodies that are none.
//!
//! Source: Smithy's specifications of restXml, awsQuery and ec2Query, sections "Operation error serialization".

use crate::service::*;
use crate::values::{at, greeting, text};
use crate::{failed, received, run};
use runtime::http::Response;
use runtime::{Client, FakeTransport, Fault, OperationError};

const WRAPPED: &str = "<ErrorResponse>\n <Error><Type>Sender</Type><Code>InvalidGreeting</Code><Message>Hi</Message>\
                       <Other>a</Other></Error>\n <RequestId>foo-id</RequestId></ErrorResponse>";
const UNWRAPPED: &str = "<?xml version=\"1.0\"?><Error><Type>Sender</Type><Code>InvalidGreeting</Code>\
                         <message>Hi</message><RequestId>foo-id</RequestId></Error>";
const OLD: &str = "<Response><Errors><Error><Code>InvalidGreeting</Code><Message>Hi</Message></Error></Errors>\
                   <RequestID>foo-id</RequestID></Response>";

fn expect_greeting<E: OperationError>(error: &runtime::ServiceError<E>) {
    let metadata = error.metadata();
    assert_eq!(metadata.code(), Some("InvalidGreeting"));
    assert_eq!(metadata.message(), Some("Hi"));
    assert_eq!(metadata.request_id(), Some("foo-id"));
    assert_eq!(metadata.fault(), Some(Fault::Client));
    let modeled = error.error().expect("a modeled error");
    assert_eq!(modeled.facts().code, "InvalidGreeting");
    assert_eq!(modeled.message(), Some("Hi"));
}

#[test]
fn an_error_is_found_in_every_form() {
    for body in [WRAPPED, UNWRAPPED, OLD] {
        expect_greeting(&failed::<PutValues>(400, body));
        expect_greeting(&failed::<QueryValues>(400, body));
        expect_greeting(&failed::<Ec2Values>(400, body));
    }
}

#[test]
fn members_are_siblings_of_the_code_or_in_headers() {
    let body = "<ErrorResponse><Error><Code>ComplexError</Code><TopLevel>Top level</TopLevel>\
                <Nested><hi>bar</hi></Nested><At>1970-01-01T00:00:05Z</At></Error></ErrorResponse>";
    let expected = ComplexError {
        header: None,
        top_level: text("Top level"),
        nested: Some(greeting("bar")),
        at: at(5),
    };
    let error = failed::<QueryValues>(400, body);
    let expected = GreetingError::ComplexError(expected);
    assert_eq!(error.error(), Some(&expected));
    assert_eq!(error.metadata().status(), 400);
    let error = failed::<PutValues>(403, body);
    assert_eq!(error.error(), Some(&expected));
}

#[test]
fn a_code_of_the_query_protocol_chooses_the_shape() {
    let body = WRAPPED
        .replace("InvalidGreeting", "Customized")
        .replace("Sender", "Receiver");
    let error = failed::<QueryValues>(402, body);
    assert_eq!(error.metadata().code(), Some("Customized"));
    assert_eq!(error.metadata().fault(), Some(Fault::Server));
    let expected = CustomCodeError {
        message: text("Hi"),
    };
    assert_eq!(
        error.error(),
        Some(&GreetingError::CustomCodeError(expected))
    );
}

#[test]
fn an_error_that_the_model_lacks_has_its_code_and_message() {
    let body = "<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>no</Message></Error></Errors>\
                <RequestID>1</RequestID></Response>";
    let error = failed::<Ec2Values>(400, body);
    assert_eq!(error.error(), None);
    assert_eq!(error.metadata().code(), Some("InvalidInstanceID.NotFound"));
    assert_eq!(error.metadata().message(), Some("no"));
    assert_eq!(
        error.to_string(),
        "Ec2Values: HTTP 400 InvalidInstanceID.NotFound: no (request id 1)"
    );
}

/// As Route 53 answers.
#[test]
fn an_error_may_be_the_root() {
    let body = "<InvalidChangeBatch xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Messages>\
                <Message>Tried to create a record</Message></Messages><RequestId>r</RequestId></InvalidChangeBatch>";
    let error = failed::<PutValues>(400, body);
    assert_eq!(error.metadata().code(), Some("InvalidChangeBatch"));
    assert_eq!(error.metadata().request_id(), Some("r"));
    let expected = InvalidChangeBatch {
        messages: Some(vec!["Tried to create a record".to_owned()]),
    };
    assert_eq!(
        error.error(),
        Some(&GreetingError::InvalidChangeBatch(expected))
    );
}

/// As front ends of AWS answer a request that they cannot assign to a service.
#[test]
fn an_exception_that_the_model_lacks_may_be_the_root() {
    for (body, code, message) in [
        (
            "<AccessDeniedException>\n  <Message>Unable to determine</Message>\n</AccessDeniedException>",
            "AccessDeniedException",
            Some("Unable to determine"),
        ),
        (
            "<UnknownOperationException/>",
            "UnknownOperationException",
            None,
        ),
    ] {
        for error in [
            failed::<PutValues>(403, body),
            failed::<QueryValues>(403, body),
        ] {
            assert_eq!(error.metadata().code(), Some(code));
            assert_eq!(error.metadata().message(), message);
            assert_eq!(error.error(), None);
        }
    }
}

#[test]
fn the_request_id_of_an_error_may_be_in_a_header() {
    let without = WRAPPED.replace("<RequestId>foo-id</RequestId>", "");
    for body in ["", &without, "<html></html>"] {
        let response = Response::builder()
            .status(400)
            .header("x-amzn-requestid", "in-header")
            .body(body.to_owned())
            .unwrap();
        let fake = FakeTransport::new().once::<QueryValues>(response);
        let client = Client::new::<Query>(&fake.config_builder().build().unwrap());
        let error = run(client.call::<QueryValues>(Parameters::default())).unwrap_err();
        assert_eq!(error.request_id(), Some("in-header"), "{body}");
    }
}

#[test]
fn throttling_is_found_by_its_code() {
    for (code, expected) in [
        ("Throttling", true),
        ("RequestLimitExceeded", true),
        ("InvalidGreeting", false),
    ] {
        for body in [WRAPPED, UNWRAPPED, OLD] {
            let body = body.replace("InvalidGreeting", code);
            let errors = [
                received::<PutValues>(400, body.clone())
                    .map(drop)
                    .unwrap_err()
                    .is_throttling(),
                received::<QueryValues>(400, body.clone())
                    .map(drop)
                    .unwrap_err()
                    .is_throttling(),
                received::<Ec2Values>(400, body)
                    .map(drop)
                    .unwrap_err()
                    .is_throttling(),
            ];
            assert_eq!(errors, [expected; 3], "{code}");
        }
    }
}

#[test]
fn of_several_errors_the_first_counts() {
    let body = "<Response><Errors><Error><Code>InvalidGreeting</Code><Message>Hi</Message></Error>\
                <Error><Code>Other</Code><Message>no</Message></Error></Errors>\
                <RequestID>foo-id</RequestID></Response>";
    let error = failed::<Ec2Values>(400, body);
    assert_eq!(error.metadata().code(), Some("InvalidGreeting"));
    assert_eq!(error.metadata().message(), Some("Hi"));
    assert_eq!(error.metadata().request_id(), Some("foo-id"));
    let expected = InvalidGreeting {
        message: text("Hi"),
    };
    assert_eq!(
        error.error(),
        Some(&GreetingError::InvalidGreeting(expected))
    );
}

#[test]
fn a_body_without_an_error_has_no_code() {
    for body in [
        "",
        "<html><head><title>502</title></head></html>",
        "<!DOCTYPE html><html>",
        "{\"__type\":\"InvalidGreeting\"}",
        "<Unknown><Text>a</Text></Unknown>",
        "<ErrorResponse/>",
        "<ErrorResponse><Error/></ErrorResponse>",
        "\u{0}",
    ] {
        for error in [
            failed::<PutValues>(502, body),
            failed::<QueryValues>(502, body),
        ] {
            assert_eq!(error.metadata().code(), None, "{body}");
            assert_eq!(error.metadata().status(), 502);
            assert_eq!(error.error(), None);
        }
    }
    let error = failed::<QueryValues>(502, "<html><head></head></html>").to_string();
    assert!(
        error.ends_with("the response was 26 bytes without a content type"),
        "{error}"
    );
}

#[test]
fn the_code_of_a_truncated_body_is_kept() {
    let body = WRAPPED.split_once("<Other>").unwrap().0;
    let error = failed::<QueryValues>(400, body);
    assert_eq!(error.metadata().code(), Some("InvalidGreeting"));
    assert_eq!(error.metadata().message(), Some("Hi"));
    assert_eq!(error.error(), None);
    assert!(error.decode_error().is_some());
}
