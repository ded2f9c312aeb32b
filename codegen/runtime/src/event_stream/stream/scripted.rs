//! Streams of events that are made by programs, for tests.

use super::{EventStream, Source};
use crate::error::{Error, ErrorMetadata, OperationError, ServiceError};
use crate::event_stream::context::interrupted;
use crate::event_stream::failure::kind_of_retry;
use crate::event_stream::frames::{Events, Iter};
use crate::event_stream::union::EventUnion;
#[cfg(feature = "test-util")]
use crate::event_stream::{event, frames};
use crate::transport::TransportError;
#[cfg(feature = "test-util")]
use crate::{
    codec::Codec,
    error::{ErrorVisitor, ModeledError},
    transport::{Body, BoxError},
    wire::Structure,
};
use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;
#[cfg(feature = "test-util")]
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

/// Name in errors that are not of a call.
const OPERATION: &str = "EventStream";

/// Events that a program made.
pub(super) struct Script<T, E> {
    /// Only for `Sync`: it is never locked.
    events: Mutex<Events<Result<T, E>>>,
    /// Error of the transport after the events.
    end: Option<TransportError>,
}

impl<T: EventUnion, E: OperationError> EventStream<T, E> {
    /// Creates a stream of events for tests, which may end with an error of the operation.
    ///
    /// In the output of a [`FakeTransport`](crate::FakeTransport) it is sent as frames.
    pub fn from_events<I>(events: I) -> Self
    where
        I: IntoIterator<Item = Result<T, E>>,
        I::IntoIter: Send + 'static,
    {
        Self::from_stream(Iter(events.into_iter()))
    }

    /// Creates a stream of events for tests like [`from_events`](Self::from_events), from a stream, which may have delays.
    pub fn from_stream(events: impl Stream<Item = Result<T, E>> + Send + 'static) -> Self {
        Self::new(Source::Script(Script {
            events: Mutex::new(Box::pin(events)),
            end: None,
        }))
    }

    /// Ends a stream that was made by [`from_events`](Self::from_events) or [`from_stream`](Self::from_stream) with an error
    /// of the transport, such as a lost connection. Any other stream is unchanged.
    #[must_use]
    pub fn interrupted(mut self, error: TransportError) -> Self {
        if let Source::Script(script) = &mut self.source {
            script.end = Some(error);
        }
        self
    }
}

impl<T: EventUnion, E: OperationError> Script<T, E> {
    pub(super) fn poll_event(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, Error<E>>>> {
        let events = self.events.get_mut();
        let events = events.unwrap_or_else(PoisonError::into_inner);
        let next = ready!(events.as_mut().poll_next(context));
        Poll::Ready(match next {
            Some(event) => Some(event.map_err(service_error)),
            None => {
                let end = self.end.take();
                end.map(|error| Err(interrupted(OPERATION, 1, true, error)))
            }
        })
    }

    /// Returns the frames of the events, after one with this document.
    #[cfg(feature = "test-util")]
    pub(super) fn into_body(self, codec: Codec, initial: Option<Vec<u8>>) -> Body {
        let events = self.events.into_inner();
        let events = WithEnd {
            events: events.unwrap_or_else(PoisonError::into_inner),
            end: self.end,
        };
        frames::body(
            initial_response(codec, initial),
            Box::pin(events),
            move |event| {
                let frame = match event? {
                    Ok(event) => event::write(codec, &event),
                    Err(error) => error.visit(Exception {
                        codec,
                        errors: T::ERRORS,
                    }),
                };
                frame.map_err(TransportError::new)
            },
        )
    }
}

/// Returns the body of a stream without events.
#[cfg(feature = "test-util")]
pub(super) fn empty(codec: Codec, initial: Option<Vec<u8>>) -> Body {
    let events: Events<()> = Box::pin(Iter(std::iter::empty()));
    frames::body(initial_response(codec, initial), events, |()| {
        Ok(Bytes::new())
    })
}

#[cfg(feature = "test-util")]
fn initial_response(
    codec: Codec,
    document: Option<Vec<u8>>,
) -> Option<Result<Bytes, TransportError>> {
    let frame = event::initial(codec, event::INITIAL_RESPONSE, &document?);
    Some(frame.map_err(TransportError::new))
}

/// Events with the error of a transport after them.
#[cfg(feature = "test-util")]
struct WithEnd<T> {
    events: Events<T>,
    end: Option<TransportError>,
}

#[cfg(feature = "test-util")]
impl<T> Stream for WithEnd<T> {
    type Item = Result<T, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.events.as_mut().poll_next(context));
        Poll::Ready(match next {
            Some(event) => Some(Ok(event)),
            None => self.end.take().map(Err),
        })
    }
}

/// Serializes an error as an exception, by its member in the union.
#[cfg(feature = "test-util")]
struct Exception {
    codec: Codec,
    errors: &'static [(&'static str, &'static str)],
}

#[cfg(feature = "test-util")]
impl ErrorVisitor<'_> for Exception {
    type Output = Result<Bytes, BoxError>;

    fn error<T: ModeledError + Structure>(self, error: &T) -> Self::Output {
        let member = self.errors.iter().find(|(_, shape)| *shape == T::CODE);
        let name = member.map_or(T::CODE, |(member, _)| *member);
        event::write_error(self.codec, name, error)
    }
}

/// Returns the error of an operation that an error of its model stands for.
fn service_error<E: OperationError>(error: E) -> Error<E> {
    let facts = error.facts();
    let metadata = ErrorMetadata {
        code: Some(facts.code.to_owned()),
        shape: Some(facts.code.to_owned()),
        fault: Some(facts.fault),
        message: error.message().map(str::to_owned),
        sensitive_message: facts.sensitive_message,
        retry: kind_of_retry(Some(facts.code), E::ERRORS),
        ..ErrorMetadata::in_stream(OPERATION, StatusCode::OK)
    };
    Error::Service(ServiceError::new(metadata, Ok(error), Bytes::new(), None))
}
