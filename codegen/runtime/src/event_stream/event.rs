//! Events: a structure of a union, in the headers and the payload of a frame.
//!
//! Source: Smithy's specification "Event streams", on message serialization. Members with `eventHeader` are headers, a
//! member with `eventPayload` is the payload; without one the other members are a document in the format of the protocol.

mod read;
mod value;
mod write;

pub(super) use read::EventDeserializer;
use write::EventSerializer;

use super::frame::{Frame, FrameEncoder};
use super::header::HeaderValue;
use super::union::EventUnion;
use crate::codec::Codec;
use crate::error::DecodeError;
use crate::transport::BoxError;
use crate::wire::{Binding, Step, UnknownMember, Within};
use bytes::Bytes;

pub(super) const MESSAGE_TYPE: &str = ":message-type";
pub(super) const EVENT_TYPE: &str = ":event-type";
pub(super) const EXCEPTION_TYPE: &str = ":exception-type";
pub(super) const CONTENT_TYPE: &str = ":content-type";

/// Names of the event with the other members of an input or output, in protocols without HTTP bindings.
pub(super) const INITIAL_REQUEST: &str = "initial-request";
pub(super) const INITIAL_RESPONSE: &str = "initial-response";

const UNKNOWN: &str = "an event that is unknown to this version of the crate cannot be sent";

/// Kind of a message, with the name of its member, or what there is of an error.
pub(super) enum Message<'a> {
    Event(&'a str),
    Exception(&'a str),
    Error {
        code: Option<&'a str>,
        message: Option<&'a str>,
    },
}

impl<'a> Message<'a> {
    /// Returns the kind of the message in a frame.
    pub(super) fn of(frame: &'a Frame) -> Result<Self, DecodeError> {
        match required(frame, MESSAGE_TYPE)? {
            "event" => required(frame, EVENT_TYPE).map(Self::Event),
            "exception" => required(frame, EXCEPTION_TYPE).map(Self::Exception),
            "error" => Ok(Self::Error {
                code: text(frame, ":error-code"),
                message: text(frame, ":error-message"),
            }),
            _ => Err(DecodeError::new(
                "invalid value: the header `:message-type` of an event, expected `event`, `exception` or `error`",
            )),
        }
    }

    /// Returns true for the event with this name.
    #[cfg(feature = "test-util")]
    pub(super) fn is_event(&self, name: &str) -> bool {
        matches!(self, Self::Event(found) if *found == name)
    }
}

/// Returns true for a member that is in the document of a message. HTTP bindings do not matter there: errors of an operation
/// that are also exceptions of its stream may have some.
fn is_in_document(binding: Binding) -> bool {
    !matches!(
        binding,
        Binding::EventHeader | Binding::Payload | Binding::RawPayload
    )
}

/// Returns the text of a header.
fn text<'a>(frame: &'a Frame, name: &str) -> Option<&'a str> {
    match frame.headers.get(name)? {
        HeaderValue::String(text) => Some(text),
        _ => None,
    }
}

/// Returns the text of the header `name`.
fn required<'a>(frame: &'a Frame, name: &str) -> Result<&'a str, DecodeError> {
    match frame.headers.get(name) {
        Some(HeaderValue::String(text)) => Ok(text),
        Some(value) => Err(DecodeError::new(&format!(
            "invalid type: {}, expected a string in the header `{name}` of an event",
            value.type_name()
        ))),
        None => Err(DecodeError::new(&format!(
            "an event without the header `{name}`"
        ))),
    }
}

/// Returns the name of an event; `None` for other messages. It is compared as bytes: headers are UTF-8.
pub(super) fn name(frame: &Frame) -> Option<&[u8]> {
    let [kind, name] = frame.headers.get_all([MESSAGE_TYPE, EVENT_TYPE]);
    kind.filter(|kind| kind.text() == Some(b"event"))?;
    name?.text()
}

/// Deserializes the event `name`.
///
/// # Errors
/// If the frame does not match the model.
pub(super) fn read<T: EventUnion>(
    codec: Codec,
    name: &[u8],
    frame: &Frame,
) -> Result<T, DecodeError> {
    let mut members = T::MEMBERS.iter();
    let index = members.position(|member| member.as_bytes() == name);
    let event = index.and_then(|index| T::read_event(index, EventDeserializer { codec, frame }));
    let name = || String::from_utf8_lossy(name);
    match event {
        Some(event) => event.map_err(|error| error.within(Step::Member(&name()))),
        None => Ok(T::unknown(UnknownMember::of_event(&name()))),
    }
}

/// Deserializes an event that was sent, or an error that is a member of the union.
#[cfg(feature = "test-util")]
pub(super) fn read_sent<T: EventUnion>(codec: Codec, frame: &Frame) -> Result<T, DecodeError> {
    match Message::of(frame)? {
        Message::Event(name) | Message::Exception(name) => read(codec, name.as_bytes(), frame),
        Message::Error { .. } => Err(DecodeError::new("an error without a member of the union")),
    }
}

/// Serializes an event, or an error that is a member of the union.
///
/// # Errors
/// If it cannot be represented, or is unknown to this version.
pub(super) fn write<T: EventUnion>(codec: Codec, event: &T) -> Result<Bytes, BoxError> {
    let name = event.index().and_then(|index| T::MEMBERS.get(index));
    let name = *name.ok_or(UNKNOWN)?;
    let is_error = T::ERRORS.iter().any(|(member, _)| *member == name);
    let (kind, header) = match is_error {
        true => ("exception", EXCEPTION_TYPE),
        false => ("event", EVENT_TYPE),
    };
    let frame = begin(kind, header, name)?;
    let written = event.write_event(EventSerializer { codec, frame });
    let written = written.ok_or(UNKNOWN)?;
    written.map_err(|error| format!("the event `{name}` cannot be sent: {error}").into())
}

/// Serializes an error as an exception, named by the member of the union.
#[cfg(feature = "test-util")]
pub(super) fn write_error<T: crate::wire::Structure>(
    codec: Codec,
    name: &str,
    error: &T,
) -> Result<Bytes, BoxError> {
    let frame = begin("exception", EXCEPTION_TYPE, name)?;
    error.write_message(EventSerializer { codec, frame })
}

/// Returns the frame of the event with the members of an input or output beside its stream.
///
/// # Errors
/// If it is larger than frames can be.
pub(super) fn initial(codec: Codec, name: &str, document: &[u8]) -> Result<Bytes, BoxError> {
    let mut frame = begin("event", EVENT_TYPE, name)?;
    frame.header(CONTENT_TYPE, HeaderValue::String(codec.media_type()))?;
    Ok(frame.finish(document)?)
}

fn begin(kind: &str, header: &str, name: &str) -> Result<FrameEncoder, BoxError> {
    let mut frame = FrameEncoder::new();
    frame.header(MESSAGE_TYPE, HeaderValue::String(kind))?;
    frame.header(header, HeaderValue::String(name))?;
    Ok(frame)
}
