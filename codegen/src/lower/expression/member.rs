//! Members of structures and unions, and types in words.

use super::{Compiler, Problem, Scope, Subject};
use crate::ir::expression::{Current, Expression, Member, Node};
use crate::ir::{Kind, Presence, Type};

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
        let ty = Type::Named(Kind::Structure, structure.name.clone());
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
            Type::Named(Kind::Union, _) if !is_parameter => None,
            _ => self.members(&of.ty),
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
        Ok(Expression {
            ty: value_type(&member.ty),
            nullable: of.nullable || member.optional,
            node: Node::Field(Box::new(of), member),
        })
    }

    /// The shape id of a structure or union, and its members by their names on the wire.
    fn members(&self, ty: &Type) -> Option<(&str, Vec<(&str, Member)>)> {
        match ty {
            Type::Named(Kind::Structure | Kind::Error, name) => {
                let structure = self.shapes.structure(name)?;
                let members = structure.fields.iter().map(|field| {
                    let member = Member {
                        name: field.name.clone(),
                        ty: field.ty.clone(),
                        optional: field.presence == Presence::Optional,
                        deprecated: field.deprecated.is_some(),
                        sensitive: field.sensitive
                            || structure.sensitive
                            || self.shapes.is_sensitive_enum(&field.ty),
                        union: None,
                    };
                    (field.wire_name.as_str(), member)
                });
                Some((&structure.shape, members.collect()))
            }
            Type::Named(Kind::Union, name) => {
                let union = self.shapes.union(name)?;
                let members = union.variants.iter().map(|variant| {
                    let member = Member {
                        name: variant.name.clone(),
                        ty: variant.ty.clone(),
                        optional: true,
                        deprecated: variant.deprecated.is_some(),
                        sensitive: variant.sensitive
                            || union.sensitive
                            || self.shapes.is_sensitive_enum(&variant.ty),
                        union: Some(union.name.clone()),
                    };
                    (variant.wire_name.as_str(), member)
                });
                Some((&union.shape, members.collect()))
            }
            _ => None,
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
fn value_type(ty: &Type) -> Type {
    match ty {
        Type::Named(Kind::Enum, _) => Type::String,
        Type::Boxed(inner) => value_type(inner),
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
        Type::String | Type::Named(Kind::Enum, _) => "a string",
        Type::List { .. } => "a list",
        Type::Map { .. } => "a map",
        Type::Named(Kind::Structure | Kind::Error, _) => "a structure",
        Type::Named(Kind::Union, _) => "a union",
        Type::Named(Kind::IntEnum, _) => "an integer enum",
        Type::Blob => "a blob",
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
