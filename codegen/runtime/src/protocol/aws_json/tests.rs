//! Requests of the AWS JSON protocols, as Smithy's protocol tests have them (`AwsJson10HostWithPath` among them).

use super::{V1_0, V1_1, request};
use crate::protocol::{self, Target};
use bytes::Bytes;
use http::Uri;

const TARGET: Target = Target::plain(&V1_0, "JsonRpc10", "EmptyInputAndEmptyOutput");

fn uri(endpoint: &str) -> Result<String, String> {
    request(
        TARGET,
        "application/json",
        &endpoint.parse().unwrap(),
        Bytes::new(),
    )
    .map(|request| request.uri().to_string())
    .map_err(|error| error.to_string())
}

#[test]
fn a_request_is_a_post_that_names_its_operation() {
    let endpoint = Uri::from_static("https://example.com");
    for (rules, content_type) in [
        (&V1_0, "application/x-amz-json-1.0"),
        (&V1_1, "application/x-amz-json-1.1"),
    ] {
        let target = Target { rules, ..TARGET };
        let request =
            protocol::request(target, &endpoint, Bytes::from_static(b"{}"), None).unwrap();
        assert_eq!(request.method(), "POST");
        assert_eq!(request.uri(), "https://example.com/");
        let headers = request.headers();
        assert_eq!(headers["content-type"], content_type);
        assert_eq!(headers["content-length"], "2");
        assert_eq!(
            headers["x-amz-target"],
            "JsonRpc10.EmptyInputAndEmptyOutput"
        );
        assert_eq!(
            headers.len(),
            3,
            "the query-compatible mode's header above all must not be sent"
        );
        assert_eq!(request.body().as_ref(), b"{}");
    }
}

#[test]
fn a_service_that_once_spoke_the_query_protocol_is_asked_for_its_codes() {
    let endpoint = Uri::from_static("https://example.com");
    let target = Target {
        query_compatible: true,
        ..TARGET
    };
    let request = protocol::request(target, &endpoint, Bytes::from_static(b"{}"), None).unwrap();
    assert_eq!(request.headers()["x-amzn-query-mode"], "true");
}

#[test]
fn the_path_of_an_endpoint_is_kept() {
    for (endpoint, expected) in [
        ("https://example.com", "https://example.com/"),
        ("https://example.com/", "https://example.com/"),
        ("https://example.com/custom", "https://example.com/custom/"),
        ("http://localhost:4566/a/b/", "http://localhost:4566/a/b/"),
    ] {
        assert_eq!(uri(endpoint).as_deref(), Ok(expected));
    }
}
