//! Cases of `smithy.test#eventStreamTests`: events as frames, and the messages around them.
//!
//! The specification:
//! <https://smithy.io/2.0/additional-specs/event-stream-protocol-compliance-tests.html>.

use super::case::Case;
use super::value::{Values, Way};
use super::{placeholder, request, response};
use crate::ir::{
    EventsResult, Field, GivenEvents, Named, Operation, Presence, ProtocolCheck, Sample,
    SentEvents, Service, Structure, Type, UnionId,
};
use crate::smithy::json::Node;
use crate::smithy::report::{Report, inside};

/// The keys that only these cases have.
pub(super) const KEYS: [&str; 8] = [
    "events",
    "expectation",
    "initialRequest",
    "initialRequestParams",
    "initialRequestShape",
    "initialResponse",
    "initialResponseParams",
    "initialResponseShape",
];

/// Shapes of messages that are those of HTTP.
const SHAPES: [(&str, &str); 2] = [
    ("initialRequestShape", "smithy.test#InitialHttpRequest"),
    ("initialResponseShape", "smithy.test#InitialHttpResponse"),
];

/// Reads the cases of an operation.
pub(super) struct Reader<'a, 'r, 'f> {
    pub(super) service: &'a Service,
    pub(super) operation: &'a Operation,
    pub(super) report: &'r mut Report<'f>,
}

/// The input of a call, and its check.
type Check = (Sample, ProtocolCheck);

