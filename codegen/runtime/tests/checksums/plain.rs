//! Checksums of streams without TLS: the body is read for its hashes before it is sent.

use crate::pieces::Pieces;
use crate::service::*;
use crate::world::{World, client, value};
use runtime::{ByteStream, TransportError};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// SHA-256 of `abc` (FIPS 180-2, appendix B.1).
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn plain(world: &World) -> runtime::Client {
    client(world.config().endpoint_url("http://things.example"))
}

#[tokio::test]
async fn what_can_be_read_again_has_both_hashes_in_headers() {
    let made = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&made);
    let repeatable = ByteStream::from_repeatable(3, move || {
        count.fetch_add(1, Ordering::SeqCst);
        Pieces::<TransportError>::of(&["a", "bc"])
    });
    for stream in [ByteStream::from("abc"), repeatable] {
        let world = World::default();
        plain(&world).call::<PutThing>(thing(stream)).await.unwrap();
        let request = world.request();
        assert_eq!(request.body(), "abc");
        assert_eq!(value(request.headers(), "x-amz-content-sha256"), ABC);
        assert_eq!(value(request.headers(), "x-amz-checksum-crc32"), "NSRBwg==");
        assert_eq!(value(request.headers(), "content-encoding"), "-");
    }
    // When it was created, as a template, for its hashes, and to be sent.
    assert_eq!(made.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_stream_that_can_be_read_once_is_an_error_before_anything_is_sent() {
    let world = World::default();
    let stream = ByteStream::from_stream(3, Pieces::<TransportError>::of(&["abc"]));
    let error = plain(&world).call::<PutThing>(thing(stream)).await;
    assert_eq!(
        error.unwrap_err().to_string(),
        "PutThing: the request could not be built: its checksum is sent before its body, which is a stream that can be read \
         only once: use `https`, bytes, a file or `ByteStream::from_repeatable`, or set the checksum, such as with the header \
         `x-amz-checksum-crc32`"
    );
    assert!(world.requests().is_empty());
}
