//! Event streams: unions of events, the errors among their members, and the parts of an event that its members are in.
//!
//! Source of the rules: Smithy's specification "Streaming", section "Event streams", and "Amazon Event Stream".

use std::collections::BTreeSet;

use super::{Context, http, protocol};
use crate::ir::{Binding, EventError, Field, Named, OperationId, Presence, Role, Structure, Type};
use crate::smithy::ast::{Kind, Member, Shape};
use crate::smithy::json::Node;
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};

/// Shapes of event streams.
#[derive(Default)]
pub(super) struct Events {
    /// Structures that are events, none of them an error.
    structures: BTreeSet<ShapeId>,
    /// Errors that end a stream.
    errors: BTreeSet<ShapeId>,
    /// Unions of events that requests have.
    sent: BTreeSet<ShapeId>,
}

impl Events {
    /// Finds the shapes of event streams.
    pub(super) fn find(model: &Model, selection: &Selection) -> Self {
        let mut found = Self::default();
        let shapes = selection.shapes.iter().filter_map(|id| model.get(id));
        for union in shapes.filter(|it| is_stream(it)) {
            for target in union.members.iter().map(|it| &it.target) {
                let is_error = model.get(target).is_some_and(is_error);
                let set = if is_error {
                    &mut found.errors
                } else {
                    &mut found.structures
                };
                set.insert(target.clone());
            }
        }
        let operations = selection.operations.iter().filter_map(|id| model.get(id));
        let inputs = operations.filter_map(|it| model.input(it));
        let targets = inputs.flat_map(|it| &it.members).map(|it| &it.target);
        let unions = targets.filter_map(|it| model.get(it));
        let unions = unions.filter(|it| is_stream(it));
        found.sent = unions.map(|it| it.id.clone()).collect();
        found
    }
}

/// Returns whether a shape is a union of events.
fn is_stream(shape: &Shape) -> bool {
    shape.kind == Kind::Union && shape.traits.has(id::STREAMING)
}

fn is_error(shape: &Shape) -> bool {
    shape.traits.has(id::ERROR)
}

impl Context<'_> {
    /// Returns the members of this union of events that are errors; `None` for any other union.
    pub(super) fn event_errors(&self, union: &Shape) -> Option<Vec<EventError>> {
        is_stream(union).then(|| {
            let members = union.members.iter();
            let errors = members.filter_map(|member| {
                let target = self.shape(&member.target).filter(|it| is_error(it))?;
                Some(EventError {
                    member: member.name.clone(),
                    code: target.id.name().to_owned(),
                })
            });
            errors.collect()
        })
    }

    /// Returns whether a member of a union has no variant: it is an error, which is one of the operation.
    pub(super) fn is_event_error(&self, union: &Shape, member: &Member) -> bool {
        let target = self.shape(&member.target);
        is_stream(union) && !self.events.sent.contains(&union.id) && target.is_some_and(is_error)
    }

    /// Returns the errors that end the stream of events of an output.
    pub(super) fn errors_of_events(&self, output: Option<&ShapeId>) -> Vec<ShapeId> {
        let output = output.and_then(|id| self.model.structure(id));
        let members = output.iter().flat_map(|it| &it.members);
        let targets = members.filter_map(|it| self.shape(&it.target));
        let unions = targets.filter(|it| is_stream(it));
        let events = unions.flat_map(|it| &it.members).map(|it| &it.target);
        let errors = events.filter(|it| self.shape(it).is_some_and(is_error));
        errors.cloned().collect()
    }

    /// Returns whether a structure is an event.
    pub(super) fn is_event(&self, shape: &Shape) -> bool {
        self.events.structures.contains(&shape.id)
    }

    /// Returns the part of an event that has the value of `member`.
    pub(super) fn event_binding(&self, member: &Member) -> Binding {
        if member.traits.has(id::EVENT_HEADER) {
            return Binding::EventHeader;
        }
        if !member.traits.has(id::EVENT_PAYLOAD) {
            return Binding::Body;
        }
        match self.shape(&member.target).map(|it| &it.kind) {
            Some(Kind::Blob) => Binding::RawPayload("application/octet-stream".to_owned()),
            Some(Kind::String | Kind::Enum) => Binding::RawPayload("text/plain".to_owned()),
            _ => Binding::Payload,
        }
    }

    /// Returns whether calls need HTTP/2: they send events, or the protocol has events over nothing else.
    pub(super) fn http2(&self, input: &Structure, output: &Structure) -> bool {
        let protocol = self.protocol.map(protocol::protocol_id);
        let value = protocol.and_then(|id| self.service.traits.get(id));
        let versions = value.and_then(|it| it.get("eventStreamHttp").or_else(|| it.get("http")));
        let versions = versions.and_then(Node::as_array).unwrap_or_default();
        let is_h2 = |it: &Node| it.as_str() == Some("h2");
        let is_alone = !versions.is_empty() && versions.iter().all(is_h2);
        input.events().is_some() || output.events().is_some() && is_alone
    }

    /// Reports members of an event whose bindings do not fit, and events that are not structures.
    pub(super) fn check_event(&mut self, shape: &Shape, fields: &[Field]) {
        if !self.is_event(shape) {
            self.check_error_of_events(shape);
            return;
        }
        let payload = fields.iter().find(|it| it.binding.is_payload());
        let payload = payload.map(|it| it.member.as_str());
        for field in fields {
            let Some(member) = shape.member(&field.member) else {
                continue;
            };
            let problem = both(member)
                .or_else(|| bound_to_http(member))
                .or_else(|| unfit(field))
                .or_else(|| beside_payload(field, payload?));
            if let Some((message, help)) = problem {
                self.error(shape, Some(member), message, help);
            }
        }
    }

    /// Reports parts of an event that are of an error: exceptions are documents.
    fn check_error_of_events(&mut self, shape: &Shape) {
        if !self.events.errors.contains(&shape.id) {
            return;
        }
        let is_bound = |it: &&Member| {
            let traits = &it.traits;
            traits.has(id::EVENT_HEADER) || traits.has(id::EVENT_PAYLOAD)
        };
        let bound: Vec<Member> = shape.members.iter().filter(is_bound).cloned().collect();
        for member in bound {
            let message =
                "the member of an error is bound to a part of an event, which is not supported";
            self.error(shape, Some(&member), message, "remove the trait");
        }
    }

    /// Reports members of a union of events that are not structures.
    pub(super) fn check_events(&mut self, union: &Shape) {
        if !is_stream(union) {
            return;
        }
        for member in &union.members {
            let is_structure = self
                .shape(&member.target)
                .is_some_and(|it| it.kind == Kind::Structure && it.id.namespace() != "smithy.api");
            if !is_structure {
                let message = "the event is not a structure";
                let help = "target a structure, which may be empty";
                self.error(union, Some(member), message, help);
            }
        }
    }
}

