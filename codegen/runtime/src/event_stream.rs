//! Event streams: bodies that are messages in frames (`application/vnd.amazon.eventstream`), one after the other.
//!
//! Sources: Smithy's specifications "Event streams" and "Amazon Event Stream". An operation has a stream of events in its
//! output ([`EventStream`]), its input ([`RequestEvents`]), or both.

mod context;
mod decoder;
mod event;
mod failure;
mod frame;
mod frames;
mod header;
mod open;
mod received;
mod request;
mod sender;
#[cfg(feature = "test-util")]
mod sent;
mod sign;
mod stream;
mod union;

#[cfg(feature = "blocking")]
pub use self::stream::BlockingEvents;
#[cfg(feature = "test-util")]
pub(crate) use self::{decoder::FrameDecoder, header::HeaderValue};
pub(crate) use context::Context;
#[cfg(feature = "test-util")]
pub(crate) use frame::Frame;
pub(crate) use open::{Opened, Refusal, open};
pub use received::Received;
pub use request::RequestEvents;
pub use sender::{EventSender, SendEventError};
#[cfg(feature = "test-util")]
pub use sent::SentEvents;
#[cfg(feature = "test-util")]
pub(crate) use sent::{SentDecoder, initial};
pub(crate) use sign::{EventSigner, STREAMING_EVENTS};
pub use stream::EventStream;
pub use union::EventUnion;

#[cfg(feature = "blocking")]
use crate::blocking::Blocking;
use crate::codec::Codec;
#[cfg(feature = "test-util")]
use crate::error::DecodeError;
use crate::transport::Body;

/// A member of an input with events to send: [`RequestEvents`].
pub trait SendsEvents {
    /// Takes the events, as frames after the one of the other members of the input, which is their document.
    #[doc(hidden)]
    fn take_frames(&mut self, codec: Codec, initial: Option<Vec<u8>>) -> Body;

    /// Sets the events to those that were sent.
    #[cfg(feature = "test-util")]
    #[doc(hidden)]
    fn set_frames(&mut self, codec: Codec, events: SentEvents) -> Result<(), DecodeError>;
}

/// A member of an output with events to receive: [`EventStream`].
pub trait ReceivesEvents {
    /// Sets the source of the events.
    #[doc(hidden)]
    fn receive(&mut self, received: Received);

    /// Takes events that were made by [`EventStream::from_events`], as frames.
    #[cfg(feature = "test-util")]
    #[doc(hidden)]
    fn take_frames(&mut self, codec: Codec, initial: Option<Vec<u8>>) -> Body;

    /// Returns the names of members that are errors, with those of their shapes.
    #[doc(hidden)]
    fn errors(&self) -> &'static [(&'static str, &'static str)];

    /// Sets the blocking client that received the events, whose thread drives their connection.
    #[cfg(feature = "blocking")]
    #[doc(hidden)]
    fn set_blocking(&mut self, blocking: Blocking);
}
