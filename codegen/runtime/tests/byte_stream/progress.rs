//! Progress of content that is received or sent.

use crate::folder::Folder;
use crate::{Pieces, pattern};
use runtime::{Body, ByteStream};
use std::sync::{Arc, Mutex};

/// The numbers that a callback was called with.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<u64>>>);

impl Seen {
    fn by(&self, stream: ByteStream) -> ByteStream {
        let seen = Arc::clone(&self.0);
        stream.on_progress(move |bytes| seen.lock().unwrap().push(bytes))
    }

    fn take(&self) -> Vec<u64> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

#[tokio::test]
async fn reading_reports_the_bytes_so_far() {
    let pieces = || ByteStream::from_stream(6, Pieces::of(&["1", "23", "456"]));
    let seen = Seen::default();
    let mut stream = seen.by(pieces());
    stream.next().await.unwrap().unwrap();
    assert_eq!(seen.take(), [1]);
    stream.next().await.unwrap().unwrap();
    assert_eq!(seen.take(), [3]);
    stream.bytes(6).await.unwrap();
    assert_eq!(seen.take(), [6]);

    seen.by(pieces()).text(6).await.unwrap();
    assert_eq!(seen.take(), [1, 3, 6]);
    let folder = Folder::new("progress");
    seen.by(pieces())
        .write_to_file(folder.path("new"))
        .await
        .unwrap();
    assert_eq!(seen.take(), [1, 3, 6]);
}

async fn read(mut body: Body) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(piece) = body.next().await {
        all.extend(piece.unwrap());
    }
    all
}

#[tokio::test]
async fn each_attempt_to_send_counts_from_zero() {
    let folder = Folder::new("attempts");
    let content = pattern(200_000);
    let path = folder.file("file", &content);
    let repeated = Arc::new(content.clone());
    let sources = [
        ByteStream::from(content.clone()),
        ByteStream::from_file(path).await.unwrap(),
        ByteStream::from_repeatable(200_000, move || {
            let mut pieces = Pieces::of(&[]);
            pieces.0.push_back(Ok(repeated.to_vec().into()));
            pieces
        }),
    ];
    for stream in sources {
        let seen = Seen::default();
        let body = seen.by(stream).into_body();
        assert_eq!(body.length(), Some(200_000));
        assert!(seen.take().is_empty());
        for _ in 0..2 {
            let copy = body.try_clone().unwrap();
            assert_eq!(copy.length(), Some(200_000));
            assert_eq!(read(copy).await, content);
            let seen = seen.take();
            assert_eq!(seen.last(), Some(&200_000));
            assert!(seen.is_sorted(), "{seen:?}");
        }
    }
}

#[tokio::test]
async fn bytes_in_memory_report_in_steps() {
    let seen = Seen::default();
    let stream = seen.by(ByteStream::from(pattern(200_000)));
    read(stream.into_body()).await;
    assert_eq!(seen.take(), [65_536, 131_072, 196_608, 200_000]);
}

#[tokio::test]
async fn a_stream_that_is_sent_once_reports_too() {
    let seen = Seen::default();
    let stream = ByteStream::from_stream(None, Pieces::of(&["12", "3"]));
    let body = seen.by(stream).into_body();
    assert!(body.try_clone().is_none());
    assert_eq!(read(body).await, b"123");
    assert_eq!(seen.take(), [2, 3]);
}

/// The HTTP library may go on with the body of a failed attempt, after an error response that came early.
#[tokio::test]
async fn an_attempt_reports_nothing_after_the_next_has_begun() {
    let seen = Seen::default();
    let mut first = seen.by(ByteStream::from(pattern(200_000))).into_body();
    let mut second = first.try_clone().unwrap();
    first.next().await.unwrap().unwrap();
    assert_eq!(seen.take(), [64 * 1024]);
    second.next().await.unwrap().unwrap();
    assert_eq!(seen.take(), [64 * 1024]);
    first.next().await.unwrap().unwrap();
    assert_eq!(seen.take(), [0; 0]);
    second.next().await.unwrap().unwrap();
    assert_eq!(seen.take(), [128 * 1024]);
}
