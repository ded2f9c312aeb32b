//! Operations, each with an input and an output of its own.

use super::Context;
use super::request::{is_idempotent, is_long_poll};
use crate::ir::{ErrorVariant, Operation, Role, Structure};
use crate::lower::names::Scope;
use crate::smithy::ast::{Kind, Shape};
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::TraitsExt;

impl Context<'_> {
    /// Lowers the operation called `id`.
    pub(super) fn operation(&mut self, id: &ShapeId, service: &Shape) -> Option<Operation> {
        let shape = self.model.get(id)?;
        let Kind::Operation(properties) = &shape.kind else {
            return None;
        };
        let (name, method) = self.names.operation(id)?.clone();
        let input = self.side(
            shape,
            properties.input.as_ref(),
            &format!("{name}Input"),
            Role::Input,
        );
        let output = self.side(
            shape,
            properties.output.as_ref(),
            &format!("{name}Output"),
            Role::Output,
        );
        let of_service = match &service.kind {
            Kind::Service(service) => service.errors.as_slice(),
            _ => &[],
        };
        let mut variants = Scope::default();
        let mut seen = Vec::new();
        let mut errors = Vec::new();
        for error in properties.errors.iter().chain(of_service) {
            if seen.contains(&error) {
                continue;
            }
            seen.push(error);
            let (_, error) = self.names.type_of(error)?;
            errors.push(ErrorVariant {
                name: variants.give(error.clone()),
                error,
            });
        }
        Some(Operation {
            moved_to: self.moved_to(shape, service, &input),
            host_prefix: self.host_prefix(shape, &input),
            auth: self.auth(shape, service),
            gzip: self.gzip(shape),
            long_poll: is_long_poll(shape, service),
            idempotent: is_idempotent(shape, &input),
            shape: shape.id.to_string(),
            shape_name: shape.id.name().to_owned(),
            error_name: format!("{name}Error"),
            name,
            method,
            docs: self.docs(&shape.traits, &shape.id),
            deprecated: shape.traits.deprecation(),
            has_input: properties.input.as_ref().is_some_and(has_members),
            input,
            output,
            errors,
            endpoint: Vec::new(),
            paginated: None,
            waiters: Vec::new(),
            traits: shape.traits.clone(),
        })
    }

    /// An input or output. Unit gives an empty structure, so that the model can add members without breaking callers.
    fn side(
        &mut self,
        operation: &Shape,
        target: Option<&ShapeId>,
        name: &str,
        role: Role,
    ) -> Structure {
        let unit = Shape {
            id: operation.id.clone(),
            file: operation.file.clone(),
            kind: Kind::Structure,
            traits: Default::default(),
            mixins: Vec::new(),
            members: Vec::new(),
        };
        // Targets other than structures were reported. Shapes reached only through them were not checked: they may recurse.
        let shape = target
            .filter(|id| has_members(id))
            .and_then(|id| self.model.get(id))
            .filter(|shape| shape.kind == Kind::Structure);
        self.structure(shape.unwrap_or(&unit), name, role)
    }
}

/// Returns whether `id` is a structure, and not Smithy's Unit.
fn has_members(id: &ShapeId) -> bool {
    id.namespace() != "smithy.api"
}
