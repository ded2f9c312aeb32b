//! Placeholders for values that a case leaves open: corrections of missing members, and the input of a call of which
//! only the response counts.

use crate::ir::{
    Arguments, Named, Presence, Sample, StructureId, StructureSample, Type, Types, UnionId,
};
use crate::smithy::json::Node;

/// Values that take the place of missing ones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Placeholder {
    /// Smithy's zero value ("client error correction").
    Zero,
    /// Any that a service would take.
    Any,
}

/// Returns the value that a client substitutes for a missing one of `ty`; `None` if it contains a union, whose unknown
/// variant cannot be constructed.
pub(super) fn corrected(types: &Types, ty: &Type) -> Option<Sample> {
    Maker::new(types, Placeholder::Zero).value(ty)
}

/// Any value of an operation's input.
pub(super) fn any(types: &Types, input: StructureId) -> Option<Sample> {
    Maker::new(types, Placeholder::Any).structure(input)
}

/// Returns a structure with all its `required` members, by field, and with what its setters are called with.
pub(super) fn construct(
    types: &Types,
    ty: StructureId,
    required: Vec<(String, Sample)>,
    setters: Vec<(String, Sample)>,
) -> Sample {
    let arguments = match &types.structures[ty].required {
        Some(_) => Arguments::Named(required),
        None => Arguments::Positional(required.into_iter().map(|(_, value)| value).collect()),
    };
    Sample::Structure(StructureSample {
        ty,
        arguments,
        setters,
    })
}

struct Maker<'a> {
    types: &'a Types,
    kind: Placeholder,
    /// The types that the value is made inside of. A type that has values has one which is not inside another of it.
    inside: Vec<Named>,
}

impl<'a> Maker<'a> {
    fn new(types: &'a Types, kind: Placeholder) -> Self {
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
            Type::ByteStream => Sample::Stream(String::new()),
            Type::EventStream(..) | Type::RequestEvents(_) => Sample::Events(Vec::new()),
            Type::BigInteger => Sample::BigInteger("0".to_owned()),
            Type::BigDecimal => Sample::BigDecimal("0".to_owned()),
            Type::Document => Sample::Document(Node::Null),
            Type::Timestamp(_) => Sample::Timestamp(0, 0),
            Type::List { .. } => Sample::List(Vec::new()),
            Type::Map { .. } => Sample::Map(Vec::new()),
            Type::Boxed(inner) => return self.value(inner),
            Type::Named(named) => return self.named(*named),
            Type::Unit => return None,
        })
    }

    fn text(&self) -> String {
        match self.kind {
            Placeholder::Zero => String::new(),
            Placeholder::Any => "a".to_owned(),
        }
    }

    fn named(&mut self, ty: Named) -> Option<Sample> {
        if self.inside.contains(&ty) {
            return None;
        }
        self.inside.push(ty);
        let value = match ty {
            Named::Structure(id) => self.structure(id),
            Named::Union(id) => self.union(id),
            Named::Enum(id) => Some(Sample::UnknownText(id, self.text())),
            Named::IntEnum(id) => Some(Sample::UnknownInteger(id, 0)),
        };
        self.inside.pop();
        value
    }

    fn structure(&mut self, id: StructureId) -> Option<Sample> {
        let structure = &self.types.structures[id];
        let fields = structure.fields.iter();
        let required = fields.filter(|it| it.presence == Presence::Required);
        let values: Option<Vec<_>> = required
            .map(|field| Some((field.name.clone(), self.value(&field.ty)?)))
            .collect();
        Some(construct(self.types, id, values?, Vec::new()))
    }

    fn union(&mut self, id: UnionId) -> Option<Sample> {
        if self.kind == Placeholder::Zero {
            return None;
        }
        let mut variants = self.types.unions[id].variants.iter();
        variants.find_map(|variant| {
            let value = match &variant.ty {
                Type::Unit => None,
                Type::Boxed(inner) => Some(Sample::Boxed(Box::new(self.value(inner)?))),
                ty => Some(self.value(ty)?),
            };
            let value = value.map(Box::new);
            Some(Sample::Union(id, variant.name.clone(), value))
        })
    }
}
