//! Many calls at once, one in twenty of which meets a fault: every one ends as it should.
//!
//! What a call asks for says what the server does to it, so that each outcome is known beforehand.

mod fault;
mod rest;

use crate::rest_service::Put;
use crate::server::{At, Received, Reply, Server};
use crate::world::{config_to, patient, prompt_retries};
use fault::{FAULTS, Fault, check, fault_of};
use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatus, GetResourceSyncStatusInput, GetResourceSyncStatusOutput,
};
use runtime::retry::TokenBucket;
use runtime::{Error, Response};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

fn name(number: usize) -> String {
    format!("stack-{number}")
}

/// Operation that is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// `GetResourceSyncStatus`, with everything in the body.
    Rpc,
    /// An operation of restJson1, with HTTP bindings.
    Rest,
}

fn number_of(request: &Received) -> (Kind, usize) {
    let name = rest::name_of(request);
    let kind = if name.is_some() {
        Kind::Rest
    } else {
        Kind::Rpc
    };
    let name = name.unwrap_or_else(|| {
        let body: Value = serde_json::from_slice(&request.body).expect("JSON");
        body["ResourceName"].as_str().expect("a name").to_owned()
    });
    let number = name.strip_prefix("stack-").expect("a name with a number");
    (kind, number.parse().expect("a number"))
}

fn good(kind: Kind, number: usize) -> Reply {
    match kind {
        Kind::Rpc => {
            let body = json!({"LatestSync": {"Target": name(number), "Status": "SUCCEEDED"}});
            Reply::new(200, body.to_string())
        }
        Kind::Rest => rest::good(&name(number)),
    }
}

