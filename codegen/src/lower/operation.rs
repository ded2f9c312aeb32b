//! Operations, each with an input and an output of its own.

use std::collections::BTreeMap;

use super::Context;
use super::events;
use super::naming::{OperationNames, TypeNames};
use crate::ir::{
    ERROR_MODULE, ErrorVariant, Named, Operation, Request, Role, Structure, StructureId,
};
use crate::lower::names::Scope;
use crate::smithy::ast::{Kind, OperationProperties, Shape};
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};

impl Context<'_> {
    /// Lowers the operation called `id`, and adds its input and output to `structures`.
    pub(super) fn operation(
        &mut self,
        id: &ShapeId,
        structures: &mut BTreeMap<StructureId, Structure>,
    ) -> Option<Operation> {
        let shape = self.model.get(id)?;
        let Kind::Operation(properties) = &shape.kind else {
            return None;
        };
        let names = self.names.operation(id)?.clone();
        let input = self.side(shape, properties.input.as_ref(), &names, Role::Input);
        let output = self.side(shape, properties.output.as_ref(), &names, Role::Output);
        let http = self.http(shape, &input);
        let operation = Operation {
            id: names.id,
            shape: shape.id.to_string(),
            shape_name: shape.id.name().to_owned(),
            docs: self.docs(&shape.traits, &shape.id),
            deprecated: shape.traits.deprecation(),
            input: names.input,
            xml_root: self.xml_root(shape, &input),
            has_input: properties.input.as_ref().is_some_and(has_members),
            output: names.output,
            error_name: format!("{}Error", names.name),
            errors: self.error_variants(properties),
            initial_headers: events::initial_headers(&output),
            request: Request {
                moved_to: self.moved_to(shape, &input),
                host_prefix: self.host_prefix(shape, &input),
                auth: self.auth(shape),
                gzip: self.gzip(shape, &input),
                content_md5: self.content_md5(shape, &input),
                checksum: self.checksum(shape, &input),
                unsigned_payload: shape.traits.has(id::UNSIGNED_PAYLOAD),
                requires_length: self.requires_length(shape),
                tree_hash: self.tree_hash(shape, &input),
                http2: self.http2(&input, &output),
                long_poll: self.is_long_poll(shape),
                idempotent: self.is_idempotent(shape, http.as_ref(), &input),
            },
            http,
            name: names.name,
            method: names.method,
        };
        structures.insert(names.input, input);
        structures.insert(names.output, output);
        Some(operation)
    }

    /// Returns the errors of the operation, those that end its stream of events, and those of its service.
    fn error_variants(&self, properties: &OperationProperties) -> Vec<ErrorVariant> {
        let of_service = match &self.service.kind {
            Kind::Service(service) => service.errors.as_slice(),
            _ => &[],
        };
        let mut names = Scope::default();
        let mut variants: Vec<ErrorVariant> = Vec::new();
        let of_events = self.errors_of_events(properties.output.as_ref());
        let own = properties.errors.iter().chain(&of_events);
        for id in own.chain(of_service) {
            if let Some(TypeNames { name, ty, module }) = self.names.type_of(id)
                && let Named::Structure(error) = *ty
                && *module == ERROR_MODULE
                && variants.iter().all(|it| it.error != error)
            {
                variants.push(ErrorVariant {
                    name: names.give(name.clone()),
                    error,
                });
            }
        }
        variants
    }

    /// An input or output. Unit gives an empty structure, so that the model can add members without breaking callers.
    fn side(
        &mut self,
        operation: &Shape,
        target: Option<&ShapeId>,
        names: &OperationNames,
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
        let noun = match role {
            Role::Input => "Input",
            _ => "Output",
        };
        // Targets other than structures were reported. Shapes reached only through them were not checked: they may recurse.
        let shape = target.and_then(|id| self.model.structure(id));
        let module = format!("operation::{}", names.method);
        let name = format!("{}{noun}", names.name);
        let mut structure = self.structure(shape.unwrap_or(&unit), &name, &module, role);
        if structure.docs.lines.is_empty() {
            structure.docs.lines = vec![format!("{noun} of [`{}`].", names.name)];
        }
        if role == Role::Output {
            events::receive(&mut structure, names.id);
        }
        self.describe_stream(operation, &mut structure);
        if role == Role::Output {
            self.unwrap_root(operation, &mut structure);
        }
        structure
    }
}

/// Returns whether `id` is a structure, and not Smithy's Unit.
fn has_members(id: &ShapeId) -> bool {
    id.namespace() != "smithy.api"
}
