//! Connections: kept, closed under a request's feet, given up, and many at a time.

use crate::server::{At, Reply, Server};
use crate::{of_each_kind, post, send, send_bytes, transport, until};
use bytes::Bytes;
use http::Request;
use runtime::{HttpTransport, NewConnection, PooledConnection, TransportErrorKind as Kind};
use std::pin::pin;
use std::task::{Context, Poll};
use std::time::Duration;
use std::{future, iter};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio::time;

#[tokio::test]
async fn a_connection_is_kept_for_the_next_request() {
    let server = Server::always(Reply::new(200, "{}"));
    let transport = transport();
    let clone = transport.clone();
    for _ in 0..5 {
        send(&transport, &server).await.unwrap();
        send(&clone, &server).await.unwrap();
    }
    assert_eq!(server.connections(), 1);
    assert_eq!(server.requests().len(), 10);
}

#[tokio::test]
async fn a_connection_that_is_said_to_close_is_not_used_again() {
    let reply = Reply::new(200, "{}").header("connection", "close").close();
    let server = Server::always(reply);
    let transport = transport();
    for _ in 0..5 {
        send(&transport, &server).await.unwrap();
    }
    assert_eq!(server.connections(), 5);
}

/// Nothing says whether the service has acted on the request.
#[tokio::test]
async fn a_request_that_was_sent_over_a_closing_connection_is_not_sent_again() {
    for fault in [Reply::raw(""), Reply::raw("").reset(At::Byte(0))] {
        let ok = || Reply::new(200, "{}");
        let server = Server::sequence([ok(), fault, ok()]);
        let transport = transport();
        send(&transport, &server).await.unwrap();
        let error = send(&transport, &server).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Io, "{error}");
        assert_eq!(server.requests().len(), 2);
        assert_eq!(server.connections(), 1);

        send(&transport, &server).await.unwrap();
        assert_eq!(server.connections(), 2);
    }
}

/// It is a race whether the close is seen before the request is written: either is fine.
#[tokio::test]
async fn a_server_that_closes_kept_connections_costs_an_error_at_most() {
    let server = Server::always(Reply::new(200, "{}").close());
    let transport = transport();
    let mut answered = 0;
    for _ in 0..100 {
        match send(&transport, &server).await {
            Ok(response) => {
                assert_eq!(response.body(), "{}");
                answered += 1;
            }
            Err(error) => assert_eq!(error.kind(), Kind::Io, "{error}"),
        }
    }
    assert_eq!(server.requests().len(), answered);
}

