//! The operations of a service: bound directly, or through its resources and those nested in them.

use std::collections::BTreeSet;

use super::expect_kind;
use crate::ast::{Kind, Shape};
use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::shape_id::ShapeId;

/// All operations bound to `service`.
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
            let is_operation = |kind: &Kind| matches!(kind, Kind::Operation(_));
            let at = model.location(shape, []);
            if expect_kind(
                model,
                target,
                is_operation,
                "the operations bound here include",
                at,
                found,
            )
            .is_some()
            {
                operations.insert(target.clone());
            }
        }
        for target in nested {
            let is_resource = |kind: &Kind| matches!(kind, Kind::Resource(_));
            let at = model.location(shape, ["resources"]);
            let resource = expect_kind(
                model,
                target,
                is_resource,
                "the resources bound here include",
                at,
                found,
            );
            if let (Some(resource), true) = (resource, resources.insert(target.clone())) {
                waiting.push(resource);
            }
        }
    }
    operations
}