impl<'a, 'f> Reader<'a, '_, 'f> {
    /// Returns the checks of a case: of what is sent, and of what is received. Errors are reported; a missing check stands
    /// for them.
    pub(super) fn checks(&mut self, case: &Case<'_>) -> Vec<Check> {
        for (key, shape) in SHAPES {
            if case.text(key, self.report).is_some_and(|it| it != shape) {
                let message = format!("`{key}` is not a shape of HTTP messages");
                let help = format!("use `{shape}`, or remove the case");
                self.report.error(&case.place(key), message, help);
            }
        }
        let (mut sent, mut received) = (Vec::new(), Vec::new());
        for event in case.elements("events", self.report) {
            match event.needed_text("type", self.report) {
                Some("request") => sent.push(event),
                Some("response") => received.push(event),
                _ => {
                    let message = "the event is part of neither a request nor a response";
                    let help = "give it the `type` \"request\" or \"response\"";
                    self.report.error(&event.place("type"), message, help);
                }
            }
        }
        let is_sent = !sent.is_empty() || case.get("initialRequest").is_some();
        let is_received = !received.is_empty() || case.get("initialResponse").is_some();
        let sent = is_sent.then(|| self.sent(case, &sent));
        let received = is_received.then(|| self.received(case, &received));
        [sent, received].into_iter().flatten().flatten().collect()
    }

    fn sent(&mut self, case: &Case<'_>, events: &[Case<'_>]) -> Option<Check> {
        let input = self.service.input(self.operation);
        let (_, union) = self.stream(case, input)?;
        let id = self.operation.input;
        let mut values = self.values(Way::Sent);
        let samples = events.iter().map(|it| event(it, union, &mut values));
        values.events = samples.collect::<Option<_>>()?;
        let input = values.parameters_at(case, "initialRequestParams", id)?;
        let request = case.nested("initialRequest");
        let request = request.and_then(|it| request::read(&it, self.service, self.report));
        let frames = self.frames(events)?;
        let check = ProtocolCheck::SentEvents(SentEvents { request, frames });
        Some((input, check))
    }

    fn received(&mut self, case: &Case<'_>, events: &[Case<'_>]) -> Option<Check> {
        let output = self.service.output(self.operation);
        let (field, union) = self.stream(case, output)?;
        let frames = self.frames(events)?;
        let response = case.nested("initialResponse");
        let response = response.and_then(|it| response::reply(&it, self.report));
        let failure = case.get("expectation").and_then(|it| it.get("failure"));
        let result = if let Some(failure) = failure {
            self.failure(case, failure, field, events)?
        } else {
            let mut values = self.values(Way::Received);
            let samples = events.iter().map(|it| event(it, union, &mut values));
            EventsResult::Events {
                stream: field.name.clone(),
                events: samples.collect::<Option<_>>()?,
                fields: self.fields(case, output),
            }
        };
        let input = placeholder::any(&self.service.types, self.operation.input)?;
        let given = GivenEvents { response, frames };
        Some((input, ProtocolCheck::ReceivedEvents(given, result)))
    }

    /// Returns the field with the events of a structure, and their union. Reports that there is none.
    fn stream(
        &mut self,
        case: &Case<'_>,
        structure: &'a Structure,
    ) -> Option<(&'a Field, UnionId)> {
        let found = structure.events().and_then(|field| match field.ty {
            Type::EventStream(union, _) | Type::RequestEvents(union) => Some((field, union)),
            _ => None,
        });
        if found.is_none() {
            let message = format!("`{}` has no stream of events", structure.shape);
            let help = "move the case to another operation, or remove it";
            self.report.error(&case.place("events"), message, help);
        }
        found
    }

    /// Returns the frames of events.
    fn frames(&mut self, events: &[Case<'_>]) -> Option<Vec<String>> {
        let frames = events.iter().map(|event| {
            let frame = event.needed_text("bytes", self.report);
            frame.map(str::to_owned)
        });
        frames.collect()
    }

    /// Returns the fields of an output that a case gives, with their values.
    fn fields(&mut self, case: &Case<'_>, output: &Structure) -> Vec<(String, Sample)> {
        let key = "initialResponseParams";
        let given = case.get(key).and_then(Node::as_object).unwrap_or_default();
        let fields = given.iter().filter_map(|(name, node)| {
            let at = inside(&case.place(key), name);
            let Some(field) = output.fields.iter().find(|it| it.member == *name) else {
                let message = format!("`{}` has no member `{name}`", output.shape);
                self.report
                    .error(&at, message, "correct the name or remove it");
                return None;
            };
            let value = self.values(Way::Received).value(node, &field.ty, &at)?;
            let value = match field.presence {
                Presence::Optional => Sample::Entry(Some(Box::new(value))),
                Presence::Required | Presence::Defaulted(_) => value,
            };
            Some((field.name.clone(), value))
        });
        fields.collect()
    }

    /// Returns the expected failure of a case.
    fn failure(
        &mut self,
        case: &Case<'_>,
        failure: &Node,
        field: &Field,
        events: &[Case<'_>],
    ) -> Option<EventsResult> {
        let stream = field.name.clone();
        let Some(id) = failure.get("errorId").and_then(Node::as_str) else {
            return Some(EventsResult::Failure {
                stream,
                error: None,
            });
        };
        let types = &self.service.types;
        let mut errors = self.operation.errors.iter();
        let Some(variant) = errors.find(|it| types.structures[it.error].shape == id) else {
            let message = format!("`{id}` is not an error of the operation");
            let help = "correct the id, or leave it out for any error";
            self.report.error(&case.place("expectation"), message, help);
            return None;
        };
        let given = events.last().and_then(|event| {
            let [(name, node)] = event.get("params")?.as_object()? else {
                return None;
            };
            let at = inside(&event.place("params"), name);
            let ty = Type::Named(Named::Structure(variant.error));
            self.values(Way::Received).value(node, &ty, &at)
        });
        Some(EventsResult::Failure {
            stream,
            error: Some((variant.name.clone(), given)),
        })
    }

    fn values(&mut self, way: Way) -> Values<'a, '_, 'f> {
        Values {
            types: &self.service.types,
            way,
            report: self.report,
            events: Vec::new(),
        }
    }
}

/// Returns the value of an event.
fn event(event: &Case<'_>, union: UnionId, values: &mut Values<'_, '_, '_>) -> Option<Sample> {
    event.expect("params", values.report);
    let (node, at) = (event.get("params")?, event.place("params"));
    if values.report.is_too_deep(node, &at) {
        return None;
    }
    values.value(node, &Type::Named(Named::Union(union)), &at)
}
