//! Paths from operations to a shape, in the order to show them.

use codegen::smithy::reach::{Paths, Role};
use codegen::smithy::shape_id::ShapeId;

use super::Subject;
use crate::services::Operation;

/// Paths to a shape.
pub(super) struct Routes<'a> {
    /// Operations that reach it, the nearest first.
    pub(super) routes: Vec<Route<'a>>,
    /// Paths from the errors that every operation may return.
    pub(super) errors: Vec<Path>,
}

/// An operation with its paths to the shape.
pub(super) struct Route<'a> {
    pub(super) operation: &'a Operation,
    /// At least one, the shortest first.
    pub(super) paths: Vec<Path>,
}

/// The shortest path from a structure that an operation names.
pub(super) struct Path {
    pub(super) role: Role,
    /// Number of members.
    length: usize,
    pub(super) text: String,
}

impl<'a> Routes<'a> {
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        let service = subject.service;
        let paths = Paths::to(&service.model, &subject.shape.id);
        let path = |(role, root)| Path::new(&paths, role, root, subject.shape.id.name());
        let routes = service.operations.iter().filter_map(|operation| {
            let roots = service.roots(operation).into_iter();
            let mut paths: Vec<Path> = roots.filter_map(path).collect();
            paths.sort_by_key(|it| it.length);
            (!paths.is_empty()).then_some(Route { operation, paths })
        });
        let mut routes: Vec<Route<'_>> = routes.collect();
        // Stable: operations with paths as long are sorted by name.
        routes.sort_by_key(|it| it.paths.first().map(|it| it.length));
        let errors = service.errors().iter().map(|id| (Role::Error, id));
        Self {
            routes,
            errors: errors.filter_map(path).collect(),
        }
    }
}

impl Path {
    fn new<'a>(paths: &Paths<'a>, role: Role, root: &'a ShapeId, target: &str) -> Option<Self> {
        let steps = paths.from(root)?;
        let members = steps.iter();
        let members = members.map(|(shape, member)| format!("{}${}", shape.name(), member.name));
        let names: Vec<String> = members.chain([target.to_owned()]).collect();
        Some(Self {
            role,
            length: steps.len(),
            text: names.join(" → "),
        })
    }
}
