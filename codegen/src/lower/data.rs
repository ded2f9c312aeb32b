//! The types that are not tied to one operation: data structures, unions, enums and errors.

use std::collections::BTreeMap;

use super::Context;
use crate::ir::{
    Arena, Binding, ERROR_MODULE, ErrorShape, Fault, MessageField, Named, Protocol, Retryable,
    Role, Structure, StructureId, Type, Types, Union, UnionVariant,
};
use crate::lower::names::{OPEN_VARIANT, Scope, variant_in_methods, variant_name};
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::{TraitsExt, id};

impl Context<'_> {
    /// Lowers all named types. `structures` are those of operations.
    pub(super) fn types(
        &mut self,
        mut structures: BTreeMap<StructureId, Structure>,
        query_compatible: bool,
    ) -> Option<Types> {
        let types = self.names.types();
        let types: Vec<_> = types.map(|(id, it)| (id.clone(), it.clone())).collect();
        let (mut unions, mut enums) = (BTreeMap::new(), BTreeMap::new());
        let mut errors = BTreeMap::new();
        for (id, it) in types {
            let shape = self.model.get(&id)?;
            match it.ty {
                Named::Structure(id) => {
                    let is_error = it.module == ERROR_MODULE;
                    let role = if is_error { Role::Error } else { Role::Data };
                    let structure = self.structure(shape, &it.name, it.module, role);
                    if is_error {
                        let error = self.error_shape(shape, id, &structure, query_compatible);
                        errors.insert(id, error);
                    }
                    structures.insert(id, structure);
                }
                Named::Union(id) => {
                    unions.insert(id, self.union(shape, &it.name));
                }
                Named::Enum(id) | Named::IntEnum(id) => {
                    enums.insert(id, self.enumeration(shape, &it.name));
                }
            }
        }
        Some(Types {
            structures: Arena::new(structures)?,
            unions: Arena::new(unions)?,
            enums: Arena::new(enums)?,
            errors: errors.into_values().collect(),
        })
    }

    fn union(&mut self, shape: &Shape, name: &str) -> Union {
        let pinned = self.names.pinned.members(&shape.id);
        let taken = pinned.values().map(String::as_str);
        let mut names = Scope::with(taken.chain([OPEN_VARIANT]));
        let event_errors = self.event_errors(shape);
        self.check_events(shape);
        let mut variants = Vec::new();
        for (index, member) in shape.members.iter().enumerate() {
            let ty = self.member_type(shape, member);
            let Some(ty) = ty.filter(|_| !self.is_event_error(shape, member)) else {
                continue;
            };
            let name = match pinned.get(&member.name) {
                Some(name) => name.clone(),
                None => names.give(variant_name(&member.name)),
            };
            variants.push(UnionVariant {
                in_methods: variant_in_methods(&name),
                name,
                wire_name: if event_errors.is_some() {
                    member.name.clone() // The type of the event.
                } else {
                    self.wire_name(member, &Binding::Body)
                },
                form: self.form(member, &Binding::Body),
                member: member.name.clone(),
                ty: self.boxes.wrap(shape, index, ty),
                docs: self.docs(&member.traits, &shape.id),
                deprecated: member.traits.deprecation(),
                sensitive: self.is_sensitive(member),
            });
        }
        self.check_variants(shape, &variants);
        Union {
            name: name.to_owned(),
            shape: shape.id.to_string(),
            docs: self.docs(&shape.traits, &shape.id),
            deprecated: shape.traits.deprecation(),
            sensitive: shape.traits.has(id::SENSITIVE),
            variants,
            event_errors,
            open: OPEN_VARIANT.to_owned(),
            open_in_methods: variant_in_methods(OPEN_VARIANT),
        }
    }

    fn error_shape(
        &mut self,
        shape: &Shape,
        id: StructureId,
        structure: &Structure,
        query_compatible: bool,
    ) -> ErrorShape {
        let fault = match shape.traits.text(id::ERROR) {
            Some("server") => Fault::Server,
            Some("client") => Fault::Client,
            _ => {
                let message = "the error does not say whether the client or the server is at fault";
                let help = "give the trait smithy.api#error the value \"client\" or \"server\"";
                self.trait_error(shape, id::ERROR, None, message, help);
                Fault::Client
            }
        };
        let known = self.known.transient.contains(&shape.id.name());
        let retryable = shape.traits.get(id::RETRYABLE).map(|value| {
            let throttling = value.get("throttling").and_then(Node::as_bool) == Some(true);
            if throttling {
                Retryable::Throttling
            } else {
                Retryable::Transient
            }
        });
        let retryable = retryable.or(known.then_some(Retryable::Transient));
        let has_codes = query_compatible || self.protocol == Some(Protocol::AwsQuery);
        let query_code = shape
            .traits
            .text_in(id::AWS_QUERY_ERROR, "code")
            .filter(|code| has_codes && *code != shape.id.name());
        ErrorShape {
            structure: id,
            query_code: query_code.map(str::to_owned),
            code: shape.id.name().to_owned(),
            fault,
            status: self.http_error(shape),
            retryable,
            message: message(structure, self.known.message),
        }
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

/// The message is the member called so, in whatever case the service spells it, or as it is known to be called.
fn message(structure: &Structure, known: Option<&str>) -> Option<MessageField> {
    let called = known.unwrap_or("message");
    let mut fields = structure.fields.iter();
    let field = fields
        .find(|field| field.member.eq_ignore_ascii_case(called) && field.ty == Type::String)?;
    Some(MessageField {
        name: field.name.clone(),
        member: field.member.clone(),
        sensitive: field.sensitive || structure.sensitive,
    })
}
