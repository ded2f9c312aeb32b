//! What the tests of another official SDK record.

use crate::exchange::{OPERATIONS, Operation};
use runtime::bytes::Bytes;
use runtime::http::Response;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

/// Errors that the service lists since the recordings were made: service, operation, code.
const LISTED_SINCE: [(&str, &str, &str); 1] = [(
    "codeconnections",
    "CreateSyncConfiguration",
    "ResourceNotFoundException",
)];

/// Operations of which nothing is recorded: service, operation.
const NOT_RECORDED: [(&str, &str); 2] = [
    ("codeconnections", "GetRepositoryLink"),
    ("codeconnections", "ListRepositoryLinks"),
];

#[test]
fn requests_are_what_another_sdk_sends() {
    for (operation, recording) in recordings() {
        let recorded = &recording["request"];
        let exchange = operation.exchange(&recorded["body"], response(&recording["response"]));
        let request = exchange.request;
        assert_eq!(recorded["method"], request.method().as_str());
        assert_eq!(recorded["uri"], request.uri().path());
        assert_eq!(request.uri().query(), None);
        for (name, value) in recorded["headers"].as_object().expect("headers") {
            let sent = request.headers().get(name);
            let sent = sent.map(|value| value.to_str().expect("a text"));
            assert_eq!(sent, value.as_str(), "{}: {name}", operation.name);
        }
        let body: Value = serde_json::from_slice(request.body()).expect("a JSON body");
        assert_eq!(body, recorded["body"], "{}", operation.name);
    }
}

#[test]
fn responses_that_another_sdk_takes_are_read_whole() {
    for (operation, recording) in recordings() {
        let recorded = &recording["response"];
        let exchange = operation.exchange(&recording["request"]["body"], response(recorded));
        let output = exchange.result.expect(operation.name);
        assert_eq!(output, recorded["body"], "{}", operation.name);
    }
}

#[test]
fn errors_that_another_sdk_takes_become_the_variants_of_their_names() {
    for (operation, recording) in recordings() {
        let errors = recording["errors"].as_object().expect("errors");
        for (code, recorded) in errors {
            let exchange = operation.exchange(&recording["request"]["body"], response(recorded));
            let failure = exchange.result.expect_err(code);
            let modeled = failure.modeled.expect(code);
            assert_eq!(failure.code.as_ref(), Some(code));
            assert_eq!(modeled.facts.code, code);
            assert_eq!(recorded["status"], json!(failure.status), "{code}");
            assert_eq!(recorded["status"], json!(modeled.facts.status), "{code}");
            assert_eq!(failure.message.as_deref(), Some("__Message__"), "{code}");
            assert_eq!(modeled.message.as_deref(), Some("__Message__"), "{code}");
        }
        let mut recorded: BTreeSet<_> = errors.keys().map(String::as_str).collect();
        for (service, name, code) in LISTED_SINCE {
            if (service, name) == (operation.service, operation.name) {
                assert!(recorded.insert(code), "{name}: {code} is recorded by now");
            }
        }
        let ours: BTreeSet<_> = operation.errors.iter().map(|error| error.code).collect();
        assert_eq!(ours, recorded, "{}", operation.name);
    }
}

/// The operations with what is recorded of them; none, said loudly, where the recordings are not there.
fn recordings() -> Vec<(&'static Operation, Value)> {
    let Some(path) = tests::shared("wire-snapshots/sync.json") else {
        return Vec::new();
    };
    let text = fs::read_to_string(path).expect("the recordings");
    let recordings: Value = serde_json::from_str(&text).expect("a JSON document");
    let counts = recordings.as_object().expect("services").values();
    let count: usize = counts.filter_map(|it| Some(it.as_object()?.len())).sum();
    let expected = OPERATIONS.len() - NOT_RECORDED.len();
    assert_eq!(count, expected, "recorded operations");
    let is_recorded = |it: &&Operation| !NOT_RECORDED.contains(&(it.service, it.name));
    let recording = |it: &Operation| recordings[it.service][it.name].clone();
    let recorded = OPERATIONS.iter().filter(is_recorded);
    recorded.map(|it| (it, recording(it))).collect()
}

fn response(recorded: &Value) -> Response<Bytes> {
    let status = recorded["status"].as_u64().expect("a status");
    let mut response = Response::builder().status(u16::try_from(status).expect("a status"));
    for (name, value) in recorded["headers"].as_object().expect("headers") {
        response = response.header(name, value.as_str().expect("a text"));
    }
    let body = Bytes::from(recorded["body"].to_string());
    response.body(body).expect("a response")
}