fn server() -> Server {
    let passed = Mutex::new(BTreeMap::<(Kind, usize), u32>::new());
    Server::start(move |request| {
        let (kind, number) = number_of(request);
        let good = || good(kind, number);
        let Some(fault) = fault_of(number) else {
            return good();
        };
        match fault {
            Fault::ResetAtOnce => good().reset(At::Byte(0)),
            Fault::ResetInTheHead => good().reset(At::Byte(12)),
            Fault::ResetInTheBody => good().reset(At::Body(12)),
            Fault::CutShort => good().cut(At::Body(20)),
            Fault::NoHttp => Reply::raw("SSH-2.0-OpenSSH_9.9\r\n"),
            Fault::NeverAnswers | Fault::GivenUp => good().stall(At::Byte(0)),
            Fault::NeverEnds => good().stall(At::Body(10)),
            Fault::Html => Reply::new(200, "<html>"),
            Fault::WrongShape => Reply::new(200, r#"{"LatestSync": 17, "name": 17}"#),
            Fault::EmptyError => Reply::new(400, ""),
            Fault::LargeError => Reply::new(400, "x".repeat(100_000)),
            Fault::Redirect => Reply::new(301, "").header("location", "http://127.0.0.1:9/"),
            Fault::Throttled => Reply::new(429, r#"{"__type": "ThrottlingException"}"#),
            Fault::Unavailable => Reply::new(503, "<html>"),
            Fault::ExpiredCredentials => Reply::new(400, r#"{"__type": "ExpiredTokenException"}"#),
            Fault::ClosesAfterwards => good().close(),
            Fault::Passing => {
                let mut passed = passed.lock().expect("whole");
                let times = passed.entry((kind, number)).or_default();
                *times += 1;
                if *times == 1 {
                    Reply::new(500, "")
                } else {
                    good()
                }
            }
        }
    })
}

/// Makes one call and returns the fault that it was to meet.
async fn call(clients: Clients, url: String, kind: Kind, number: usize) -> Option<Fault> {
    match kind {
        Kind::Rpc => {
            let sync = SyncConfigurationType::CfnStackSync;
            let input = GetResourceSyncStatusInput::new(name(number), sync);
            let call = clients.rpc.request::<GetResourceSyncStatus>(input);
            let call = call.endpoint_url(url).send();
            let target = |output: GetResourceSyncStatusOutput| output.latest_sync.target;
            ends(call, "GetResourceSyncStatus", number, target).await
        }
        Kind::Rest => {
            let call = clients.rest.request::<Put>(rest::input(&name(number)));
            let call = call.endpoint_url(url).send();
            ends(call, "Put", number, rest::target).await
        }
    }
}

/// Checks the end of a call.
async fn ends<T, E>(
    call: impl Future<Output = Result<Response<T>, Error<E>>>,
    operation: &str,
    number: usize,
    target: impl Fn(T) -> String,
) -> Option<Fault> {
    let fault = fault_of(number);
    if fault == Some(Fault::GivenUp) {
        let outcome = tokio::time::timeout(Duration::from_millis(50), call).await;
        assert!(outcome.is_err(), "there is no answer");
        return fault;
    }
    match (call.await, fault) {
        (Ok(response), None | Some(Fault::ClosesAfterwards | Fault::Passing)) => {
            assert_eq!(target(response.output), name(number));
        }
        (Err(error), Some(fault)) => check(fault, operation, &error),
        (Ok(_), fault) => panic!("{number}: {fault:?} and yet an answer"),
        (Err(error), None) => panic!("{number}: {error}"),
    }
    fault
}

/// Clients of both operations.
#[derive(Clone)]
struct Clients {
    rpc: Client,
    rest: runtime::Client,
}

/// Clients whose attempts take no longer than `limit`.
///
/// That is how long calls wait that are never answered; any other attempt that reaches it is made again.
fn storm_clients(limit: Duration) -> Clients {
    // Enough tokens for every fault to be retried, so that `Passing` always passes.
    let retry = prompt_retries(&TokenBucket::new(1_000_000));
    let config = config_to("http://elsewhere.invalid".to_owned()).retry(retry);
    // The server is on an address, which has no place for a prefix.
    let config = config.disable_host_prefix_injection(true);
    let config = config.timeouts(patient().attempt(limit));
    let config = config.build().expect("a configuration");
    Clients {
        rpc: Client::new(&config),
        rest: runtime::Client::new::<rest::Service>(&config),
    }
}

/// Makes so many calls of each kind, so many at a time; returns how often each fault was met.
async fn storm(
    clients: &Clients,
    calls: usize,
    at_a_time: usize,
) -> BTreeMap<(Kind, Fault), usize> {
    let server = server();
    let places = Arc::new(Semaphore::new(at_a_time));
    let mut tasks = JoinSet::new();
    let mut met = BTreeMap::new();
    let mut count = |ended: Result<(Kind, Option<Fault>), tokio::task::JoinError>| {
        if let (kind, Some(fault)) = ended.expect("no call panics") {
            *met.entry((kind, fault)).or_default() += 1;
        }
    };
    let calls = (0..calls).flat_map(|number| [(Kind::Rpc, number), (Kind::Rest, number)]);
    for (kind, number) in calls {
        let place = Arc::clone(&places).acquire_owned().await.expect("open");
        let call = call(clients.clone(), server.url(""), kind, number);
        tasks.spawn(async move {
            let _place = place;
            (kind, call.await)
        });
        while let Some(ended) = tasks.try_join_next() {
            count(ended);
        }
    }
    while let Some(ended) = tasks.join_next().await {
        count(ended);
    }
    met
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_calls_of_each_kind_end_as_they_should() {
    let met = storm(&storm_clients(Duration::from_secs(1)), 500, 50).await;
    assert_eq!(met.len(), 2 * FAULTS.len(), "every fault is met: {met:?}");
    assert_eq!(met.values().sum::<usize>(), 50);
}

/// The memory of this process, in bytes; 0 where the system does not tell.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok());
    kilobytes.unwrap_or(0_usize) * 1024
}

mod manual {
    //! Measurements in a release build.

    use super::{FAULTS, resident, storm, storm_clients};
    use std::time::Duration;

    /// `cargo test --release --package tests --test loopback manual:: -- --ignored --nocapture`
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "manual: takes a minute in a release build"]
    async fn ten_thousand_calls_end_as_they_should_and_memory_stays_flat() {
        const MIB: usize = 1024 * 1024;
        let clients = storm_clients(Duration::from_secs(2));
        // What threads, pools and the allocator keep once they have it.
        let met = storm(&clients, 5_000, 200).await;
        let before = resident();
        assert_eq!(storm(&clients, 5_000, 200).await, met);
        let after = resident();
        println!("{met:?}; {before} bytes resident, then {after}");
        assert_eq!((met.len(), met.values().sum()), (2 * FAULTS.len(), 500));
        assert!(after < before + 16 * MIB, "{before} bytes grew to {after}");
    }
}
