//! Model → intermediate representation.
//!
//! In: a [`Model`], the [`Selection`] of it and the pins of the manifest. Out: an [`ir::Service`]. This wing decides every
//! name, type, presence, default and constructor, and compiles documentation, expressions and endpoint rules.

mod data;
mod defaults;
mod docs;
pub(crate) mod endpoint;
mod enums;
pub mod expression;
mod host_prefix;
mod matchers;
pub mod names;
mod naming;
mod operation;
mod paginated;
mod pins;
mod protocol;
mod reference;
mod request;
pub mod rustdoc;
mod sent;
pub(crate) mod service_facts;
mod structure;
mod traits;
mod types;
mod waiters;

use std::collections::BTreeSet;

use crate::ir;
use crate::lower::names::Scope;
use crate::lower::rustdoc::literal;
use crate::manifest::Pins;
use crate::smithy::ast::{Kind, Member, Shape};
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

use naming::Names;

pub(crate) use protocol::protocol_id;
pub use protocol::unsupported_protocols;

/// Maximum nesting of shapes with members for which the compiler needs no higher recursion limit: with its
/// `recursion_limit` of 128, rustdoc does not get through twenty that alternate with maps.
const SHALLOW: usize = 12;

/// Context of lowering.
struct Context<'a> {
    module: &'a str,
    model: &'a Model,
    names: Names,
    /// Prefix of the addresses of the service's own API reference.
    reference: Option<String>,
    /// The shapes that members of inputs reach.
    sent: BTreeSet<ShapeId>,
    found: &'a mut Diagnostics,
}

/// Lowers what is selected of `model` to the module called `module`, with the names that `pins` has for it. Errors go to
/// `found`; `None` stands for them.
pub fn lower(
    module: &str,
    model: &Model,
    selection: &Selection,
    protocol: Option<&str>,
    pins: &Pins,
    found: &mut Diagnostics,
) -> Option<ir::Service> {
    let service = model.get(&selection.service)?;
    let mut problems = Diagnostics::default();
    let names = Names::give(model, selection, service, pins, &mut problems);
    let mut context = Context {
        module,
        model,
        names,
        reference: reference::segment(model, selection),
        sent: sent::shapes(model, selection),
        found: &mut problems,
    };
    let protocols = context.protocols(service, protocol);
    let signing_name = context.signing_name(service);
    let operations = selection
        .operations
        .iter()
        .filter_map(|id| context.operation(id, service))
        .collect();
    let sdk_id = sdk_id(service);
    let facts = service_facts::of(&sdk_id);
    let pinned = context.names.pinned.ids.clone();
    let mut lowered = ir::Service {
        module: module.to_owned(),
        shape_name: service.id.name().to_owned(),
        title: title(service),
        docs: without_title(context.docs(&service.traits, &service.id), &title(service)),
        sdk_id,
        version: version(service),
        signing_name,
        protocols,
        query_compatible: service.traits.has(id::AWS_QUERY_COMPATIBLE),
        retry_base_ms: facts.retry_base_ms,
        max_attempts: facts.max_attempts,
        operations,
        structures: Vec::new(),
        unions: Vec::new(),
        enums: Vec::new(),
        errors: Vec::new(),
        endpoint: None,
        is_deep: selection.depth > SHALLOW,
        endpoint_tests: Vec::new(),
        protocol_tests: Vec::new(),
        pinned,
        traits: service.traits.clone(),
    };
    context.data(&mut lowered);
    if !context.found.has_errors() {
        context.pages_and_waiters(&mut lowered, service, selection);
    }
    if !problems.has_errors() {
        endpoint::compile(&mut lowered, model, selection, &mut problems);
    }
    let failed = problems.has_errors();
    found.extend(problems);
    (!failed).then_some(lowered)
}

fn title(service: &Shape) -> String {
    let title = service
        .traits
        .text(id::TITLE)
        .or_else(|| service.traits.text_in(id::AWS_SERVICE, "sdkId"));
    literal(title.unwrap_or(service.id.name()))
}

/// `docs` without a first paragraph that only repeats the service's name, which is said before it.
fn without_title(mut docs: ir::Docs, title: &str) -> ir::Docs {
    let name = |text: &str| text.replace("Amazon Web Services", "AWS");
    if let [first, rest @ ..] = docs.lines.as_slice()
        && name(title).ends_with(&name(first))
        && rest.first().is_none_or(String::is_empty)
    {
        docs.lines = rest.get(1..).unwrap_or_default().to_vec();
    }
    docs
}

/// The name that configuration knows the service by.
fn sdk_id(service: &Shape) -> String {
    service
        .traits
        .text_in(id::AWS_SERVICE, "sdkId")
        .unwrap_or(service.id.name())
        .to_owned()
}

fn version(service: &Shape) -> String {
    match &service.kind {
        Kind::Service(properties) => properties.version.clone(),
        _ => String::new(),
    }
}

impl Context<'_> {
    /// Adds pagination and waiters.
    fn pages_and_waiters(
        &mut self,
        lowered: &mut ir::Service,
        service: &Shape,
        selection: &Selection,
    ) {
        let model = self.model;
        let shapes = selection.operations.iter();
        let shapes: Vec<&Shape> = shapes.filter_map(|id| model.get(id)).collect();
        let operations = lowered.operations.iter();
        let mut methods = Scope::with(operations.map(|operation| operation.method.as_str()));
        self.pagination(lowered, service, &shapes, &mut methods);
        self.waiters(lowered, &shapes, &mut methods);
    }

    /// Reports a problem of `shape`, or of its member where `member` names one.
    fn error(
        &mut self,
        shape: &Shape,
        member: Option<&Member>,
        message: impl Into<String>,
        help: &str,
    ) {
        let at = match member {
            Some(member) => self.model.member_location(shape, member, []),
            None => self.model.location(shape, []),
        };
        self.found
            .push(Diagnostic::error(message).at(at).help(help));
    }

    /// Reports a problem of the trait `id` of `shape`, or of one entry of its value.
    fn trait_error(
        &mut self,
        shape: &Shape,
        id: &str,
        entry: Option<usize>,
        message: impl Into<String>,
        help: &str,
    ) {
        let entry = entry.map(|index| index.to_string());
        let steps = ["traits", id].into_iter().chain(entry.as_deref());
        let at = self.model.location(shape, steps);
        self.found
            .push(Diagnostic::error(message).at(at).help(help));
    }

    /// The shape called `id`. Selection has seen to it that there is one.
    fn shape(&self, id: &ShapeId) -> Option<&'_ Shape> {
        self.model.get(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_the_documentation_repeats_is_left_out() {
        let shown = |title: &str, lines: &[&str]| {
            let lines = lines.iter().map(|line| (*line).to_owned()).collect();
            let docs = ir::Docs {
                lines,
                ..ir::Docs::default()
            };
            without_title(docs, title).lines.join("|")
        };
        assert_eq!(shown("AWS Zoo", &["Zoo", "", "Animals."]), "Animals.");
        assert_eq!(shown("AWS Zoo", &["Amazon Web Services Zoo"]), "");
        assert_eq!(shown("AWS Zoo", &["Zoo", "Animals."]), "Zoo|Animals.");
        assert_eq!(shown("AWS Zoo", &["A zoo.", "", "Zoo"]), "A zoo.||Zoo");
        assert_eq!(shown("AWS Zoo", &[]), "");
    }
}
