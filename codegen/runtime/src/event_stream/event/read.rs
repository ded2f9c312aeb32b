//! Deserializer of events.

use super::is_in_document;
use super::value::ValueDeserializer;
use crate::codec::{AllFormats, Codec};
use crate::error::DecodeError;
use crate::event_stream::frame::Frame;
use crate::protocol::Document;
use crate::wire::{Binding, MessageDeserializer, Step, Structure, Within};

/// Deserializer of the event in a frame.
pub(in crate::event_stream) struct EventDeserializer<'a> {
    pub(in crate::event_stream) codec: Codec,
    pub(in crate::event_stream) frame: &'a Frame,
}

impl EventDeserializer<'_> {
    /// Deserializes the member at `index`, which is not in the document.
    fn member<T: Structure>(
        &self,
        structure: &mut T,
        index: usize,
        binding: Binding,
    ) -> Result<(), DecodeError> {
        let payload = &self.frame.payload;
        let value = match binding {
            Binding::Payload if !self.codec.is_empty(payload) => {
                return self
                    .codec
                    .read_member::<T, AllFormats>(payload, structure, index);
            }
            Binding::RawPayload => ValueDeserializer::Payload(payload),
            Binding::EventHeader => {
                let name = T::LOCATIONS.get(index).copied().unwrap_or_default();
                match self.frame.headers.get(name) {
                    Some(value) => ValueDeserializer::Header(value),
                    None => return Ok(()),
                }
            }
            _ => return Ok(()),
        };
        structure.read_bound(index, value).map(drop)
    }
}

impl MessageDeserializer for EventDeserializer<'_> {
    type Error = DecodeError;

    fn document<T: Structure>(self) -> Result<T, DecodeError> {
        // The payload of an event without members means nothing.
        match T::MEMBERS {
            [] => Ok(T::zero()),
            _ => self
                .codec
                .read_document::<T, AllFormats>(&self.frame.payload),
        }
    }

    fn bound<T: Structure>(self) -> Result<T, DecodeError> {
        if T::BINDINGS.iter().all(|binding| is_in_document(*binding)) {
            return self.document();
        }
        let mut structure = match T::BINDINGS.contains(&Binding::Body) {
            true => {
                let payload = &self.frame.payload;
                let document = self.codec.read_document::<Document<T>, AllFormats>(payload);
                document?.0
            }
            false => T::zero(),
        };
        for (index, binding) in T::BINDINGS.iter().enumerate() {
            let read = self.member(&mut structure, index, *binding);
            read.map_err(|error| {
                let member = T::NAMES.get(index).copied().unwrap_or_default();
                match binding {
                    // The reader of a payload has added the member.
                    Binding::Payload => error,
                    _ => error.within(Step::Member(member)),
                }
            })?;
        }
        Ok(structure)
    }
}
