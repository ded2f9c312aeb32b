//! Smithy 1.0 → 2.0: what 1.0 left implicit is written out as traits.

use std::collections::BTreeMap;

use crate::smithy::ast::{File, Kind};
use crate::smithy::json::Node;
use crate::smithy::shape_id::ShapeId;

const BOX: &str = "smithy.api#box";
const DEFAULT: &str = "smithy.api#default";

/// In 1.0 a boolean or number is zero when absent, unless it or its member is boxed; in 2.0 a default says so.
pub(super) fn to_version_two(file: &mut File) {
    if !file.version_one {
        return;
    }
    let zeros: BTreeMap<ShapeId, Node> = file
        .shapes
        .iter()
        .filter(|shape| !shape.traits.contains_key(BOX))
        .filter_map(|shape| Some((shape.id.clone(), zero(&shape.kind)?)))
        .collect();
    for shape in file
        .shapes
        .iter_mut()
        .filter(|shape| shape.kind == Kind::Structure)
    {
        for member in &mut shape.members {
            let default = if member.traits.contains_key(BOX) {
                Some(Node::Null) // Takes away the default that the target has.
            } else {
                zeros.get(&member.target).cloned()
            };
            if let Some(default) = default {
                member.traits.entry(DEFAULT.to_owned()).or_insert(default);
            }
        }
    }
    for shape in &mut file.shapes {
        if let Some(zero) = zeros.get(&shape.id) {
            shape
                .traits
                .entry(DEFAULT.to_owned())
                .or_insert_with(|| zero.clone());
        }
    }
}

fn zero(kind: &Kind) -> Option<Node> {
    match kind {
        Kind::Boolean => Some(Node::Bool(false)),
        Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::Float | Kind::Double => {
            Some(Node::Number(0.into()))
        }
        _ => None,
    }
}
