//! `kinesis`: SubscribeToShard of the API reference of Amazon Kinesis Data Streams, over HTTP/2.

use std::process::{Child, ChildStdout};

use h2::Reason;
use http::Response;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::events::{event, exception, initial_response};
use crate::run::{self, CREDENTIALS, Run, body, header, is_signed_for, spawn, wait_for};
use crate::server::Received;
use crate::two_way::{Answer, Server};
use crate::workspace::Programs;

const CONSUMER: &str =
    "arn:aws:kinesis:eu-west-1:123456789012:stream/orders/consumer/printer:1764500000";
const SHARD: &str = "shardId-000000000007";

/// Runs all cases.
pub fn check(programs: &Programs) {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(a_shard_to_its_end(programs));
    runtime.block_on(a_second_consumer(programs));
    runtime.block_on(errors(programs));
}

/// The program, and the server that it calls.
struct Running {
    server: Server,
    child: Child,
    out: ChildStdout,
    requests: Vec<Received>,
}

impl Running {
    async fn start(programs: &Programs) -> Self {
        let server = Server::plain().await;
        let program = ["kinesis", CONSUMER, SHARD];
        let mut child = spawn(programs, &program, &CREDENTIALS, &server.url());
        Self {
            out: child.stdout.take().unwrap(),
            requests: Vec::new(),
            server,
            child,
        }
    }

    /// Receives a request, and returns the response to send.
    async fn call(&mut self) -> Answer {
        let mut call = self.server.call().await;
        let mut request = Received {
            method: call.head.method.to_string(),
            target: call.head.uri.path().to_owned(),
            ..Received::default()
        };
        let headers = call.head.headers.iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()));
        request.headers.extend(headers);
        // HTTP/2 has it as `:authority`; it is signed as `host`.
        let authority = call.head.uri.authority().unwrap().to_string();
        request.headers.push(("host".to_owned(), authority.into()));
        while let Some(data) = call.body.next().await {
            request.body.extend(data.unwrap());
        }
        self.requests.push(request);
        call.answer
    }

    /// Receives a request, and sends these events as the start of its response.
    async fn subscription(&mut self, events: &[Vec<u8>]) -> Answer {
        let mut answer = self.call().await;
        let response = Response::builder()
            .header("content-type", "application/vnd.amazon.eventstream")
            .header("x-amzn-requestid", "b25f48e8");
        answer.head(response.body(()).unwrap());
        let messages = [&[initial_response()], events].concat();
        answer.send(messages.concat().into()).await.unwrap();
        answer
    }

    /// Receives a request, and sends an error as its response.
    async fn refuse(&mut self, status: u16, code: &str) {
        let mut answer = self.call().await;
        let response = Response::builder().status(status);
        let response = response.header("content-type", "application/x-amz-json-1.1");
        answer.head(response.body(()).unwrap());
        let error = json!({"__type": code, "message": format!("about {code}")});
        answer.send(error.to_string().into()).await.unwrap();
        answer.end();
    }

    fn finish(self) -> Run {
        run::finish(self.child, || self.requests)
    }
}

/// Records, the sequence number to continue with, and the child shards.
fn records(data: &[&str], next: Option<&str>, children: &[&str]) -> Vec<u8> {
    let records = data.iter().map(|data| {
        // `printf a | base64`, and so on.
        let encoded = match *data {
            "a" => "YQ==",
            "b" => "Yg==",
            "c" => "Yw==",
            "d" => "ZA==",
            "e" => "ZQ==",
            other => panic!("{other}"),
        };
        json!({
            "ApproximateArrivalTimestamp": 1_764_532_800.25, "Data": encoded, "EncryptionType": "NONE",
            "PartitionKey": format!("key-{data}"), "SequenceNumber": "4954311525916420",
        })
    });
    let children = children.iter().map(|shard| {
        let range = json!({"StartingHashKey": "0", "EndingHashKey": "170141183460469231731687303715884105727"});
        json!({"ShardId": shard, "ParentShards": [SHARD], "HashKeyRange": range})
    });
    let children: Vec<Value> = children.collect();
    let mut body = json!({
        "Records": records.collect::<Vec<_>>(),
        "ContinuationSequenceNumber": next,
        "MillisBehindLatest": 0,
    });
    // Absent or empty before the end of the shard.
    if !data.is_empty() {
        body["ChildShards"] = children.into();
    }
    event("SubscribeToShardEvent", &body)
}

