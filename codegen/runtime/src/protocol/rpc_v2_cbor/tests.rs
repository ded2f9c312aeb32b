//! Requests and responses, as Smithy's specification of the protocol has them.

use super::RULES;
use crate::error::ErrorBody;
use crate::protocol::{self, Target};
use bytes::Bytes;
use http::Uri;
use http::response::Parts;

const TARGET: Target = Target::plain(&RULES, "RpcV2Protocol", "NoInputOutput");

fn head(headers: &[(&str, &str)]) -> Parts {
    let mut response = http::Response::builder().status(400);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(()).unwrap().into_parts().0
}

#[test]
fn a_request_goes_to_the_path_of_its_operation() {
    let path = "/service/RpcV2Protocol/operation/NoInputOutput";
    for (endpoint, prefix) in [
        ("https://example.com", ""),
        ("https://example.com/", ""),
        ("https://example.com/v1", "/v1"),
        ("https://example.com/a/b/", "/a/b"),
    ] {
        let endpoint: Uri = endpoint.parse().unwrap();
        let request =
            protocol::request(TARGET, &endpoint, Bytes::from_static(&[0xa0]), None).unwrap();
        let expected = format!("https://example.com{prefix}{path}");
        assert_eq!(request.uri().to_string(), expected);
        assert_eq!(request.method(), "POST");
        let headers = request.headers();
        assert_eq!(headers["smithy-protocol"], "rpc-v2-cbor");
        assert_eq!(headers["accept"], "application/cbor");
        assert_eq!(headers["content-type"], "application/cbor");
        assert_eq!(headers["content-length"], "1");
        assert_eq!(headers.len(), 4, "x-amz-target above all must not be sent");
        assert_eq!(request.body().as_ref(), [0xa0]);
    }
}

#[test]
fn no_input_is_no_body_without_a_type() {
    let target = Target {
        has_input: false,
        query_compatible: true,
        ..TARGET
    };
    let endpoint = Uri::from_static("https://example.com");
    let request = protocol::request(target, &endpoint, Bytes::from_static(&[0xa0]), None).unwrap();
    assert!(request.body().is_empty());
    assert!(!request.headers().contains_key("content-type"));
    assert_eq!(request.headers()["content-length"], "0");
    assert_eq!(request.headers()["x-amzn-query-mode"], "true");
}

#[test]
fn the_code_is_the_type_in_the_body_and_nothing_else() {
    // {"__type": "ns#F"} and {"code": "F"}
    let typed = [b"\xa1\x66__type\x64ns#F".as_slice(), b"\xa1\x64code\x61F"];
    let ours = ("smithy-protocol", "rpc-v2-cbor");
    let code = |headers: &[(&str, &str)], body: &[u8]| {
        let head = head(headers);
        let body = protocol::error_body(&RULES, &head, body);
        protocol::error_codes(TARGET, &head, &body).shape
    };
    assert_eq!(code(&[ours], typed[0]).as_deref(), Some("F"));
    assert_eq!(code(&[ours], typed[1]), None);
    let header = ("x-amzn-errortype", "Head");
    assert_eq!(code(&[ours, header], typed[0]).as_deref(), Some("F"));
    assert_eq!(code(&[ours, header], b""), None);
}

#[test]
fn a_response_of_another_protocol_says_nothing() {
    let body = b"\xa2\x66__type\x64ns#F\x67message\x62hi";
    let target = Target {
        query_compatible: true,
        ..TARGET
    };
    for headers in [
        &[][..],
        &[("smithy-protocol", "rpc-v2-json")],
        &[("x-amzn-query-error", "Old;Sender")],
    ] {
        let head = head(headers);
        let body: ErrorBody<'_> = protocol::error_body(&RULES, &head, body);
        let codes = protocol::error_codes(target, &head, &body);
        assert_eq!(codes, protocol::ErrorCodes::default());
        assert_eq!(body.message(), None);
        let error = protocol::check(&RULES, &head).unwrap_err();
        assert!(error.to_string().contains("`smithy-protocol`"), "{error}");
    }
}

#[test]
fn the_codes_of_the_query_protocol_are_shown() {
    let target = Target {
        query_compatible: true,
        ..TARGET
    };
    let head = head(&[
        ("smithy-protocol", "rpc-v2-cbor"),
        ("x-amzn-query-error", "Old.Code;Sender"),
    ]);
    let body = protocol::error_body(&RULES, &head, b"\xa1\x66__type\x64ns#F");
    let codes = protocol::error_codes(target, &head, &body);
    assert_eq!(codes.shown(), Some("Old.Code"));
    assert_eq!(codes.shape.as_deref(), Some("F"));
}
