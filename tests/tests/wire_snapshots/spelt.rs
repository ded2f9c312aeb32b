//! The ways in which services are known to write an error.
//!
//! In the model of CodeConnections the message is `Message`, in that of Proton it is `message`, and sensitive.

use crate::exchange::{Failure, OPERATIONS, Operation};
use runtime::bytes::Bytes;
use runtime::http::Response;
use serde_json::{Value, json};

const CODE: &str = "ThrottlingException";
const CODE_HEADER: &str = "X-Amzn-Errortype";

/// [`CODE`] as it is written with some or all of what can be around it.
const SPELLINGS: [&str; 5] = [
    "ThrottlingException",
    "com.amazonaws.example#ThrottlingException",
    "ThrottlingException:http://internal.example/why/",
    "aws.example#ThrottlingException:http://internal.example/",
    "ThrottlingException:http://internal.example/#why",
];

#[test]
fn a_code_is_found_wherever_and_however_it_is_written() {
    for operation in operations() {
        for spelling in SPELLINGS {
            let header = refused(operation, &[(CODE_HEADER, spelling)], "{}");
            let r#type = refused(operation, &[], &json!({"__type": spelling}).to_string());
            let code = refused(operation, &[], &json!({"code": spelling}).to_string());
            for failure in [header, r#type, code] {
                assert_eq!(failure.code.as_deref(), Some(CODE), "{spelling}");
                let modeled = failure.modeled.map(|modeled| modeled.facts.code);
                assert_eq!(modeled, Some(CODE), "{spelling}");
            }
        }
    }
}

#[test]
fn the_header_counts_before_the_type_and_the_type_before_the_code() {
    for operation in operations() {
        let body = json!({"__type": "FromType", "code": "FromCode"}).to_string();
        let all = refused(operation, &[(CODE_HEADER, "FromHeader")], &body);
        assert_eq!(all.code.as_deref(), Some("FromHeader"));
        let without_header = refused(operation, &[], &body);
        assert_eq!(without_header.code.as_deref(), Some("FromType"));
    }
}

#[test]
fn only_text_at_the_top_is_a_code() {
    let bodies = [
        json!({"code": 4711}),
        json!({"__type": null}),
        json!({"error": {"__type": CODE}}),
        json!([{"__type": CODE}]),
    ];
    for operation in operations() {
        for body in &bodies {
            let failure = refused(operation, &[], &body.to_string());
            assert_eq!(failure.code, None, "{body}");
            assert!(failure.modeled.is_none(), "{body}");
        }
    }
}

#[test]
fn a_message_is_found_however_it_is_spelt() {
    for operation in operations() {
        for spelling in ["message", "Message", "errorMessage", "MESSAGE"] {
            let body = json!({"__type": CODE, spelling: "Slow down"});
            let failure = refused(operation, &[], &body.to_string());
            let of_error = failure.modeled.and_then(|modeled| modeled.message);
            for message in [failure.message, of_error] {
                assert_eq!(message.as_deref(), Some("Slow down"), "{body}");
            }
        }
    }
}

#[test]
fn of_several_messages_that_of_the_model_counts() {
    for operation in operations() {
        let own = match operation.service {
            "proton" => "message",
            _ => "Message",
        };
        let body =
            r#"{"__type": "ThrottlingException", "message": "message", "Message": "Message"}"#;
        let failure = refused(operation, &[], body);
        let of_error = failure.modeled.and_then(|modeled| modeled.message);
        for message in [failure.message, of_error] {
            assert_eq!(message.as_deref(), Some(own));
        }
    }
}

#[test]
fn a_body_that_says_nothing_leaves_header_and_status() {
    for operation in operations() {
        for body in ["", "<html>Bad gateway</html>", "{\"__ty"] {
            let failure = refused(operation, &[], body);
            assert_eq!((failure.status, failure.code), (Some(400), None), "{body}");
            let failure = refused(operation, &[(CODE_HEADER, CODE)], body);
            assert_eq!(failure.code.as_deref(), Some(CODE), "{body}");
            // What is no JSON is no error of the model's.
            assert_eq!(failure.modeled.is_some(), body.is_empty(), "{body}");
        }
    }
}

#[test]
fn a_code_that_the_model_does_not_list_is_kept_with_all_that_came_with_it() {
    for operation in operations() {
        let body = json!({"__type": "ExpiredTokenException", "message": "Too late"});
        for header in ["x-amzn-RequestId", "x-amz-request-id"] {
            let failure = refused(operation, &[(header, "id-1")], &body.to_string());
            assert_eq!(failure.code.as_deref(), Some("ExpiredTokenException"));
            assert_eq!(failure.message.as_deref(), Some("Too late"));
            assert_eq!(failure.request_id.as_deref(), Some("id-1"), "{header}");
            assert!(failure.modeled.is_none());
        }
    }
}

#[test]
fn an_error_prints_all_that_is_known_but_what_is_sensitive() {
    for operation in operations() {
        let message = match operation.service {
            "proton" => "[sensitive]",
            _ => "Slow down",
        };
        let body = json!({"__type": CODE, "message": "Slow down"});
        let failure = refused(
            operation,
            &[("x-amzn-RequestId", "id-1")],
            &body.to_string(),
        );
        for part in [operation.name, "400", CODE, message, "id-1"] {
            assert!(failure.display.contains(part), "{}", failure.display);
        }
        let shows = failure.display.contains("Slow down");
        assert_eq!(shows, operation.service != "proton", "{}", failure.display);
    }
}

/// One operation of each service.
fn operations() -> impl Iterator<Item = &'static Operation> {
    let wanted = [
        ("codeconnections", "GetResourceSyncStatus"),
        ("proton", "GetServiceInstanceSyncStatus"),
    ];
    wanted.into_iter().map(|(service, name)| {
        let mut operations = OPERATIONS.iter();
        let found = operations.find(|it| (it.service, it.name) == (service, name));
        found.expect(name)
    })
}

/// Calls an operation and refuses with what a response says.
fn refused(operation: &Operation, headers: &[(&str, &str)], body: &str) -> Failure {
    let mut response = Response::builder().status(400);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let response = response.body(Bytes::from(body.to_owned()));
    let exchange = operation.exchange(&input(operation), response.expect("a response"));
    *exchange.result.expect_err(body)
}

fn input(operation: &Operation) -> Value {
    match operation.service {
        "proton" => json!({"serviceInstanceName": "instance", "serviceName": "service"}),
        _ => json!({"ResourceName": "stack", "SyncType": "CFN_STACK_SYNC"}),
    }
}
