//! Streams of received events.

#[cfg(feature = "blocking")]
mod blocking;
mod scripted;

#[cfg(feature = "blocking")]
pub use blocking::BlockingEvents;

use super::ReceivesEvents;
use super::event::{self, Message};
use super::failure::failure;
use super::frame::Frame;
use super::received::{Broken, Received};
use super::union::EventUnion;
#[cfg(feature = "blocking")]
use crate::blocking::Blocking;
#[cfg(feature = "test-util")]
use crate::codec::Codec;
use crate::error::{Error, OperationError};
#[cfg(feature = "test-util")]
use crate::transport::Body;
use crate::wire::stream_format;
use futures_core::Stream;
use scripted::Script;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Events that an operation returns: a `Stream` of the union `T`, with the errors of the operation, `E`.
///
/// It ends when the service ends it, and after an error. An exception of the service is [`Error::Service`] with the modelled
/// error, an error that the model does not have [`Error::Service`] with its code and message, a malformed message
/// [`Error::Decode`], and a lost connection [`Error::Transport`]. Events that are unknown to this version of the crate are
/// the variant `Unknown` of the union. Dropping the stream ends the call.
///
/// Nothing is retried once the stream has begun: [`Error::is_retryable`] tells if another call may succeed.
///
/// `Default` is an empty stream. `Debug` does not show events. serde's view leaves it out.
pub struct EventStream<T, E> {
    source: Source<T, E>,
    #[cfg(feature = "blocking")]
    blocking: Option<Blocking>,
}

enum Source<T, E> {
    Ended,
    Response(Box<Received>),
    Script(Script<T, E>),
}

impl<T, E> EventStream<T, E> {
    fn new(source: Source<T, E>) -> Self {
        Self {
            source,
            #[cfg(feature = "blocking")]
            blocking: None,
        }
    }
}

impl<T: EventUnion, E: OperationError> EventStream<T, E> {
    /// Returns the next event; `None` at the end.
    ///
    /// Dropping the future, as `tokio::select!` does, loses no event.
    ///
    /// # Errors
    /// As described at [`EventStream`]. No event follows an error.
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<E>>>> {
        match &mut self.source {
            Source::Ended => Poll::Ready(None),
            Source::Script(script) => script.poll_event(context),
            Source::Response(received) => {
                let frame = ready!(received.poll_frame(context));
                Poll::Ready(frame.map(|frame| decode(received, frame)))
            }
        }
    }
}

/// Returns the event or the error in a frame.
fn decode<T: EventUnion, E: OperationError>(
    received: &Received,
    frame: Result<Frame, Broken>,
) -> Result<T, Error<E>> {
    let context = &received.context;
    let frame = frame.map_err(|broken| match broken {
        Broken::Transport(error) => context.interrupted(error),
        Broken::Frame(error) => context.broken(&error),
    })?;
    let Some(name) = event::name(&frame) else {
        return Err(failure(context, &frame, Message::of(&frame), T::ERRORS));
    };
    let event = event::read(context.target.rules.codec, name, &frame);
    event.map_err(|error| context.unreadable(frame.payload.clone(), error))
}

impl<T: EventUnion, E: OperationError> Stream for EventStream<T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.poll(context));
        if !matches!(next, Some(Ok(_))) {
            self.source = Source::Ended;
        }
        Poll::Ready(next)
    }
}

// No field is pinned.
impl<T, E> Unpin for EventStream<T, E> {}

impl<T: EventUnion, E: OperationError> ReceivesEvents for EventStream<T, E> {
    fn receive(&mut self, received: Received) {
        self.source = Source::Response(Box::new(received));
    }

    #[cfg(feature = "test-util")]
    fn take_frames(&mut self, codec: Codec, initial: Option<Vec<u8>>) -> Body {
        match std::mem::replace(&mut self.source, Source::Ended) {
            Source::Script(script) => script.into_body(codec, initial),
            _ => scripted::empty(codec, initial),
        }
    }

    fn errors(&self) -> &'static [(&'static str, &'static str)] {
        T::ERRORS
    }

    #[cfg(feature = "blocking")]
    fn set_blocking(&mut self, blocking: Blocking) {
        self.blocking = Some(blocking);
    }
}

impl<T, E> Default for EventStream<T, E> {
    fn default() -> Self {
        Self::new(Source::Ended)
    }
}

impl<T, E> fmt::Debug for EventStream<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = match &self.source {
            Source::Ended => "ended",
            Source::Response(_) => "response",
            Source::Script(_) => "script",
        };
        write!(formatter, "EventStream({source})")
    }
}

stream_format!(EventStream<T, E>);
