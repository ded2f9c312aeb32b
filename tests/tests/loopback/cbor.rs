//! CodeConnections over rpcv2Cbor: its twelve operations against a server that knows the protocol by its text alone.

use crate::calls::CALLERS;
use crate::generated_types::OPERATIONS;
use crate::outline::Documented;
use crate::sample::FULL;
use crate::server::{Received, Reply, Server};
use crate::world::{KEY_ID, SECRET, call, config, failure, header, prompt_retries, signature};
use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatusError;
use runtime::retry::TokenBucket;
use runtime::{ConfigBuilder, Error, Protocol};
use serde_json::{Value, json};

/// What `json` is in CBOR. No member of these operations is bytes, and a timestamp may come without its tag.
fn cbor(json: &Value) -> Vec<u8> {
    cbor2::to_vec(json).expect("a body")
}

fn reply(status: u16, json: &Value) -> Reply {
    Reply::new(status, cbor(json))
        .header("smithy-protocol", "rpc-v2-cbor")
        .header("content-type", "application/cbor")
}

fn over_cbor(server: &Server) -> ConfigBuilder {
    config(server).protocol(Protocol::RpcV2Cbor)
}

fn check(request: &Received, operation: &str) {
    assert_eq!(request.method, "POST");
    let path = format!("/service/CodeConnections_20231201/operation/{operation}");
    assert_eq!(request.target, path);
    for (name, value) in [
        ("smithy-protocol", "rpc-v2-cbor"),
        ("content-type", "application/cbor"),
        ("accept", "application/cbor"),
    ] {
        assert_eq!(header(request, name), value, "{name}");
    }
    assert!(request.header("x-amz-target").is_none());
    assert!(header(request, "user-agent").contains(" m/M,N"));
    let signature = signature(request, SECRET);
    assert_eq!(signature.access_key_id, KEY_ID);
    assert_eq!(signature.service, "codeconnections");
}

#[tokio::test]
async fn each_operation_sends_and_reads_what_is_documented() {
    let mut calls = 0;
    for (operation, caller) in OPERATIONS.iter().zip(CALLERS) {
        assert_eq!(operation.module, caller.module);
        if operation.service != "codeconnections" {
            continue;
        }
        let documented = Documented::of(operation);
        let (request, response) = (
            documented.request.sample(FULL),
            documented.response.sample(FULL),
        );
        let server = Server::always(reply(200, &response));
        let config = over_cbor(&server).build().expect("a configuration");
        let output = (caller.call)(&config, &request).await;
        assert_eq!(output, Ok(response), "{}", operation.name);
        let sent = server.requests().remove(0);
        check(&sent, operation.name);
        let read: Value = cbor2::from_slice(&sent.body).expect("a request");
        assert_eq!(read, request, "{}", operation.name);
        calls += 1;
    }
    assert_eq!(calls, 12);
}

#[tokio::test]
async fn an_error_is_typed_and_says_what_the_service_says() {
    let body = json!({
        "message": "no such stack",
        "__type": "com.amazonaws.codeconnections#ResourceNotFoundException",
    });
    let server = Server::always(reply(400, &body).header("x-amzn-requestid", "id-1"));
    let error = failure(over_cbor(&server)).await;
    assert!(matches!(
        error.as_service_error(),
        Some(GetResourceSyncStatusError::ResourceNotFoundException(_))
    ));
    assert_eq!(
        error.to_string(),
        "GetResourceSyncStatus: HTTP 400 ResourceNotFoundException: no such stack (request id id-1)"
    );
}

#[tokio::test]
async fn what_fails_in_passing_is_sent_again_whoever_answers() {
    let latest = json!({"LatestSync": {"Status": "SUCCEEDED", "StartedAt": 1_764_000_000.5}});
    let throttled = json!({"__type": "ThrottlingException", "message": "slower"});
    let server = Server::sequence([
        Reply::new(502, "<html>").header("content-type", "text/html"),
        reply(400, &throttled),
        reply(200, &latest),
    ]);
    let retry = prompt_retries(&TokenBucket::default());
    let output = call(over_cbor(&server).retry(retry))
        .await
        .expect("the third attempt");
    assert_eq!(output.latest_sync.status.as_str(), "SUCCEEDED");
    assert_eq!(
        output.latest_sync.started_at.to_string(),
        "2025-11-24T16:00:00.5Z"
    );
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        check(request, "GetResourceSyncStatus");
        assert_eq!(request.body, requests[0].body);
    }
}

#[tokio::test]
async fn an_answer_in_json_is_none() {
    let server = Server::always(Reply::new(200, "{}"));
    let error = failure(over_cbor(&server)).await;
    assert!(matches!(error, Error::Decode(_)));
    assert!(error.to_string().contains("`smithy-protocol`"), "{error}");
}

#[tokio::test]
async fn proton_has_no_cbor_and_says_so() {
    let server = Server::always(reply(200, &json!({})));
    let config = over_cbor(&server).build().expect("a configuration");
    let caller = CALLERS
        .iter()
        .find(|it| it.service == "proton")
        .expect("an operation");
    let documented = OPERATIONS
        .iter()
        .find(|it| it.module == caller.module && it.service == "proton");
    let request = Documented::of(documented.expect("its outline"))
        .request
        .sample(FULL);
    let error = (caller.call)(&config, &request)
        .await
        .expect_err("no protocol");
    assert!(
        error.ends_with("Proton supports awsJson1_0, but not rpcv2Cbor"),
        "{error}"
    );
    assert!(server.requests().is_empty());
}
