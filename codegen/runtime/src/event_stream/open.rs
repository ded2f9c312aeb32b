//! First message of a response, which protocols without HTTP bindings have the other members of an output in.

use super::context::Context;
use super::decoder::FrameDecoder;
use super::event::{INITIAL_RESPONSE, Message};
use super::failure::failure;
use super::frame::Frame;
use crate::error::{Error, OperationError};
use crate::transport::{Body, TransportError};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::pin::Pin;
use std::task::{self, Poll};

const NO_MESSAGE: &str = "the event stream has no message";
const OTHER_MESSAGE: &str =
    "the first message of the event stream is not the event `initial-response`";

/// Response whose first message was read.
pub(crate) struct Opened {
    /// Document of the members beside the stream; empty if there is none.
    pub(crate) document: Bytes,
    /// Reason why there is no document; `None` if there is one, or an error.
    pub(crate) missing: Option<String>,
    /// Error that the first message is.
    pub(crate) refusal: Option<Refusal>,
    /// The other messages.
    pub(crate) body: Body,
}

/// Error that is the first message of a response.
#[derive(Clone)]
pub(crate) struct Refusal(Frame);

impl Refusal {
    /// Returns the error. `errors` has the names of members that are errors, with those of their shapes.
    pub(crate) fn error<E: OperationError>(
        &self,
        context: &Context,
        errors: &[(&str, &'static str)],
    ) -> Error<E> {
        failure(context, &self.0, Message::of(&self.0), errors)
    }
}

/// Reads the first message of a response, of at most `limit` bytes. An event of the union remains in the body.
///
/// # Errors
/// If the body cannot be read. A malformed message is an error of the stream.
pub(crate) async fn open(mut body: Body, limit: usize) -> Result<Opened, TransportError> {
    let mut decoder = FrameDecoder::new(limit);
    let mut received = BytesMut::new();
    let frame = loop {
        match decoder.next() {
            Ok(Some(frame)) => break frame,
            Err(error) => return Ok(Opened::unread(received, body).without(error)),
            Ok(None) => {}
        }
        match body.next().await {
            Some(piece) => {
                let piece = piece?;
                received.extend_from_slice(&piece);
                decoder.push(piece);
            }
            None => {
                let end = decoder.finish();
                let reason = end.map_or_else(|error| error.to_string(), |()| NO_MESSAGE.to_owned());
                return Ok(Opened::unread(received, body).without(reason));
            }
        }
    };
    match Message::of(&frame) {
        Ok(Message::Event(INITIAL_RESPONSE)) => {
            let rest = received.split_off(length(&received));
            Ok(Opened {
                document: frame.payload,
                ..Opened::unread(rest, body)
            })
        }
        Ok(Message::Event(_)) => Ok(Opened::unread(received, body).without(OTHER_MESSAGE)),
        Err(error) => Ok(Opened::unread(received, body).without(error)),
        Ok(_) => Ok(Opened {
            refusal: Some(Refusal(frame)),
            ..Opened::unread(received, body)
        }),
    }
}

/// Returns the length of the first frame, which is whole.
fn length(received: &[u8]) -> usize {
    let length = received.first_chunk().map(|it| u32::from_be_bytes(*it));
    let length = length.and_then(|length| usize::try_from(length).ok());
    length.unwrap_or_default().min(received.len())
}

impl Opened {
    /// Returns a response without a message of its own, whose body begins with `start`.
    fn unread(start: BytesMut, body: Body) -> Self {
        let body = match start.is_empty() {
            true => body,
            false => Body::from_stream(
                None,
                Rest {
                    start: Some(start.freeze()),
                    body,
                },
            ),
        };
        Self {
            document: Bytes::new(),
            missing: None,
            refusal: None,
            body,
        }
    }

    fn without(self, reason: impl ToString) -> Self {
        Self {
            missing: Some(reason.to_string()),
            ..self
        }
    }
}

/// A body of which a part was read.
struct Rest {
    start: Option<Bytes>,
    body: Body,
}

impl Stream for Rest {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut task::Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        match self.start.take() {
            Some(start) => Poll::Ready(Some(Ok(start))),
            None => Pin::new(&mut self.body).poll_next(context),
        }
    }
}
