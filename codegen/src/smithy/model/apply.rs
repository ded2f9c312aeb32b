//! Traits that one place applies to a shape or member defined in another.

use std::collections::BTreeMap;

use super::missing;
use crate::smithy::ast::{Application, Shape, Traits};
use crate::smithy::json::{Node, pointer};
use crate::smithy::shape_id::ShapeId;
use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};

/// Traits for a member that its shape does not have of its own.
#[derive(Debug)]
pub(super) struct Inherited {
    member: String,
    traits: Traits,
    at: Location,
}

/// Traits that wait for mixins, by the shape that has them.
pub(super) type Waiting = BTreeMap<ShapeId, Vec<Inherited>>;

/// The files that apply traits, by shape and trait.
pub(super) type Origins = BTreeMap<(ShapeId, String), String>;

/// Notes which traits of shapes `file` applies; the first file that applies one counts.
pub(super) fn record(file: &str, applications: &[Application], origins: &mut Origins) {
    for Application { target, traits } in applications {
        for id in traits.keys() {
            let origin = origins.entry((target.clone(), id.clone()));
            origin.or_insert_with(|| file.to_owned());
        }
    }
}

/// Applies the `applications` of `file`. Those to a member that only a mixin can bring go to `waiting`.
pub(super) fn apply(
    shapes: &mut BTreeMap<ShapeId, Shape>,
    file: &str,
    applications: Vec<Application>,
    waiting: &mut Waiting,
    found: &mut Diagnostics,
) {
    for Application { target, traits } in applications {
        let at = Location {
            file: Some(file.to_owned()),
            position: None,
            pointer: Some(pointer(["shapes", target.as_str()])),
            shape: Some(target.to_string()),
        };
        let Some(shape) = shapes.get_mut(&target.shape()) else {
            found.push(missing(
                shapes,
                &target.shape(),
                "traits are applied to",
                at,
            ));
            continue;
        };
        let Some(name) = target.member_name() else {
            extend(&mut shape.traits, traits, &at, found);
            continue;
        };
        match shape.members.iter_mut().find(|member| member.name == name) {
            Some(member) => extend(&mut member.traits, traits, &at, found),
            None if shape.mixins.is_empty() => found.push(no_such_member(shape, at)),
            None => waiting.entry(target.shape()).or_default().push(Inherited {
                member: name.to_owned(),
                traits,
                at,
            }),
        }
    }
}

/// Applies what has waited for the mixins of `shape`. It overrides what the mixins say (Smithy 2.0, "Mixins").
pub(super) fn apply_inherited(shape: &mut Shape, waiting: Vec<Inherited>, found: &mut Diagnostics) {
    let mut own: BTreeMap<String, Traits> = BTreeMap::new();
    for Inherited { member, traits, at } in waiting {
        if shape.member(&member).is_some() {
            extend(own.entry(member).or_default(), traits, &at, found);
        } else {
            found.push(no_such_member(shape, at));
        }
    }
    for member in &mut shape.members {
        member
            .traits
            .extend(own.remove(&member.name).unwrap_or_default());
    }
}

fn no_such_member(shape: &Shape, at: Location) -> Diagnostic {
    let message = format!(
        "traits are applied to a member that `{}` does not have",
        shape.id
    );
    let names: Vec<_> = shape
        .members
        .iter()
        .map(|member| format!("`{}`", member.name))
        .collect();
    let help = if names.is_empty() {
        "it has no members: leave the member out of the id".to_owned()
    } else {
        format!("its members are {}", names.join(", "))
    };
    Diagnostic::error(message).at(at).help(help)
}

/// A trait applied twice must have one value; lists are joined (Smithy 2.0, "Trait conflict resolution").
fn extend(known: &mut Traits, new: Traits, at: &Location, found: &mut Diagnostics) {
    for (id, value) in new {
        match (known.get_mut(&id), value) {
            (Some(old), value) if *old == value => {}
            (Some(Node::Array(old)), Node::Array(value)) => old.extend(value),
            (Some(_), _) => {
                let diagnostic = Diagnostic::error(format!(
                    "the trait `{id}` is applied with a value other than its existing one"
                ));
                found.push(diagnostic.at(at.clone()).help("keep one of the two values"));
            }
            (None, value) => {
                known.insert(id, value);
            }
        }
    }
}
