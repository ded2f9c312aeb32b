//! Each comparison can fail, and fails for no other reason than its own.

use super::{SentRequest, Stub, assert_same};
use bytes::Bytes;
use http::Request;
use std::future::ready;
use std::panic::catch_unwind;

fn sent() -> SentRequest {
    let request = Request::post("https://example.com/path?a=1&b").header("x-one", "1");
    let request = request.header("x-one", "2").header("x-two", "");
    let body = Bytes::from_static(br#"{"a": [1, null], "b": "NaN"}"#);
    SentRequest(request.body(body).unwrap())
}

#[test]
fn what_is_as_expected_passes() {
    sent()
        .method("POST")
        .path("/path")
        .host("example.com")
        .query("a=1")
        .query("b")
        .query_key("a")
        .no_query_key("c")
        .header("X-One", "1, 2")
        .header("x-two", "")
        .has_header("x-two")
        .no_header("x-three")
        .json(r#"{"b": "NaN", "a": [1.0, null]}"#)
        .text(r#"{"a": [1, null], "b": "NaN"}"#);
}

#[test]
fn what_is_not_fails() {
    let checks: [fn(&SentRequest); 14] = [
        |sent| {
            sent.method("GET");
        },
        |sent| {
            sent.path("/");
        },
        |sent| {
            sent.host("example.org");
        },
        |sent| {
            sent.query("a=2");
        },
        |sent| {
            sent.query_key("c");
        },
        |sent| {
            sent.no_query_key("b");
        },
        |sent| {
            sent.header("x-one", "1");
        },
        |sent| {
            sent.has_header("x-three");
        },
        |sent| {
            sent.no_header("x-two");
        },
        |sent| {
            sent.json(r#"{"a": [1, null]}"#);
        },
        |sent| {
            sent.json(r#"{"a": [1, null], "c": "NaN"}"#);
        },
        |sent| {
            sent.json(r#"{"a": [2, null], "b": "NaN"}"#);
        },
        |sent| {
            sent.json("not JSON");
        },
        |sent| {
            sent.text("");
        },
    ];
    for (index, check) in checks.into_iter().enumerate() {
        let outcome = catch_unwind(|| check(&sent()));
        assert!(outcome.is_err(), "check {index} passed");
    }
}

#[test]
fn a_nan_is_the_same_as_another_and_as_nothing_else() {
    struct Ratio {
        ratio: f64,
    }
    crate::structure!(Ratio { ratio: "ratio" });

    let [nan, infinity] = [f64::NAN, f64::INFINITY].map(|ratio| Ratio { ratio });
    assert_same(&nan, &nan);
    assert!(catch_unwind(|| assert_same(&nan, &infinity)).is_err());
}

#[test]
fn a_call_that_sends_nothing_says_why() {
    let stub = Stub::new();
    let refused = stub.request(ready(Err::<(), _>("no token")));
    assert_eq!(refused.unwrap_err(), "no token");
    let silent = stub.request(ready(Ok::<_, String>(())));
    assert!(silent.unwrap_err().contains("without a request"));
}
