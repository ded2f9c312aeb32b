//! Received events without async.

use super::{EventStream, Source};
use crate::blocking::Blocking;
use crate::error::{ConstructionError, Error, OperationError};
use crate::event_stream::union::EventUnion;
use std::fmt;

impl<T: EventUnion, E: OperationError> EventStream<T, E> {
    /// Converts the stream into an iterator, which waits for each event.
    ///
    /// Events that a blocking client receives are read over its thread, which runs until they are dropped.
    pub fn into_blocking(mut self) -> BlockingEvents<T, E> {
        BlockingEvents {
            blocking: self.blocking.take().unwrap_or_default(),
            events: self,
        }
    }
}

/// Events of an [`EventStream`] as an iterator, made by [`EventStream::into_blocking`].
///
/// It ends as the stream does. In async code, which must not block, the next event is an error, and the last.
pub struct BlockingEvents<T, E> {
    // Dropped first: its connection is the thread's.
    events: EventStream<T, E>,
    blocking: Blocking,
}

impl<T: EventUnion, E: OperationError> Iterator for BlockingEvents<T, E> {
    type Item = Result<T, Error<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        if matches!(self.events.source, Source::Ended) {
            return None;
        }
        match self.blocking.run(self.events.next()) {
            Ok(next) => next,
            Err(source) => {
                let operation = match &self.events.source {
                    Source::Response(received) => received.context.target.operation,
                    _ => "EventStream",
                };
                self.events.source = Source::Ended;
                let error = ConstructionError::new(operation, 0, source);
                Some(Err(Error::Construction(error)))
            }
        }
    }
}

impl<T, E> fmt::Debug for BlockingEvents<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BlockingEvents")
            .field("events", &self.events)
            .finish_non_exhaustive()
    }
}
