//! Requests on the wire: length, media type, pieces as they come.

use crate::pieces::{Pieces, Slow};
use crate::scripted::{once, repeatable};
use crate::server::{Reply, Server};
use crate::service::*;
use crate::{client_of, header, soon, verified};
use runtime::bytes::Bytes;
use runtime::hooks::before_signing;
use runtime::http::HeaderValue;
use runtime::http::header::CONTENT_LENGTH;
use runtime::{Body, ByteStream, Error, HttpTransport, Operation, Transport, TransportError};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

/// Sends an input, and returns the request.
async fn sent<Op: Operation>(input: Op::Input) -> crate::server::Received {
    let server = Server::always(Reply::new(200, ""));
    soon(client_of(&server).call::<Op>(input)).await.unwrap();
    server.requests().remove(0)
}

#[tokio::test]
async fn a_known_length_is_sent_and_an_unknown_one_is_sent_in_chunks() {
    for (stream, length) in [
        (ByteStream::from("abcdef"), Some("6")),
        (once(6, &["ab", "", "cdef"]), Some("6")),
        (repeatable(&["abc", "def"]).0, Some("6")),
        (once(None, &["ab", "cdef"]), None),
    ] {
        let request = sent::<Unsigned>(blob(stream)).await;
        assert_eq!(request.body, b"abcdef");
        assert_eq!(header(&request, "content-length").as_deref(), length);
        let chunked = length.is_none().then_some("chunked");
        assert_eq!(header(&request, "transfer-encoding").as_deref(), chunked);
        let signed = verified(&request);
        assert_eq!(
            signed.contains(&"content-length".to_owned()),
            length.is_some()
        );
        assert!(!signed.contains(&"transfer-encoding".to_owned()));
        assert_eq!(header(&request, "x-foo").as_deref(), Some("Foo"));
    }
}

/// An HTTP library cuts a body off at the length that a header says.
#[tokio::test]
async fn a_header_does_not_set_the_length_of_a_stream() {
    for (length, expected) in [(None, None), (Some(6), Some("6"))] {
        let server = Server::always(Reply::new(200, ""));
        let client = client_of(&server);
        let request = client.request::<Unsigned>(blob(once(length, &["abc", "def"])));
        let request = request.header(CONTENT_LENGTH, HeaderValue::from_static("3"));
        soon(request.send()).await.unwrap();
        let received = server.requests().remove(0);
        assert_eq!(received.body, b"abcdef");
        assert_eq!(header(&received, "content-length").as_deref(), expected);
    }
}

/// `RestJsonStreamingTraitsWithNoBlobBody`.
#[tokio::test]
async fn an_empty_stream_has_a_length_and_a_media_type() {
    for stream in [ByteStream::default(), once(0, &[])] {
        let request = sent::<Unsigned>(blob(stream)).await;
        assert_eq!(request.body, b"");
        assert_eq!(header(&request, "content-length").as_deref(), Some("0"));
        let media_type = header(&request, "content-type");
        assert_eq!(media_type.as_deref(), Some("application/octet-stream"));
        verified(&request);
    }
}

/// Smithy's specification "HTTP binding traits": a member bound to `Content-Type` wins over the media type.
#[tokio::test]
async fn a_member_in_the_content_type_replaces_the_media_type_of_the_stream() {
    for (own, expected) in [(None, "text/plain"), (Some("text/html"), "text/html")] {
        let input = StreamingTraitsWithMediaTypeInput {
            content_type: own.map(str::to_owned),
            blob: "<p>".into(),
            ..StreamingTraitsWithMediaTypeInput::default()
        };
        let request = sent::<StreamingTraitsWithMediaType>(input).await;
        assert_eq!(header(&request, "content-type").as_deref(), Some(expected));
    }
}

#[tokio::test]
async fn a_required_length_that_is_unknown_is_an_error_before_anything_is_sent() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    let input = blob(once(None, &["abc"]));
    let error = soon(client.call::<StreamingTraitsRequireLength>(input))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "StreamingTraitsRequireLength: the request could not be built: the length of its body must be known: use bytes, a \
         file, or a stream with a length"
    );
    assert!(matches!(error, Error::Construction(_)));
    assert_eq!(server.connections(), 0);
    let input = blob(once(3, &["abc"]));
    soon(client.call::<StreamingTraitsRequireLength>(input))
        .await
        .unwrap();
    assert_eq!(
        header(&server.requests()[0], "content-length").as_deref(),
        Some("3")
    );
}

#[tokio::test]
async fn a_stream_is_not_compressed() {
    let large: &'static str = Box::leak("x".repeat(20_000).into_boxed_str());
    for stream in [ByteStream::from(large), once(20_000, &[large])] {
        let request = sent::<Unsigned>(blob(stream)).await;
        assert_eq!(header(&request, "content-encoding"), None);
        assert_eq!(request.body, large.as_bytes());
    }
}

