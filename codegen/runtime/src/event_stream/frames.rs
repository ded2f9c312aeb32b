//! Bodies of events that are sent.

use crate::transport::{Body, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

type Frame = Result<Bytes, TransportError>;

/// Stream of events.
pub(super) type Events<T> = Pin<Box<dyn Stream<Item = T> + Send>>;

/// Frames of events, one a piece.
struct Frames<T> {
    initial: Option<Frame>,
    events: Events<T>,
    encode: Box<dyn Fn(T) -> Frame + Send>,
    has_failed: bool,
}

impl<T> Stream for Frames<T> {
    type Item = Frame;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.has_failed {
            return Poll::Ready(None);
        }
        let frame = match self.initial.take() {
            Some(initial) => Some(initial),
            None => {
                let event = ready!(self.events.as_mut().poll_next(context));
                event.map(|event| (self.encode)(event))
            }
        };
        self.has_failed = matches!(frame, Some(Err(_)));
        Poll::Ready(frame)
    }
}

/// Returns the body with the frames of `events`, after an initial frame. An event that cannot be encoded fails it.
pub(super) fn body<T: 'static>(
    initial: Option<Frame>,
    events: Events<T>,
    encode: impl Fn(T) -> Frame + Send + 'static,
) -> Body {
    Body::from_stream(
        None,
        Frames {
            initial,
            events,
            encode: Box::new(encode),
            has_failed: false,
        },
    )
}

/// Items that are there.
pub(super) struct Iter<I>(pub(super) I);

// The iterator is not pinned.
impl<I> Unpin for Iter<I> {}

impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}
