//! Content from memory and streams, and reading it whole.

use crate::Pieces;
use runtime::bytes::Bytes;
use runtime::futures_core::Stream;
use runtime::{
    Blob, Body, ByteStream, ByteStreamError, ByteStreamErrorKind as Kind, TransportError,
};
use std::error::Error;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

fn is_send_and_sync<T: Send + Sync + 'static>(_: &T) {}

async fn failure(stream: ByteStream) -> ByteStreamError {
    stream.bytes(1024).await.unwrap_err()
}

#[tokio::test]
async fn bytes_and_text_become_content_of_known_length() {
    let contents = [
        ByteStream::from("text"),
        "text".to_owned().into(),
        b"text".into(),
        b"text".as_slice().into(),
        b"text".to_vec().into(),
        Bytes::from_static(b"text").into(),
        Blob::from(b"text").into(),
        Body::from("text").into(),
        ByteStream::from_stream(4, Pieces::of(&["te", "", "xt"])),
    ];
    for content in contents {
        is_send_and_sync(&content);
        assert_eq!(content.length(), Some(4));
        assert_eq!(content.text(4).await.unwrap(), "text");
    }
    let empty = ByteStream::default();
    assert_eq!(empty.length(), Some(0));
    assert_eq!(empty.bytes(0).await.unwrap(), "");
}

#[tokio::test]
async fn data_comes_piece_by_piece() {
    let mut stream = ByteStream::from_stream(None, Pieces::of(&["one", "two"]));
    assert_eq!(stream.length(), None);
    assert_eq!(stream.next().await.unwrap().unwrap(), "one");
    assert_eq!(stream.next().await.unwrap().unwrap(), "two");
    assert!(stream.next().await.is_none());
    assert!(stream.next().await.is_none());

    let mut stream = ByteStream::from_stream(6, Pieces::of(&["one", "two"]));
    assert_eq!(stream.next().await.unwrap().unwrap(), "one");
    assert_eq!(stream.length(), Some(3), "of what is left");
}

#[tokio::test]
async fn a_limit_is_the_size_that_is_still_read() {
    let streams = [
        |limit| ByteStream::from("12345").bytes(limit),
        |limit| ByteStream::from_stream(None, Pieces::of(&["123", "45"])).bytes(limit),
    ];
    for read in streams {
        assert_eq!(read(5).await.unwrap(), "12345");
        let error = read(4).await.unwrap_err();
        assert_eq!(error.kind(), Kind::TooLarge);
        assert_eq!(
            error.to_string(),
            "the content is larger than the limit of 4 bytes"
        );
    }
}

#[tokio::test]
async fn nothing_is_read_of_content_that_is_known_to_be_too_large() {
    let stream = ByteStream::from_stream(
        1 << 40,
        Pieces::of(&[]).then(io::Error::other("it was read")),
    );
    assert_eq!(failure(stream).await.kind(), Kind::TooLarge);
}

#[tokio::test]
async fn text_that_is_not_utf8_is_refused_without_being_shown() {
    let error = ByteStream::from(b"secret\xff")
        .text(1024)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), Kind::InvalidText);
    assert_eq!(
        error.to_string(),
        "the content is not UTF-8: invalid utf-8 sequence of 1 bytes from index 6"
    );
    let shown = format!("{error:?}");
    // 115, 101, 99 are the bytes of `sec`.
    assert!(
        !shown.contains("secret") && !shown.contains("115, 101, 99"),
        "{shown}"
    );
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::InvalidData);
}

#[tokio::test]
async fn a_source_must_keep_its_length() {
    let short = ByteStream::from_stream(10, Pieces::of(&["1234567"]));
    let error = failure(short).await;
    assert_eq!(error.kind(), Kind::Incomplete);
    assert_eq!(error.to_string(), "the body ended after 7 of 10 bytes");
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::UnexpectedEof);

    let long = ByteStream::from_stream(3, Pieces::of(&["1234567"]));
    let error = failure(long).await;
    assert_eq!(error.kind(), Kind::Other);
    assert_eq!(
        error.to_string(),
        "the body is longer than its length of 3 bytes"
    );
}

#[tokio::test]
async fn errors_of_transports_keep_their_kind_and_cause() {
    for (error, kind, io_kind) in [
        (
            TransportError::io("cut"),
            Kind::Incomplete,
            io::ErrorKind::UnexpectedEof,
        ),
        (
            TransportError::timeout("silent"),
            Kind::Timeout,
            io::ErrorKind::TimedOut,
        ),
        (
            TransportError::new("odd"),
            Kind::Other,
            io::ErrorKind::Other,
        ),
    ] {
        let text = error.to_string();
        let error = ByteStreamError::from(error);
        assert_eq!((error.kind(), error.to_string()), (kind, text.clone()));
        assert!(error.source().unwrap().is::<TransportError>());
        let error = io::Error::from(error);
        assert_eq!((error.kind(), error.to_string()), (io_kind, text));
        assert!(error.get_ref().unwrap().is::<ByteStreamError>());
    }
    let cut = ByteStreamError::from(TransportError::io("cut"));
    assert_eq!(
        format!("{cut:?}"),
        "cut (ByteStreamError { kind: Incomplete, source: TransportError { kind: Io } })"
    );
    let stream = ByteStream::from_stream(
        None,
        Pieces::of(&["a"]).then(io::Error::other("the tape is torn")),
    );
    let error = failure(stream).await;
    assert_eq!(error.to_string(), "the tape is torn");
    assert_eq!(error.kind(), Kind::Other);
}

