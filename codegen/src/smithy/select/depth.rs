//! Types that are nested are so to the compiler too, which follows them no deeper than some.

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::ast::Shape;
use crate::smithy::model::Model;
use crate::smithy::shape_id::ShapeId;
use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// Maximum nesting of shapes with members. No real model is known to have a dozen; at some 50 of them rustc gives up
/// checking whether they are `Send` (its `recursion_limit`), and types of a user around them count too.
const DEEPEST: usize = 40;

/// Returns the maximum nesting of `shapes`. Reports where nesting begins that is too deep.
pub(super) fn check(model: &Model, shapes: &BTreeSet<ShapeId>, found: &mut Diagnostics) -> usize {
    let mut depths = Depths::default();
    for id in shapes {
        depths.walk(model, id);
    }
    for (id, depth) in &depths.0 {
        let Some(shape) = model.get(id).filter(|_| *depth == Some(DEEPEST + 1)) else {
            continue;
        };
        let message = format!("shapes are nested more than {DEEPEST} deep from here on");
        let help = "compilers do not support types that deep: nest fewer structures, unions, lists and maps";
        let at = model.location(shape, []);
        found.push(Diagnostic::error(message).at(at).help(help));
    }
    depths
        .0
        .values()
        .flatten()
        .copied()
        .max()
        .unwrap_or_default()
}

/// Depth of each shape; `None` while the walk is inside of it, which ends recursion.
#[derive(Default)]
struct Depths<'a>(BTreeMap<&'a ShapeId, Option<usize>>);

impl<'a> Depths<'a> {
    /// A depth-first walk with a stack of its own: models may nest deeper than ours.
    fn walk(&mut self, model: &'a Model, root: &ShapeId) {
        let mut stack: Vec<(&Shape, usize)> = Vec::new();
        self.enter(model, root, &mut stack);
        while let Some((shape, next)) = stack.last_mut() {
            let shape = *shape;
            let member = shape.members.get(*next);
            *next += 1;
            match member {
                Some(member) => self.enter(model, &member.target, &mut stack),
                None => {
                    let members = shape.members.iter();
                    let depth = members.map(|it| self.depth(&it.target)).max();
                    self.0.insert(&shape.id, depth.map(|depth| depth + 1));
                    stack.pop();
                }
            }
        }
    }

    /// Puts a shape that has members, and was not looked at yet, on the stack.
    fn enter(&mut self, model: &'a Model, id: &ShapeId, stack: &mut Vec<(&'a Shape, usize)>) {
        let shape = model.get(id).filter(|shape| !shape.members.is_empty());
        if let Some(shape) = shape.filter(|shape| !self.0.contains_key(&shape.id)) {
            self.0.insert(&shape.id, None);
            stack.push((shape, 0));
        }
    }

    fn depth(&self, id: &ShapeId) -> usize {
        self.0.get(id).copied().flatten().unwrap_or_default()
    }
}
