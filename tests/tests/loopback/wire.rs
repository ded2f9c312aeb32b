//! What each operation sends, and what it makes of the answer.

use crate::calls::CALLERS;
use crate::generated_types::OPERATIONS;
use crate::outline::Documented;
use crate::sample::FULL;
use crate::server::{Received, Reply, Server};
use crate::world::{KEY_ID, REGION, SECRET, config, header, signature};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// Every header that is sent, and whether it is signed.
const HEADERS: [(&str, bool); 11] = [
    ("accept", false),
    ("amz-sdk-invocation-id", false),
    ("amz-sdk-request", false),
    ("authorization", false),
    ("content-length", true),
    ("content-type", true),
    ("host", true),
    ("user-agent", false),
    ("x-amz-date", true),
    ("x-amz-target", true),
    ("x-amz-user-agent", true),
];

#[tokio::test]
async fn each_operation_sends_what_is_documented_and_reads_the_answer() {
    let mut seen = 0;
    for (operation, caller) in OPERATIONS.iter().zip(CALLERS) {
        assert_eq!(
            (operation.service, operation.module),
            (caller.service, caller.module)
        );
        let documented = Documented::of(operation);
        let (request, response) = (documented.request.samples(), documented.response.samples());
        for at in 0..request.len().max(response.len()) {
            let sent = &request[at % request.len()];
            let answer = &response[at % response.len()];
            let server = Server::always(Reply::new(200, answer.to_string()));
            let config = config(&server).build().expect("a configuration");
            let received = (caller.call)(&config, sent).await;
            assert_eq!(received.as_ref(), Ok(answer), "{}", operation.id());

            let requests = server.requests();
            assert_eq!(requests.len(), 1);
            let name = documented.operation.as_str();
            check(&requests[0], operation.service, name, &server, sent);
        }
        seen += 1;
    }
    assert_eq!(seen, 26);
}

fn check(request: &Received, service: &str, operation: &str, server: &Server, body: &Value) {
    assert_eq!((&*request.method, &*request.target), ("POST", "/"));
    let names = request
        .headers
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase());
    let names: Vec<_> = names.collect();
    let unique: BTreeSet<_> = names.iter().map(String::as_str).collect();
    assert_eq!(unique, HEADERS.iter().map(|(name, _)| *name).collect());
    assert_eq!(names.len(), HEADERS.len(), "each header is sent once");

    let [prefix, signing_name] = names_of(service);
    assert_eq!(
        header(request, "x-amz-target"),
        format!("{prefix}.{operation}")
    );
    assert_eq!(
        header(request, "content-type"),
        "application/x-amz-json-1.0"
    );
    assert_eq!(
        header(request, "content-length"),
        request.body.len().to_string()
    );
    assert_eq!(header(request, "host"), server.address().to_string());
    assert_eq!(header(request, "amz-sdk-request"), "attempt=1; max=1");

    let sent: Value = serde_json::from_slice(&request.body).expect("JSON");
    assert_eq!(sent, *body, "{operation}");

    let signature = signature(request, SECRET);
    assert_eq!(signature.access_key_id, KEY_ID);
    assert_eq!(
        (&*signature.region, &*signature.service),
        (REGION, &*signing_name)
    );
    let signed = HEADERS.iter().filter(|(_, is_signed)| *is_signed);
    let signed: Vec<_> = signed.map(|(name, _)| *name).collect();
    assert_eq!(signature.signed_headers, signed);
}

/// What a service is called in targets and in signatures, by the facts.
fn names_of(service: &str) -> [String; 2] {
    let path = tests::workspace().join(format!("tests/facts/{service}.facts.json"));
    let text = fs::read_to_string(path).expect("the facts");
    let facts: Value = serde_json::from_str(&text).expect("a JSON document");
    ["targetPrefix", "signingName"].map(|name| {
        let name = facts["serviceFacts"][name].as_str();
        name.expect("a name").to_owned()
    })
}

#[tokio::test]
async fn a_request_without_optional_members_has_none() {
    for (operation, caller) in OPERATIONS.iter().zip(CALLERS) {
        let documented = Documented::of(operation);
        let mut sent = documented.request.sample(FULL);
        let optional = documented.request.places().into_iter();
        for place in optional.filter(|place| place.required == Some(false)) {
            crate::sample::remove(&mut sent, &place.pointer);
        }
        let server = Server::always(Reply::new(200, "{}"));
        let config = config(&server).build().expect("a configuration");
        let received = (caller.call)(&config, &sent).await;
        assert_eq!(
            received,
            Ok(documented.response.zero()),
            "{}",
            operation.id()
        );
        let body = server.requests()[0].body.clone();
        let body: Value = serde_json::from_slice(&body).expect("JSON");
        assert_eq!(body, sent, "{}", operation.id());
    }
}

#[tokio::test]
async fn errors_of_each_operation_are_read() {
    for (operation, caller) in OPERATIONS.iter().zip(CALLERS) {
        let documented = Documented::of(operation);
        let request = documented.request.sample(FULL);
        for facts in operation.errors {
            let status = facts.status.expect("a status");
            let body = format!(
                r#"{{"__type": "com.amazonaws#{}", "message": "m"}}"#,
                facts.code
            );
            let reply = Reply::new(status, body).header("x-amzn-RequestId", "id-1");
            let server = Server::always(reply);
            let config = config(&server).build().expect("a configuration");
            let error = (caller.call)(&config, &request)
                .await
                .expect_err("an error");
            let message = if operation.service == "proton" {
                "[sensitive]"
            } else {
                "m"
            };
            let (name, code) = (operation.name, facts.code);
            assert_eq!(
                error,
                format!("{name}: HTTP {status} {code}: {message} (request id id-1)")
            );
        }
    }
}

#[tokio::test]
async fn a_session_token_is_sent_and_signed() {
    use crate::world::{call, config};
    let server = Server::always(Reply::new(200, "{}"));
    let credentials = runtime::Credentials::new(KEY_ID, SECRET).session_token("the token");
    call(config(&server).credentials(credentials))
        .await
        .expect("an answer");
    let request = server.requests().remove(0);
    assert_eq!(header(&request, "x-amz-security-token"), "the token");
    let signed = signature(&request, SECRET).signed_headers;
    assert!(signed.contains(&"x-amz-security-token".to_owned()));
}
