//! Mixins: what a shape has through the shapes mixed into it becomes its own.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{Waiting, apply_inherited};
use super::{location, missing};
use crate::smithy::ast::{Kind, Member, Shape, Traits};
use crate::smithy::json::Node;
use crate::smithy::shape_id::ShapeId;
use crate::support::diagnostic::{Diagnostic, Diagnostics};

const MIXIN: &str = "smithy.api#mixin";

/// Flattens the mixins of all `shapes`, and applies the traits that have waited for members from them.
pub(super) fn flatten(
    shapes: &mut BTreeMap<ShapeId, Shape>,
    mut waiting: Waiting,
    found: &mut Diagnostics,
) {
    let mut done = BTreeSet::new();
    let users: Vec<ShapeId> = shapes
        .values()
        .filter(|shape| !shape.mixins.is_empty())
        .map(|shape| shape.id.clone())
        .collect();
    for id in users {
        flatten_one(shapes, &id, &mut waiting, &mut done, &mut Vec::new(), found);
    }
}

/// Depth first, so that a mixin has its own mixins' members before it is mixed in.
fn flatten_one(
    shapes: &mut BTreeMap<ShapeId, Shape>,
    id: &ShapeId,
    waiting: &mut Waiting,
    done: &mut BTreeSet<ShapeId>,
    path: &mut Vec<ShapeId>,
    found: &mut Diagnostics,
) {
    /// Far above any real model, far below the stack's end.
    const DEEPEST: usize = 100;
    if done.contains(id) {
        return;
    }
    let Some(shape) = shapes.get(id).cloned() else {
        return;
    };
    if path.contains(id) || path.len() == DEEPEST {
        let chain: Vec<_> = path.iter().chain([id]).map(ShapeId::as_str).collect();
        let diagnostic = Diagnostic::error(format!(
            "mixins form a cycle or a chain that is too long: {}",
            chain.join(" → ")
        ));
        found.push(
            diagnostic
                .at(location(&shape, ["mixins"]))
                .help("break the cycle"),
        );
        done.insert(id.clone());
        return;
    }
    path.push(id.clone());
    let mut mixins = Vec::new();
    for (index, target) in shape.mixins.iter().enumerate() {
        flatten_one(shapes, target, waiting, done, path, found);
        let at = location(&shape, ["mixins", &index.to_string()]);
        match shapes.get(target) {
            Some(mixin) if mixin.kind.name() != shape.kind.name() => {
                let message = format!(
                    "{} is mixed into {}: `{target}`",
                    mixin.kind.described(),
                    shape.kind.described()
                );
                found.push(
                    Diagnostic::error(message)
                        .at(at)
                        .help("mix in shapes of the same type"),
                );
            }
            Some(mixin) => mixins.push(mixin.clone()),
            None => found.push(missing(shapes, target, "mixes in", at)),
        }
    }
    path.pop();
    if let Some(shape) = shapes.get_mut(id) {
        *shape = mix(&mixins, shape);
        apply_inherited(shape, waiting.remove(id).unwrap_or_default(), found);
    }
    done.insert(id.clone());
}

/// Members of the mixins come first, in order; what the shape says itself wins.
fn mix(mixins: &[Shape], shape: &Shape) -> Shape {
    let mut result = Shape {
        traits: Traits::new(),
        members: Vec::new(),
        mixins: Vec::new(),
        ..shape.clone()
    };
    for mixin in mixins {
        result.traits.extend(inherited(&mixin.traits));
        mixin
            .members
            .iter()
            .for_each(|member| add(&mut result.members, member));
        result.kind = joined(&mixin.kind, result.kind);
    }
    result.traits.extend(shape.traits.clone());
    shape
        .members
        .iter()
        .for_each(|member| add(&mut result.members, member));
    result
}

/// Returns all traits but the mixin trait itself and those it declares local.
fn inherited(traits: &Traits) -> Traits {
    let local: Vec<&str> = traits
        .get(MIXIN)
        .and_then(|mixin| mixin.get("localTraits"))
        .and_then(Node::as_array)
        .map(|ids| ids.iter().filter_map(Node::as_str).collect())
        .unwrap_or_default();
    let stays = |id: &str| id == MIXIN || local.contains(&id);
    traits
        .iter()
        .filter(|(id, _)| !stays(id))
        .map(|(id, value)| (id.clone(), value.clone()))
        .collect()
}

fn add(members: &mut Vec<Member>, new: &Member) {
    match members.iter_mut().find(|member| member.name == new.name) {
        Some(member) => {
            member.container = new.container.clone();
            member.target = new.target.clone();
            member.traits.extend(new.traits.clone());
        }
        None => members.push(new.clone()),
    }
}

/// Properties of services, operations and resources: lists are joined, single values overridden.
fn joined(mixin: &Kind, own: Kind) -> Kind {
    match (mixin, own) {
        (Kind::Operation(mixin), Kind::Operation(mut own)) => {
            own.input = own.input.or_else(|| mixin.input.clone());
            own.output = own.output.or_else(|| mixin.output.clone());
            prepend(&mut own.errors, &mixin.errors);
            Kind::Operation(own)
        }
        (Kind::Resource(mixin), Kind::Resource(mut own)) => {
            prepend(&mut own.operations, &mixin.operations);
            prepend(&mut own.resources, &mixin.resources);
            Kind::Resource(own)
        }
        (Kind::Service(mixin), Kind::Service(mut own)) => {
            if own.version.is_empty() {
                own.version.clone_from(&mixin.version);
            }
            prepend(&mut own.operations, &mixin.operations);
            prepend(&mut own.resources, &mixin.resources);
            prepend(&mut own.errors, &mixin.errors);
            for (id, name) in &mixin.rename {
                own.rename.entry(id.clone()).or_insert_with(|| name.clone());
            }
            Kind::Service(own)
        }
        (_, own) => own,
    }
}

fn prepend(own: &mut Vec<ShapeId>, mixed_in: &[ShapeId]) {
    let mut joined = mixed_in.to_vec();
    joined.extend(own.drain(..).filter(|id| !mixed_in.contains(id)));
    *own = joined;
}
