//! Recursion needs a way out: a structure that must contain itself has no value, and a list of itself no type.

use std::collections::{BTreeMap, BTreeSet};

use super::Selection;
use crate::smithy::ast::{Kind, Member, Shape};
use crate::smithy::model::Model;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// Maximum nesting of lists and maps: far above any real model, far below the end of any stack.
const DEEPEST: usize = 32;

/// Reports every shape of the selection that no finite value can have, or no finite type. Whether all have types.
pub(super) fn check(model: &Model, selection: &Selection, found: &mut Diagnostics) -> bool {
    let shapes: Vec<&Shape> = selection
        .shapes
        .iter()
        .filter_map(|id| model.get(id))
        .collect();
    report(model, endless(&shapes, has_value), found, |kind| {
        (
            format!("the {kind} cannot have a value: it always contains itself"),
            "make a member on the way optional, or put a list or map in between",
        )
    });
    let typeless = endless(&shapes, has_type);
    let too_deep: Vec<&Shape> = shapes
        .iter()
        .copied()
        .filter(|shape| depth(model, shape) == DEEPEST + 1)
        .collect();
    let have_types = typeless.is_empty() && too_deep.is_empty();
    report(model, typeless, found, |kind| {
        (
            format!("the {kind} cannot have a type: it contains itself"),
            "put a structure or union in between",
        )
    });
    for shape in too_deep {
        let message = format!("lists and maps are nested more than {DEEPEST} deep here");
        let help = "put a structure or union in between";
        found.push(
            Diagnostic::error(message)
                .at(model.location(shape, []))
                .help(help),
        );
    }
    have_types
}

/// Returns the shapes for which `ends` does not hold, given those that are still open: what is left when no more are
/// closed.
///
/// A target that is not among the shapes has been reported before and is taken to end.
fn endless<'a>(
    shapes: &[&'a Shape],
    ends: fn(&Shape, &BTreeSet<&ShapeId>) -> bool,
) -> Vec<&'a Shape> {
    let mut users: BTreeMap<&ShapeId, Vec<&Shape>> = BTreeMap::new();
    for shape in shapes {
        for member in &shape.members {
            users.entry(&member.target).or_default().push(shape);
        }
    }
    let mut open: BTreeSet<&ShapeId> = shapes.iter().map(|shape| &shape.id).collect();
    let mut waiting = shapes.to_vec();
    while let Some(shape) = waiting.pop() {
        if open.contains(&shape.id) && ends(shape, &open) {
            open.remove(&shape.id);
            waiting.extend(users.get(&shape.id).into_iter().flatten());
        }
    }
    let is_open = |shape: &&Shape| open.contains(&shape.id);
    shapes.iter().copied().filter(is_open).collect()
}

/// Returns the nesting depth of lists and maps from `shape` on, counted to the first that is too deep.
fn depth(model: &Model, shape: &Shape) -> usize {
    let inner = |shape: &Shape| {
        let member = shape.member("member").or_else(|| shape.member("value"))?;
        model.get(&member.target)
    };
    let collections = std::iter::successors(Some(shape), |shape| inner(shape));
    collections
        .take_while(|shape| matches!(shape.kind, Kind::List | Kind::Set | Kind::Map))
        .take(DEEPEST + 2)
        .count()
}

fn report(
    model: &Model,
    endless: Vec<&Shape>,
    found: &mut Diagnostics,
    text: impl Fn(&str) -> (String, &'static str),
) {
    for shape in &endless {
        let (message, help) = text(shape.kind.name());
        let leads_on = |member: &&Member| endless.iter().any(|other| other.id == member.target);
        let through = shape.members.iter().find(leads_on);
        let through = through.map_or(String::new(), |member| {
            format!(" through `{}`", member.name)
        });
        let diagnostic = Diagnostic::error(format!("{message}{through}"));
        found.push(diagnostic.at(model.location(shape, [])).help(help));
    }
}

fn has_value(shape: &Shape, open: &BTreeSet<&ShapeId>) -> bool {
    let member_has = |member: &Member| !open.contains(&member.target);
    match shape.kind {
        Kind::Structure => {
            let is_required = |member: &&Member| {
                member.traits.has(id::REQUIRED) && !member.traits.has(id::CLIENT_OPTIONAL)
            };
            shape.members.iter().filter(is_required).all(member_has)
        }
        Kind::Union => shape.members.is_empty() || shape.members.iter().any(member_has),
        _ => true,
    }
}

fn has_type(shape: &Shape, open: &BTreeSet<&ShapeId>) -> bool {
    match shape.kind {
        Kind::List | Kind::Set | Kind::Map => shape
            .members
            .iter()
            .all(|member| !open.contains(&member.target)),
        _ => true,
    }
}
