//! Placeholders for values that a case leaves open: corrections of missing members, and the input of a call of which
//! only the response counts.

use super::types::{Types, construct};
use crate::ir::{EnumValues, Origin, Presence, Sample, Structure, Type};
use crate::smithy::json::Node;

/// Kinds of placeholders.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Smithy's zero value ("client error correction").
    Zero,
    /// Any that a service would take.
    Any,
}

/// Returns the value that a client substitutes for a missing one of `ty`; `None` if it contains a union, whose unknown
/// variant cannot be constructed.
pub(super) fn corrected(types: &Types<'_>, ty: &Type) -> Option<Sample> {
    Maker::new(types, Kind::Zero).value(ty)
}

/// Any value of an operation's input.
pub(super) fn any(types: &Types<'_>, input: &Structure, origin: Origin) -> Option<Sample> {
    Maker::new(types, Kind::Any).structure(input, origin)
}

struct Maker<'a> {
    types: &'a Types<'a>,
    kind: Kind,
    /// The types that the value is made inside of. A type that has values has one which is not inside another of it.
    inside: Vec<String>,
}

impl<'a> Maker<'a> {
    fn new(types: &'a Types<'a>, kind: Kind) -> Self {
        Self {
            types,
            kind,
            inside: Vec::new(),
        }
    }

    fn value(&mut self, ty: &Type) -> Option<Sample> {
        Some(match ty {
            Type::Bool => Sample::Bool(false),
            Type::I8 | Type::I16 | Type::I32 | Type::I64 => Sample::Integer(0),
            Type::F32 => Sample::F32(0.0),
            Type::F64 => Sample::F64(0.0),
            Type::String => Sample::Text(self.text()),
            Type::Blob => Sample::Blob(String::new()),
            Type::BigInteger => Sample::BigInteger("0".to_owned()),
            Type::BigDecimal => Sample::BigDecimal("0".to_owned()),
            Type::Document => Sample::Document(Node::Null),
            Type::Timestamp(_) => Sample::Timestamp(0, 0),
            Type::List { .. } => Sample::List(Vec::new()),
            Type::Map { .. } => Sample::Map(Vec::new()),
            Type::Boxed(inner) => return self.value(inner),
            Type::Named(_, name) => return self.named(name),
            Type::Unit => return None,
        })
    }

    fn text(&self) -> String {
        match self.kind {
            Kind::Zero => String::new(),
            Kind::Any => "a".to_owned(),
        }
    }

    fn named(&mut self, name: &str) -> Option<Sample> {
        if let Some(it) = self.types.enumeration(name) {
            let name = it.name.clone();
            return Some(match &it.values {
                EnumValues::Text(_) => Sample::UnknownText {
                    name,
                    value: self.text(),
                },
                EnumValues::Integer(_) => Sample::UnknownInteger { name, value: 0 },
            });
        }
        if self.inside.iter().any(|it| it == name) {
            return None;
        }
        self.inside.push(name.to_owned());
        let value = match self.types.structure(name) {
            Some((origin, structure)) => self.structure(structure, origin),
            None => self.union(name),
        };
        self.inside.pop();
        value
    }

    fn structure(&mut self, structure: &Structure, origin: Origin) -> Option<Sample> {
        let fields = structure.fields.iter();
        let required = fields.filter(|it| it.presence == Presence::Required);
        let values: Option<Vec<_>> = required
            .map(|field| Some((field.name.clone(), self.value(&field.ty)?)))
            .collect();
        Some(construct(structure, origin, values?, Vec::new()))
    }

    fn union(&mut self, name: &str) -> Option<Sample> {
        let union = self.types.union(name)?;
        if self.kind == Kind::Zero {
            return None;
        }
        union.variants.iter().find_map(|variant| {
            let value = match &variant.ty {
                Type::Unit => None,
                Type::Boxed(inner) => Some(Sample::Boxed(Box::new(self.value(inner)?))),
                ty => Some(self.value(ty)?),
            };
            Some(Sample::Union {
                name: union.name.clone(),
                variant: variant.name.clone(),
                value: value.map(Box::new),
            })
        })
    }
}
