//! Calls that fail, in every way.

use crate::calls::{Script, response, run};
use crate::sample::operation::get_state::{GetStateError, GetStateInput};
use crate::sample::operation::ping::{PingError, PingInput};
use runtime::{DecodeError, Error, TransportError};
use std::error::Error as _;
use std::io;

/// Returns the error of a call with this response.
fn get_state(
    status: u16,
    headers: &'static [(&str, &str)],
    body: &'static str,
) -> Error<GetStateError> {
    let (client, _) = Script::client(move || Ok(response(status, headers, body)));
    run(client.get_state(GetStateInput::new("main"))).unwrap_err()
}

fn ping(status: u16, body: &'static str) -> Error<PingError> {
    let (client, _) = Script::client(move || Ok(response(status, &[], body)));
    run(client.ping(PingInput::default())).unwrap_err()
}

#[test]
fn an_error_of_the_model_is_told_with_all_that_is_known() {
    let error = get_state(
        429,
        &[],
        r#"{"__type": "aws.example#ThrottlingException", "message": "slow\ndown"}"#,
    );
    assert_eq!(
        error.to_string(),
        "GetState: HTTP 429 ThrottlingException: slow down (request id id-1)"
    );
    assert_eq!(
        (error.operation(), error.status().unwrap().as_u16()),
        ("GetState", 429)
    );
    assert_eq!(
        (error.code(), error.message()),
        (Some("ThrottlingException"), Some("slow\ndown"))
    );
    assert_eq!(error.request_id(), Some("id-1"));
    assert_eq!(
        error.source().unwrap().to_string(),
        "ThrottlingException: slow down"
    );
    let Some(GetStateError::ThrottlingException(inner)) = error.as_service_error() else {
        panic!("another error");
    };
    assert_eq!(inner.message.as_deref(), Some("slow\ndown"));
    assert!(matches!(
        error.into_service_error(),
        Some(GetStateError::ThrottlingException(_))
    ));
}

#[test]
fn both_spellings_of_a_message_are_taken() {
    for (body, expected) in [
        (
            r#"{"__type": "ThrottlingException", "Message": "other"}"#,
            "other",
        ),
        (
            r#"{"__type": "ThrottlingException", "Message": "other", "message": "own"}"#,
            "own",
        ),
        (
            r#"{"__type": "ValidationException", "Message": "own", "message": "other"}"#,
            "own",
        ),
        (
            r#"{"__type": "ValidationException", "message": "other"}"#,
            "other",
        ),
    ] {
        let error = get_state(400, &[], body);
        assert_eq!(error.message(), Some(expected), "{body}");
        let typed = match error.as_service_error().unwrap() {
            GetStateError::ThrottlingException(error) => error.message.as_deref(),
            GetStateError::Validation(error) => Some(error.message.as_str()),
        };
        assert_eq!(typed, Some(expected), "{body}");
    }
}

#[test]
fn a_message_that_is_sensitive_is_given_and_not_shown() {
    for body in [
        r#"{"__type": "ValidationException", "Message": "secret"}"#,
        r#"{"__type": "ValidationException", "message": "secret", "Count": "secret"}"#,
    ] {
        let error = get_state(400, &[], body);
        assert_eq!(error.message(), Some("secret"));
        let shown = format!(
            "{error} {error:?} {error:#?} {:?}",
            error.source().map(ToString::to_string)
        );
        assert!(
            !shown.contains("secret") && shown.contains("[sensitive]"),
            "{shown}"
        );
    }
}

#[test]
fn an_error_that_the_model_does_not_list_has_its_metadata() {
    let body = r#"{"code": "NewException", "errorMessage": "new"}"#;
    let error = get_state(400, &[], body);
    assert_eq!(
        error.to_string(),
        "GetState: HTTP 400 NewException: new (request id id-1)"
    );
    assert!(error.as_service_error().is_none() && error.source().is_none());
    assert_eq!(error.raw_body().unwrap(), body);
    assert_eq!(
        ping(400, body).to_string(),
        "Ping: HTTP 400 NewException: new (request id id-1)"
    );
}

