//! Checksums of streams over TLS: in a trailer of a body in the format aws-chunked.

use crate::pieces::Pieces;
use crate::service::*;
use crate::world::{Reply, World, client, response, value, verify};
use runtime::bytes::Bytes;
use runtime::hooks::before_signing;
use runtime::http::{HeaderName, HeaderValue, Request};
use runtime::{ByteStream, ChecksumPolicy, Error, Retry, TransportError};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A stream of this content that can be read once, in pieces of this size.
fn once(content: &[u8], size: usize, length: Option<u64>) -> ByteStream {
    let pieces = content
        .chunks(size)
        .map(|it| Ok(Bytes::copy_from_slice(it)));
    let pieces: Pieces<TransportError> = Pieces(pieces.collect());
    ByteStream::from_stream(length, pieces)
}

/// Sends content as a stream that can be read once, and returns the request.
async fn sent(content: &[u8], size: usize, algorithm: &str) -> Request<Bytes> {
    let world = World::default();
    let input = PutThingInput {
        algorithm: Some(algorithm.to_owned()),
        ..thing(once(content, size, Some(content.len() as u64)))
    };
    world.client().call::<PutThing>(input).await.unwrap();
    world.request()
}

/// The example of Amazon S3's API reference, "Signature calculations for trailing headers", without the signatures of chunks.
#[tokio::test]
async fn a_body_is_that_of_the_documentation() {
    let content = vec![b'a'; 66_560];
    let expected = [
        b"10000\r\n",
        &content[..65_536],
        b"\r\n400\r\n",
        &content[65_536..],
        b"\r\n0\r\nx-amz-checksum-crc32c:sOO8/Q==\r\n\r\n",
    ]
    .concat();
    for size in [1_000, 65_536, 66_560] {
        let request = sent(&content, size, "CRC32C").await;
        assert_eq!(request.body(), &expected);
        let headers = request.headers();
        for (name, expected) in [
            ("content-encoding", "aws-chunked"),
            ("x-amz-decoded-content-length", "66560"),
            ("x-amz-trailer", "x-amz-checksum-crc32c"),
            ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
            ("x-amz-sdk-checksum-algorithm", "CRC32C"),
            ("x-amz-checksum-crc32c", "-"),
            ("transfer-encoding", "-"),
        ] {
            assert_eq!(value(headers, name), expected, "{name}");
        }
    }
}

#[tokio::test]
async fn lengths_around_those_of_chunks_are_announced() {
    let full = ["10000\r\n", &"a".repeat(65_536), "\r\n"].concat();
    for (length, chunks, crc32) in [
        (0, String::new(), "AAAAAA=="),
        (1, "1\r\na\r\n".to_owned(), "6Le+Qw=="),
        (
            8_192,
            format!("2000\r\n{}\r\n", "a".repeat(8_192)),
            "DW9m1Q==",
        ),
        (
            65_535,
            format!("ffff\r\n{}\r\n", "a".repeat(65_535)),
            "I3Uuug==",
        ),
        (65_536, full.clone(), "wyCR/w=="),
        (65_537, format!("{full}1\r\na\r\n"), "xXZxXw=="),
        (131_072, full.repeat(2), "ypdRMA=="),
    ] {
        let content = vec![b'a'; length];
        // Its length and signature are verified.
        let request = sent(&content, 30_000, "CRC32").await;
        let expected = format!("{chunks}0\r\nx-amz-checksum-crc32:{crc32}\r\n\r\n");
        assert_eq!(request.body(), &expected, "{length}");
    }
}

#[tokio::test]
async fn each_algorithm_has_a_trailer() {
    for (algorithm, value) in [
        ("CRC32", "DUoRhQ=="),
        ("SHA1", "Kq5sNclPz7QV2+lfQIuc6R7oRu0="),
        ("SHA256", "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="),
    ] {
        let request = sent(b"hello world", 4, algorithm).await;
        let name = algorithm.to_lowercase();
        let expected = format!("b\r\nhello world\r\n0\r\nx-amz-checksum-{name}:{value}\r\n\r\n");
        assert_eq!(request.body(), expected.as_bytes());
    }
    // Their lengths are announced too.
    for algorithm in ["CRC32C", "CRC64NVME"] {
        sent(b"hello world", 4, algorithm).await;
    }
}

