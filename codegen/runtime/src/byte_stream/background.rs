//! Blocking I/O on threads of the tokio runtime.

use crate::transport::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

/// Maximum size of one read, in bytes.
const PIECE: usize = 64 * 1024;

/// Runs `work`, which may block, on a thread of the current tokio runtime.
///
/// # Errors
/// Those of `work`; if there is no runtime, or it ends before the work, or the work panics.
pub(super) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    finished(start(work)?).await
}

/// Waits for work.
///
/// # Errors
/// Those of the work; if the runtime ended before it, or it panicked.
pub(super) async fn finished<T>(work: JoinHandle<io::Result<T>>) -> io::Result<T> {
    work.await.map_err(io::Error::from)?
}

/// Starts work that may block.
///
/// # Errors
/// If there is no runtime.
pub(super) fn start<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    let runtime = Handle::try_current().map_err(|_| {
        io::Error::other(
            "blocking I/O needs a tokio runtime: await within one, or use a blocking client",
        )
    })?;
    Ok(runtime.spawn_blocking(work))
}

type Reader = Box<dyn Read + Send>;

/// The data of a reader that may block. While a piece is used, the next one is read.
pub(super) struct Background {
    state: State,
}

enum State {
    Idle(Reader),
    Reading(JoinHandle<(Reader, io::Result<Bytes>)>),
    Ended,
}

impl Background {
    /// Creates the data of `reader`.
    pub(super) fn new(reader: impl Read + Send + 'static) -> Self {
        Self {
            state: State::Idle(Box::new(reader)),
        }
    }

    fn poll_read(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        if let State::Idle(_) = self.state
            && let State::Idle(reader) = std::mem::replace(&mut self.state, State::Ended)
        {
            self.state = State::Reading(start(move || read(reader))?);
        }
        let State::Reading(reading) = &mut self.state else {
            return Poll::Ready(Ok(Bytes::new()));
        };
        let read = ready!(Pin::new(reading).poll(context));
        self.state = State::Ended;
        let (reader, piece) = read?;
        let piece = piece?;
        if !piece.is_empty() {
            self.state = State::Reading(start(move || self::read(reader))?);
        }
        Poll::Ready(Ok(piece))
    }
}

impl Stream for Background {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(match ready!(self.poll_read(context)) {
            Ok(piece) if piece.is_empty() => None,
            Ok(piece) => Some(Ok(piece)),
            Err(error) => Some(Err(TransportError::new(error))),
        })
    }
}

/// Reads the next piece, which is empty at the end.
fn read(mut reader: Reader) -> (Reader, io::Result<Bytes>) {
    let mut buffer = vec![0; PIECE];
    let read = loop {
        match reader.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    let piece = read.map(|size| {
        if size < PIECE / 2 {
            // A small piece must not keep a large buffer in memory.
            return buffer
                .get(..size)
                .map_or_else(Bytes::new, Bytes::copy_from_slice);
        }
        buffer.truncate(size);
        Bytes::from(buffer)
    });
    (reader, piece)
}
