//! Many calls at once, one in twenty of which meets a fault: every one ends as it should.
//!
//! What a call asks for says what the server does to it, so that each outcome is known beforehand.

use crate::server::{At, Received, Reply, Server};
use crate::world::{Failure, client, config_to, patient, prompt_retries, transport_kind};
use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatus, GetResourceSyncStatusInput,
};
use runtime::retry::TokenBucket;
use runtime::{Error, TimeoutKind, TransportErrorKind};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// What the server does to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    ResetAtOnce,
    ResetInTheHead,
    ResetInTheBody,
    CutShort,
    NoHttp,
    NeverAnswers,
    NeverEnds,
    Html,
    WrongShape,
    EmptyError,
    LargeError,
    Redirect,
    Throttled,
    Unavailable,
    ExpiredCredentials,
    ClosesAfterwards,
    GivenUp,
    /// Once, then no more.
    Passing,
}

const FAULTS: [Fault; 18] = [
    Fault::ResetAtOnce,
    Fault::ResetInTheHead,
    Fault::ResetInTheBody,
    Fault::CutShort,
    Fault::NoHttp,
    Fault::NeverAnswers,
    Fault::NeverEnds,
    Fault::Html,
    Fault::WrongShape,
    Fault::EmptyError,
    Fault::LargeError,
    Fault::Redirect,
    Fault::Throttled,
    Fault::Unavailable,
    Fault::ExpiredCredentials,
    Fault::ClosesAfterwards,
    Fault::GivenUp,
    Fault::Passing,
];

/// The fault of a call: that of one in twenty.
fn fault_of(number: usize) -> Option<Fault> {
    let fault = FAULTS[number / 20 % FAULTS.len()];
    (number % 20 == 7).then_some(fault)
}

fn name(number: usize) -> String {
    format!("stack-{number}")
}

fn number_of(request: &Received) -> usize {
    let body: Value = serde_json::from_slice(&request.body).expect("JSON");
    let name = body["ResourceName"].as_str().expect("a name");
    let number = name.strip_prefix("stack-").expect("a name with a number");
    number.parse().expect("a number")
}

