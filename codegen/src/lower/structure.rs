//! Structures: presence and names of members, and the parameters of `new`.

use std::collections::HashSet;

use super::Context;
use crate::ir::{Default, DefaultImpl, Field, Presence, Role, Structure, Type};
use crate::lower::names::{Scope, setter_name, snake_name};
use crate::smithy::ast::{Member, Shape};
use crate::smithy::traits::{TraitsExt, id};

/// Maximum number of required members that `new` takes as separate parameters.
const POSITIONAL: usize = 3;

impl Context<'_> {
    /// Lowers `shape` to the structure called `name` in `module`.
    pub(super) fn structure(
        &mut self,
        shape: &Shape,
        name: &str,
        module: &str,
        role: Role,
    ) -> Structure {
        let pinned = self.names.pinned.members(&shape.id);
        let mut fields = Scope::with(pinned.values());
        // Errors have the methods `message()`, `source()` and `to_string()`.
        let taken: &[&str] = if role == Role::Error {
            &["message", "set_message", "source", "to_string"]
        } else {
            &[]
        };
        let mut setters = Scope::with(taken.iter().copied());
        let fields: Vec<Field> = shape
            .members
            .iter()
            .enumerate()
            .filter_map(|(index, member)| {
                let pinned = pinned.get(&member.name);
                let names = (pinned, &mut fields, &mut setters);
                let field = self.field(shape, name, member, role, names)?;
                Some(match role {
                    Role::Data | Role::Error => Field {
                        ty: self.boxes.wrap(shape, index, field.ty),
                        ..field
                    },
                    Role::Input | Role::Output => field,
                })
            })
            .collect();
        self.check_bindings(shape, role, &fields);
        self.check_event(shape, &fields);
        let required = needs_names(&fields).then(|| match role {
            Role::Data | Role::Error => self.names.of_generator(format!("{name}Required")),
            Role::Input | Role::Output => format!("{name}Required"),
        });
        Structure {
            name: name.to_owned(),
            module: module.to_owned(),
            shape: shape.id.to_string(),
            role,
            docs: self.docs(&shape.traits, &shape.id),
            deprecated: shape.traits.deprecation(),
            sensitive: shape.traits.has(id::SENSITIVE) || self.is_secret(shape, None),
            in_requests: match role {
                Role::Input => true,
                Role::Data => self.sent.contains(&shape.id),
                Role::Output | Role::Error => false,
            },
            required,
            default: default(&fields),
            fields,
        }
    }

    fn field(
        &mut self,
        shape: &Shape,
        structure: &str,
        member: &Member,
        role: Role,
        (pinned, fields, setters): (Option<&String>, &mut Scope, &mut Scope),
    ) -> Option<Field> {
        let binding = self.binding(shape, member, role);
        let ty = self.bound_type(shape, member, &binding)?;
        let idempotency_token = role == Role::Input && member.traits.has(id::IDEMPOTENCY_TOKEN);
        if idempotency_token && ty != Type::String {
            let help = "remove the trait, or let the member target a string";
            let message = "the idempotency token is not a string";
            self.error(shape, Some(member), message, help);
            return None;
        }
        let presence = if idempotency_token {
            Presence::Optional // The client fills it in, so no caller has to.
        } else {
            self.presence(shape, member, &ty, role)?
        };
        let name = match pinned {
            Some(name) => name.clone(),
            None => fields.give(snake_name(&member.name)),
        };
        let setter = (presence != Presence::Required).then(|| {
            let wanted = setter_name(&name);
            setters.give(if setters.is_free(&wanted) {
                wanted
            } else {
                format!("with_{wanted}")
            })
        });
        let preset = matches!(&presence, Presence::Defaulted(value) if *value != Default::Zero)
            .then(|| self.names.preset(structure, &name));
        Some(Field {
            name,
            preset,
            wire_name: self.wire_name(member, &binding),
            json_name: self.json_name(member, &binding, role),
            form: self.form(member, &binding),
            member: member.name.clone(),
            binding,
            ty,
            presence,
            setter,
            docs: self.docs(&member.traits, &shape.id),
            deprecated: member.traits.deprecation(),
            sensitive: self.is_sensitive(member) || self.is_secret(shape, Some(member)),
            idempotency_token,
        })
    }
}

/// Returns whether the required members are too many, or too similar, for positional parameters.
fn needs_names(fields: &[Field]) -> bool {
    let required = || {
        let fields = fields.iter();
        fields.filter(|field| field.presence == Presence::Required)
    };
    let mut types = HashSet::new();
    required().count() > POSITIONAL || !required().all(|field| types.insert(&field.ty))
}

/// Returns the `Default` implementation of a structure with these fields.
fn default(fields: &[Field]) -> DefaultImpl {
    let mut result = DefaultImpl::Derived;
    for field in fields {
        match &field.presence {
            Presence::Required => return DefaultImpl::None,
            Presence::Optional => {}
            Presence::Defaulted(Default::Zero) if zero_is_rusts_default(&field.ty) => {}
            Presence::Defaulted(_) => result = DefaultImpl::Written,
        }
    }
    result
}

/// Returns whether `Default::default()` of the Rust type is the value that Smithy takes for an absent one.
fn zero_is_rusts_default(ty: &Type) -> bool {
    !matches!(
        ty,
        Type::Named(_)
            | Type::Timestamp(_)
            | Type::BigInteger
            | Type::BigDecimal
            | Type::Boxed(_)
            | Type::Unit
    )
}
