//! HTTP bindings (`smithy.api#http` and its kin), of which there are some if the protocol is restJson1 or restXml.
//!
//! `uri` reads the pattern of an operation's URI, `binding` the parts of messages that members are bound to, and `check`
//! reports bindings that contradict each other, `headers` those that HTTP clients set, `nested` errors whose bindings are
//! ignored elsewhere.

mod binding;
mod check;
mod headers;
mod nested;
mod uri;

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::traits::Place;
use crate::ir::{
    Arena, Binding, Field, Http, Named, Operation, OperationId, Presence, Structure, StructureId,
    Type,
};
use crate::smithy::ast::{Member, Shape};
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};
use uri::{Label, Pattern};

pub(super) use binding::has_any as has_binding;

impl Context<'_> {
    /// Returns method and URI of `operation`, if it is bound to HTTP. Errors are reported; `None` also stands for them.
    pub(super) fn http(&mut self, operation: &Shape, input: &Structure) -> Option<Http> {
        if !self.is_rest() {
            return None;
        }
        let Some(value) = self.trait_value(operation, id::HTTP) else {
            let message = format!(
                "the operation has no trait {}, which the protocol requires",
                id::HTTP
            );
            let help =
                "add the trait, or leave the operation out with `operations` in the manifest";
            self.error(operation, None, message, help);
            return None;
        };
        self.check_code(&value);
        let of = format!("the trait {}", id::HTTP);
        let method = self.text_at(&value, "method", &of);
        let uri = self.text_at(&value, "uri", &of);
        let (method, at) = method?;
        if !is_token(method) {
            let message = format!("`{method}` is not an HTTP method");
            self.error_at(&at, message, "give a method such as GET or POST");
        }
        let (text, at) = uri?;
        match Pattern::parse(text) {
            Ok(pattern) => {
                self.labels(operation, &pattern, input, &at);
                self.literals(&pattern, input, &at);
            }
            Err((reason, help)) => {
                let message = format!("invalid URI `{text}`: {reason}");
                self.error_at(&at, message, help);
            }
        }
        Some(Http {
            method: method.to_owned(),
            uri: text.to_owned(),
            endpoint_label: self.endpoint_label(operation, text),
        })
    }

    /// Returns the first label of a path that the endpoint has, since the endpoint rules take its member.
    fn endpoint_label(&self, operation: &Shape, uri: &str) -> Option<String> {
        let label = self.known.endpoint_label?;
        let rest = uri.strip_prefix(&format!("/{{{label}}}"))?;
        let member = self.model.input(operation)?.member(label)?;
        let is_taken = member.traits.has(id::CONTEXT_PARAM)
            && self.service.traits.has(id::ENDPOINT_RULE_SET)
            && (rest.is_empty() || rest.starts_with(['/', '?']));
        is_taken.then(|| label.to_owned())
    }

    /// Checks the status of a successful response. Clients accept any that is one.
    fn check_code(&mut self, value: &Place<'_>) {
        let Some(code) = value.get("code") else {
            return;
        };
        let status = code.node.as_whole().and_then(|it| it.parse::<u16>().ok());
        if !status.is_some_and(|it| (100..=599).contains(&it)) {
            let message = format!("{} is not an HTTP status", code.node.to_json());
            self.error_at(&code, message, "give a whole number such as 200, or none");
        }
    }

    /// Compares the labels of a URI with the members that are bound to them.
    fn labels(
        &mut self,
        operation: &Shape,
        pattern: &Pattern<'_>,
        input: &Structure,
        at: &Place<'_>,
    ) {
        for label in pattern.labels() {
            let mut fields = input.fields.iter();
            let problem = match fields.find(|it| it.member == label.name) {
                Some(field) => unfit(label, field),
                // The member is invalid, which is reported elsewhere.
                None if self.has_input_member(operation, label.name) => None,
                None => Some((
                    format!("the input has no member `{}` for the label", label.name),
                    "name a required member of the input with the trait smithy.api#httpLabel",
                )),
            };
            if let Some((reason, help)) = problem {
                let message = format!("invalid URI `{}`: {reason}", pattern.text);
                self.error_at(at, message, help);
            }
        }
        let Some(shape) = self.model.input(operation) else {
            return;
        };
        let is_unused = |member: &&Member| {
            let mut labels = pattern.labels();
            member.traits.has(id::HTTP_LABEL) && !labels.any(|it| it.name == member.name)
        };
        let unused: Vec<Member> = shape.members.iter().filter(is_unused).cloned().collect();
        let shape = shape.clone();
        for member in unused {
            let message = format!(
                "the URI `{}` of `{}` has no label for the member",
                pattern.text, operation.id
            );
            let help = format!(
                "add `{{{}}}` to the URI, or remove the trait {}",
                member.name,
                id::HTTP_LABEL
            );
            self.error(&shape, Some(&member), message, &help);
        }
    }

    fn has_input_member(&self, operation: &Shape, name: &str) -> bool {
        let shape = self.model.input(operation);
        shape.is_some_and(|it| it.member(name).is_some())
    }

    /// Reports query parameters that are sent twice: as a literal of the URI, and as a member.
    fn literals(&mut self, pattern: &Pattern<'_>, input: &Structure, at: &Place<'_>) {
        for name in pattern.literals() {
            let mut fields = input.fields.iter();
            let is_named = |it: &&Field| it.binding == Binding::Query && it.wire_name == name;
            if let Some(field) = fields.find(is_named) {
                let message = format!(
                    "invalid URI `{}`: its query parameter `{name}` is also that of the member `{}`",
                    pattern.text, field.member
                );
                let help = "remove the parameter from the URI, or give the member another name";
                self.error_at(at, message, help);
            }
        }
    }

    /// Reports operations that the service cannot tell apart.
    pub(super) fn distinct_uris(
        &mut self,
        operations: &Arena<OperationId, Operation>,
        structures: &BTreeMap<StructureId, Structure>,
    ) {
        let mut known: BTreeMap<Route, &str> = BTreeMap::new();
        for operation in operations {
            let Some(http) = &operation.http else {
                continue;
            };
            let Ok(pattern) = Pattern::parse(&http.uri) else {
                continue;
            };
            let input = structures.get(&operation.input);
            let route = Route {
                method: &http.method,
                uri: pattern.without_names(),
                host: format!("{:?}", operation.request.host_prefix),
                required: input.map(required).unwrap_or_default(),
            };
            if let Some(other) = known.insert(route, &operation.shape) {
                let message = format!(
                    "the method {} and the URI `{}` are also those of `{other}`",
                    http.method, http.uri
                );
                let help = "give one of them another method or URI, or leave it out with `operations` in the manifest";
                self.operation_error(&operation.shape, message, help);
            }
        }
    }

    fn operation_error(&mut self, id: &str, message: String, help: &str) {
        let id = ShapeId::parse(id);
        if let Some(shape) = id.and_then(|id| self.model.get(&id)) {
            self.trait_error(shape, id::HTTP, None, message, help);
        }
    }
}