#[tokio::test]
async fn encodings_of_the_caller_come_first() {
    let world = World::default();
    let input = PutThingInput {
        content_encoding: Some("gzip".to_owned()),
        ..thing(once(b"abc", 3, Some(3)))
    };
    world.client().call::<PutThing>(input).await.unwrap();
    let request = world.request();
    assert_eq!(
        value(request.headers(), "content-encoding"),
        "gzip, aws-chunked"
    );
}

#[tokio::test]
async fn bytes_in_memory_have_a_header() {
    let world = World::default();
    world
        .client()
        .call::<PutThing>(thing("hello world"))
        .await
        .unwrap();
    let request = world.request();
    assert_eq!(request.body(), "hello world");
    assert_eq!(value(request.headers(), "x-amz-checksum-crc32"), "DUoRhQ==");
    assert_eq!(
        value(request.headers(), "x-amz-content-sha256"),
        "UNSIGNED-PAYLOAD"
    );
    assert_eq!(value(request.headers(), "content-encoding"), "-");
}

#[tokio::test]
async fn a_stream_without_a_checksum_is_sent_as_it_is() {
    let world = World::default();
    let config = world.config();
    let config = config.request_checksum_calculation(ChecksumPolicy::WhenRequired);
    let call = client(config);
    call.call::<PutThing>(thing(once(b"abc", 3, Some(3))))
        .await
        .unwrap();
    let request = world.request();
    assert_eq!(request.body(), "abc");
    assert_eq!(
        value(request.headers(), "x-amz-content-sha256"),
        "UNSIGNED-PAYLOAD"
    );
}

#[tokio::test]
async fn the_length_must_be_known_or_be_that_of_the_input() {
    let world = World::default();
    let call = world.client();
    let error = call.call::<PutThing>(thing(once(b"abc", 2, None))).await;
    assert_eq!(
        error.unwrap_err().to_string(),
        "PutThing: the request could not be built: the length of its body must be known: use bytes, a file, or a stream with \
         a length"
    );
    let with_length = |length, stream| PutThingInput {
        content_length: Some(length),
        ..thing(stream)
    };
    let input = with_length(3, once(b"abc", 2, None));
    call.call::<PutThing>(input).await.unwrap();
    let request = world.request();
    assert_eq!(
        value(request.headers(), "x-amz-decoded-content-length"),
        "3"
    );
    assert_eq!(
        request.headers().get_all("content-length").iter().count(),
        1
    );
    let error = call
        .call::<PutThing>(with_length(4, once(b"abc", 2, Some(3))))
        .await;
    assert_eq!(
        error.unwrap_err().to_string(),
        "PutThing: the request could not be built: the length of its body differs from the one that its input has for the \
         header `content-length`"
    );
    // A stream of another length than the one that was announced fails while it is sent.
    let error = call
        .call::<PutThing>(with_length(4, once(b"abc", 2, None)))
        .await;
    let error = error.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the body ended after 3 of 4 bytes"),
        "{error}"
    );
    let error = call
        .call::<PutThing>(with_length(2, once(b"abc", 2, None)))
        .await;
    let error = error.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("longer than its length of 2 bytes"),
        "{error}"
    );
    assert_eq!(world.requests().len(), 1);
}

#[tokio::test]
async fn a_hash_of_the_caller_is_signed_with_a_checksum_in_a_header() {
    let world = World::default();
    let hash = HeaderName::from_static("x-amz-content-sha256");
    let own = || HeaderValue::from_static("UNSIGNED-PAYLOAD");
    let client = world.client();
    let stream = ByteStream::from_repeatable(3, || Pieces::<TransportError>::of(&["abc"]));
    let call = client
        .request::<PutThing>(thing(stream))
        .header(hash.clone(), own());
    call.send().await.unwrap();
    let request = world.request();
    assert_eq!(value(request.headers(), "x-amz-checksum-crc32"), "NSRBwg==");
    assert_eq!(request.body(), "abc");
    let call = client.request::<PutThing>(thing(once(b"abc", 3, Some(3))));
    let error = call.header(hash, own()).send().await.unwrap_err();
    assert!(matches!(error, Error::Construction(_)), "{error}");
}