#[tokio::test]
async fn a_repeatable_stream_is_made_for_each_time_that_it_is_read() {
    let made = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&made);
    let stream = ByteStream::from_repeatable(3, move || {
        count.fetch_add(1, Ordering::Relaxed);
        Pieces::of(&["abc"])
    });
    let body = stream.into_body();
    for _ in 0..2 {
        let copy = body.try_clone().unwrap();
        assert_eq!(copy.collect(3).await.unwrap(), "abc");
    }
    assert_eq!(body.collect(3).await.unwrap(), "abc");
    assert_eq!(made.load(Ordering::Relaxed), 3);

    let once = ByteStream::from_stream(3, Pieces::of(&["abc"]));
    assert!(once.into_body().try_clone().is_none());
}

#[test]
fn debug_shows_the_length_alone() {
    let known = ByteStream::from("secret");
    assert_eq!(format!("{known:?}"), "ByteStream(6 bytes)");
    let unknown = ByteStream::from_stream(None, Pieces::of(&["secret"]));
    assert_eq!(format!("{unknown:?}"), "ByteStream(unknown length)");
    let reader = known.into_async_read();
    assert!(!format!("{reader:?}").contains("secret"));
}

#[cfg(feature = "serde")]
#[test]
fn serde_leaves_content_out() {
    use crate::service::PutInput;

    let input = PutInput {
        key: "k".to_owned(),
        body: "secret".into(),
    };
    assert_eq!(serde_json::to_string(&input).unwrap(), r#"{"key":"k"}"#);
    for json in [r#"{"key":"k"}"#, r#"{"key":"k","body":"c2VjcmV0"}"#] {
        let read: PutInput = serde_json::from_str(json).unwrap();
        assert_eq!((read.key.as_str(), read.body.length()), ("k", Some(0)));
    }
}

/// Content that goes through another stream, such as one that counts its bytes.
#[tokio::test]
async fn errors_keep_their_kind_through_other_streams() {
    let cut = || TransportError::io("cut");
    for stream in [
        ByteStream::from_stream(None, Failing(Some(cut()))),
        ByteStream::from_stream(None, Failing(Some(ByteStreamError::from(cut())))),
        ByteStream::from_stream(
            None,
            Failing(Some(io::Error::from(ByteStreamError::from(cut())))),
        ),
        ByteStream::from_reader(
            None,
            ByteStream::from_stream(9, Pieces::of(&["a"])).into_async_read(),
        ),
        ByteStream::from_stream(None, ByteStream::from_stream(9, Pieces::of(&["a"]))),
    ] {
        let error = failure(stream).await;
        assert_eq!(error.kind(), Kind::Incomplete, "{error:?}");
        assert_eq!(io::Error::from(error).kind(), io::ErrorKind::UnexpectedEof);
    }
}

/// An error, if it is not taken yet.
struct Failing<E>(Option<E>);

impl<E: Unpin> Stream for Failing<E> {
    type Item = Result<Bytes, E>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Err))
    }
}

/// A stream that panics after its end, as streams may.
struct Strict(Option<Pieces>);

impl Stream for Strict {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let pieces = self.0.as_mut().expect("it has ended");
        let next = Pin::new(pieces).poll_next(context);
        if let Poll::Ready(None) = next {
            self.0 = None;
        }
        next
    }
}

#[tokio::test]
async fn content_that_was_read_is_sent_as_what_is_left() {
    let ended = ByteStream::from_stream(3, Strict(Some(Pieces::of(&["abc"]))));
    let mut ended = ended.on_progress(|_| {});
    ended.next().await.unwrap().unwrap();
    assert!(ended.next().await.is_none());
    assert!(ended.into_body().next().await.is_none());
}

/// A copy is the whole content, and the rest of a part that was read has the length of the rest.
#[tokio::test]
async fn copies_of_content_that_was_read_in_part_are_whole() {
    let stream = ByteStream::from_repeatable(6, || Pieces::of(&["abc", "def"]));
    let mut stream = stream.on_progress(|_| {});
    stream.next().await.unwrap().unwrap();
    let body = stream.into_body();
    assert_eq!(body.length(), Some(3));
    let copy = body.try_clone().unwrap();
    assert_eq!(copy.length(), Some(6));
    assert_eq!(copy.collect(6).await.unwrap(), "abcdef");
    assert_eq!(body.collect(6).await.unwrap(), "def");
}
