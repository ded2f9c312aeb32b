//! Responses that do not come, or do not end. When exactly is tested with a clock that is set.

use crate::server::{At, Reply, Server};
use crate::world::{Failure, config, config_to, failure, prompt_retries};
use runtime::retry::TokenBucket;
use runtime::{Error, HttpTransport, TimeoutKind, Timeouts};
use std::net::TcpListener;
use std::time::Duration;

const SHORT: Duration = Duration::from_millis(150);
const LONG: Duration = Duration::from_secs(60);
const BODY: &str = r#"{"LatestSync": {"Target": "my-stack"}}"#;

fn slow() -> [Reply; 4] {
    let reply = || Reply::new(200, BODY);
    let pause = Duration::from_millis(40);
    [
        reply().stall(At::Byte(0)),
        reply().stall(At::Body(10)),
        // Headers, then a body, of which there is always a bit.
        reply()
            .header("x-padding", "-".repeat(4096))
            .paced(8, pause),
        Reply::new(200, format!("{BODY}{}", " ".repeat(4096))).paced(16, pause),
    ]
}

fn timeout(error: &Failure) -> (TimeoutKind, Option<Duration>) {
    match error {
        Error::Timeout(error) => (error.kind(), error.limit()),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_response_that_takes_too_long_ends_the_attempt() {
    for reply in slow() {
        let server = Server::always(reply);
        let timeouts = Timeouts::default().attempt(SHORT).operation(LONG);
        let error = failure(config(&server).timeouts(timeouts)).await;
        assert_eq!(timeout(&error), (TimeoutKind::Attempt, Some(SHORT)));
        assert_eq!((error.attempts(), error.is_retryable()), (1, true));
        assert_eq!(
            error.to_string(),
            "GetResourceSyncStatus: timed out: the latest attempt took more than 150ms"
        );
    }
}

#[tokio::test]
async fn a_response_that_takes_too_long_ends_the_call() {
    for reply in slow() {
        let server = Server::always(reply);
        let timeouts = Timeouts::default().attempt(LONG).operation(SHORT);
        let error = failure(config(&server).timeouts(timeouts)).await;
        assert_eq!(timeout(&error), (TimeoutKind::Operation, Some(SHORT)));
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn attempts_that_take_too_long_are_made_again_over_other_connections() {
    let stalled = || Reply::new(200, BODY).stall(At::Body(1));
    let server = Server::sequence([stalled(), stalled(), Reply::new(200, BODY)]);
    let bucket = TokenBucket::default();
    let timeouts = Timeouts::default()
        .attempt(Duration::from_millis(400))
        .operation(LONG);
    let config = config(&server)
        .timeouts(timeouts)
        .retry(prompt_retries(&bucket));
    crate::world::call(config).await.expect("the third attempt");
    assert_eq!((server.requests().len(), server.connections()), (3, 3));
}

/// A server whose queue of connections is full: what is more is left to wait.
#[tokio::test]
async fn a_connection_that_does_not_come_about_in_time_is_told_as_such() {
    let listener = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None);
    let listener = listener.expect("a socket");
    let address = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    listener.bind(&address.into()).expect("a free port");
    listener.listen(0).expect("a listener");
    let listener = TcpListener::from(listener);
    let address = listener.local_addr().expect("an address");
    let _queue: Vec<_> = (0..4)
        .map(|_| std::net::TcpStream::connect_timeout(&address, SHORT))
        .collect();

    let transport = HttpTransport::builder().connect_timeout(Some(SHORT));
    let transport = transport.no_proxy().build();
    let config = config_to(format!("http://{address}"));
    let error = failure(config.transport(transport.expect("a transport"))).await;
    assert_eq!(timeout(&error), (TimeoutKind::Connect, None));
    let start =
        format!("GetResourceSyncStatus: timed out: could not connect to http://{address} in time");
    assert!(error.to_string().starts_with(&start), "{error}");
    assert!(error.is_retryable());
}
