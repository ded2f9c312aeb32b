//! Parts of HTTP messages that members are bound to, and their names.

use super::super::Context;
use crate::ir::{Binding, Role, TimestampFormat, Type};
use crate::smithy::ast::{Kind, Member, Shape};
use crate::smithy::traits::{TraitsExt, id};

/// Traits that bind a member of an input.
const OF_REQUESTS: &[&str] = &[
    id::HTTP_LABEL,
    id::HTTP_QUERY,
    id::HTTP_QUERY_PARAMS,
    id::HTTP_HEADER,
    id::HTTP_PREFIX_HEADERS,
    id::HTTP_PAYLOAD,
];

/// Traits that bind a member of an output or an error.
const OF_RESPONSES: &[&str] = &[
    id::HTTP_HEADER,
    id::HTTP_PREFIX_HEADERS,
    id::HTTP_PAYLOAD,
    id::HTTP_RESPONSE_CODE,
];

/// Media type of a body of events.
const EVENTS: &str = "application/vnd.amazon.eventstream";

/// Returns the traits that bind a member of a structure in this role: "bindings are ignored" elsewhere.
pub(super) fn traits(role: Role) -> &'static [&'static str] {
    match role {
        Role::Input => OF_REQUESTS,
        Role::Output | Role::Error => OF_RESPONSES,
        Role::Data => &[],
    }
}

/// Returns whether a trait binds `member` in any role.
pub(in super::super) fn has_any(member: &Member) -> bool {
    let mut traits = OF_REQUESTS.iter().chain(OF_RESPONSES);
    traits.any(|it| member.traits.has(it))
}

impl Context<'_> {
    /// Returns the part of the message that has the value of `member`.
    pub(in super::super) fn binding(&self, shape: &Shape, member: &Member, role: Role) -> Binding {
        if role == Role::Data && self.is_event(shape) {
            return self.event_binding(member);
        }
        let mut traits = traits(role).iter();
        let found = traits.find(|it| self.is_rest() && member.traits.has(it));
        match found.copied() {
            Some(id::HTTP_LABEL) => Binding::Label {
                is_id: self.known.ids.contains(&member.target.name()),
            },
            Some(id::HTTP_QUERY) => Binding::Query,
            Some(id::HTTP_QUERY_PARAMS) => Binding::QueryParams,
            Some(id::HTTP_HEADER) => Binding::Header {
                is_base64: self.is_encoded(member),
            },
            Some(id::HTTP_PREFIX_HEADERS) => Binding::PrefixHeaders,
            Some(id::HTTP_PAYLOAD) => self.payload(member),
            Some(id::HTTP_RESPONSE_CODE) => Binding::Status,
            _ => Binding::Body,
        }
    }

    /// Returns whether it is a string with a media type, which a header has in base64, or a list of these.
    fn is_encoded(&self, member: &Member) -> bool {
        let is_text = |it: &Shape| it.kind == Kind::String && !it.traits.has(id::ENUM);
        let Some(target) = self.shape(&member.target) else {
            return false;
        };
        match target.kind {
            Kind::List | Kind::Set => {
                let item = target.members.first();
                item.is_some_and(|item| {
                    let is_text = self.shape(&item.target).is_some_and(is_text);
                    is_text && self.media_type(item).is_some()
                })
            }
            _ => is_text(target) && self.media_type(member).is_some(),
        }
    }

    fn media_type<'m>(&'m self, member: &'m Member) -> Option<&'m str> {
        let own = member.traits.text(id::MEDIA_TYPE);
        own.or_else(|| self.shape(&member.target)?.traits.text(id::MEDIA_TYPE))
    }

    fn is_timestamp(&self, member: &Member) -> bool {
        let target = self.shape(&member.target);
        target.is_some_and(|it| it.kind == Kind::Timestamp)
    }

    fn payload(&self, member: &Member) -> Binding {
        let target = self.shape(&member.target);
        let is_stream = target.is_some_and(|it| it.traits.has(id::STREAMING));
        let default = match target.map(|it| &it.kind) {
            Some(Kind::Blob) => "application/octet-stream",
            Some(Kind::String | Kind::Enum) => "text/plain",
            Some(Kind::Union) if is_stream => EVENTS,
            _ => return Binding::Payload,
        };
        let media_type = self.media_type(member).unwrap_or(default).to_owned();
        match is_stream {
            true => Binding::Stream(media_type),
            false => Binding::RawPayload(media_type),
        }
    }

    /// Returns the name that the message has for the value of `member`.
    pub(in super::super) fn wire_name(&self, member: &Member, binding: &Binding) -> String {
        let named_by = match binding {
            Binding::Body if self.is_xml() => return self.xml_name(member),
            Binding::Payload if self.is_xml() => return self.payload_name(member),
            Binding::Body if self.is_rest() => Some(id::JSON_NAME),
            Binding::Query => Some(id::HTTP_QUERY),
            Binding::Header { .. } => Some(id::HTTP_HEADER),
            Binding::PrefixHeaders => Some(id::HTTP_PREFIX_HEADERS),
            _ => None,
        };
        let name = named_by.and_then(|id| member.traits.text(id));
        name.unwrap_or(&member.name).to_owned()
    }

    /// Returns the name of a bound member in documents, if it is not that in the model: errors and events
    /// can be nested in them.
    pub(in super::super) fn json_name(
        &self,
        member: &Member,
        binding: &Binding,
        role: Role,
    ) -> Option<String> {
        let is_message = matches!(role, Role::Input | Role::Output);
        if is_message || *binding == Binding::Body {
            return None;
        }
        let name = self.wire_name(member, &Binding::Body);
        (name != member.name).then_some(name)
    }

    /// Returns the type of `member`, with the format that timestamps have by default in its part of the message.
    pub(in super::super) fn bound_type(
        &mut self,
        shape: &Shape,
        member: &Member,
        binding: &Binding,
    ) -> Option<Type> {
        let default = match binding {
            Binding::Label { .. } | Binding::Query => Some(TimestampFormat::DateTime),
            Binding::Header { .. } => Some(TimestampFormat::HttpDate),
            // A type of header values.
            Binding::EventHeader if self.is_timestamp(member) => {
                return Some(Type::Timestamp(None));
            }
            _ => None,
        };
        self.type_with(shape, member, default)
    }
}