/// Subscriptions end, are lost, fail, and are rejected: each time the next one starts after the last event.
async fn a_shard_to_its_end(programs: &Programs) {
    let mut running = Running::start(programs).await;
    let events = [
        records(&["a", "b"], Some("101"), &[]),
        records(&[], Some("102"), &[]),
    ];
    let mut first = running.subscription(&events).await;
    wait_for(&mut running.out, "key-a  a\nkey-b  b\n");
    // After five minutes.
    first.end();
    running.refuse(400, "ResourceInUseException").await;
    let events = [event("News", &json!({})), records(&["c"], Some("103"), &[])];
    let mut lost = running.subscription(&events).await;
    wait_for(&mut running.out, "key-c  c\n");
    lost.reset(Reason::INTERNAL_ERROR);
    let message = json!({"message": "an internal failure"});
    let events = [
        records(&[], Some("104"), &[]),
        exception("InternalFailureException", &message),
    ];
    running.subscription(&events).await.end();
    let events = [records(&["d"], Some("105"), &[])];
    let disconnected = running.subscription(&events).await;
    wait_for(&mut running.out, "key-d  d\n");
    running.server.disconnect();
    // The client retries twice.
    for _ in 0..3 {
        running.refuse(500, "InternalFailure").await;
    }
    let children = ["shardId-000000000008", "shardId-000000000009"];
    let events = [records(&["e"], None, &children)];
    let last = running.subscription(&events).await;
    wait_for(&mut running.out, "key-e  e\n");
    drop((last, disconnected));
    let run = running.finish();
    assert_eq!((run.code, &*run.out), (Some(0), ""), "{}", run.err);
    is_documented(&run);
    let positions: Vec<Value> = run.requests.iter().map(position).collect();
    let after = |number: &str| json!({"Type": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": number});
    let expected = [
        json!({"Type": "TRIM_HORIZON"}),
        after("102"),
        after("102"),
        after("103"),
        after("104"),
        after("105"),
        after("105"),
        after("105"),
        after("105"),
    ];
    assert_eq!(positions, expected, "{}", run.err);
    let [in_use, lost, failed, disconnected, unavailable, ended] =
        run.err.lines().collect::<Vec<_>>()[..]
    else {
        panic!("{}", run.err);
    };
    assert!(in_use.contains("about ResourceInUseException"), "{in_use}");
    assert!(
        lost.starts_with("[subscription lost: SubscribeToShard"),
        "{lost}"
    );
    assert!(failed.contains("an internal failure"), "{failed}");
    assert!(
        disconnected.starts_with("[subscription lost: "),
        "{disconnected}"
    );
    assert!(
        unavailable.contains("about InternalFailure"),
        "{unavailable}"
    );
    let children = "[the shard ended: read shardId-000000000008, shardId-000000000009]";
    assert_eq!(ended, children);
}

/// Checks what does not depend on the position.
fn is_documented(run: &Run) {
    for request in &run.requests {
        assert_eq!((&*request.method, &*request.target), ("POST", "/"));
        let target = header(request, "x-amz-target");
        assert_eq!(target, ["Kinesis_20131202.SubscribeToShard"]);
        assert_eq!(
            header(request, "content-type"),
            ["application/x-amz-json-1.1"]
        );
        let body = body(request);
        assert_eq!(
            (&body["ConsumerARN"], &body["ShardId"]),
            (&CONSUMER.into(), &SHARD.into())
        );
        is_signed_for(request, "kinesis");
    }
}

fn position(request: &Received) -> Value {
    body(request)["StartingPosition"].clone()
}

/// Another program subscribes with the same consumer: this one leaves it the shard.
async fn a_second_consumer(programs: &Programs) {
    let mut running = Running::start(programs).await;
    let message = json!({"message": "Another active subscription exists for this consumer."});
    let events = [
        records(&["a"], Some("101"), &[]),
        exception("ResourceInUseException", &message),
    ];
    running.subscription(&events).await.end();
    wait_for(&mut running.out, "key-a  a\n");
    let run = running.finish();
    assert_eq!((run.code, run.requests.len()), (Some(1), 1), "{}", run.err);
    assert!(run.err.starts_with("error: "), "{}", run.err);
    assert!(
        run.err.contains("Another active subscription"),
        "{}",
        run.err
    );
}

async fn errors(programs: &Programs) {
    let mut running = Running::start(programs).await;
    running.refuse(400, "ResourceNotFoundException").await;
    let run = running.finish();
    assert_eq!((run.code, run.requests.len()), (Some(1), 1), "{}", run.err);
    assert!(run.err.starts_with("error: "), "{}", run.err);
    assert!(
        run.err.contains("about ResourceNotFoundException"),
        "{}",
        run.err
    );
}
