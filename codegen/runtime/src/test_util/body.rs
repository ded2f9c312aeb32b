//! Scripted bodies.

use crate::byte_stream::ByteStream;
use crate::time::{Clock, SharedClock, SystemClock};
use crate::transport::{Body, BoxFuture, STALL_TIMEOUT, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// Script of a streamed body for tests: chunks, delays, and how it ends.
///
/// It is converted into a [`ByteStream`], as a member of an output, or into a [`Body`], as that of an
/// [`http::Response`]. Without [`length`](Self::length) its length is unknown.
///
/// ```
/// use runtime::{ByteStream, FakeBody};
///
/// let interrupted: ByteStream = FakeBody::new().length(10).chunk("half").cut().into();
/// ```
#[must_use = "it is converted into a `ByteStream` or a `Body`"]
pub struct FakeBody {
    steps: VecDeque<Step>,
    length: Option<u64>,
    clock: SharedClock,
}

enum Step {
    Chunk(Bytes),
    Delay(Duration),
    Fail(TransportError),
}

impl FakeBody {
    /// Creates an empty body.
    pub fn new() -> Self {
        Self {
            steps: VecDeque::new(),
            length: None,
            clock: Arc::new(SystemClock::new()),
        }
    }

    /// Sets the clock of delays, by default the [`SystemClock`], which takes no real time while that of tokio is paused.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets the length, in bytes. Reading a body of another length is an error.
    pub fn length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    /// Adds a chunk.
    pub fn chunk(self, chunk: impl Into<Bytes>) -> Self {
        self.step(Step::Chunk(chunk.into()))
    }

    /// Adds a delay.
    pub fn delay(self, delay: Duration) -> Self {
        self.step(Step::Delay(delay))
    }

    /// Adds a stall: the error of a transport after its default stall timeout of 20 s.
    pub fn stall(self) -> Self {
        let message = format!("the response made no progress for {STALL_TIMEOUT:?}");
        self.delay(STALL_TIMEOUT)
            .error(TransportError::timeout(message))
    }

    /// Adds the error of a connection that is closed before the end.
    pub fn cut(self) -> Self {
        self.error(TransportError::io("the response ended early"))
    }

    /// Adds an error.
    pub fn error(self, error: TransportError) -> Self {
        self.step(Step::Fail(error))
    }

    fn step(mut self, step: Step) -> Self {
        self.steps.push_back(step);
        self
    }
}

impl Default for FakeBody {
    fn default() -> Self {
        Self::new()
    }
}

impl From<FakeBody> for Body {
    fn from(fake: FakeBody) -> Self {
        let FakeBody {
            steps,
            length,
            clock,
        } = fake;
        let script = Script {
            steps,
            clock,
            delay: None,
        };
        Self::from_stream(length, script)
    }
}

impl From<FakeBody> for ByteStream {
    fn from(fake: FakeBody) -> Self {
        Body::from(fake).into()
    }
}

impl fmt::Debug for FakeBody {
    /// Omits the content.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FakeBody")
            .field("steps", &self.steps.len())
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// The data of a script.
struct Script {
    steps: VecDeque<Step>,
    clock: SharedClock,
    delay: Option<BoxFuture<'static, ()>>,
}

impl Stream for Script {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(delay) = &mut self.delay {
                ready!(delay.as_mut().poll(context));
                self.delay = None;
            }
            match self.steps.pop_front() {
                None => return Poll::Ready(None),
                Some(Step::Chunk(chunk)) => return Poll::Ready(Some(Ok(chunk))),
                Some(Step::Fail(error)) => return Poll::Ready(Some(Err(error))),
                Some(Step::Delay(delay)) => self.delay = Some(self.clock.sleep(delay)),
            }
        }
    }
}
