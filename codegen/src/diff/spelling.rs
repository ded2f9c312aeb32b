//! Types of the intermediate representation as a reader of Rust knows them.

use crate::ir::{Default, Named, Presence, TimestampFormat, Type, Types};

/// Returns the type of a value. Types of the service are named with their module: a name alone may move to another.
pub(super) fn of(types: &Types, ty: &Type) -> String {
    let optional = |ty: &Type, sparse: bool| {
        let ty = of(types, ty);
        if sparse { format!("Option<{ty}>") } else { ty }
    };
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::I8 => "i8".to_owned(),
        Type::I16 => "i16".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::F32 => "f32".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Blob => "Blob".to_owned(),
        Type::ByteStream => "ByteStream".to_owned(),
        Type::EventStream(union, _) => {
            let (module, name) = types.place(Named::Union(*union));
            format!("EventStream<{module}::{name}>")
        }
        Type::RequestEvents(union) => {
            let (module, name) = types.place(Named::Union(*union));
            format!("RequestEvents<{module}::{name}>")
        }
        Type::BigInteger => "BigInteger".to_owned(),
        Type::BigDecimal => "BigDecimal".to_owned(),
        Type::Document => "Document".to_owned(),
        Type::Timestamp(_) => "Timestamp".to_owned(),
        Type::Named(named) => {
            let (module, name) = types.place(*named);
            format!("{module}::{name}")
        }
        Type::List { member, sparse } => format!("Vec<{}>", optional(member, *sparse)),
        Type::Map { key, value, sparse } => {
            format!("BTreeMap<{}, {}>", of(types, key), optional(value, *sparse))
        }
        Type::Boxed(inner) => format!("Box<{}>", of(types, inner)),
        Type::Unit => "()".to_owned(),
    }
}

/// Returns the type of a member, with its `Option`.
pub(super) fn of_member(types: &Types, ty: &Type, presence: &Presence) -> String {
    let ty = of(types, ty);
    match presence {
        Presence::Optional => format!("Option<{ty}>"),
        Presence::Required | Presence::Defaulted(_) => ty,
    }
}

/// Returns the format of the times in a value, where it has times and they have a format of their own.
pub(super) fn format(ty: &Type) -> Option<TimestampFormat> {
    match ty {
        Type::Timestamp(own) => *own,
        Type::List { member, .. } => format(member),
        Type::Map { value, .. } => format(value),
        Type::Boxed(inner) => format(inner),
        _ => None,
    }
}

/// Returns a default value.
pub(super) fn of_default(value: &Default) -> String {
    match value {
        Default::Zero => "the zero value".to_owned(),
        Default::Bool(value) => format!("`{value}`"),
        Default::Integer(value) => format!("`{value}`"),
        Default::Float(value) => format!("`{value}`"),
        Default::EnumInteger(value) => format!("`{value}`"),
        Default::Text(text) | Default::EnumText(text) | Default::DateTime(text) => {
            format!("`{text:?}`")
        }
        Default::Json(json) => format!("`{json}`"),
    }
}
