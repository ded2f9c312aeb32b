//! Memory that streams need: the same for content of any size.

#![cfg(feature = "streams")]
#![allow(
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[cfg(all(feature = "checksums", feature = "serde"))]
#[path = "stream_memory/checksums.rs"]
mod checksums;
#[cfg(all(feature = "checksums", feature = "serde"))]
#[path = "support/structure.rs"]
mod structure;

use peak_alloc::PeakAlloc;
use runtime::ByteStream;
use std::io::{self, Read};
use std::{env, fs, process};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const SIZE: u64 = 256 << 20;
const ALLOWED: usize = 2 << 20;

/// Returns the memory that was needed by `reading` at one time.
async fn needed(reading: impl Future<Output = ()>) -> usize {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    reading.await;
    ALLOCATOR.peak_usage().saturating_sub(before)
}

async fn drain(mut stream: ByteStream) {
    let mut size = 0;
    while let Some(piece) = stream.next().await {
        size += piece.unwrap().len() as u64;
    }
    assert_eq!(size, SIZE);
}

/// The only test of this program: others would need memory meanwhile.
#[tokio::test]
async fn streams_need_the_same_memory_for_content_of_any_size() {
    let path = env::temp_dir().join(format!("leansmith-memory-{}", process::id()));
    let reader = io::repeat(7).take(SIZE);
    let saving = async {
        let saved = ByteStream::from_read(SIZE, reader)
            .write_to_file(&path)
            .await;
        assert_eq!(saved.unwrap(), SIZE);
    };
    let saving = needed(saving).await;
    let reading = needed(async { drain(ByteStream::from_file(&path).await.unwrap()).await }).await;
    let watched = async {
        let stream = ByteStream::from_file(&path).await.unwrap();
        drain(stream.on_progress(|_| {}).into_body().into()).await;
    };
    let watched = needed(watched).await;
    #[cfg(all(feature = "checksums", feature = "serde"))]
    checksums::check(&path).await;
    fs::remove_file(&path).unwrap();
    for needed in [saving, reading, watched] {
        assert!(needed < ALLOWED, "{needed}");
    }
    println!("saving {saving}, reading {reading}, with progress {watched} bytes");
}
