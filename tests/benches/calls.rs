//! What the parts of a call take, without a network: `cargo bench -p tests --bench calls`.
//!
//! For counts of instructions, which do not depend on what else the machine does:
//! `valgrind --tool=callgrind target/release/deps/calls-… --bench whole_call`.

#![allow(clippy::unwrap_used, reason = "this is a benchmark")]

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use generated::codeconnections::Client;
use generated::codeconnections::operation::get_repository_sync_status::{
    GetRepositorySyncStatus, GetRepositorySyncStatusInput, GetRepositorySyncStatusInputRequired,
    GetRepositorySyncStatusOutput,
};
use generated::runtime::endpoint::BuiltIns;
use generated::runtime::http::{Request, Response, StatusCode};
use generated::runtime::retry::{
    Attempt, ErrorResponse, Failure, RetryFacts, RetryPolicy, StandardRetry, TokenBucket,
};
use generated::runtime::{
    Body, BoxFuture, Config, Credentials, Operation, Transport, TransportError,
};
use tokio::runtime::Runtime;

/// A sync status with 24 events.
static BODY: LazyLock<String> = LazyLock::new(|| {
    let event = r#"{"Event": "Started to update the stack of the repository", "Time": 1764000000.5, "Type": "SYNC",
        "ExternalId": "8e4d1a3c-0000-4000-8000-000000000000"}"#;
    let events = [event; 24].join(",");
    format!(
        r#"{{"LatestSync": {{"StartedAt": 1764000000.5, "Status": "IN_PROGRESS", "Events": [{events}]}}}}"#
    )
});

fn main() {
    divan::main();
}

fn input() -> GetRepositorySyncStatusInput {
    GetRepositorySyncStatusInput::new(GetRepositorySyncStatusInputRequired {
        branch: "main".to_owned(),
        repository_link_id: "8e4d1a3c-0000-4000-8000-000000000000".to_owned(),
        sync_type: "CFN_STACK_SYNC".into(),
    })
}

#[divan::bench]
fn encode(bencher: Bencher<'_, '_>) {
    let input = input();
    bencher.bench_local(|| serde_json::to_vec(black_box(&input)).unwrap());
}

#[divan::bench]
fn decode(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| {
        serde_json::from_str::<GetRepositorySyncStatusOutput>(black_box(&BODY)).unwrap()
    });
}

/// The endpoint rules of the service, for a region.
#[divan::bench]
fn endpoint(bencher: Bencher<'_, '_>) {
    let input = input();
    let built_ins = BuiltIns {
        region: Some("eu-west-1"),
        ..BuiltIns::default()
    };
    bencher
        .bench_local(|| GetRepositorySyncStatus::endpoint(&input, black_box(&built_ins)).unwrap());
}

/// What is decided after a response that says that there are too many requests.
#[divan::bench]
fn retry_decision(bencher: Bencher<'_, '_>) {
    let policy = StandardRetry::new(TokenBucket::default());
    bencher.bench_local(|| {
        let mut call = policy.start(RetryFacts::STANDARD);
        let response = ErrorResponse::new(StatusCode::BAD_REQUEST);
        let response = response.code(Some("ThrottlingException"), &[]);
        let decision = call.failed(&Attempt::new(1, Failure::Response(response), 0.5));
        call.succeeded();
        decision
    });
}

/// Everything but the network: body, endpoint, credentials, headers, signature, limits of time, the answer's type.
#[divan::bench]
fn whole_call(bencher: Bencher<'_, '_>) {
    let config = config(Answers);
    let client = Client::new(&config);
    let runtime = runtime();
    bencher.bench_local(|| {
        runtime
            .block_on(client.get_repository_sync_status(input()))
            .unwrap()
    });
}

/// The same without signatures and retries, by the difference to which one knows what those cost: a request that is built
/// and an answer that is read.
#[divan::bench]
fn body_alone(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    bencher.bench_local(|| {
        let body = serde_json::to_vec(&input()).unwrap();
        let request = Request::post("https://example.com/")
            .body(body.into())
            .unwrap();
        let response = runtime.block_on(Answers.send(request)).unwrap();
        serde_json::from_slice::<GetRepositorySyncStatusOutput>(response.body().as_bytes().unwrap())
            .unwrap()
    });
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap()
}

fn config(transport: impl Transport) -> Config {
    Config::builder()
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .transport(transport)
        .build()
        .unwrap()
}

/// A service that answers at once.
struct Answers;

impl Transport for Answers {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let body = Body::from(BODY.as_bytes());
        Box::pin(async move { Ok(Response::new(body)) })
    }
}
