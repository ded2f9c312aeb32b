//! Tree hashes: of what can be read twice, unless the caller has one.

use crate::scripted::{Pieces, once, repeatable};
use crate::server::{Received, Reply, Server};
use crate::service::*;
use crate::{client_of, header, soon, verified};
use runtime::http::{HeaderName, HeaderValue};
use runtime::{ByteStream, Error, Operation, TransportError};
use std::sync::atomic::Ordering;

const MIB: usize = 1024 * 1024;

/// SHA-256 of nothing and of `hello world`, which are their tree hashes, and both hashes of four MiB and 20 bytes `a`: of
/// botocore's tests of `calculate_tree_hash` and `add_glacier_checksums`, but for the SHA-256 hash, of Python's hashlib.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const HELLO: &str = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
const LARGE_TREE: &str = "12f3cbd6101b981cde074039f6f728071da8879d6f632de8afc7cdf00661b08f";
const LARGE: &str = "1db6545ae7a5cea9392b4b14d3a6f798c989ee386114d6d2e951c13abcd74e11";

const CONTENT: &str = "x-amz-content-sha256";
const TREE: &str = "x-amz-sha256-tree-hash";

fn archive(blob: impl Into<ByteStream>, checksum: Option<&str>) -> StreamingTraitsWithTreeHash {
    StreamingTraitsWithTreeHash {
        checksum: checksum.map(str::to_owned),
        blob: blob.into(),
    }
}

/// Sends a stream, and returns the request.
async fn sent<Op>(input: StreamingTraitsWithTreeHash) -> Received
where
    Op: Operation<Input = StreamingTraitsWithTreeHash, Output = Empty>,
{
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    assert!(soon(client.call::<Op>(input)).await.is_ok());
    server.requests().remove(0)
}

/// The signed hashes of a request: SHA-256 and tree hash.
fn hashes(request: &Received) -> [String; 2] {
    let signed = verified(request);
    [CONTENT, TREE].map(|name| {
        assert!(signed.contains(&name.to_owned()), "{name} is not signed");
        header(request, name).unwrap()
    })
}

#[tokio::test]
async fn bytes_files_and_repeatable_streams_have_both_hashes() {
    let large = "a".repeat(4 * MIB + 20);
    let name = format!("leansmith-tree-hash-{}", std::process::id());
    let file = std::env::temp_dir().join(name);
    std::fs::write(&file, format!("x{large}x")).unwrap();
    let end = u64::try_from(large.len() + 1).unwrap();
    let part = ByteStream::from_file(&file).range(1..end).await.unwrap();
    for (stream, expected) in [
        (ByteStream::default(), [EMPTY, EMPTY]),
        (ByteStream::from("hello world"), [HELLO, HELLO]),
        (repeatable(&["hello ", "world"]).0, [HELLO, HELLO]),
        (ByteStream::from(large), [LARGE, LARGE_TREE]),
        (part, [LARGE, LARGE_TREE]),
    ] {
        let request = sent::<Archive>(archive(stream, None)).await;
        assert_eq!(hashes(&request), expected);
    }
    std::fs::remove_file(file).unwrap();
}

#[tokio::test]
async fn both_hashes_take_one_pass() {
    let (stream, reads) = repeatable(&["hello world"]);
    sent::<Archive>(archive(stream, None)).await;
    assert_eq!(reads.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_tree_hash_of_the_caller_is_sent() {
    let (stream, reads) = repeatable(&["hello world"]);
    let request = sent::<Archive>(archive(stream, Some("own"))).await;
    assert_eq!(hashes(&request), [HELLO, "own"]);
    // The signature needs the other hash.
    assert_eq!(reads.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_tree_hash_does_not_depend_on_a_signature() {
    let request = sent::<AnonymousArchive>(archive("hello world", None)).await;
    assert_eq!(header(&request, TREE).as_deref(), Some(HELLO));
    assert_eq!(header(&request, "authorization"), None);
}

#[tokio::test]
async fn other_operations_have_no_tree_hash() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    let call = client.call::<StreamingTraits>(blob("hello world"));
    soon(call).await.unwrap();
    let request = server.requests().remove(0);
    assert_eq!(header(&request, CONTENT).as_deref(), Some(HELLO));
    assert_eq!(header(&request, TREE), None);
}

#[tokio::test]
async fn a_stream_that_can_be_read_once_needs_both_hashes_of_the_caller() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    let call = client.call::<Archive>(archive(once(11, &["hello world"]), Some(HELLO)));
    let error = soon(call).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Archive: the request could not be built: it needs the hashes of its body, which is a stream that can be read only \
         once: use bytes, a file or `ByteStream::from_repeatable`, or set the hashes with the headers \
         `x-amz-content-sha256` and `x-amz-sha256-tree-hash`"
    );
    assert!(matches!(error, Error::Construction(_)));
    assert_eq!(server.connections(), 0);
    let stream = archive(once(11, &["hello world"]), Some(HELLO));
    let call = client.request::<Archive>(stream);
    let call = call.header(
        HeaderName::from_static(CONTENT),
        HeaderValue::from_static(HELLO),
    );
    soon(call.send()).await.unwrap();
    assert_eq!(hashes(&server.requests()[0]), [HELLO, HELLO]);
}

#[tokio::test]
async fn a_retry_sends_the_hashes_again_without_another_pass() {
    let (stream, reads) = repeatable(&["hello world"]);
    let server = Server::sequence([Reply::new(500, ""), Reply::new(200, "")]);
    let config = crate::config()
        .endpoint_url(server.url("/"))
        .retry(runtime::Retry::standard());
    let call = crate::client(config);
    let call = call.call::<Archive>(archive(stream, None));
    soon(call).await.unwrap();
    for request in server.requests() {
        assert_eq!(hashes(&request), [HELLO, HELLO]);
    }
    assert_eq!(reads.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_source_that_fails_while_it_is_hashed_is_an_error_before_anything_is_sent() {
    let server = Server::always(Reply::new(200, ""));
    let stream = ByteStream::from_repeatable(6, || {
        Pieces::of(&["abc"]).then(TransportError::new("the disk is gone"))
    });
    let client = client_of(&server);
    let error = soon(client.call::<AnonymousArchive>(archive(stream, None)));
    let error = error.await.unwrap_err();
    assert!(error.to_string().ends_with("the disk is gone"), "{error}");
    assert_eq!(server.connections(), 0);
}
