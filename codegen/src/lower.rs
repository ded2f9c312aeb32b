//! Model → intermediate representation.
//!
//! In: a [`Model`], the [`Selection`] of it and the pins of the manifest. Out: an [`ir::Service`], complete. This wing
//! decides every name, type, presence, default, box and constructor, and compiles documentation, expressions and endpoint
//! rules.

mod boxes;
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
pub(crate) mod service_facts;
mod structure;
mod traits;
mod types;
mod waiters;

use std::collections::BTreeMap;

use crate::ir::{self, Arena, Operation};
use crate::lower::names::Scope;
use crate::lower::rustdoc::literal;
use crate::manifest::Pins;
use crate::smithy::ast::{Kind, Member, Shape};
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

use boxes::Boxes;
use naming::Names;

pub(crate) use protocol::protocol_id;
pub use protocol::unsupported_protocols;

/// How many shapes with members may be inside each other until the compiler has to be told to follow them: by its own
/// `recursion_limit` of 128 rustdoc does not get through twenty that alternate with maps.
const SHALLOW: usize = 12;

/// What every part of lowering needs.
struct Context<'a> {
    module: &'a str,
    model: &'a Model,
    names: Names,
    boxes: Boxes,
    /// What the addresses of the service's own reference begin with.
    reference: Option<String>,
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
    let context = Context {
        module,
        model,
        boxes: Boxes::find(model, &names),
        names,
        reference: reference::segment(model, selection),
        found: &mut problems,
    };
    let lowered = context.service(service, selection, protocol);
    let failed = problems.has_errors();
    found.extend(problems);
    lowered.filter(|_| !failed)
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
    /// The service; `None` where errors were given.
    fn service(
        mut self,
        service: &Shape,
        selection: &Selection,
        protocol: Option<&str>,
    ) -> Option<ir::Service> {
        let protocols = self.protocols(service, protocol);
        let signing_name = self.signing_name(service);
        let query_compatible = service.traits.has(id::AWS_QUERY_COMPATIBLE);
        let (mut structures, mut operations) = (BTreeMap::new(), BTreeMap::new());
        for id in &selection.operations {
            let operation = self.operation(id, service, &mut structures);
            operations.extend(operation.map(|it| (it.id, it)));
        }
        let operations = Arena::new(operations)?;
        let types = self.types(structures, query_compatible)?;
        if self.found.has_errors() {
            return None;
        }
        let by_shape: Vec<(&Operation, &Shape)> = selection
            .operations
            .iter()
            .filter_map(|id| {
                let names = self.names.operation(id)?;
                Some((&operations[names.id], self.model.get(id)?))
            })
            .collect();
        let mut methods = Scope::with(operations.iter().map(|it| it.method.as_str()));
        let paginated = self.pagination(&types, service, &by_shape, &mut methods);
        let waiters = self.waiters(&types, &by_shape, &mut methods);
        if self.found.has_errors() {
            return None;
        }
        let (endpoint, bindings) =
            endpoint::compile(service, &types, &by_shape, self.model, self.found);
        let sdk_id = sdk_id(service);
        let facts = service_facts::of(&sdk_id);
        Some(ir::Service {
            module: self.module.to_owned(),
            shape_name: service.id.name().to_owned(),
            title: title(service),
            docs: without_title(self.docs(&service.traits, &service.id), &title(service)),
            sdk_id,
            version: version(service),
            signing_name,
            protocols,
            query_compatible,
            retry_base_ms: facts.retry_base_ms,
            max_attempts: facts.max_attempts,
            types,
            paginated,
            waiters,
            endpoint,
            bindings,
            operations,
            is_deep: selection.depth > SHALLOW,
            pinned: self.names.pinned.ids,
        })
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
