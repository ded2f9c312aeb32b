//! Members with a `Box`: a type that contains itself other than through a list or map needs one.
//!
//! A depth-first walk over the types by name boxes exactly the members that lead back to a type on its stack.

use std::collections::{BTreeMap, BTreeSet};

use super::naming::Names;
use crate::ir::Type;
use crate::smithy::ast::Shape;
use crate::smithy::model::Model;
use crate::smithy::shape_id::ShapeId;

/// Members that need a `Box`: shape and index of each.
#[derive(Default)]
pub(super) struct Boxes(BTreeSet<(ShapeId, usize)>);

/// Shape → for each member in order, the shape that it targets.
type Graph<'a> = BTreeMap<&'a ShapeId, Vec<&'a ShapeId>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Inside,
    Done,
}

impl Boxes {
    /// Finds the members. The walk has a stack of its own: models may nest deeper than the program's.
    pub(super) fn find(model: &Model, names: &Names) -> Self {
        let mut types: Vec<_> = names.types().collect();
        types.sort_by_key(|(_, it)| &it.name);
        let roots = types.iter().map(|(id, _)| *id);
        let shapes = roots.clone().filter_map(|id| model.get(id));
        let graph: Graph<'_> = shapes.map(|shape| (&shape.id, contained(shape))).collect();
        let mut boxes = BTreeSet::new();
        let mut states: BTreeMap<&ShapeId, State> = BTreeMap::new();
        for root in roots {
            if states.contains_key(root) {
                continue;
            }
            states.insert(root, State::Inside);
            let mut stack = vec![(root, 0)];
            while let Some((id, next)) = stack.last_mut() {
                let (id, index) = (*id, *next);
                *next += 1;
                let Some(target) = graph.get(id).and_then(|members| members.get(index)) else {
                    states.insert(id, State::Done);
                    stack.pop();
                    continue;
                };
                match states.get(target) {
                    Some(State::Inside) => {
                        boxes.insert((id.clone(), index));
                    }
                    Some(State::Done) => {}
                    None if graph.contains_key(target) => {
                        states.insert(target, State::Inside);
                        stack.push((target, 0));
                    }
                    None => {}
                }
            }
        }
        Self(boxes)
    }

    /// Returns `ty` as the type of the member at `index` of `shape`.
    pub(super) fn wrap(&self, shape: &Shape, index: usize, ty: Type) -> Type {
        if self.0.contains(&(shape.id.clone(), index)) {
            Type::Boxed(Box::new(ty))
        } else {
            ty
        }
    }
}

/// Returns the targets of all members.
fn contained(shape: &Shape) -> Vec<&ShapeId> {
    shape.members.iter().map(|member| &member.target).collect()
}
