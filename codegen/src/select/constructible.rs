//! Recursion needs a way out: a structure that must contain itself has no value, and a list of itself no type.

use std::collections::BTreeSet;

use super::Selection;
use crate::ast::{Kind, Member, Shape};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::shape_id::ShapeId;
use crate::traits::{TraitsExt, id};

/// Reports every shape of the selection that no finite value can have, or no finite type.
pub(super) fn check(model: &Model, selection: &Selection, found: &mut Diagnostics) {
    let shapes: Vec<&Shape> = selection
        .shapes
        .iter()
        .filter_map(|id| model.get(id))
        .collect();
    report(model, endless(&shapes, has_value), found, |kind| {
        (
            format!("the {kind} can have no value: it always contains itself"),
            "make a member on the way optional, or put a list or map between",
        )
    });
    report(model, endless(&shapes, has_type), found, |kind| {
        (
            format!(
                "the {kind} can have no type: it contains itself without a structure or union between"
            ),
            "put a structure or union between",
        )
    });
}

/// The shapes for which `ends` does not hold, given those for which it does: what is left when nothing is added any more.
fn endless<'a>(
    shapes: &[&'a Shape],
    ends: fn(&Shape, &BTreeSet<&ShapeId>) -> bool,
) -> Vec<&'a Shape> {
    let mut open = shapes.to_vec();
    let mut ended: BTreeSet<&ShapeId> = BTreeSet::new();
    loop {
        let before = open.len();
        open.retain(|shape| {
            let ends = ends(shape, &ended);
            if ends {
                ended.insert(&shape.id);
            }
            !ends
        });
        if open.len() == before {
            return open;
        }
    }
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

fn has_value(shape: &Shape, with_value: &BTreeSet<&ShapeId>) -> bool {
    let member_has = |member: &Member| with_value.contains(&member.target);
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

fn has_type(shape: &Shape, with_type: &BTreeSet<&ShapeId>) -> bool {
    match shape.kind {
        Kind::List | Kind::Set | Kind::Map => shape
            .members
            .iter()
            .all(|member| with_type.contains(&member.target)),
        _ => true,
    }
}
