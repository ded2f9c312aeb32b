//! Paths from operations to shapes, by members.
//!
//! A missing target ends a path without a problem, so that models that cannot be generated have paths too.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::smithy::ast::{Kind, Member, Shape};
use crate::smithy::model::Model;
use crate::smithy::shape_id::ShapeId;

/// Role of a structure that an operation or its service names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The input of an operation.
    Input,
    /// The output of an operation.
    Output,
    /// An error of an operation.
    Error,
}

/// Returns the structures that an operation names: its input, output and errors.
pub fn roots(operation: &Shape) -> Vec<(Role, &ShapeId)> {
    let Kind::Operation(properties) = &operation.kind else {
        return Vec::new();
    };
    let input = properties.input.iter().map(|id| (Role::Input, id));
    let output = properties.output.iter().map(|id| (Role::Output, id));
    let errors = properties.errors.iter().map(|id| (Role::Error, id));
    input.chain(output).chain(errors).collect()
}

/// Returns the errors that every operation of a service may return.
pub fn service_errors(service: &Shape) -> &[ShapeId] {
    match &service.kind {
        Kind::Service(properties) => &properties.errors,
        _ => &[],
    }
}

/// Returns every shape that `roots` reach, including themselves.
pub fn shapes<'a>(
    model: &'a Model,
    roots: impl IntoIterator<Item = &'a ShapeId>,
) -> BTreeSet<&'a ShapeId> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&ShapeId> = roots.into_iter().collect();
    while let Some(id) = waiting.pop() {
        if let Some(shape) = model.get(id).filter(|_| reached.insert(id)) {
            waiting.extend(members(shape).iter().map(|member| &member.target));
        }
    }
    reached
}

/// Returns the members whose targets belong to a shape. The values of an enum have none.
fn members(shape: &Shape) -> &[Member] {
    match shape.kind {
        Kind::Enum | Kind::IntEnum => &[],
        _ => &shape.members,
    }
}

/// The shortest paths to one shape, from every shape that reaches it.
#[derive(Clone, Debug)]
pub struct Paths<'a> {
    target: &'a ShapeId,
    /// The first member of the path from each shape.
    next: BTreeMap<&'a ShapeId, &'a Member>,
}

impl<'a> Paths<'a> {
    /// Finds the paths to `target`.
    pub fn to(model: &'a Model, target: &'a ShapeId) -> Self {
        let mut users: BTreeMap<&ShapeId, Vec<(&ShapeId, &Member)>> = BTreeMap::new();
        for shape in model.shapes() {
            for member in members(shape) {
                let of_target = users.entry(&member.target).or_default();
                of_target.push((&shape.id, member));
            }
        }
        let mut next = BTreeMap::new();
        let mut waiting = VecDeque::from([target]);
        while let Some(id) = waiting.pop_front() {
            for (user, member) in users.get(id).into_iter().flatten() {
                if *user != target && !next.contains_key(user) {
                    next.insert(*user, *member);
                    waiting.push_back(user);
                }
            }
        }
        Self { target, next }
    }

    /// Returns the members on the path from `root`, each with its shape; empty if `root` is the target, and `None` if
    /// there is no path.
    pub fn from(&self, root: &'a ShapeId) -> Option<Vec<(&'a ShapeId, &'a Member)>> {
        let mut steps = Vec::new();
        let mut at = root;
        while at != self.target {
            let member = *self.next.get(at)?;
            steps.push((at, member));
            at = &member.target;
        }
        Some(steps)
    }
}