/// Parts of a request by which a service finds the operation.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Route<'a> {
    method: &'a str,
    uri: String,
    host: String,
    /// Names of query parameters and headers that every request has.
    required: BTreeSet<&'a str>,
}

fn required(input: &Structure) -> BTreeSet<&str> {
    let is_required = |it: &&Field| {
        let is_bound = matches!(it.binding, Binding::Query | Binding::Header { .. });
        is_bound && it.presence == Presence::Required
    };
    let fields = input.fields.iter().filter(is_required);
    fields.map(|it| it.wire_name.as_str()).collect()
}

/// Returns the reason why a member cannot be the value of a label, and the fix.
fn unfit(label: &Label<'_>, field: &Field) -> Option<(String, &'static str)> {
    let name = label.name;
    if !matches!(field.binding, Binding::Label { .. }) {
        let reason = format!("the member `{name}` lacks the trait {}", id::HTTP_LABEL);
        return Some((reason, "add that trait to the member, or remove the label"));
    }
    let is_text = matches!(field.ty, Type::String | Type::Named(Named::Enum(_)));
    (label.is_greedy && !is_text).then(|| {
        let reason = format!("the member `{name}` of a greedy label is not a string");
        (reason, "remove the `+`, or name a member that is a string")
    })
}

/// Returns whether the text is a token: an HTTP method, or the name of a header (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let is_of_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_of_token)
}
