//! Members of structures and unions.

use super::{Compiler, Problem, Scope, Subject};
use crate::ir::expression::{Current, Elements, Expression, Member, Node, Number, ValueType};
use crate::ir::{Kind, Presence, Structure, Type};

impl Compiler<'_> {
    pub(super) fn field(&self, name: &str, scope: &Scope) -> Result<Expression, Problem> {
        let current = |current, structure: &Structure| {
            let ty = ValueType::Structure(structure.name.clone());
            Expression::new(Node::Current(current), ty)
        };
        let of = match (scope, self.subject) {
            (Scope::Value(..), _) => scope.current()?,
            (Scope::Subject, Subject::Page(output)) => current(Current::Page, output),
            (Scope::Subject, Subject::EndpointParameter(input)) => current(Current::Input, input),
            (Scope::Subject, Subject::Output(output)) => current(Current::Output, output),
            (Scope::Subject, Subject::InputOutput(input, output)) => {
                return match name {
                    "input" => Ok(current(Current::Input, input)),
                    "output" => Ok(current(Current::Output, output)),
                    _ => Err(Problem::new(
                        format!("there is no `{name}`"),
                        "there are `input` and `output`",
                    )),
                };
            }
        };
        let member = self.member(&of.ty, name)?;
        if member.ty == Type::Unit {
            return Err(Problem::unsupported("a member without a value"));
        }
        Ok(Expression {
            ty: value_type(&member.ty),
            nullable: of.nullable || member.optional,
            node: Node::Field(Box::new(of), member),
        })
    }

    /// The member `name` of a structure or union of this type.
    fn member(&self, ty: &ValueType, name: &str) -> Result<Member, Problem> {
        let is_page = matches!(self.subject, Subject::Page(_));
        let (shape, members): (&str, Vec<(&str, Member)>) = match ty {
            ValueType::Structure(structure) => {
                let structure = self.shapes.structure(structure);
                let structure = structure.ok_or_else(|| Problem::unsupported(ty.described()))?;
                let members = structure.fields.iter().map(|field| {
                    let member = Member {
                        name: field.name.clone(),
                        ty: field.ty.clone(),
                        optional: field.presence == Presence::Optional,
                        deprecated: field.deprecated.is_some(),
                        union: None,
                    };
                    (field.wire_name.as_str(), member)
                });
                (&structure.shape, members.collect())
            }
            ValueType::Union(union) if !is_page => {
                let union = self.shapes.union(union);
                let union = union.ok_or_else(|| Problem::unsupported(ty.described()))?;
                let members = union.variants.iter().map(|variant| {
                    let member = Member {
                        name: variant.name.clone(),
                        ty: variant.ty.clone(),
                        optional: true,
                        deprecated: variant.deprecated.is_some(),
                        union: Some(union.name.clone()),
                    };
                    (variant.wire_name.as_str(), member)
                });
                (&union.shape, members.collect())
            }
            _ => {
                let message = format!("it asks for the member `{name}` of {}", ty.described());
                let help = match ty {
                    ValueType::List(_) if !is_page => {
                        format!("write `[].{name}` to ask every element for it")
                    }
                    _ => "only structures and unions have members".to_owned(),
                };
                return Err(Problem::new(message, help));
            }
        };
        let names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
        let help = described_members(&names);
        let found = members
            .into_iter()
            .find(|(wire_name, _)| *wire_name == name);
        found.map(|(_, member)| member).ok_or_else(|| {
            let shape = shape.rsplit('#').next().unwrap_or_default();
            Problem::new(format!("`{shape}` has no member `{name}`"), help)
        })
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

/// Type of the values of a Rust type.
fn value_type(ty: &Type) -> ValueType {
    let elements = |ty: &Type, sparse: bool| Elements {
        ty: Box::new(value_type(ty)),
        sparse,
    };
    match ty {
        Type::Bool => ValueType::Boolean,
        Type::I8 => ValueType::Number(Number::I8),
        Type::I16 => ValueType::Number(Number::I16),
        Type::I32 => ValueType::Number(Number::I32),
        Type::I64 => ValueType::Number(Number::I64),
        Type::F32 => ValueType::Number(Number::F32),
        Type::F64 => ValueType::Number(Number::F64),
        Type::String | Type::Named(Kind::Enum, _) => ValueType::String,
        Type::Named(Kind::Structure | Kind::Error, name) => ValueType::Structure(name.clone()),
        Type::Named(Kind::Union, name) => ValueType::Union(name.clone()),
        Type::List { member, sparse } => ValueType::List(elements(member, *sparse)),
        Type::Map { value, sparse, .. } => ValueType::Map(elements(value, *sparse)),
        Type::Boxed(inner) => value_type(inner),
        Type::Blob => ValueType::Other("a blob"),
        Type::BigInteger | Type::BigDecimal => ValueType::Other("a number of any size"),
        Type::Document => ValueType::Other("a document"),
        Type::Timestamp(_) => ValueType::Other("a timestamp"),
        Type::Named(Kind::IntEnum, _) => ValueType::Other("an integer enum"),
        Type::Unit => ValueType::Other("a unit"),
    }
}
