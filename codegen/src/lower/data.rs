//! The types that are not tied to one operation: data structures, unions, enums and errors.

use super::Context;
use crate::ir::{
    self, ErrorShape, Fault, MessageField, Retryable, Role, Structure, Type, Union, UnionVariant,
};
use crate::lower::names::{OPEN_VARIANT, Scope, variant_in_methods, variant_name};
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::{TraitsExt, id};

impl Context<'_> {
    /// Lowers all named types into `service`.
    pub(super) fn data(&mut self, service: &mut ir::Service) {
        let types: Vec<_> = self
            .names
            .types()
            .map(|(id, name)| (id.clone(), name.clone()))
            .collect();
        for (id, (kind, name)) in types {
            let Some(shape) = self.model.get(&id) else {
                continue;
            };
            match kind {
                ir::Kind::Structure => {
                    service
                        .structures
                        .push(self.structure(shape, &name, Role::Data))
                }
                ir::Kind::Union => service.unions.push(self.union(shape, &name)),
                ir::Kind::Enum | ir::Kind::IntEnum => {
                    service.enums.push(self.enumeration(shape, &name))
                }
                ir::Kind::Error => {
                    let query_compatible = service.query_compatible;
                    let error = self.error_shape(shape, &name, query_compatible);
                    service.errors.extend(error);
                }
            }
        }
    }

    fn union(&mut self, shape: &Shape, name: &str) -> Union {
        let pinned = self.names.pinned.members(&shape.id);
        let taken = pinned.values().map(String::as_str);
        let mut names = Scope::with(taken.chain([OPEN_VARIANT]));
        let mut variants = Vec::new();
        for member in &shape.members {
            let Some(ty) = self.member_type(shape, member) else {
                continue;
            };
            let name = match pinned.get(&member.name) {
                Some(name) => name.clone(),
                None => names.give(variant_name(&member.name)),
            };
            variants.push(UnionVariant {
                in_methods: variant_in_methods(&name),
                name,
                wire_name: member.name.clone(),
                ty,
                docs: self.docs(&member.traits, &shape.id),
                deprecated: member.traits.deprecation(),
                sensitive: self.is_sensitive(member),
            });
        }
        Union {
            name: name.to_owned(),
            shape: shape.id.to_string(),
            docs: self.docs(&shape.traits, &shape.id),
            deprecated: shape.traits.deprecation(),
            sensitive: shape.traits.has(id::SENSITIVE),
            variants,
            open: OPEN_VARIANT.to_owned(),
            open_in_methods: variant_in_methods(OPEN_VARIANT),
        }
    }

    fn error_shape(
        &mut self,
        shape: &Shape,
        name: &str,
        query_compatible: bool,
    ) -> Option<ErrorShape> {
        let fault = match shape.traits.text(id::ERROR) {
            Some("client") => Fault::Client,
            Some("server") => Fault::Server,
            _ => {
                let message = "the error does not say whether the client or the server is at fault";
                let help = "give the trait smithy.api#error the value \"client\" or \"server\"";
                self.trait_error(shape, id::ERROR, None, message, help);
                return None;
            }
        };
        let retryable = shape.traits.get(id::RETRYABLE).map(|value| {
            let throttling = value.get("throttling").and_then(Node::as_bool) == Some(true);
            if throttling {
                Retryable::Throttling
            } else {
                Retryable::Transient
            }
        });
        let query_code = shape
            .traits
            .text_in(id::AWS_QUERY_ERROR, "code")
            .filter(|code| query_compatible && *code != shape.id.name());
        let structure = self.structure(shape, name, Role::Error);
        Some(ErrorShape {
            query_code: query_code.map(str::to_owned),
            code: shape.id.name().to_owned(),
            fault,
            status: self.http_error(shape),
            retryable,
            message: message(&structure),
            structure,
        })
    }

    fn http_error(&mut self, shape: &Shape) -> Option<u16> {
        let value = shape.traits.get(id::HTTP_ERROR)?;
        let status = value
            .as_number()
            .and_then(|value| value.as_u64())
            .and_then(|value| u16::try_from(value).ok());
        if !status.is_some_and(|status| (100..600).contains(&status)) {
            let message = format!("{} is not an HTTP status", value.to_json());
            let help = "give a whole number from 100 to 599, such as 404";
            self.trait_error(shape, id::HTTP_ERROR, None, message, help);
        }
        status
    }
}

/// The message is the member called so, in whatever case the service spells it.
fn message(structure: &Structure) -> Option<MessageField> {
    let mut fields = structure.fields.iter();
    let field = fields.find(|field| {
        field.wire_name.eq_ignore_ascii_case("message") && field.ty == Type::String
    })?;
    Some(MessageField {
        name: field.name.clone(),
        sensitive: field.sensitive || structure.sensitive,
    })
}
