//! Members of structures and unions, and types in words.

use super::{Compiler, Problem, Scope, Subject};
use crate::ir::expression::{Current, Expression, Member, Node};
use crate::ir::{Named, Presence, Type};

impl Compiler<'_> {
    pub(super) fn field(&self, name: &str, scope: &Scope) -> Result<Expression, Problem> {
        let (current, structure) = match (scope, self.subject) {
            (Scope::Value(..), _) => return self.member(scope.current()?, name),
            (Scope::Subject, Subject::Page(output)) => (Current::Page, output),
            (Scope::Subject, Subject::EndpointParameter(input)) => (Current::Input, input),
            (Scope::Subject, Subject::Output(output)) => (Current::Output, output),
            (Scope::Subject, Subject::InputOutput(input, output)) => match name {
                "input" => (Current::Input, input),
                "output" => (Current::Output, output),
                _ => {
                    let message = format!("there is no `{name}`");
                    return Err(Problem::new(message, "there are `input` and `output`"));
                }
            },
        };
        let ty = Type::Named(Named::Structure(structure));
        let value = Expression::new(Node::Current(current), ty);
        match self.subject {
            Subject::InputOutput(..) => Ok(value),
            _ => self.member(value, name),
        }
    }

    /// The member `name` of the structure or union `of`.
    fn member(&self, of: Expression, name: &str) -> Result<Expression, Problem> {
        let is_page = matches!(self.subject, Subject::Page(_));
        let is_parameter = matches!(self.subject, Subject::EndpointParameter(_));
        let members = match of.ty {
            // Only values of endpoint parameters are in unions.
            Type::Named(Named::Union(_)) if !is_parameter => None,
            Type::Named(ty) => self.members(ty),
            _ => None,
        };
        let Some((shape, members)) = members else {
            let message = format!("it asks for the member `{name}` of {}", described(&of.ty));
            let help = match of.ty {
                Type::List { .. } if !is_page => {
                    format!("write `[].{name}` to ask every element for it")
                }
                _ => "only structures have members".to_owned(),
            };
            return Err(Problem::new(message, help));
        };
        let names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
        let help = described_members(&names);
        let found = members.into_iter().find(|(it, _)| *it == name);
        let Some((_, member)) = found else {
            let shape = shape.rsplit('#').next().unwrap_or_default();
            let message = format!("`{shape}` has no member `{name}`");
            return Err(Problem::new(message, help));
        };
        if member.ty == Type::Unit {
            return Err(Problem::unsupported("a member without a value"));
        }
        if member.ty.is_stream() {
            return Err(Problem::unsupported("a stream"));
        }
        Ok(Expression {
            ty: value_type(&member.ty),
            nullable: of.nullable || member.optional,
            node: Node::Field(Box::new(of), member),
        })
    }

    /// The shape id of a structure or union, and its members by their names on the wire.
    fn members(&self, ty: Named) -> Option<(&str, Vec<(&str, Member)>)> {
        match ty {
            Named::Structure(id) => {
                let structure = &self.types.structures[id];
                let members = structure.fields.iter().map(|field| {
                    let member = Member {
                        name: field.name.clone(),
                        ty: field.ty.unboxed().clone(),
                        boxed: matches!(field.ty, Type::Boxed(_)),
                        optional: field.presence == Presence::Optional,
                        deprecated: field.deprecated.is_some(),
                        sensitive: field.sensitive
                            || structure.sensitive
                            || self.is_sensitive_enum(&field.ty),
                        union: None,
                    };
                    (field.member.as_str(), member)
                });
                Some((&structure.shape, members.collect()))
            }
            Named::Union(id) => {
                let union = &self.types.unions[id];
                let members = union.variants.iter().map(|variant| {
                    let member = Member {
                        name: variant.name.clone(),
                        ty: variant.ty.unboxed().clone(),
                        boxed: matches!(variant.ty, Type::Boxed(_)),
                        optional: true,
                        deprecated: variant.deprecated.is_some(),
                        sensitive: variant.sensitive
                            || union.sensitive
                            || self.is_sensitive_enum(&variant.ty),
                        union: Some(id),
                    };
                    (variant.member.as_str(), member)
                });
                Some((&union.shape, members.collect()))
            }
            Named::Enum(_) | Named::IntEnum(_) => None,
        }
    }

    /// Returns whether a type is an enum whose values may not be printed.
    fn is_sensitive_enum(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(Named::Enum(id) | Named::IntEnum(id)) => self.types.enums[*id].sensitive,
            _ => false,
        }
    }
}

/// The members of a shape, for the help of a diagnostic.
pub fn described_members(names: &[&str]) -> String {
    if names.is_empty() {
        "it has no members".to_owned()
    } else {
        format!("its members are {}", names.join(", "))
    }
}

/// The type of a value: string enums are strings, and it does not matter which values are boxed.
pub(super) fn value_type(ty: &Type) -> Type {
    match ty {
        Type::Named(Named::Enum(_)) => Type::String,
        Type::List { member, sparse } => Type::List {
            member: Box::new(value_type(member)),
            sparse: *sparse,
        },
        ty => ty.clone(),
    }
}

/// A type in words, with an article.
pub fn described(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "a boolean",
        Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::F32 | Type::F64 => "a number",
        Type::String | Type::Named(Named::Enum(_)) => "a string",
        Type::List { .. } => "a list",
        Type::Map { .. } => "a map",
        Type::Named(Named::Structure(_)) => "a structure",
        Type::Named(Named::Union(_)) => "a union",
        Type::Named(Named::IntEnum(_)) => "an integer enum",
        Type::Blob => "a blob",
        Type::ByteStream | Type::EventStream(..) | Type::RequestEvents(_) => "a stream",
        Type::BigInteger | Type::BigDecimal => "a number of any size",
        Type::Document => "a document",
        Type::Timestamp(_) => "a timestamp",
        Type::Boxed(inner) => described(inner),
        Type::Unit => "a unit",
    }
}

/// Returns whether values of this type are numbers that can be compared.
pub fn is_number(ty: &Type) -> bool {
    described(ty) == described(&Type::F64)
}

/// Returns whether values of this type are lists of strings, none of them `null`.
pub fn is_list_of_strings(ty: &Type) -> bool {
    matches!(ty, Type::List { member, sparse: false } if **member == Type::String)
}
