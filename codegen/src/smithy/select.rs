//! Selection: the service, the operations chosen from it, and every shape that they reach.

mod bound;
mod closure;
mod constructible;
mod depth;
mod review;
mod streams;

use std::collections::BTreeSet;

use crate::smithy::ast::{Kind, Shape};
use crate::smithy::model::Model;
use crate::smithy::protocol;
use crate::smithy::shape_id::ShapeId;
use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::support::glob::Glob;
use crate::support::located::Located;
use crate::support::suggest;

/// The part of a model that is generated.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The service.
    pub service: ShapeId,
    /// The chosen operations, by name.
    pub operations: Vec<ShapeId>,
    /// Every shape that they reach, themselves and the service not included.
    pub shapes: BTreeSet<ShapeId>,
    /// Maximum nesting of shapes with members.
    pub depth: usize,
}

/// Parameters of a selection.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The manifest's name for the service, for messages.
    pub module: &'a str,
    /// Location of the service in the manifest.
    pub location: &'a Location,
    /// The service's shape id, needed where the model holds several services.
    pub service: Option<&'a Located<String>>,
    /// Patterns over operation names; an operation is chosen where one matches.
    pub operations: &'a [Located<Glob>],
    /// The protocol to use instead of the default.
    pub protocol: Option<&'a str>,
}

/// Selects from `model`. Warnings and errors go to `found`; `None` if they leave nothing to go on with.
pub fn select(model: &Model, request: Request<'_>, found: &mut Diagnostics) -> Option<Selection> {
    let service = service(model, request, found)?;
    let mut problems = Diagnostics::default();
    let bound = bound::operations(model, service, &mut problems);
    let chosen = choose(bound, request, service, &mut problems);
    let any_chosen = !chosen.is_empty();
    let carries = streams::Carried {
        events: protocol::has_events(service, request.protocol),
        blobs: protocol::is_rest(service, request.protocol),
    };
    let operations = streams::carried(model, chosen, carries, found);
    if any_chosen && operations.is_empty() {
        let help = "choose others with `operations` in the manifest, or remove the service";
        let diagnostic = Diagnostic::error("every chosen operation is unsupported and left out");
        problems.push(diagnostic.at(request.location.clone()).help(help));
    }
    let shapes = closure::reach(model, service, &operations, &mut problems);
    streams::check(model, &operations, &shapes, &mut problems);
    let selection = Selection {
        service: service.id.clone(),
        operations,
        depth: depth::check(model, &shapes, &mut problems),
        shapes,
    };
    let has_types = constructible::check(model, &selection, &mut problems);
    review::traits(model, &selection, &mut problems);
    found.extend(problems);
    has_types.then_some(selection)
}

/// Returns the operations bound to `service`, those that have to be left out included.
pub fn operations(model: &Model, service: &Shape) -> BTreeSet<ShapeId> {
    bound::operations(model, service, &mut Diagnostics::default())
}

fn service<'a>(
    model: &'a Model,
    request: Request<'_>,
    found: &mut Diagnostics,
) -> Option<&'a Shape> {
    let services: Vec<&Shape> = model.services().collect();
    let names: Vec<_> = services
        .iter()
        .map(|shape| format!("`{}`", shape.id))
        .collect();
    let listed = names.join(", ");
    if let Some(Located { value, location }) = request.service {
        let is_wanted = |shape: &&&Shape| shape.id.as_str() == value || shape.id.name() == value;
        let service = services.iter().find(is_wanted).copied();
        if service.is_none() {
            let diagnostic = Diagnostic::error(format!("the model has no service `{value}`"));
            let help = match listed.as_str() {
                "" => "it has none".to_owned(),
                listed => format!("it has {listed}"),
            };
            found.push(diagnostic.at(location.clone()).help(help));
        }
        return service;
    }
    let (message, help) = match services.as_slice() {
        [service] => return Some(service),
        [] => (
            "the model has no service",
            "name the file that defines it in `models`".to_owned(),
        ),
        _ => (
            "the model has several services",
            format!("choose one with `service = \"…\"`: {listed}"),
        ),
    };
    let message = format!("[service.{}]: {message}", request.module);
    let diagnostic = Diagnostic::error(message).at(request.location.clone());
    found.push(diagnostic.help(help));
    None
}

/// Returns the operations that a pattern matches, by name.
fn choose(
    bound: BTreeSet<ShapeId>,
    request: Request<'_>,
    service: &Shape,
    found: &mut Diagnostics,
) -> Vec<ShapeId> {
    for Located {
        value: pattern,
        location,
    } in request.operations
    {
        if !bound.iter().any(|id| pattern.matches(id.name())) {
            let message = format!(
                "no operation of `{}` matches `{}`",
                service.id,
                pattern.as_str()
            );
            let names: Vec<_> = bound.iter().map(ShapeId::name).take(12).collect();
            let listed = match bound.len() - names.len() {
                _ if names.is_empty() => "it has none".to_owned(),
                0 => format!("it has {}", names.join(", ")),
                more => format!("it has {} and {more} more", names.join(", ")),
            };
            let all: Vec<_> = bound.iter().map(ShapeId::name).collect();
            let help = match suggest::pattern(pattern, &all) {
                Some(nearest) => format!("did you mean `{nearest}`? ({listed})"),
                None => listed,
            };
            found.push(Diagnostic::error(message).at(location.clone()).help(help));
        }
    }
    let chosen = |id: &ShapeId| {
        request
            .operations
            .iter()
            .any(|pattern| pattern.value.matches(id.name()))
    };
    let mut operations: Vec<_> = bound.into_iter().filter(chosen).collect();
    operations.sort_by(|a, b| a.name().cmp(b.name()).then_with(|| a.cmp(b)));
    operations
}

/// Requirement for a target.
#[derive(Clone, Copy)]
struct Wanted {
    is: fn(&Kind) -> bool,
    /// The same in words, for help.
    name: &'static str,
}

/// Returns the shape called `target`, where it is what is wanted.
fn expect_kind<'a>(
    model: &'a Model,
    target: &ShapeId,
    wanted: Wanted,
    what: &str,
    at: Location,
    found: &mut Diagnostics,
) -> Option<&'a Shape> {
    let Some(shape) = model.get(target) else {
        found.push(model.missing(target, what, at));
        return None;
    };
    if let Kind::Unknown(kind) = &shape.kind {
        let message = format!("{what} `{target}`, which has the unknown shape type `{kind}`");
        found.push(
            Diagnostic::error(message)
                .at(at)
                .help("use a shape type of Smithy 2.0"),
        );
        return None;
    }
    if !(wanted.is)(&shape.kind) {
        let message = format!("{what} `{target}`, which is {}", shape.kind.described());
        let help = format!("target {}", wanted.name);
        found.push(Diagnostic::error(message).at(at).help(help));
        return None;
    }
    Some(shape)
}