/// Lets the streams of events of an output be those of `operation`, whose errors can end them.
pub(super) fn receive(output: &mut Structure, operation: OperationId) {
    for field in &mut output.fields {
        if let Type::RequestEvents(union) = field.ty {
            field.ty = Type::EventStream(union, operation);
        }
    }
}

/// Returns the headers that a response with events must have, since members bound to them are required.
pub(super) fn initial_headers(output: &Structure) -> Vec<String> {
    if output.events().is_none() {
        return Vec::new();
    }
    let fields = output.fields.iter().filter(|it| {
        let is_header = matches!(it.binding, Binding::Header { .. });
        is_header && it.presence == Presence::Required
    });
    fields.map(|it| it.wire_name.to_ascii_lowercase()).collect()
}

/// Returns the type of the runtime for the events of a structure in this role, and a text about it.
pub(super) fn description(role: Role, presence: &Presence) -> (&'static str, String) {
    if role != Role::Input {
        let text = "The events, as they arrive. The stream ends with the first error. See [`EventStream`].";
        return ("EventStream", text.to_owned());
    }
    let default = match presence {
        Presence::Required => "",
        _ => ", none by default",
    };
    let text = format!(
        "The events to send{default}: a list, a stream or a channel, which sends them while the call runs. See \
         [`RequestEvents`]."
    );
    ("RequestEvents", text)
}

/// A message, and the fix.
type Problem = (String, &'static str);

fn both(member: &Member) -> Option<Problem> {
    let has = |id| member.traits.has(id);
    (has(id::EVENT_HEADER) && has(id::EVENT_PAYLOAD)).then(|| {
        let message = "the member is both a header and the payload of an event";
        (message.to_owned(), "keep one of the traits")
    })
}

fn bound_to_http(member: &Member) -> Option<Problem> {
    http::has_binding(member).then(|| {
        let message = "the member of an event is bound to a part of an HTTP message";
        let help = "remove the binding: events have the traits smithy.api#eventHeader and smithy.api#eventPayload";
        (message.to_owned(), help)
    })
}

fn unfit(field: &Field) -> Option<Problem> {
    let ty = field.ty.unboxed();
    let (fits, message, help) = match &field.binding {
        Binding::EventHeader => (
            is_header(ty),
            "the header of an event cannot have the value",
            "target a boolean, an integer of up to 64 bits, a string, a blob or a timestamp",
        ),
        Binding::Payload => (
            matches!(ty, Type::Named(Named::Structure(_) | Named::Union(_))),
            "the payload of an event cannot have the value",
            "target a blob, a string, a structure or a union",
        ),
        _ => return None,
    };
    (!fits).then(|| (message.to_owned(), help))
}

/// Returns whether a header of an event has values of this type.
fn is_header(ty: &Type) -> bool {
    let is_other = matches!(
        ty,
        Type::Bool
            | Type::String
            | Type::Blob
            | Type::Timestamp(_)
            | Type::Named(Named::Enum(_) | Named::IntEnum(_))
    );
    is_other || ty.is_integer()
}

fn beside_payload(field: &Field, payload: &str) -> Option<Problem> {
    let is_second = field.binding.is_payload() && field.member != payload;
    let message = match field.binding {
        Binding::Body => {
            format!("the member is not a header, and `{payload}` is the payload of the event")
        }
        _ if is_second => {
            format!("the member `{payload}` has the trait smithy.api#eventPayload too")
        }
        _ => return None,
    };
    let help = "add the trait smithy.api#eventHeader to the member, or remove smithy.api#eventPayload from the other";
    Some((message, help))
}