/// A body that has changed between two attempts is sent with the checksum of the first, so that the service rejects it.
#[tokio::test]
async fn retries_send_the_checksum_of_the_first_attempt() {
    let replies = [failure(), failure()];
    let world = World::new(replies);
    let count = Arc::new(AtomicUsize::new(0));
    let reads = Arc::clone(&count);
    let stream = ByteStream::from_repeatable(3, move || {
        // The first is made when the stream is created, and the second for its copies.
        let pieces: &[&str] = match reads.fetch_add(1, Ordering::SeqCst) {
            0..=2 => &["abc"],
            _ => &["xyz"],
        };
        Pieces::<TransportError>::of(pieces)
    });
    let call = client(world.config().retry(Retry::standard()));
    call.call::<PutThing>(thing(stream)).await.unwrap();
    let requests = world.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests[0].body().starts_with(b"3\r\nabc\r\n"));
    assert!(requests[2].body().starts_with(b"3\r\nxyz\r\n"));
    for request in requests {
        verify(&request);
        assert!(
            request
                .body()
                .ends_with(b"0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n")
        );
    }
}

fn failure() -> Reply {
    match response(&[], "{}") {
        Reply::Response(mut response) => {
            *response.status_mut() = runtime::http::StatusCode::SERVICE_UNAVAILABLE;
            Reply::Response(response)
        }
        cut @ Reply::Cut(_) => cut,
    }
}

#[tokio::test]
async fn an_attempt_that_was_cut_is_repeated_from_the_start() {
    for pieces in [0, 1, 2, 3] {
        let world = World::new([Reply::Cut(pieces)]);
        let stream =
            ByteStream::from_repeatable(6, || Pieces::<TransportError>::of(&["abc", "def"]));
        let call = client(world.config().retry(Retry::standard()));
        call.call::<PutThing>(thing(stream)).await.unwrap();
        assert_eq!(
            world.request().body(),
            &b"6\r\nabcdef\r\n0\r\nx-amz-checksum-crc32:S4457w==\r\n\r\n"[..]
        );
    }
}

#[tokio::test]
async fn a_stream_that_can_be_read_once_is_sent_again_only_if_nothing_was_read() {
    for (pieces, is_sent) in [(0, true), (1, true), (2, false)] {
        let world = World::new([Reply::Cut(pieces)]);
        let call = client(world.config().retry(Retry::standard()));
        let result = call.call::<PutThing>(thing(once(b"abc", 3, Some(3)))).await;
        // The first piece is the line before the data.
        assert_eq!(result.is_ok(), is_sent, "{pieces}");
    }
}

#[tokio::test]
async fn progress_counts_the_bytes_of_the_content() {
    let reports = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = Arc::clone(&reports);
    let stream = once(b"abcdef", 4, Some(6)).on_progress(move |it| seen.lock().unwrap().push(it));
    let world = World::default();
    world
        .client()
        .call::<PutThing>(thing(stream))
        .await
        .unwrap();
    assert_eq!(*reports.lock().unwrap(), [4, 6]);
}

/// The length may be that of a response of somebody else.
#[tokio::test]
async fn a_length_that_is_out_of_range_is_an_error_and_no_panic() {
    for length in [u64::MAX, u64::MAX - 65_536, u64::MAX / 65_545 * 65_536] {
        let world = World::default();
        let call = world.client();
        let stream = once(b"abc", 3, Some(length));
        let error = call.call::<PutThing>(thing(stream)).await.unwrap_err();
        let expected = format!("the body ended after 3 of {length} bytes");
        assert!(error.to_string().contains(&expected), "{error}");
    }
}

/// A header of the call becomes one of the format: without it, the service would store chunks as data.
#[tokio::test]
async fn a_hook_cannot_change_headers_of_a_trailer_that_the_call_has_too() {
    for name in [
        "content-encoding",
        "x-amz-decoded-content-length",
        "x-amz-trailer",
    ] {
        let world = World::default();
        let hook = before_signing(move |request| {
            request.insert_header(name, "br")?;
            Ok(())
        });
        let client = client(world.config().hook(hook));
        let input = thing(once(b"abc", 3, Some(3)));
        let (own, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static("gzip"),
        );
        let call = client.request::<PutThing>(input).header(own, value);
        let error = call.send().await.unwrap_err().to_string();
        let expected = format!("the header `{name}` cannot be changed: it belongs to the protocol");
        assert!(error.contains(&expected), "{error}");
        assert!(world.requests().is_empty());
    }
}
