//! Signatures of streams: the hash of what can be read twice, and `UNSIGNED-PAYLOAD`.

use crate::scripted::{once, repeatable};
use crate::server::{Received, Reply, Server};
use crate::service::*;
use crate::{client_of, header, soon, verified};
use runtime::bytes::Bytes;
use runtime::futures_core::Stream;
use runtime::http::{HeaderName, HeaderValue};
use runtime::{ByteStream, Error, TransportError};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

/// SHA-256 of `abc` (FIPS 180-2, appendix B.1), of nothing, and of a million `a` (appendix B.3).
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const MILLION: &str = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

/// Sends a stream whose hash is signed, and returns the request.
async fn hashed(stream: ByteStream) -> Received {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    soon(client.call::<StreamingTraits>(blob(stream)))
        .await
        .unwrap();
    server.requests().remove(0)
}

fn payload(request: &Received) -> Option<String> {
    let signed = verified(request);
    let payload = header(request, "x-amz-content-sha256");
    assert_eq!(
        signed.contains(&"x-amz-content-sha256".to_owned()),
        payload.is_some()
    );
    payload
}

#[tokio::test]
async fn what_can_be_read_again_is_hashed() {
    let file = std::env::temp_dir().join(format!("leansmith-hash-{}", std::process::id()));
    std::fs::write(&file, "xxabcxx").unwrap();
    let part = ByteStream::from_file(&file).range(2..5).await.unwrap();
    let million = || runtime::bytes::Bytes::from("a".repeat(1_000_000));
    for (stream, hash) in [
        (ByteStream::from("abc"), ABC),
        (repeatable(&["a", "bc"]).0, ABC),
        (part, ABC),
        (ByteStream::default(), EMPTY),
        (ByteStream::from(million()), MILLION),
        // Of unknown length.
        (
            ByteStream::from_repeatable(None, move || crate::scripted::Pieces::of(&["abc"])),
            ABC,
        ),
    ] {
        assert_eq!(payload(&hashed(stream).await).as_deref(), Some(hash));
    }
    std::fs::remove_file(file).unwrap();
}

#[tokio::test]
async fn a_stream_is_read_once_for_its_hash_and_once_to_be_sent() {
    let (stream, reads) = repeatable(&["abc"]);
    hashed(stream).await;
    assert_eq!(reads.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_stream_that_is_not_signed_is_not_read_for_a_hash() {
    let (stream, reads) = repeatable(&["abc"]);
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    soon(client.call::<Unsigned>(blob(stream))).await.unwrap();
    assert_eq!(reads.load(Ordering::SeqCst), 1);
}

/// Over plain HTTP, too: AWS's trait is of the operation, not of the connection.
#[tokio::test]
async fn an_unsigned_payload_is_said_in_a_signed_header() {
    let streams = [
        ByteStream::from("abc"),
        once(3, &["abc"]),
        once(None, &["abc"]),
    ];
    for stream in streams {
        let server = Server::always(Reply::new(200, ""));
        let client = client_of(&server);
        soon(client.call::<Unsigned>(blob(stream))).await.unwrap();
        let request = server.requests().remove(0);
        assert_eq!(payload(&request).as_deref(), Some("UNSIGNED-PAYLOAD"));
    }
}

#[tokio::test]
async fn a_stream_that_can_be_read_once_is_not_sent_without_its_hash() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    let call = client.call::<StreamingTraits>(blob(once(3, &["abc"])));
    let error = soon(call).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "StreamingTraits: the request could not be built: its signature has the hash of its body, which is a stream that can \
         be read only once: use bytes, a file or `ByteStream::from_repeatable`, or set the hash with the header \
         `x-amz-content-sha256`"
    );
    assert!(matches!(error, Error::Construction(_)));
    assert_eq!(server.connections(), 0);
    let call = client.request::<StreamingTraits>(blob(once(3, &["abc"])));
    let name = HeaderName::from_static("x-amz-content-sha256");
    let call = call.header(name, HeaderValue::from_static(ABC));
    soon(call.send()).await.unwrap();
    assert_eq!(payload(&server.requests()[0]).as_deref(), Some(ABC));
}

#[tokio::test]
async fn without_a_signature_there_is_no_hash() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    soon(client.call::<Anonymous>(blob(once(3, &["abc"]))))
        .await
        .unwrap();
    let request = server.requests().remove(0);
    assert_eq!(header(&request, "x-amz-content-sha256"), None);
    assert_eq!(header(&request, "authorization"), None);
}

#[tokio::test]
async fn a_source_that_fails_while_it_is_hashed_is_an_error_before_anything_is_sent() {
    let server = Server::always(Reply::new(200, ""));
    let stream = ByteStream::from_repeatable(6, || {
        crate::scripted::Pieces::of(&["abc"]).then(TransportError::new("the disk is gone"))
    });
    let call = client_of(&server);
    let error = soon(call.call::<StreamingTraits>(blob(stream)))
        .await
        .unwrap_err();
    assert!(error.to_string().ends_with("the disk is gone"), "{error}");
    assert_eq!(server.connections(), 0);
}

/// Pieces of 64 KiB that are there at once. The first starts another task, which the last looks for.
struct Busy {
    left: usize,
    other: Arc<AtomicBool>,
}

impl Stream for Busy {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.left == PIECES {
            let other = Arc::clone(&self.other);
            tokio::spawn(async move { other.store(true, Ordering::SeqCst) });
        }
        let Some(left) = self.left.checked_sub(1) else {
            assert!(
                self.other.load(Ordering::SeqCst),
                "another task had no turn"
            );
            return Poll::Ready(None);
        };
        self.left = left;
        Poll::Ready(Some(Ok(Bytes::from_static(&[0; 64 * 1024]))))
    }
}

const PIECES: usize = 40;

#[tokio::test]
async fn other_tasks_run_while_a_stream_is_hashed() {
    let other = Arc::new(AtomicBool::new(false));
    let stream = ByteStream::from_repeatable(None, move || Busy {
        left: PIECES,
        other: Arc::clone(&other),
    });
    hashed(stream).await;
}