#[test]
fn the_header_names_the_error_whatever_the_body_is() {
    let headers = &[(
        "X-Amzn-Errortype",
        "aws.example#ThrottlingException:http://x/",
    )];
    for body in ["", "{}", "null", r#"{"__type": "Other"}"#] {
        let error = get_state(429, headers, body);
        assert_eq!(error.code(), Some("ThrottlingException"), "{body}");
        assert!(error.as_service_error().is_some(), "{body}");
        assert_eq!(
            error.to_string(),
            "GetState: HTTP 429 ThrottlingException (request id id-1)"
        );
    }
}

#[test]
fn a_body_that_does_not_fit_leaves_the_metadata_and_the_cause() {
    let headers = &[("X-Amzn-Errortype", "ThrottlingException")];
    for body in [
        "<html>secret</html>",
        r#"{"message": {"secret": 1}}"#,
        "[[]]",
        "\"secret\"",
    ] {
        let error = get_state(429, headers, body);
        assert_eq!(
            (error.code(), error.raw_body().unwrap().as_ref()),
            (Some("ThrottlingException"), body.as_bytes())
        );
        assert!(error.as_service_error().is_none());
        let shown = error.to_string();
        let expected = "GetState: HTTP 429 ThrottlingException (request id id-1); its body could not be read: ";
        assert!(shown.starts_with(expected), "{shown}");
        assert!(!format!("{shown} {error:?}").contains("secret"), "{shown}");
        assert!(error.source().unwrap().is::<DecodeError>());
    }
}

#[test]
fn a_status_without_a_code_is_an_error_of_the_service() {
    for status in [301, 304, 400, 403, 500, 502] {
        for body in ["", "<html>Bad Gateway</html>", "null", "[]", "{}", "17"] {
            let error = get_state(status, &[], body);
            let foreign = match body {
                "" | "null" | "{}" => String::new(),
                _ => format!(
                    "; the response was {} bytes without a content type",
                    body.len()
                ),
            };
            assert_eq!(
                error.to_string(),
                format!("GetState: HTTP {status} (request id id-1){foreign}")
            );
            assert_eq!((error.code(), error.message()), (None, None));
            assert_eq!(error.raw_body().unwrap(), body);
            assert!(matches!(error, Error::Service(_)));
        }
    }
    let error = get_state(500, &[], r#"{"message": "broken"}"#);
    assert_eq!(
        error.to_string(),
        "GetState: HTTP 500: broken (request id id-1)"
    );
}

#[test]
fn a_response_that_cannot_be_read_keeps_its_body() {
    for body in [
        "<html>secret</html>",
        r#"{"nested": "secret"}"#,
        "[1]",
        "{\"nested\":",
    ] {
        let error = get_state(200, &[], body);
        assert!(matches!(error, Error::Decode(_)));
        let shown = error.to_string();
        assert!(
            shown.starts_with("GetState: HTTP 200: the response could not be read: "),
            "{shown}"
        );
        assert!(
            shown.contains(" at line 1 column ") && shown.ends_with(" (request id id-1)"),
            "{shown}"
        );
        assert!(!format!("{shown} {error:?} {:?}", error.source()).contains("secret"));
        assert_eq!(
            (error.raw_body().unwrap().as_ref(), error.request_id()),
            (body.as_bytes(), Some("id-1"))
        );
        assert_eq!(
            (error.code(), error.status().unwrap().as_u16()),
            (None, 200)
        );
    }
}

#[test]
fn a_transport_that_fails_is_told_with_its_cause() {
    let (client, _) =
        Script::client(|| Err(TransportError::new(io::Error::other("connection refused"))));
    let error = run(client.ping(PingInput::default())).unwrap_err();
    assert_eq!(error.to_string(), "Ping: no response: connection refused");
    assert!(matches!(error, Error::Transport(_)));
    let transport = error.source().unwrap();
    assert!(transport.is::<TransportError>());
    assert!(transport.source().unwrap().is::<io::Error>());
    assert_eq!(
        (error.operation(), error.status(), error.code()),
        ("Ping", None, None)
    );
}

#[test]
fn errors_are_small_and_go_between_threads() {
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<Error<GetStateError>>();
    error::<Error<PingError>>();
    assert!(size_of::<Error<GetStateError>>() <= 16);
}
