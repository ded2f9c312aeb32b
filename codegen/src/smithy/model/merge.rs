//! The shapes of one more file: new ones are added, equal ones accepted, conflicting ones rejected.

use std::collections::BTreeMap;

use super::location;
use crate::smithy::ast::{Kind, Member, Shape};
use crate::smithy::shape_id::ShapeId;
use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// Adds `new` to `shapes`.
pub(super) fn add(shapes: &mut BTreeMap<ShapeId, Shape>, new: Vec<Shape>, found: &mut Diagnostics) {
    for shape in new {
        match shapes.get_mut(&shape.id) {
            None => {
                shapes.insert(shape.id.clone(), shape);
            }
            Some(known) => merge(known, shape, found),
        }
    }
}

/// Two definitions may differ in their traits as long as none of them has two values.
fn merge(known: &mut Shape, new: Shape, found: &mut Diagnostics) {
    if let Some(difference) = difference(known, &new) {
        let message = format!(
            "`{}` is defined differently in `{}`: {difference}",
            new.id, known.file
        );
        let help =
            "keep one definition; add traits to a shape of another file with an `apply` shape";
        found.push(Diagnostic::error(message).at(location(&new, [])).help(help));
        return;
    }
    known.traits.extend(new.traits);
    for (known, new) in known.members.iter_mut().zip(new.members) {
        known.traits.extend(new.traits);
    }
}

/// Returns the difference that keeps the two from being merged.
fn difference(known: &Shape, new: &Shape) -> Option<String> {
    if known.kind.name() != new.kind.name() {
        return Some(format!(
            "there it is {}, here {}",
            known.kind.described(),
            new.kind.described()
        ));
    }
    if known.kind != new.kind || known.mixins != new.mixins {
        let what = if matches!(known.kind, Kind::Service(_)) {
            "operations, resources or errors"
        } else {
            "targets"
        };
        return Some(format!("its {what} differ"));
    }
    let outline = |members: &[Member]| -> Vec<(String, ShapeId)> {
        members
            .iter()
            .map(|member| (member.name.clone(), member.target.clone()))
            .collect()
    };
    if outline(&known.members) != outline(&new.members) {
        return Some("its members differ".to_owned());
    }
    let members = known
        .members
        .iter()
        .zip(&new.members)
        .map(|(known, new)| (&known.traits, &new.traits));
    let mut pairs = members.chain([(&known.traits, &new.traits)]);
    let clash = pairs.find_map(|(known, new)| {
        new.iter()
            .find(|(id, value)| known.get(*id).is_some_and(|known| known != *value))
    });
    clash.map(|(id, _)| format!("the trait `{id}` has two values"))
}
