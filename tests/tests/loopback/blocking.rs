//! The clients without async.

use crate::calls::CALLERS;
use crate::generated_types::OPERATIONS;
use crate::outline::Documented;
use crate::sample::FULL;
use crate::server::{Reply, Server};
use crate::world::{SECRET, config, input, signature};
use generated::codeconnections::blocking::Client;
use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatus;
use runtime::{Credentials, Error};
use std::thread;

#[test]
fn each_operation_is_called_and_answered() {
    for (operation, caller) in OPERATIONS.iter().zip(CALLERS) {
        let documented = Documented::of(operation);
        let answer = documented.response.sample(FULL);
        let server = Server::always(Reply::new(200, answer.to_string()));
        let config = config(&server).build().expect("a configuration");
        let received = (caller.call_blocking)(&config, &documented.request.sample(FULL));
        assert_eq!(received, Ok(answer), "{}", operation.id());
        signature(&server.requests()[0], SECRET);
    }
}

fn client(server: &Server) -> Client {
    Client::new(&config(server).build().expect("a configuration"))
}

/// A connection is given back by the client's own thread, at about the time when the caller has its answer. A caller that
/// asks again before that is given another one, which is kept too: on a busy machine there are some, but not one for
/// each call.
#[test]
fn connections_are_kept_between_calls() {
    const CALLS: usize = 100;
    let server = Server::always(Reply::new(200, "{}"));
    let client = client(&server);
    for _ in 0..CALLS {
        client.get_resource_sync_status(input()).expect("an answer");
    }
    assert_eq!(server.requests().len(), CALLS);
    // A call may come before the connection of the last one is back in the pool, which is rare unless the machine is busy.
    assert!(
        server.connections() <= CALLS / 2,
        "{}",
        server.connections()
    );
}

#[test]
fn a_call_has_overrides_and_credentials_of_another_identity() {
    let server = Server::always(Reply::new(200, "{}").header("x-amzn-requestid", "id-1"));
    let client = client(&server);
    for tenant in ["A", "B", "A"] {
        let credentials = Credentials::new(format!("ASIA{tenant}"), format!("secret of {tenant}"));
        let call = client.request::<GetResourceSyncStatus>(input());
        let response = call.credentials(credentials).region("us-west-2").send();
        let response = response.expect("an answer");
        assert_eq!(response.metadata.request_id().as_deref(), Some("id-1"));
        let requests = server.requests();
        let request = requests.last().expect("a request");
        let signature = signature(request, &format!("secret of {tenant}"));
        assert_eq!(signature.access_key_id, format!("ASIA{tenant}"));
        assert_eq!(signature.region, "us-west-2");
    }
    client.get_resource_sync_status(input()).expect("an answer");
    signature(&server.requests()[3], SECRET);
}

#[test]
fn threads_share_a_client() {
    let server = Server::always(Reply::new(200, "{}"));
    let client = client(&server);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                client
                    .clone()
                    .get_resource_sync_status(input())
                    .expect("an answer")
            });
        }
    });
    assert_eq!(server.requests().len(), 8);
}

#[test]
fn an_error_is_that_of_the_call() {
    let body = r#"{"__type": "ResourceNotFoundException", "Message": "no such stack"}"#;
    let server = Server::always(Reply::new(404, body));
    let error = client(&server)
        .get_resource_sync_status(input())
        .expect_err("an error");
    assert_eq!(
        error.to_string(),
        "GetResourceSyncStatus: HTTP 404 ResourceNotFoundException: no such stack"
    );
}

#[tokio::test]
async fn in_async_code_a_call_is_an_error() {
    let server = Server::always(Reply::new(200, "{}"));
    let client = client(&server);
    let error = client
        .get_resource_sync_status(input())
        .expect_err("no place to wait");
    assert!(matches!(error, Error::Construction(_)), "{error}");
    assert!(
        error.to_string().contains("cannot be used in async code"),
        "{error}"
    );
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn within_spawn_blocking_a_call_is_made() {
    let server = Server::always(Reply::new(200, "{}"));
    let client = client(&server);
    for _ in 0..2 {
        let caller = client.clone();
        let called = move || caller.get_resource_sync_status(input()).map(drop);
        let called = tokio::task::spawn_blocking(called).await;
        called.expect("the task").expect("an answer");
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_client_that_has_called_may_be_dropped_within_an_async_runtime() {
    let server = Server::always(Reply::new(200, "{}"));
    let client = client(&server);
    let caller = client.clone();
    let called = thread::spawn(move || caller.get_resource_sync_status(input()).map(drop));
    called.join().expect("the thread").expect("an answer");
    drop(client);
}
