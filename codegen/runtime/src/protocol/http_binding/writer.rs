//! Serializers of inputs and outputs.

use super::message::Message;
use super::probe;
use super::text::TextSerializer;
use crate::codec::{Codec, Formats, Object, Root};
use crate::protocol::Rules;
use crate::transport::BoxError;
use crate::wire::{
    Binding, Format, MemberSerializer, MessageSerializer, Row, Structure, XmlNamespace,
};
use std::marker::PhantomData;

/// Serializer of a request or response, in one of some formats.
pub(crate) struct Outgoing<'a, C> {
    codec: Codec,
    /// True for a protocol with HTTP bindings.
    is_http: bool,
    root: Root<'a>,
    /// Namespace of payloads in XML.
    namespace: Option<XmlNamespace>,
    formats: PhantomData<C>,
}

impl<'a, C: Formats> Outgoing<'a, C> {
    pub(in crate::protocol) fn new(rules: &Rules, codec: Codec, root: Root<'a>) -> Self {
        Self {
            codec,
            is_http: rules.is_http,
            root,
            namespace: None,
            formats: PhantomData,
        }
    }

    /// Sets the namespace of payloads in XML.
    pub(in crate::protocol) fn payloads_in(self, namespace: Option<XmlNamespace>) -> Self {
        Self { namespace, ..self }
    }
}

impl<C: Formats> MessageSerializer for Outgoing<'_, C> {
    type Ok = Message;
    type Error = BoxError;

    fn document<T: Structure>(self, structure: &T) -> Result<Message, BoxError> {
        let body = self.codec.write_document::<T, C>(self.root, structure)?;
        let has_members = !T::MEMBERS.is_empty();
        Ok(Message::of_document(body, self.codec, has_members))
    }

    fn bound<T: Structure>(self, structure: &T) -> Result<Message, BoxError> {
        if !self.is_http {
            return self.document(structure);
        }
        let mut writer = Writer {
            message: Message::default(),
            document: Object::new(self.codec),
            outgoing: self,
        };
        structure.write(&mut writer)?;
        Ok(writer.finish(T::BINDINGS, T::LOCATIONS))
    }
}

/// Writer of the members of a structure with bindings.
struct Writer<'a, C> {
    message: Message,
    document: Object,
    outgoing: Outgoing<'a, C>,
}

impl<C> Writer<'_, C> {
    fn finish(self, bindings: &[Binding], locations: &[&'static str]) -> Message {
        let mut message = self.message;
        if bindings.contains(&Binding::Body) {
            message.body = self.document.finish(self.outgoing.root);
            message.content_type = Some(self.outgoing.codec.media_type());
        }
        let places = bindings.iter().zip(locations);
        let queries = places.filter(|(binding, _)| **binding == Binding::Query);
        message.named = queries.map(|(_, name)| *name).collect();
        message
    }
}

impl<C: Formats> MemberSerializer for Writer<'_, C> {
    type Error = BoxError;

    fn member<F: Format>(&mut self, name: &'static str, value: &F::Value) -> Result<(), BoxError> {
        self.document.member::<F, C>(name, value)
    }

    fn bound<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), BoxError> {
        let in_header = matches!(row.binding, Binding::Header | Binding::PrefixHeaders);
        let value = F::write(value, TextSerializer { in_header });
        self.message.put(row, value)
    }

    fn document<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), BoxError> {
        let is_absent = F::is_absent(value);
        if row.binding != Binding::Payload {
            return match is_absent {
                true => Ok(()),
                false => self.document.member::<F, C>(row.name, value),
            };
        }
        let codec = self.outgoing.codec;
        // Without a structure there is an empty one in JSON, without another document nothing.
        if is_absent && (codec != Codec::Json || !probe::is_structure::<F>()) {
            return Ok(());
        }
        let root = Root {
            name: row.name,
            namespace: self.outgoing.namespace,
        };
        self.message.content_type = Some(codec.media_type());
        self.message.body = match is_absent {
            true => Object::new(codec).finish(root),
            false => codec.write_value::<F, C>(root, value)?,
        };
        Ok(())
    }

    fn stream(&mut self, row: Row) -> Result<(), BoxError> {
        self.message.content_type = Some(row.name);
        Ok(())
    }
}
