//! Readers, async and not.

use crate::{Pieces, pattern};
use runtime::{ByteStream, ByteStreamErrorKind as Kind};
use std::future::poll_fn;
use std::io::{self, Cursor, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncBufRead, AsyncRead, ReadBuf};

/// Reads at most `size` bytes.
async fn read(reader: &mut (impl AsyncRead + Unpin), size: usize) -> io::Result<Vec<u8>> {
    let mut memory = vec![0; size];
    let mut buffer = ReadBuf::new(&mut memory);
    poll_fn(|context| Pin::new(&mut *reader).poll_read(context, &mut buffer)).await?;
    Ok(buffer.filled().to_vec())
}

/// Reads all there is by the buffer, three bytes at most at a time.
async fn read_buffered(reader: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    loop {
        let size = poll_fn(|context| {
            let filled = Pin::new(&mut *reader).poll_fill_buf(context);
            filled.map_ok(|piece| {
                let size = piece.len().min(3);
                all.extend(&piece[..size]);
                size
            })
        })
        .await?;
        if size == 0 {
            return Ok(all);
        }
        Pin::new(&mut *reader).consume(size);
    }
}

#[tokio::test]
async fn content_is_an_async_reader() {
    let stream = || ByteStream::from_stream(None, Pieces::of(&["12345", "67", "8"]));
    let mut reader = stream().into_async_read();
    assert_eq!(read(&mut reader, 0).await.unwrap(), b"");
    assert_eq!(read(&mut reader, 3).await.unwrap(), b"123");
    assert_eq!(read(&mut reader, 100).await.unwrap(), b"45");
    assert_eq!(read_buffered(&mut reader).await.unwrap(), b"678");
    assert_eq!(read(&mut reader, 3).await.unwrap(), b"");
    assert_eq!(
        read_buffered(&mut stream().into_async_read())
            .await
            .unwrap(),
        b"12345678"
    );
}

#[tokio::test]
async fn a_reader_reports_what_is_missing() {
    let stream = ByteStream::from_stream(8, Pieces::of(&["12345"]));
    let mut reader = stream.into_async_read();
    assert_eq!(read(&mut reader, 100).await.unwrap(), b"12345");
    let error = read(&mut reader, 100).await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    assert_eq!(error.to_string(), "the body ended after 5 of 8 bytes");
}

/// An async reader that has one byte at every second poll.
struct OneByOne {
    rest: Cursor<Vec<u8>>,
    is_ready: bool,
}

impl AsyncRead for OneByOne {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.is_ready = !self.is_ready;
        if !self.is_ready {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let mut byte = [0];
        let size = self.rest.read(&mut byte)?;
        buffer.put_slice(&byte[..size]);
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn an_async_reader_becomes_content() {
    let reader = OneByOne {
        rest: Cursor::new(b"12345".to_vec()),
        is_ready: true,
    };
    let mut stream = ByteStream::from_reader(5, reader);
    assert_eq!(stream.next().await.unwrap().unwrap(), "1");
    assert_eq!(stream.bytes(5).await.unwrap(), "2345");

    let large = pattern(200_000);
    let stream = ByteStream::from_reader(None, Cursor::new(large.clone()));
    assert_eq!(stream.length(), None);
    assert_eq!(stream.bytes(1 << 20).await.unwrap(), large);
}

/// A reader that is interrupted, gives a few bytes at a time, and fails.
struct Faulty(u32);

impl Read for Faulty {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0 += 1;
        match self.0 {
            1 | 3 => Err(io::ErrorKind::Interrupted.into()),
            2 | 4 => {
                buffer[..2].copy_from_slice(b"ab");
                Ok(2)
            }
            _ => Err(io::Error::new(io::ErrorKind::BrokenPipe, "the pipe broke")),
        }
    }
}

#[tokio::test]
async fn a_blocking_reader_becomes_content() {
    let large = pattern(200_000);
    let stream = ByteStream::from_read(200_000, Cursor::new(large.clone()));
    assert_eq!(stream.bytes(1 << 20).await.unwrap(), large);

    let mut stream = ByteStream::from_read(None, Faulty(0));
    assert_eq!(stream.next().await.unwrap().unwrap(), "ab");
    assert_eq!(stream.next().await.unwrap().unwrap(), "ab");
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), Kind::Other);
    assert_eq!(error.to_string(), "the pipe broke");
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::BrokenPipe);
    assert!(stream.next().await.is_none());
}

struct Panicking;

impl Read for Panicking {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        std::panic::resume_unwind(Box::new("a reader of a test"))
    }
}

#[tokio::test]
async fn a_reader_that_panics_is_an_error() {
    let error = ByteStream::from_read(None, Panicking)
        .bytes(10)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), Kind::Other);
    assert!(error.to_string().contains("panicked"), "{error}");
}
