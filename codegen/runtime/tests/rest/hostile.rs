//! Responses that a service should not send, over a socket: each ends as documented (`protocol/http_binding.rs`), and the
//! next call works.

use crate::loopback::{client, transports};
use crate::server::{Reply, Server};
use crate::service::*;
use runtime::{Client, Error, TransportErrorKind};

/// Calls an operation of headers, whose first response is this one, and checks that the client is usable afterwards.
async fn with_headers(reply: impl Fn() -> Reply) -> Vec<Result<WithHeaders, String>> {
    let mut outcomes = Vec::new();
    for transport in transports() {
        let good = Reply::new(200, "").header("X-String", "good");
        let server = Server::sequence([reply(), good]);
        let client = client(transport, server.url("/"));
        let call = || client.call::<InputAndOutputWithHeaders>(WithHeaders::default());
        outcomes.push(call().await.map_err(|error| error.to_string()));
        let next = call().await.unwrap();
        assert_eq!(next.header_string.as_deref(), Some("good"));
    }
    outcomes
}

#[tokio::test]
async fn repeated_headers_are_a_list_or_a_string_and_no_number() {
    let lists = with_headers(|| {
        let reply = Reply::new(200, "").header("X-StringList", "a, \"b,c\"");
        reply
            .header("x-stringlist", "d")
            .header("X-String", "e")
            .header("X-STRING", "f")
    });
    for output in lists.await {
        let output = output.unwrap();
        let expected = ["a", "b,c", "d"].map(str::to_owned);
        assert_eq!(output.header_string_list, Some(expected.to_vec()));
        assert_eq!(output.header_string.as_deref(), Some("e, f"));
    }
    let numbers = with_headers(|| {
        let reply = Reply::new(200, "").header("X-Integer", "1");
        reply.header("X-Integer", "1")
    });
    for output in numbers.await {
        let error = output.unwrap_err();
        assert!(error.contains("the header `X-Integer`: "), "{error}");
    }
}

#[tokio::test]
async fn only_a_bound_header_must_be_utf_8() {
    for output in with_headers(|| Reply::new(200, "").header("X-Other", b"caf\xe9")).await {
        assert_eq!(output.unwrap(), WithHeaders::default());
    }
    for output in with_headers(|| Reply::new(200, "").header("X-String", b"s3cret\xe9")).await {
        let error = output.unwrap_err();
        assert!(
            error.contains("the header `X-String`: a value that is not UTF-8"),
            "{error}"
        );
        assert!(!error.contains("s3cret"), "{error}");
    }
}

#[tokio::test]
async fn values_at_the_limits_of_types_and_beyond() {
    let wrong: [(&str, &[u8]); 9] = [
        ("X-Byte", b"128"),
        ("X-Short", b"-32769"),
        ("X-Integer", b"1e99"),
        ("X-Long", b"9223372036854775808"),
        ("X-Float", b"infinity"),
        ("X-Boolean1", b"TRUE"),
        ("X-IntegerList", b"1, , x"),
        ("X-StringList", b"\"a"),
        ("X-TimestampList", b"Mon, 99 Dec 2019 23:48:18 GMT"),
    ];
    for (name, value) in wrong {
        for output in with_headers(|| Reply::new(200, "").header(name, value)).await {
            let error = output.unwrap_err();
            assert!(error.contains(&format!("the header `{name}`: ")), "{error}");
        }
    }
    let many = with_headers(|| Reply::new(200, "").header("X-IntegerList", "1, , 2,,"));
    for output in many.await {
        assert_eq!(output.unwrap().header_integer_list, Some(vec![1, 2]));
    }
}

/// HTTP clients limit the size of the headers: more than that is an error of the connection, and not of the client.
#[tokio::test]
async fn headers_without_end_are_an_error_of_transport() {
    let huge = "x".repeat(1024 * 1024);
    for transport in transports() {
        let server = Server::sequence([
            Reply::new(200, "").header("X-String", &huge).close(),
            Reply::new(200, "").header("X-String", "good"),
        ]);
        let client = client(transport, server.url("/"));
        let call = || client.call::<InputAndOutputWithHeaders>(WithHeaders::default());
        match call().await {
            Err(Error::Transport(error)) => {
                assert_eq!(error.transport_error().kind(), TransportErrorKind::Io);
            }
            other => panic!("{other:?}"),
        }
        let next = call().await.unwrap();
        assert_eq!(next.header_string.as_deref(), Some("good"));
    }
}

#[tokio::test]
async fn a_payload_may_be_missing_and_an_error_may_have_any_headers() {
    for transport in transports() {
        let server = Server::sequence([
            Reply::new(200, ""),
            Reply::new(204, "").header("X-Foo", "f"),
            Reply::new(403, "{}")
                .header("X-Amzn-Errortype", "ComplexError")
                .header("X-Header", b"\xff"),
            Reply::new(403, "{}").header("X-Amzn-Errortype", b"\xff"),
            Reply::new(403, "{}").header("X-Amzn-Errortype", "x".repeat(60_000)),
        ]);
        let client = client(transport, server.url("/"));
        let outputs = [payload(&client).await, payload(&client).await];
        assert_eq!(outputs[0], HttpPayloadTraitsIo::default());
        assert_eq!(outputs[1].foo.as_deref(), Some("f"));
        for expected in [Some("ComplexError"), Some("\u{fffd}")] {
            let error = client.call::<GreetingWithErrors>(()).await.unwrap_err();
            assert_eq!(
                (error.status().map(|it| it.as_u16()), error.code()),
                (Some(403), expected)
            );
        }
        let error = client.call::<GreetingWithErrors>(()).await.unwrap_err();
        assert_eq!(error.status().map(|it| it.as_u16()), Some(403));
        assert!(
            error.to_string().len() < 10_000,
            "{}",
            error.to_string().len()
        );
    }
}

async fn payload(client: &Client) -> HttpPayloadTraitsIo {
    let input = HttpPayloadTraitsIo::default();
    client.call::<HttpPayloadTraits>(input).await.unwrap()
}
