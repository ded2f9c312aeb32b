//! Events that are sent.

#[cfg(feature = "test-util")]
use super::frame::Frame;
use super::frames::{Events, Iter};
#[cfg(feature = "test-util")]
use super::sent::{Frames, SentEvents};
use super::union::EventUnion;
use super::{EventSender, SendsEvents, event, frames};
use crate::codec::Codec;
#[cfg(feature = "test-util")]
use crate::error::DecodeError;
use crate::transport::{Body, TransportError};
use crate::wire::stream_format;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
#[cfg(feature = "test-util")]
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
#[cfg(feature = "test-util")]
use std::task::ready;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{self, Receiver};

/// Events that an operation takes, of the union `T`.
///
/// They are made of a stream ([`new`](Self::new)), of a `Vec`, or sent one by one ([`channel`](Self::channel)). The call
/// takes an event when the connection has room for it. It is not retried once it has taken one.
///
/// In a test, the input that a [`FakeTransport`](crate::FakeTransport) has received is read as a `Stream`.
///
/// `Default` is an empty stream. `Debug` does not show events. serde's view leaves it out.
pub struct RequestEvents<T> {
    /// Only for `Sync`: it is never locked. `None` for an empty stream.
    events: Option<Mutex<Events<T>>>,
}

impl<T: Send + 'static> RequestEvents<T> {
    /// Creates events from a stream.
    pub fn new(events: impl Stream<Item = T> + Send + 'static) -> Self {
        Self {
            events: Some(Mutex::new(Box::pin(events))),
        }
    }

    /// Creates events that are sent one by one, of which `capacity`, at least one, wait for the connection.
    ///
    /// ```
    /// # async fn example() -> Result<(), runtime::SendEventError<String>> {
    /// use runtime::RequestEvents;
    ///
    /// let (sender, events) = RequestEvents::channel(8);
    /// // … call the operation with `events`, and meanwhile, such as in another task:
    /// # drop(events);
    /// sender.send("an event".to_owned()).await?;
    /// // The stream ends with the last sender.
    /// drop(sender);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn channel(capacity: usize) -> (EventSender<T>, Self) {
        // A channel has at most as many places.
        let capacity = capacity.clamp(1, tokio::sync::Semaphore::MAX_PERMITS);
        let (sender, receiver) = mpsc::channel(capacity);
        (EventSender::new(sender), Self::new(Sent(receiver)))
    }

    /// Returns the next event; `None` at the end.
    pub async fn next(&mut self) -> Option<T> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn take(&mut self) -> Events<T> {
        match self.events.take() {
            Some(events) => events.into_inner().unwrap_or_else(PoisonError::into_inner),
            None => Box::pin(Iter(std::iter::empty())),
        }
    }
}

impl<T: Send + 'static> From<Vec<T>> for RequestEvents<T> {
    fn from(events: Vec<T>) -> Self {
        Self::new(Iter(events.into_iter()))
    }
}

/// Events while they are sent. The first that is not one of the model ends them.
#[cfg(feature = "test-util")]
struct Live<T> {
    frames: Events<Frame>,
    codec: Codec,
    events: PhantomData<fn() -> T>,
}

#[cfg(feature = "test-util")]
impl<T: EventUnion> Stream for Live<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let frame = ready!(self.frames.as_mut().poll_next(context));
        let event = frame.map(|frame| event::read_sent(self.codec, &frame));
        Poll::Ready(event.and_then(Result::ok))
    }
}

/// Events of a channel.
struct Sent<T>(Receiver<T>);

impl<T> Stream for Sent<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(context)
    }
}

impl<T> Stream for RequestEvents<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let Some(events) = &mut self.events else {
            return Poll::Ready(None);
        };
        let events = events.get_mut().unwrap_or_else(PoisonError::into_inner);
        let next = events.as_mut().poll_next(context);
        if matches!(next, Poll::Ready(None)) {
            self.events = None;
        }
        next
    }
}

impl<T: EventUnion> SendsEvents for RequestEvents<T> {
    fn take_frames(&mut self, codec: Codec, initial: Option<Vec<u8>>) -> Body {
        let initial = initial.map(|document| {
            let frame = event::initial(codec, event::INITIAL_REQUEST, &document);
            frame.map_err(TransportError::new)
        });
        frames::body(initial, self.take(), move |event| {
            event::write(codec, &event).map_err(TransportError::new)
        })
    }

    #[cfg(feature = "test-util")]
    fn set_frames(&mut self, codec: Codec, events: SentEvents) -> Result<(), DecodeError> {
        *self = match events.0 {
            Frames::Whole(frames) => {
                let events = frames.iter().map(|frame| event::read_sent(codec, frame));
                Self::from(events.collect::<Result<Vec<_>, _>>()?)
            }
            Frames::Live(frames) => Self::new(Live {
                frames,
                codec,
                events: PhantomData,
            }),
        };
        Ok(())
    }
}

impl<T> Default for RequestEvents<T> {
    fn default() -> Self {
        Self { events: None }
    }
}

impl<T> fmt::Debug for RequestEvents<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RequestEvents")
            .finish_non_exhaustive()
    }
}

stream_format!(RequestEvents<T>);