fn server() -> Server {
    let passed = Mutex::new(BTreeMap::<usize, u32>::new());
    Server::start(move |request| {
        let number = number_of(request);
        let body =
            json!({"LatestSync": {"Target": name(number), "Status": "SUCCEEDED"}}).to_string();
        let good = || Reply::new(200, body.clone());
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
            Fault::WrongShape => Reply::new(200, r#"{"LatestSync": 17}"#),
            Fault::EmptyError => Reply::new(400, ""),
            Fault::LargeError => Reply::new(400, "x".repeat(100_000)),
            Fault::Redirect => Reply::new(301, "").header("location", "http://127.0.0.1:9/"),
            Fault::Throttled => Reply::new(429, r#"{"__type": "ThrottlingException"}"#),
            Fault::Unavailable => Reply::new(503, "<html>"),
            Fault::ExpiredCredentials => Reply::new(400, r#"{"__type": "ExpiredTokenException"}"#),
            Fault::ClosesAfterwards => good().close(),
            Fault::Passing => {
                let mut passed = passed.lock().expect("whole");
                let times = passed.entry(number).or_default();
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

/// Checks how a call ended that met a fault.
fn check(fault: Fault, error: &Failure) {
    let is_right = match fault {
        Fault::ResetAtOnce
        | Fault::ResetInTheHead
        | Fault::ResetInTheBody
        | Fault::CutShort
        | Fault::NoHttp => transport_kind(error) == Some(TransportErrorKind::Io),
        Fault::NeverAnswers | Fault::NeverEnds => {
            matches!(error, Error::Timeout(error) if error.kind() == TimeoutKind::Attempt)
        }
        Fault::Html | Fault::WrongShape => matches!(error, Error::Decode(_)),
        Fault::EmptyError | Fault::LargeError => error.status().is_some_and(|it| it == 400),
        Fault::Redirect => error.status().is_some_and(|it| it == 301),
        Fault::Throttled => error.is_throttling(),
        Fault::Unavailable => error.status().is_some_and(|it| it == 503),
        Fault::ExpiredCredentials => error.code() == Some("ExpiredTokenException"),
        Fault::ClosesAfterwards | Fault::GivenUp | Fault::Passing => false,
    };
    assert!(is_right, "{fault:?}: {error}");
    assert!(error.attempts() >= 1 && error.to_string().starts_with("GetResourceSyncStatus: "));
}

/// Makes one call and says what fault it was to meet.
async fn call(client: Client, url: String, number: usize) -> Option<Fault> {
    let kind = SyncConfigurationType::CfnStackSync;
    let input = GetResourceSyncStatusInput::new(name(number), kind);
    let call = client.request::<GetResourceSyncStatus>(input);
    let call = call.endpoint_url(url).send();
    let fault = fault_of(number);
    if fault == Some(Fault::GivenUp) {
        let outcome = tokio::time::timeout(Duration::from_millis(50), call).await;
        assert!(outcome.is_err(), "there is no answer");
        return fault;
    }
    match (call.await, fault) {
        (Ok(response), None | Some(Fault::ClosesAfterwards | Fault::Passing)) => {
            assert_eq!(response.output.latest_sync.target, name(number));
        }
        (Err(error), Some(fault)) => check(fault, &error),
        (Ok(_), fault) => panic!("{number}: {fault:?} and yet an answer"),
        (Err(error), None) => panic!("{number}: {error}"),
    }
    fault
}

/// A client whose attempts take no longer than `limit`.
///
/// That is how long calls wait that are never answered; any other attempt that reaches it is made again.
fn storm_client(limit: Duration) -> Client {
    // Enough tokens for every fault to be retried, so that `Passing` always passes.
    let retry = prompt_retries(&TokenBucket::new(1_000_000));
    let config = config_to("http://elsewhere.invalid".to_owned()).retry(retry);
    client(config.timeouts(patient().attempt(limit)))
}

/// Makes so many calls, so many at a time; gives how often each fault was met.
async fn storm(client: &Client, calls: usize, at_a_time: usize) -> BTreeMap<Fault, usize> {
    let server = server();
    let places = Arc::new(Semaphore::new(at_a_time));
    let mut tasks = JoinSet::new();
    let mut met = BTreeMap::new();
    let mut count = |ended: Result<Option<Fault>, tokio::task::JoinError>| {
        if let Some(fault) = ended.expect("no call panics") {
            *met.entry(fault).or_default() += 1;
        }
    };
    for number in 0..calls {
        let place = Arc::clone(&places).acquire_owned().await.expect("open");
        let call = call(client.clone(), server.url(""), number);
        tasks.spawn(async move {
            let _place = place;
            call.await
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
async fn five_hundred_calls_end_as_they_should() {
    let met = storm(&storm_client(Duration::from_secs(1)), 500, 50).await;
    assert_eq!(met.len(), FAULTS.len(), "every fault is met: {met:?}");
    assert_eq!(met.values().sum::<usize>(), 25);
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

    use super::{FAULTS, resident, storm, storm_client};
    use std::time::Duration;

    /// `cargo test --release --package tests --test loopback manual:: -- --ignored --nocapture`
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "manual: takes a minute in a release build"]
    async fn ten_thousand_calls_end_as_they_should_and_memory_stays_flat() {
        const MIB: usize = 1024 * 1024;
        let client = storm_client(Duration::from_secs(2));
        // What threads, pools and the allocator keep once they have it.
        let met = storm(&client, 10_000, 200).await;
        let before = resident();
        assert_eq!(storm(&client, 10_000, 200).await, met);
        let after = resident();
        println!("{met:?}; {before} bytes resident, then {after}");
        assert_eq!((met.len(), met.values().sum()), (FAULTS.len(), 500));
        assert!(after < before + 16 * MIB, "{before} bytes grew to {after}");
    }
}
