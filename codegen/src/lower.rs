//! Model → intermediate representation.
//!
//! In: a [`Model`], the [`Selection`] of it and the pins of the manifest. Out: an [`ir::Service`], complete. This wing
//! decides every name, type, presence, default, box and constructor, and compiles documentation, expressions and endpoint
//! rules.

mod auth;
mod boxes;
mod checksum;
mod data;
mod defaults;
mod docs;
pub(crate) mod endpoint;
mod enums;
mod events;
mod example;
pub mod expression;
mod host_prefix;
mod http;
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
mod service;
pub(crate) mod service_facts;
mod streams;
mod structure;
mod traits;
mod types;
mod waiters;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{self, Arena, Operation, Protocol};
use crate::lower::names::Scope;
use crate::manifest::Pins;
use crate::smithy::ast::{Member, Shape};
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::smithy::shape_id::ShapeId;
use crate::support::diagnostic::{Diagnostic, Diagnostics};

use boxes::Boxes;
use events::Events;
use naming::Names;
use service_facts::Known;

pub(crate) use auth::scheme_id;
pub(crate) use protocol::protocol_id;
pub use protocol::{named_protocols, unsupported_protocols};

/// Context of lowering.
struct Context<'a> {
    module: &'a str,
    model: &'a Model,
    /// The shape of the service.
    service: &'a Shape,
    /// Facts of it that no model contains.
    known: Known,
    /// The preferred protocol.
    protocol: Option<Protocol>,
    names: Names,
    boxes: Boxes,
    /// Prefix of the addresses of the service's own API reference.
    reference: Option<String>,
    /// The shapes that members of inputs reach.
    sent: BTreeSet<ShapeId>,
    /// The shapes of event streams.
    events: Events,
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
        service,
        known: service::known(service),
        protocol: protocol::chosen(service, protocol).first().copied(),
        boxes: Boxes::find(model, &names),
        names,
        reference: reference::segment(model, selection),
        sent: sent::shapes(model, selection),
        events: Events::find(model, selection),
        found: &mut problems,
    };
    let lowered = context.whole(selection, protocol);
    let failed = problems.has_errors();
    found.extend(problems);
    lowered.filter(|_| !failed)
}

impl Context<'_> {
    /// Lowers the service; `None` if there are errors.
    fn whole(mut self, selection: &Selection, protocol: Option<&str>) -> Option<ir::Service> {
        let facts = self.facts(selection.depth, protocol);
        let (mut structures, mut operations) = (BTreeMap::new(), BTreeMap::new());
        for id in &selection.operations {
            let operation = self.operation(id, &mut structures);
            operations.extend(operation.map(|it| (it.id, it)));
        }
        let operations = Arena::new(operations)?;
        self.distinct_uris(&operations, &structures);
        self.check_xml(selection);
        let types = self.types(structures, facts.query_compatible)?;
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
        let paginated = self.pagination(&types, &by_shape, &mut methods);
        let waiters = self.waiters(&types, &by_shape, &mut methods);
        if self.found.has_errors() {
            return None;
        }
        let (endpoint, bindings) =
            endpoint::compile(self.service, &types, &by_shape, self.model, self.found);
        let markers = xml::markers(&types);
        Some(ir::Service {
            module: self.module.to_owned(),
            facts,
            example: example::find(&operations, &types),
            stream_examples: example::of_streams(&operations, &types),
            types,
            paginated,
            waiters,
            endpoint,
            bindings,
            operations,
            pinned: self.names.pinned.ids,
            markers,
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

    /// Returns whether operations and members are bound to HTTP.
    fn is_rest(&self) -> bool {
        self.protocol.is_some_and(Protocol::is_rest)
    }

    /// The shape called `id`. Selection has seen to it that there is one.
    fn shape(&self, id: &ShapeId) -> Option<&'_ Shape> {
        self.model.get(id)
    }
}