#[tokio::test]
async fn a_digest_comes_from_the_caller() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    let error = soon(client.call::<WithDigest>(blob("abc")))
        .await
        .unwrap_err();
    assert!(
        error.to_string().ends_with("set the header `content-md5`"),
        "{error}"
    );
    assert_eq!(server.connections(), 0);
    let name = runtime::http::HeaderName::from_static("content-md5");
    // RFC 1321, appendix A.5.
    let digest = runtime::http::HeaderValue::from_static("kAFQmDzST7DWlj99KOF/cg==");
    let call = client
        .request::<WithDigest>(blob("abc"))
        .header(name, digest);
    soon(call.send()).await.unwrap();
    let request = server.requests().remove(0);
    assert_eq!(
        header(&request, "content-md5").as_deref(),
        Some("kAFQmDzST7DWlj99KOF/cg==")
    );
    verified(&request);
}

/// Each piece is sent before the next is there, so nothing can be buffered.
#[tokio::test]
async fn a_stream_is_sent_as_it_comes() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, pieces) = Slow::new();
    sender.send(Ok(Bytes::from_static(b"0"))).unwrap();
    let service = thread::spawn(move || {
        let (socket, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(socket);
        let mut line = String::new();
        while reader.read_line(&mut line).unwrap() > 2 {
            line.clear();
        }
        for count in 1..=9 {
            let mut chunk = [0; 6];
            reader.read_exact(&mut chunk).unwrap();
            assert_eq!(chunk[..3], *b"1\r\n");
            sender.send(Ok(Bytes::from(count.to_string()))).unwrap();
        }
        drop(sender);
        let mut end = [0; 11];
        reader.read_exact(&mut end).unwrap();
        assert_eq!(end, *b"1\r\n9\r\n0\r\n\r\n");
        let response = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
        reader.get_mut().write_all(response).unwrap();
    });
    let client = crate::client(crate::config().endpoint_url(url));
    let stream = ByteStream::from_stream(None, pieces);
    soon(client.call::<Unsigned>(blob(stream))).await.unwrap();
    service.join().unwrap();
}

#[tokio::test]
async fn presigning_refuses_a_body_that_is_a_stream() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    let request = client.request::<Unsigned>(blob("abc"));
    let error = request
        .presign(std::time::Duration::from_secs(60))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("it has a body"), "{error}");
}

#[tokio::test]
async fn a_stream_is_signed_without_being_sent_if_it_is_in_memory() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    let request = client.request::<StreamingTraits>(blob("abc"));
    let signed = request.sign().await.unwrap();
    assert_eq!(signed.body(), "abc");
    assert_eq!(signed.headers()["content-length"], "3");
    let received = crate::sigv4::Received::of(&signed);
    crate::sigv4::verify(&received, crate::SECRET).unwrap();

    let pieces = ByteStream::from_stream(Some(3), Pieces::<TransportError>::of(&["abc"]));
    let request = client.request::<Unsigned>(blob(pieces));
    let error = request.sign().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Unsigned: the request could not be built: a request that is signed and not sent has its body in memory, and \
         this one is a stream: use bytes, or send the request"
    );
}

/// As another HTTP client does, which adds `host`.
#[tokio::test]
async fn a_signed_request_is_sent_later_as_it_is() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    let transport = HttpTransport::builder().no_proxy().build().unwrap();
    for body in ["abc", ""] {
        let hook = before_signing(|request| {
            request.insert_header("x-hook", "two  blanks ")?;
            Ok(())
        });
        let request = client.request::<StreamingTraits>(blob(body)).hook(hook);
        let signed = request.sign().await.unwrap();
        let response = soon(transport.send(signed.map(Body::from))).await;
        assert_eq!(response.unwrap().status(), 200);
        let received = server.requests().pop().unwrap();
        assert_eq!(received.body, body.as_bytes());
        let length = body.len().to_string();
        assert_eq!(header(&received, "content-length"), Some(length));
        assert!(verified(&received).contains(&"x-hook".to_owned()));
    }
}

#[tokio::test]
async fn hooks_see_the_hash_of_a_stream_and_not_its_body() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    let hook = before_signing(|request| {
        assert_eq!(request.body(), None);
        let hash = &request.headers()["x-amz-content-sha256"];
        // SHA-256 of `abc`: FIPS 180-4, example of one block.
        assert_eq!(
            hash,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        request.insert_header("x-hook", "1")?;
        Ok(())
    });
    let call = client.request::<StreamingTraits>(blob("abc")).hook(hook);
    soon(call.send()).await.unwrap();
    let request = server.requests().remove(0);
    assert_eq!(header(&request, "x-hook").as_deref(), Some("1"));
    verified(&request);
}
