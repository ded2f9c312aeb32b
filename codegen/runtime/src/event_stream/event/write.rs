//! Serializer of events.

use super::value::ValueSerializer;
use super::{CONTENT_TYPE, is_in_document};
use crate::codec::{AllFormats, Codec, Object, Root};
use crate::event_stream::frame::FrameEncoder;
use crate::event_stream::header::HeaderValue;
use crate::protocol::integer_size;
use crate::transport::BoxError;
use crate::wire::{Binding, Format, MemberSerializer, MessageSerializer, Row, Structure};
use bytes::Bytes;

/// Serializer of an event into a frame that has begun.
pub(super) struct EventSerializer {
    pub(super) codec: Codec,
    pub(super) frame: FrameEncoder,
}

impl MessageSerializer for EventSerializer {
    type Ok = Bytes;
    type Error = BoxError;

    fn document<T: Structure>(mut self, structure: &T) -> Result<Bytes, BoxError> {
        if T::MEMBERS.is_empty() {
            return Ok(self.frame.finish(&[])?);
        }
        let root = Root::named(T::NAME);
        let payload = self
            .codec
            .write_document::<T, AllFormats>(root, structure)?;
        let media_type = HeaderValue::String(self.codec.media_type());
        self.frame.header(CONTENT_TYPE, media_type)?;
        Ok(self.frame.finish(&payload)?)
    }

    fn bound<T: Structure>(self, structure: &T) -> Result<Bytes, BoxError> {
        let mut writer = Writer {
            codec: self.codec,
            frame: self.frame,
            document: Object::new(self.codec),
            payload: None,
        };
        structure.write(&mut writer)?;
        let has_document = T::BINDINGS.iter().any(|binding| is_in_document(*binding));
        writer.finish(has_document.then(|| Root::named(T::NAME)))
    }
}

/// Writer of the members of an event.
struct Writer {
    codec: Codec,
    frame: FrameEncoder,
    document: Object,
    /// The payload with its media type, if a member is all of it.
    payload: Option<(&'static str, Vec<u8>)>,
}

impl Writer {
    /// Returns the frame, whose payload is the document if that has a `root`.
    fn finish(self, root: Option<Root<'_>>) -> Result<Bytes, BoxError> {
        let Self {
            codec,
            mut frame,
            document,
            payload,
        } = self;
        let payload = root
            .map(|root| (codec.media_type(), document.finish(root)))
            .or(payload);
        let Some((media_type, payload)) = payload else {
            return Ok(frame.finish(&[])?);
        };
        frame.header(CONTENT_TYPE, HeaderValue::String(media_type))?;
        Ok(frame.finish(&payload)?)
    }
}

impl MemberSerializer for Writer {
    type Error = BoxError;

    fn member<F: Format>(&mut self, name: &'static str, value: &F::Value) -> Result<(), BoxError> {
        self.document.member::<F, AllFormats>(name, value)
    }

    fn bound<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), BoxError> {
        if is_in_document(row.binding) {
            return self
                .document
                .member::<F, AllFormats>(row.document_name(), value);
        }
        if row.binding == Binding::RawPayload {
            let mut payload = Vec::new();
            F::write(value, ValueSerializer::Payload(&mut payload))?;
            self.payload = Some((row.name, payload));
            return Ok(());
        }
        let header = ValueSerializer::Header {
            frame: &mut self.frame,
            name: row.name,
            size: integer_size::<F>(),
        };
        let written = F::write(value, header);
        written.map_err(|error| format!("the member `{}`: {error}", row.member).into())
    }

    fn document<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), BoxError> {
        if F::is_absent(value) {
            return Ok(());
        }
        if row.binding != Binding::Payload {
            return self.document.member::<F, AllFormats>(row.name, value);
        }
        let root = Root::named(row.name);
        let payload = self.codec.write_value::<F, AllFormats>(root, value)?;
        self.payload = Some((self.codec.media_type(), payload));
        Ok(())
    }
}
