//! The operations of a service: bound directly, or through its resources and those nested in them.

use std::collections::BTreeSet;

use super::{Wanted, expect_kind};
use crate::smithy::ast::{Kind, Shape};
use crate::smithy::model::Model;
use crate::smithy::shape_id::ShapeId;
use crate::support::diagnostic::Diagnostics;

const OPERATION: Wanted = Wanted {
    is: |kind| matches!(kind, Kind::Operation(_)),
    name: "an operation",
};
const RESOURCE: Wanted = Wanted {
    is: |kind| matches!(kind, Kind::Resource(_)),
    name: "a resource",
};

/// Returns all operations bound to `service`.
pub(super) fn operations(
    model: &Model,
    service: &Shape,
    found: &mut Diagnostics,
) -> BTreeSet<ShapeId> {
    let mut operations = BTreeSet::new();
    let mut resources = BTreeSet::new();
    let mut waiting = vec![service];
    while let Some(shape) = waiting.pop() {
        let (bound, nested) = match &shape.kind {
            Kind::Service(service) => (&service.operations, &service.resources),
            Kind::Resource(resource) => (&resource.operations, &resource.resources),
            _ => continue,
        };
        for target in bound {
            let at = model.location(shape, []);
            let what = "the operations bound here include";
            if expect_kind(model, target, OPERATION, what, at, found).is_some() {
                operations.insert(target.clone());
            }
        }
        for target in nested {
            let at = model.location(shape, ["resources"]);
            let what = "the resources bound here include";
            let resource = expect_kind(model, target, RESOURCE, what, at, found);
            if let (Some(resource), true) = (resource, resources.insert(target.clone())) {
                waiting.push(resource);
            }
        }
    }
    operations
}
