//! Members of structures.

use super::scope::Scope;
use super::{Compiler, Problem, Root};
use crate::ir::query::{Elements, Given, Member, Node, Number, NumberType, Value, ValueType};
use crate::ir::{Named, Presence, Type};

impl Compiler<'_> {
    pub(super) fn field(&self, name: &str, scope: &Scope) -> Result<Value, Problem> {
        let output = ValueType::Structure(self.shapes.output);
        match scope {
            Scope::Value(value) => self.member(value.clone(), name),
            Scope::Root(Root::Output) => self.member(Value::given(Given::Output, output), name),
            Scope::Root(Root::InputAndOutput) => match name {
                "input" => Ok(Value::given(
                    Given::Input,
                    ValueType::Structure(self.shapes.input),
                )),
                "output" => Ok(Value::given(Given::Output, output)),
                _ => Err(Problem::new(
                    format!("there is no `{name}`"),
                    "there are `input` and `output`",
                )),
            },
        }
    }

    fn member(&self, of: Value, name: &str) -> Result<Value, Problem> {
        let ValueType::Structure(structure) = &of.ty else {
            let message = format!("it asks for the member `{name}` of {}", of.ty.described());
            let help = match of.ty {
                ValueType::List(_) => format!("write `[].{name}` to ask every element for it"),
                _ => "only structures have members".to_owned(),
            };
            return Err(Problem::new(message, help));
        };
        let structure = &self.shapes.types.structures[*structure];
        let mut fields = structure.fields.iter();
        let Some(field) = fields.find(|field| field.wire_name == name) else {
            let names = structure.fields.iter().map(|it| it.wire_name.as_str());
            let names: Vec<&str> = names.collect();
            let shape = structure.shape.rsplit('#').next().unwrap_or_default();
            let help = if names.is_empty() {
                "it has none at all".to_owned()
            } else {
                format!("its members are {}", names.join(", "))
            };
            return Err(Problem::new(
                format!("`{shape}` has no member `{name}`"),
                help,
            ));
        };
        let optional = field.presence == Presence::Optional;
        Ok(Value {
            ty: value_type(&field.ty),
            nullable: of.nullable || optional,
            node: Node::Member(
                Box::new(of),
                Member {
                    field: field.name.clone(),
                    ty: field.ty.unboxed().clone(),
                    optional,
                    deprecated: field.deprecated.is_some(),
                    sensitive: field.sensitive
                        || structure.sensitive
                        || self.is_sensitive_enum(&field.ty),
                },
            ),
        })
    }

    /// Returns true for an enum that the model marks as sensitive: its values may not be printed.
    fn is_sensitive_enum(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(Named::Enum(id) | Named::IntEnum(id)) => {
                self.shapes.types.enums[*id].sensitive
            }
            _ => false,
        }
    }
}

/// What the values of a Rust type are to an expression.
fn value_type(ty: &Type) -> ValueType {
    let number = |ty| ValueType::Number(Number::Of(ty));
    let elements = |ty: &Type, sparse: bool| Elements {
        ty: Box::new(value_type(ty)),
        sparse,
    };
    match ty {
        Type::Bool => ValueType::Flag,
        Type::I8 => number(NumberType::I8),
        Type::I16 => number(NumberType::I16),
        Type::I32 => number(NumberType::I32),
        Type::I64 => number(NumberType::I64),
        Type::F32 => number(NumberType::F32),
        Type::F64 => number(NumberType::F64),
        Type::String | Type::Named(Named::Enum(_)) => ValueType::Text,
        Type::Named(Named::Structure(id)) => ValueType::Structure(*id),
        Type::List { member, sparse } => ValueType::List(elements(member, *sparse)),
        Type::Map { value, sparse, .. } => ValueType::Map(elements(value, *sparse)),
        Type::Boxed(inner) => value_type(inner),
        Type::Blob => ValueType::Opaque("a blob"),
        Type::BigInteger | Type::BigDecimal => ValueType::Opaque("a number of any size"),
        Type::Document => ValueType::Opaque("a document"),
        Type::Timestamp(_) => ValueType::Opaque("a timestamp"),
        Type::Named(Named::IntEnum(_)) => ValueType::Opaque("an integer enum"),
        Type::Named(Named::Union(_)) => ValueType::Opaque("a union"),
        Type::Unit => ValueType::Opaque("nothing"),
    }
}
