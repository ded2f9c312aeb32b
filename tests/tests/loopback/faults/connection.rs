//! Connections that do not come about, or break.

use crate::server::{At, Reply, Server, refusing};
use crate::world::{Failure, transport_kind};
use crate::world::{call, client, config, config_to, failure, input, patient, prompt_retries};
use runtime::TransportErrorKind;
use runtime::retry::TokenBucket;
use std::error::Error as _;

const BODY: &str = r#"{"LatestSync": {"Target": "my-stack"}}"#;

fn assert_broken(error: &Failure, kind: TransportErrorKind, expected: &str) {
    assert_eq!(transport_kind(error), Some(kind), "{error}");
    assert!(error.to_string().contains(expected), "{error}");
    assert!(error.is_retryable());
    assert!(
        error.source().and_then(|cause| cause.source()).is_some(),
        "no cause is lost"
    );
}

#[tokio::test]
async fn a_refused_connection_is_told_with_its_address() {
    let address = refusing();
    let error = failure(config_to(format!("http://{address}"))).await;
    let message =
        format!("GetResourceSyncStatus: no response: could not connect to http://{address}: ");
    assert_broken(&error, TransportErrorKind::Connect, &message);
    assert!(
        error
            .to_string()
            .to_lowercase()
            .contains("connection refused"),
        "{error}"
    );
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_refused_connection_is_tried_three_times() {
    let bucket = TokenBucket::default();
    let config = config_to(format!("http://{}", refusing())).retry(prompt_retries(&bucket));
    let error = failure(config).await;
    assert!(
        error.to_string().contains("no response after 3 attempts: "),
        "{error}"
    );
    assert_eq!((error.attempts(), bucket.available()), (3, 472));
}

#[tokio::test]
async fn a_connection_that_is_reset_is_broken_wherever_it_is() {
    for at in [
        At::Byte(0),
        At::Byte(9),
        At::Byte(25),
        At::Body(0),
        At::Body(10),
    ] {
        let server = Server::always(Reply::new(200, BODY).reset(at));
        let error = failure(config(&server).timeouts(patient())).await;
        assert_broken(&error, TransportErrorKind::Io, &server.url(""));
        assert_eq!(server.requests().len(), 1, "{at:?}: {error}");
    }
}

#[tokio::test]
async fn a_response_that_is_cut_short_is_no_response() {
    let chunked = || Reply::chunked(200, [BODY.as_bytes()]);
    for reply in [
        Reply::new(200, BODY).cut(At::Byte(0)),
        Reply::new(200, BODY).cut(At::Byte(20)),
        Reply::new(200, BODY).cut(At::Body(1)),
        Reply::new(200, "{}  ").cut(At::Body(2)),
        chunked().cut(At::Body(8)),
        chunked().cut(At::Body(BODY.len() + 4)),
        Reply::new(500, BODY).cut(At::Body(1)),
    ] {
        let server = Server::always(reply);
        let error = failure(config(&server).timeouts(patient())).await;
        assert_broken(&error, TransportErrorKind::Io, &server.url(""));
    }
}

#[tokio::test]
async fn what_is_not_http_is_no_response() {
    for bytes in [
        "\0\u{1}\u{2}\r\n\r\n",
        "SSH-2.0-OpenSSH_9.9\r\n",
        "HTTP/1.1 999999\r\n\r\n",
    ] {
        let server = Server::always(Reply::raw(bytes));
        let error = failure(config(&server).timeouts(patient())).await;
        assert_broken(&error, TransportErrorKind::Io, &server.url(""));
    }
}

#[tokio::test]
async fn a_broken_connection_is_replaced() {
    let good = || Reply::new(200, BODY);
    let broken = [
        good().reset(At::Byte(0)),
        good().reset(At::Body(5)),
        good().cut(At::Body(5)),
        Reply::raw("garbage"),
    ];
    for reply in broken {
        let server = Server::sequence([reply, good()]);
        let bucket = TokenBucket::default();
        let config = config(&server)
            .retry(prompt_retries(&bucket))
            .timeouts(patient());
        let output = call(config).await.expect("the second attempt");
        assert_eq!(output.latest_sync.target, "my-stack");
        assert_eq!((server.requests().len(), bucket.available()), (2, 500));
    }
}

#[tokio::test]
async fn a_server_that_closes_kept_connections_does_no_harm() {
    // Without having said so: the client finds out with the next request, or before.
    let server = Server::always(Reply::new(200, BODY).close());
    let bucket = TokenBucket::default();
    let client = client(
        config(&server)
            .retry(prompt_retries(&bucket))
            .timeouts(patient()),
    );
    for _ in 0..50 {
        let output = client.get_resource_sync_status(input()).await;
        assert_eq!(output.expect("an answer").latest_sync.target, "my-stack");
    }
    assert_eq!(server.connections(), server.requests().len());
}

#[tokio::test]
async fn connections_are_kept() {
    let server = Server::always(Reply::new(200, BODY));
    let client = client(config(&server));
    for _ in 0..20 {
        client
            .get_resource_sync_status(input())
            .await
            .expect("an answer");
    }
    assert_eq!((server.connections(), server.requests().len()), (1, 20));
}