#[tokio::test]
async fn a_closed_connection_that_is_idle_is_replaced_unseen() {
    let server = Server::always(Reply::new(200, "{}").close());
    let transport = transport();
    for _ in 0..5 {
        send(&transport, &server).await.unwrap();
        // The client's side of the connection gets to see that it is closed.
        time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn a_future_that_is_dropped_gives_up_its_connection() {
    for at in [At::Byte(0), At::Byte(20), At::Body(0), At::Body(2)] {
        let stalled = Reply::new(200, "abcdef").stall(at);
        let server = Server::sequence([stalled, Reply::new(200, "{}")]);
        let transport = transport();
        {
            let mut sending = pin!(send(&transport, &server));
            let arrived = until(|| !server.requests().is_empty());
            tokio::select! {
                _ = &mut sending => panic!("there is no whole answer"),
                () = arrived => {}
            }
        }
        until(|| server.hang_ups() == 1).await;
        let response = send(&transport, &server).await.unwrap();
        assert_eq!(response.body(), "{}");
    }
}

/// As often as it makes a step on its way, and once with every number of steps before.
#[tokio::test]
async fn a_future_may_be_dropped_at_every_step() {
    let server = Server::always(Reply::new(200, "[1, 2, 3]").paced(8, Duration::from_millis(2)));
    let transport = transport();
    let finished = |steps: usize| {
        let (transport, server) = (&transport, &server);
        async move {
            let mut sending = pin!(send(transport, server));
            let mut left = steps;
            future::poll_fn(|context: &mut Context<'_>| {
                if left == 0 {
                    return Poll::Ready(None);
                }
                left -= 1;
                sending.as_mut().poll(context).map(Some)
            })
            .await
        }
    };
    let mut dropped = 0;
    for steps in 0..1000 {
        match finished(steps).await {
            None => dropped += 1,
            Some(response) => {
                assert_eq!(response.unwrap().body(), "[1, 2, 3]");
                break;
            }
        }
    }
    assert!((3..999).contains(&dropped), "{dropped}");
    let response = send(&transport, &server).await.unwrap();
    assert_eq!(response.body(), "[1, 2, 3]");
}

#[tokio::test]
async fn two_hundred_requests_at_a_time_get_their_own_answers() {
    let server = Server::start(|request| Reply::new(200, request.body.clone()));
    let transport = transport();
    let mut sending = JoinSet::new();
    for number in 0..200 {
        let transport = transport.clone();
        let request = post(server.url("/"), format!("request {number}"));
        sending.spawn(async move { (number, send_bytes(&transport, request).await) });
    }
    let mut answered = Vec::new();
    while let Some(done) = sending.join_next().await {
        let (number, response) = done.unwrap();
        assert_eq!(*response.unwrap().body(), format!("request {number}"));
        answered.push(number);
    }
    answered.sort_unstable();
    assert!(answered.into_iter().eq(0..200));
    assert_eq!(server.requests().len(), 200);
}

fn over_new_connection(server: &Server) -> Request<Bytes> {
    let mut request = post(server.url("/"), "{}");
    request.extensions_mut().insert(NewConnection);
    request
}

#[tokio::test]
async fn a_request_that_asks_for_it_goes_over_a_new_connection() {
    for transport in of_each_kind() {
        let server = Server::always(Reply::new(200, "{}"));
        send(&transport, &server).await.unwrap();
        for _ in 0..2 {
            send_bytes(&transport, over_new_connection(&server))
                .await
                .unwrap();
        }
        send(&transport, &server).await.unwrap();
        let over: Vec<_> = server
            .requests()
            .iter()
            .map(|request| request.connection)
            .collect();
        assert_eq!(over, [0, 1, 2, 0]);
    }
}

#[tokio::test]
async fn a_connection_that_is_retired_is_not_used_again_and_others_are() {
    let transport = transport();
    let [sick, healthy] = [500, 200].map(|status| Server::always(Reply::new(status, "{}")));
    send(&transport, &healthy).await.unwrap();
    for _ in 0..3 {
        let response = send(&transport, &sick).await.unwrap();
        let connection: &PooledConnection = response.extensions().get().unwrap();
        connection.retire();
    }
    assert_eq!(sick.connections(), 3);
    send(&transport, &sick).await.unwrap();
    send(&transport, &sick).await.unwrap();
    assert_eq!(sick.connections(), 4);
    send(&transport, &healthy).await.unwrap();
    assert_eq!(healthy.connections(), 1);
}

/// A client in a `static` outlives the runtime of a test, or of a call that blocks.
#[test]
fn a_transport_outlives_a_runtime() {
    let server = Server::always(Reply::new(200, "{}"));
    let transport = transport();
    let outcomes: Vec<_> =
        iter::repeat_with(|| runtime().block_on(send(&transport, &server)).map(drop))
            .take(5)
            .collect();
    for outcome in outcomes {
        outcome.unwrap();
    }
}

/// A runtime with this thread alone, which drives nothing but in `block_on`.
fn runtime() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

/// A kept connection belongs to the runtime that opened it. Nobody drives the first while the second sends.
#[test]
fn no_request_waits_for_another_runtime() {
    for transport in of_each_kind() {
        let server = Server::always(Reply::new(200, "{}"));
        let (first, second) = (runtime(), runtime());
        for runtime in [&first, &second, &first, &second] {
            let response = runtime.block_on(send(&transport, &server)).unwrap();
            assert_eq!(response.body(), "{}");
        }
        assert_eq!(server.connections(), 2);
        drop(first);
        second.block_on(send(&transport, &server)).unwrap();
        assert_eq!(server.connections(), 2);
    }
}

fn assert_shared<T: Clone + Send + Sync + 'static>() {}

#[test]
fn a_transport_is_shared_by_threads() {
    assert_shared::<HttpTransport>();
}

/// The timers of TCP, as Linux shows them (`proc_tcp(5)`).
#[cfg(target_os = "linux")]
mod keepalive {
    use crate::server::{Reply, Server};
    use crate::{of_each_kind, send};
    use socket2::{SockRef, TcpKeepalive};
    use std::collections::BTreeMap;
    use std::fs;
    use std::net::TcpStream;
    use std::time::Duration;

    /// In hundredths of a second, when each connection to this port asks whether the other end is there.
    fn questions(port: u16) -> Vec<u32> {
        let table = fs::read_to_string("/proc/net/tcp").unwrap_or_default();
        let lines = table
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>());
        let to_port = lines.filter(|fields| {
            let remote = fields.get(2).and_then(|remote| remote.split(':').nth(1));
            remote == Some(&format!("{port:04X}"))
        });
        // Timer 2 is that of keepalive. The table changes while it is read, and may have a connection twice.
        let timers: BTreeMap<_, _> = to_port
            .filter_map(|fields| Some((*fields.get(1)?, fields.get(5)?.strip_prefix("02:")?)))
            .collect();
        let timers = timers.values();
        timers
            .map(|when| u32::from_str_radix(when, 16).unwrap())
            .collect()
    }

    /// NAT gateways of AWS drop a connection after 350 s without a packet.
    #[tokio::test]
    async fn silent_connections_are_asked_after_45_s() {
        let server = Server::always(Reply::new(200, "{}"));
        let control = TcpStream::connect(server.address()).unwrap();
        let hour = TcpKeepalive::new().with_time(Duration::from_secs(3600));
        SockRef::from(&control).set_tcp_keepalive(&hour).unwrap();
        if questions(server.address().port()).is_empty() {
            // The system does not show them.
            return;
        }
        for transport in of_each_kind() {
            let server = Server::always(Reply::new(200, "{}"));
            send(&transport, &server).await.unwrap();
            // While a packet waits for its acknowledgement, the timer shown is that of sending it again.
            let mut questions = Vec::new();
            for _ in 0..200 {
                questions = self::questions(server.address().port());
                if !questions.is_empty() {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            assert_eq!(questions.len(), 1);
            assert!((1..=4500).contains(&questions[0]), "{questions:?}");
        }
    }
}
