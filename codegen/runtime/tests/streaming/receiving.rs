//! Responses: members from the head, the body as a stream, errors that are read as a whole.

use crate::scripted::{Endless, Scripted, response};
use crate::server::{At, Reply, Server};
use crate::service::*;
use crate::{client, client_of, config, soon, until};
use runtime::{Body, Error, StreamedResponse};

#[tokio::test]
async fn members_come_from_the_head_and_the_body_is_a_stream() {
    let replies = [
        // `RestJsonStreamingTraitsWithBlob`.
        (Reply::new(200, "blobby blob blob"), Some(16)),
        (Reply::chunked(200, [&b"blobby "[..], b"blob blob"]), None),
    ];
    for (reply, length) in replies {
        let reply = reply
            .header("X-Foo", "Foo")
            .header("Content-Type", "application/octet-stream")
            .header("x-amzn-requestid", "4711");
        let server = Server::always(reply);
        let client = client_of(&server);
        for _ in 0..2 {
            let call = client.request::<Get>(Empty {}).send();
            let answer = soon(call).await.unwrap();
            assert_eq!(answer.metadata.request_id().as_deref(), Some("4711"));
            assert_eq!(answer.metadata.status(), 200);
            let output = answer.output;
            assert_eq!(output.foo.as_deref(), Some("Foo"));
            assert_eq!(output.blob.length(), length);
            let text = soon(output.blob.text(16)).await.unwrap();
            assert_eq!(text, "blobby blob blob");
        }
        assert_eq!(
            server.connections(),
            1,
            "it is used again after the body was read"
        );
    }
}

#[tokio::test]
async fn the_body_of_a_stream_is_not_kept() {
    let server = Server::always(Reply::new(200, "abc"));
    let client = client_of(&server);
    let call = client.request::<Get>(Empty {}).keep_raw_body();
    let response = soon(call.send()).await.unwrap();
    assert_eq!(response.metadata.raw_body(), None);
    assert_eq!(soon(response.output.blob.text(3)).await.unwrap(), "abc");
}

#[tokio::test]
async fn an_empty_body_is_an_empty_stream() {
    for reply in [Reply::new(200, ""), Reply::status(204, "")] {
        let server = Server::always(reply);
        let output = soon(client_of(&server).call::<Get>(Empty {}))
            .await
            .unwrap();
        assert_eq!(soon(output.blob.bytes(0)).await.unwrap(), "");
    }
}

#[tokio::test]
async fn a_call_ends_with_the_head() {
    let server = Server::always(Reply::new(200, "abc").stall(At::Body(0)));
    let output = soon(client_of(&server).call::<Get>(Empty {}))
        .await
        .unwrap();
    assert_eq!(output.blob.length(), Some(3));
    assert_eq!(format!("{:?}", output.blob), "ByteStream(3 bytes)");
    assert_eq!(server.hang_ups(), 0);
    drop(output);
    // Dropping the stream closes the connection.
    until(|| server.hang_ups() == 1).await;
}

#[tokio::test]
async fn dropping_a_stream_half_way_closes_the_connection() {
    let server = Server::always(Reply::new(200, "abcdef").stall(At::Body(3)));
    let output = soon(client_of(&server).call::<Get>(Empty {}))
        .await
        .unwrap();
    let mut stream = output.blob;
    assert_eq!(soon(stream.next()).await.unwrap().unwrap(), "abc");
    drop(stream);
    until(|| server.hang_ups() == 1).await;
}

#[tokio::test]
async fn a_head_that_does_not_match_the_model_is_an_error_and_closes_the_connection() {
    let reply = Reply::new(200, "abc").header("X-Foo", [0xff]);
    let server = Server::always(reply.stall(At::Body(1)));
    let error = soon(client_of(&server).call::<Get>(Empty {}))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    until(|| server.hang_ups() == 1).await;
}

#[tokio::test]
async fn an_error_is_read_and_decoded() {
    let reply = Reply::new(403, r#"{"TopLevel": "t"}"#)
        .header("X-Amzn-Errortype", "ComplexError")
        .header("X-Header", "h");
    let server = Server::always(reply);
    let error = soon(client_of(&server).call::<Get>(Empty {}))
        .await
        .unwrap_err();
    let expected = ComplexError {
        header: Some("h".to_owned()),
        top_level: Some("t".to_owned()),
    };
    let expected = StreamingError::ComplexError(expected);
    assert_eq!(error.as_service_error(), Some(&expected));
    assert_eq!(
        error.raw_body().map(|it| &it[..]),
        Some(&br#"{"TopLevel": "t"}"#[..])
    );
}

#[tokio::test]
async fn a_status_that_is_no_success_is_never_a_stream() {
    for status in [304, 307, 400, 404, 500] {
        let reply = match status {
            304 => Reply::status(status, ""),
            status => Reply::new(status, "sorry"),
        };
        let server = Server::always(reply);
        let error = soon(client_of(&server).call::<Get>(Empty {}))
            .await
            .unwrap_err();
        assert_eq!(error.status().map(|it| it.as_u16()), Some(status));
    }
}

#[tokio::test]
async fn an_error_is_retried_and_the_next_response_is_streamed() {
    let cut = Reply::new(503, "sorry").cut(At::Body(2));
    let server = Server::sequence([Reply::new(503, "sorry"), cut, Reply::new(200, "abc")]);
    let retry = runtime::Retry::standard();
    let config = config().retry(retry).entropy(|| Ok([0; 16]));
    let client = client(config.endpoint_url(server.url("/")));
    let call = client.request::<Get>(Empty {}).send();
    let answer = soon(call).await.unwrap();
    assert_eq!(answer.metadata.attempts(), 3);
    assert_eq!(soon(answer.output.blob.text(3)).await.unwrap(), "abc");
}

#[tokio::test]
async fn an_error_that_is_too_large_is_not_read_to_its_end() {
    let script = Scripted::default().then(|request| async move {
        assert!(request.extensions().get::<StreamedResponse>().is_some());
        Ok(response(400, Body::from_stream(None, Endless)))
    });
    let client = client(
        config()
            .transport(script)
            .endpoint_url("https://example.com"),
    );
    let error = soon(client.call::<Get>(Empty {})).await.unwrap_err();
    let expected = "Get: no response: the response is larger than 67108864 bytes";
    assert_eq!(error.to_string(), expected);
}

/// A transport may return bytes.
#[tokio::test]
async fn bytes_of_a_transport_are_a_stream_too() {
    let script = Scripted::default().then(|_| async { Ok(response(200, "abc")) });
    let client = client(
        config()
            .transport(script)
            .endpoint_url("https://example.com"),
    );
    let output = soon(client.call::<Get>(Empty {})).await.unwrap();
    assert_eq!(soon(output.blob.text(3)).await.unwrap(), "abc");
}

/// Other operations of the service.
#[tokio::test]
async fn a_response_without_a_stream_is_read_as_a_whole() {
    let script = Scripted::default().then(|request| async move {
        assert!(request.extensions().get::<StreamedResponse>().is_none());
        Ok(response(200, "{}"))
    });
    let client = client(
        config()
            .transport(script)
            .endpoint_url("https://example.com"),
    );
    let output = soon(client.call::<Unsigned>(blob("abc"))).await.unwrap();
    assert_eq!(output, Empty {});
}
