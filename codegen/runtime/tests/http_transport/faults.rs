//! Kinds and messages of the errors that faults become.

use crate::server::{At, Reply, Server, refusing};
use crate::{post, send, send_bytes, send_to, transport};
use runtime::{BodyLimit, HttpTransport, TransportError, TransportErrorKind as Kind};
use std::error::Error;
use std::future::Future;
use std::io;
use std::iter;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Asserts the kind, and that the message is one line that begins and ends as it should.
#[track_caller]
pub fn assert_failed(error: &TransportError, kind: Kind, start: &str, end: &str) {
    let message = error.to_string();
    assert_eq!(error.kind(), kind, "{message}");
    assert!(message.starts_with(start), "{message}");
    assert!(message.ends_with(end), "{message}");
    assert!(!message.contains(char::is_control), "{message:?}");
}

async fn fault(reply: Reply) -> (TransportError, String) {
    let server = Server::always(reply);
    let error = send(&transport(), &server).await.unwrap_err();
    assert_eq!(server.requests().len(), 1, "{error}");
    (error, server.address().to_string())
}

/// A failure that the operating system reports, whose words are its own.
#[track_caller]
fn assert_io(error: &TransportError, expected: io::ErrorKind) {
    let kind = iter::successors(Some(error as &dyn Error), |&error| error.source())
        .find_map(|error| error.downcast_ref().map(io::Error::kind));
    assert_eq!(kind, Some(expected), "{error}");
}

#[tokio::test]
async fn a_refused_connection() {
    let address = refusing();
    let url = format!("http://user:secret@{address}/path?query");
    let error = send_to(&transport(), url).await.unwrap_err();
    let start = format!("could not connect to http://{address}: ");
    assert_failed(&error, Kind::Connect, &start, "");
    assert_io(&error, io::ErrorKind::ConnectionRefused);
    for secret in ["secret", "query"] {
        assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
    }
}

