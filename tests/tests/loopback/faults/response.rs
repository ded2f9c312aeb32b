//! Responses that are not what they should be.

use crate::server::{Reply, Server};
use crate::world::{Failure, call, config, failure};
use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatusError;
use runtime::Error;
use std::error::Error as _;

async fn answered(reply: Reply) -> Failure {
    let server = Server::always(reply.header("x-amzn-RequestId", "id-1"));
    let error = failure(config(&server)).await;
    assert_eq!(server.requests().len(), 1);
    error
}

#[tokio::test]
async fn a_success_that_is_not_json_is_told_with_its_body_kept() {
    let html = "<html><h1>Sign in to the guest network</h1></html>";
    for body in [
        "garbage",
        "\u{0}\u{1}",
        "{",
        "{\"LatestSync\": {",
        "[]",
        "17",
        html,
    ] {
        let error = answered(Reply::new(200, body)).await;
        assert!(matches!(error, Error::Decode(_)), "{error}");
        let message = error.to_string();
        let start = "GetResourceSyncStatus: HTTP 200: the response could not be read: ";
        assert!(message.starts_with(start), "{message}");
        assert!(message.ends_with(" (request id id-1)"), "{message}");
        assert!(!message.contains("guest"), "{message}");
        assert_eq!(
            error.raw_body().map(|body| &body[..]),
            Some(body.as_bytes())
        );
        assert_eq!((error.request_id(), error.attempts()), (Some("id-1"), 1));
        assert!(error.source().is_some() && !error.is_retryable());
    }
}

#[tokio::test]
async fn a_success_that_is_no_text_is_told_too() {
    let error = answered(Reply::new(200, b"\x1f\x8b\x08\xff\xfe".to_vec())).await;
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[tokio::test]
async fn json_of_the_wrong_shape_is_told_with_the_place() {
    let error = answered(Reply::new(200, r#"{"LatestSync": {"Target": 17}}"#)).await;
    assert_eq!(
        error.to_string(),
        "GetResourceSyncStatus: HTTP 200: the response could not be read: \
         invalid type: number, expected a string in `LatestSync.Target` at line 1 column 27 (request id id-1)"
    );
}

#[tokio::test]
async fn a_list_is_no_structure() {
    for body in ["[]", " [{}]", r#"["a", "b"]"#, r#"{"LatestSync": []}"#] {
        let error = answered(Reply::new(200, body)).await;
        let text = error.to_string();
        assert!(matches!(error, Error::Decode(_)), "{text}");
        assert!(
            text.contains("invalid type: sequence, expected the structure"),
            "{text}"
        );
    }
}

/// Of an operation whose output has a required member.
#[tokio::test]
async fn a_success_without_a_body_is_not_an_output() {
    for reply in [
        Reply::new(200, ""),
        Reply::status(204, ""),
        Reply::chunked(200, []),
    ] {
        let error = answered(reply).await;
        assert!(matches!(error, Error::Decode(_)), "{error}");
        let said = "the body is empty, but the output has required members";
        assert!(error.to_string().contains(said), "{error}");
    }
}

#[tokio::test]
async fn an_empty_structure_is_corrected() {
    let server = Server::always(Reply::new(200, "{}"));
    let output = call(config(&server)).await.expect("an answer");
    assert_eq!(output.latest_sync.target, "");
}

#[tokio::test]
async fn an_error_without_a_word_has_its_status() {
    for (status, is_retryable) in [
        (400, false),
        (403, false),
        (500, true),
        (502, true),
        (599, false),
    ] {
        for body in ["", "{}", "null", "<html>Bad Gateway</html>", "garbage"] {
            let error = answered(Reply::new(status, body)).await;
            assert!(matches!(error, Error::Service(_)));
            let foreign = match body {
                "" | "{}" | "null" => String::new(),
                _ => format!(
                    "; the response was {} bytes without a content type",
                    body.len()
                ),
            };
            assert_eq!(
                error.to_string(),
                format!("GetResourceSyncStatus: HTTP {status} (request id id-1){foreign}")
            );
            assert_eq!(error.code(), None);
            assert_eq!(error.is_retryable(), is_retryable, "{status}");
            assert_eq!(
                error.raw_body().map(|body| &body[..]),
                Some(body.as_bytes())
            );
        }
    }
}

#[tokio::test]
async fn the_header_names_an_error_without_a_body() {
    let reply =
        Reply::new(404, "").header("x-amzn-errortype", "ResourceNotFoundException:http://x/");
    let error = answered(reply).await;
    assert!(matches!(
        error.as_service_error(),
        Some(GetResourceSyncStatusError::ResourceNotFoundException(_))
    ));
}

#[tokio::test]
async fn a_megabyte_of_error_is_taken() {
    let text = "x".repeat(1024 * 1024);
    let body = format!(r#"{{"__type": "InvalidInputException", "Message": "{text}"}}"#);
    let error = answered(Reply::new(400, body)).await;
    assert_eq!(error.message(), Some(text.as_str()));
    assert_eq!(error.code(), Some("InvalidInputException"));

    let error = answered(Reply::new(500, text.clone())).await;
    assert_eq!(
        error.to_string(),
        "GetResourceSyncStatus: HTTP 500 (request id id-1); the response was 1048576 bytes without a content type"
    );
    assert_eq!(error.raw_body().map(|body| body.len()), Some(text.len()));
}

#[tokio::test]
async fn a_redirect_is_an_error_and_not_followed() {
    let elsewhere = Server::always(Reply::new(200, "{}"));
    for status in [301, 302, 304, 307, 308] {
        let reply = Reply::status(status, "").header("content-length", "0");
        let error = answered(reply.header("location", elsewhere.url("/"))).await;
        assert!(matches!(error, Error::Service(_)), "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
    assert_eq!(elsewhere.requests().len(), 0);
}
