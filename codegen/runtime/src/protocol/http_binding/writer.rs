//! Serializers of inputs and outputs.

use super::message::{APPLICATION_JSON, Message};
use super::probe;
use super::text::TextSerializer;
use crate::codec::{Codec, json};
use crate::transport::BoxError;
use crate::wire::{Binding, Format, MemberSerializer, MessageSerializer, Row, Structure};

/// Serializer of a request or response.
pub(crate) struct Outgoing {
    pub(crate) codec: Codec,
    /// True for a protocol with HTTP bindings.
    pub(crate) is_http: bool,
}

impl MessageSerializer for Outgoing {
    type Ok = Message;
    type Error = BoxError;

    fn document<T: Structure>(self, structure: &T) -> Result<Message, BoxError> {
        let body = self.codec.write(structure)?;
        Ok(Message::of_document(body, !T::MEMBERS.is_empty()))
    }

    fn bound<T: Structure>(self, structure: &T) -> Result<Message, BoxError> {
        if !self.is_http {
            return self.document(structure);
        }
        let mut writer = Writer::default();
        structure.write(&mut writer)?;
        Ok(writer.finish(T::BINDINGS, T::LOCATIONS))
    }
}

/// Writer of the members of a structure with bindings.
#[derive(Default)]
struct Writer {
    message: Message,
    document: json::Object,
}

impl Writer {
    fn finish(self, bindings: &[Binding], locations: &[&'static str]) -> Message {
        let mut message = self.message;
        if bindings.contains(&Binding::Body) {
            message.body = self.document.finish();
            message.content_type = Some(APPLICATION_JSON);
        }
        let places = bindings.iter().zip(locations);
        let queries = places.filter(|(binding, _)| **binding == Binding::Query);
        message.named = queries.map(|(_, name)| *name).collect();
        message
    }
}

impl MemberSerializer for Writer {
    type Error = BoxError;

    fn member<F: Format>(&mut self, name: &'static str, value: &F::Value) -> Result<(), BoxError> {
        self.document.member::<F>(name, value);
        Ok(())
    }

    fn bound<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), BoxError> {
        let in_header = matches!(row.binding, Binding::Header | Binding::PrefixHeaders);
        let value = F::write(value, TextSerializer { in_header });
        self.message.put(row, value)
    }

    fn document<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), BoxError> {
        let is_absent = F::is_absent(value);
        if row.binding != Binding::Payload {
            if !is_absent {
                self.document.member::<F>(row.name, value);
            }
            return Ok(());
        }
        // Without a structure there is an empty one, without another document nothing.
        if is_absent && !probe::is_structure::<F>() {
            return Ok(());
        }
        self.message.content_type = Some(APPLICATION_JSON);
        self.message.body = match is_absent {
            true => json::Object::default().finish(),
            false => json::write_value::<F>(value),
        };
        Ok(())
    }

    fn stream(&mut self, row: Row) -> Result<(), BoxError> {
        self.message.content_type = Some(row.name);
        Ok(())
    }
}