#[tokio::test]
async fn a_connection_that_is_reset_at_once() {
    let refuse = |socket: crate::server::Socket| {
        socket.reset();
        Err(io::ErrorKind::ConnectionAborted.into())
    };
    let server = Server::over(refuse, |_| unreachable!("there is no connection"));
    let error = send(&transport(), &server).await.unwrap_err();
    // Connecting may have been done by then, or not.
    assert!(matches!(error.kind(), Kind::Connect | Kind::Io), "{error}");
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_reset() {
    for at in [At::Byte(0), At::Byte(1), At::Byte(20)] {
        let (error, address) = fault(Reply::new(200, "abcdef").reset(at)).await;
        let start = format!("the exchange with http://{address} failed: ");
        assert_failed(&error, Kind::Io, &start, "");
        assert_io(&error, io::ErrorKind::ConnectionReset);
    }
}

/// Some systems give what came before the reset and others do not, so that the head may be lost with the body.
#[tokio::test]
async fn a_reset_within_the_body() {
    for at in [At::Body(0), At::Body(3)] {
        let (error, _) = fault(Reply::new(200, "abcdef").reset(at)).await;
        assert_failed(&error, Kind::Io, "", "");
        assert_io(&error, io::ErrorKind::ConnectionReset);
    }
}

#[tokio::test]
async fn a_response_that_is_cut_short() {
    let closed = "connection closed before message completed";
    for at in [At::Byte(0), At::Byte(1), At::Byte(20)] {
        let (error, address) = fault(Reply::new(200, "abcdef").cut(at)).await;
        let start = format!("the exchange with http://{address} failed: ");
        assert_failed(&error, Kind::Io, &start, closed);
    }
    let chunked = || Reply::chunked(200, [&b"abc"[..], b"def"]);
    let ended = "end of file before message length reached";
    for (reply, end) in [
        (Reply::new(200, "abcdef").cut(At::Body(0)), ended),
        (Reply::new(200, "abcdef").cut(At::Body(5)), ended),
        (chunked().cut(At::Body(4)), ended),
        (
            chunked().cut(At::Body(8)),
            "unexpected EOF during chunk size line",
        ),
        (
            chunked().cut(At::Body(16)),
            "unexpected EOF during chunk size line",
        ),
    ] {
        let (error, address) = fault(reply).await;
        let start = format!("the response of http://{address} ended early: ");
        assert_failed(&error, Kind::Io, &start, end);
    }
}

#[tokio::test]
async fn what_is_not_http() {
    let ok = || Reply::status(200, "abc");
    for (reply, end) in [
        (
            Reply::raw("<html>no</html>\r\n\r\n"),
            "invalid HTTP version parsed",
        ),
        (Reply::raw([0; 100]), "invalid HTTP version parsed"),
        (
            Reply::raw("HTTP/7.5 200 \r\n\r\n"),
            "invalid HTTP version parsed",
        ),
        (
            Reply::raw("HTTP/1.1 two \r\n\r\n"),
            "invalid HTTP status-code parsed",
        ),
        (ok().header("a b", "c"), "invalid HTTP header parsed"),
        (
            ok().header("content-length", "-3"),
            "invalid content-length parsed",
        ),
        (
            ok().header("a", [b'a'; 1 << 20]),
            "message head is too large",
        ),
    ] {
        let (error, address) = fault(reply).await;
        let start = format!("the exchange with http://{address} failed: ");
        assert_failed(&error, Kind::Io, &start, end);
    }
    let unchunked = Reply::status(200, "{\"a\": 1}\r\n").header("transfer-encoding", "chunked");
    let (error, address) = fault(unchunked).await;
    let start = format!("the response of http://{address} ended early: ");
    assert_failed(&error, Kind::Io, &start, "missing size digit");
}

#[tokio::test]
async fn a_url_that_cannot_be_called() {
    for (url, start, end) in [
        (
            "/only/a/path",
            "no request can be sent to a URL without a host: ",
            "relative URL without a base",
        ),
        (
            "ftp://host/",
            "no request can be sent to ftp://host: ",
            "URL scheme is not allowed",
        ),
    ] {
        let error = send_to(&transport(), url.to_owned()).await.unwrap_err();
        assert_failed(&error, Kind::Other, start, end);
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit() {
    let limited = HttpTransport::builder().no_proxy().body_limit(1000);
    let limited = limited.build().unwrap();
    let of = |bytes: usize| vec![b'a'; bytes];
    for (bytes, fits) in [(0, true), (1000, true), (1001, false), (1 << 20, false)] {
        for reply in [
            Reply::new(200, of(bytes)),
            Reply::status(200, of(bytes)).close(),
        ] {
            let server = Server::always(reply);
            match send(&limited, &server).await {
                Ok(response) => assert!(fits && response.body().len() == bytes),
                Err(error) => {
                    assert!(!fits, "{error}");
                    let end = "the response is larger than 1000 bytes";
                    assert_failed(&error, Kind::Other, end, end);
                }
            }
        }
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_of_its_request() {
    let limited = || HttpTransport::builder().no_proxy().body_limit(2000);
    let builders = vec![
        limited(),
        #[cfg(feature = "reqwest")]
        limited().configure(|client| client.no_proxy()),
    ];
    for transport in builders.into_iter().map(|it| it.build().unwrap()) {
        for (bytes, limit, error) in [
            (1000, 1000, None),
            (1001, 1000, Some("the response is larger than 1000 bytes")),
            (2000, 3000, None),
            (2001, 3000, Some("the response is larger than 2000 bytes")),
        ] {
            let server = Server::always(Reply::new(200, vec![b'a'; bytes]));
            let mut request = post(server.url("/"), "{}");
            request.extensions_mut().insert(BodyLimit(limit));
            let outcome = send_bytes(&transport, request).await;
            assert_eq!(outcome.err().map(|it| it.to_string()).as_deref(), error);
        }
    }
}

#[test]
fn no_runtime() {
    let transport = transport();
    let mut sending = pin!(send_bytes(
        &transport,
        post("http://127.0.0.1/".to_owned(), "{}")
    ));
    let Poll::Ready(Err(error)) = sending
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("it cannot be sent without a runtime");
    };
    assert_failed(&error, Kind::Other, "sending needs a tokio runtime", "");
}
