//! The shapes that every model may target: Smithy's prelude, `smithy.api`.

use std::collections::BTreeMap;

use crate::smithy::ast::{Kind, Shape, Traits};
use crate::smithy::json::Node;
use crate::smithy::shape_id::ShapeId;

/// Returns the id of the prelude's shape called `name`.
pub(crate) fn id(name: &str) -> Option<ShapeId> {
    ShapeId::parse(&format!("smithy.api#{name}"))
}

/// Returns all shapes of the prelude.
pub(super) fn shapes() -> BTreeMap<ShapeId, Shape> {
    let simple = [
        ("Blob", Kind::Blob),
        ("Boolean", Kind::Boolean),
        ("String", Kind::String),
        ("Byte", Kind::Byte),
        ("Short", Kind::Short),
        ("Integer", Kind::Integer),
        ("Long", Kind::Long),
        ("Float", Kind::Float),
        ("Double", Kind::Double),
        ("BigInteger", Kind::BigInteger),
        ("BigDecimal", Kind::BigDecimal),
        ("Timestamp", Kind::Timestamp),
        ("Document", Kind::Document),
    ];
    // Primitive shapes stem from Smithy 1.0, where they meant "zero when absent".
    let primitive = [
        ("PrimitiveBoolean", Kind::Boolean),
        ("PrimitiveByte", Kind::Byte),
        ("PrimitiveShort", Kind::Short),
        ("PrimitiveInteger", Kind::Integer),
        ("PrimitiveLong", Kind::Long),
        ("PrimitiveFloat", Kind::Float),
        ("PrimitiveDouble", Kind::Double),
    ];
    let zero = |kind: &Kind| match kind {
        Kind::Boolean => Node::Bool(false),
        _ => Node::Number(0.into()),
    };
    let simple = simple
        .into_iter()
        .map(|(name, kind)| (name, kind, Traits::new()));
    let primitive = primitive.into_iter().map(|(name, kind)| {
        let default = zero(&kind);
        (
            name,
            kind,
            Traits::from([("smithy.api#default".to_owned(), default)]),
        )
    });
    let unit_type = Traits::from([("smithy.api#unitType".to_owned(), Node::Object(Vec::new()))]);
    simple
        .chain(primitive)
        .chain([("Unit", Kind::Structure, unit_type)])
        .filter_map(|(name, kind, traits)| {
            let id = id(name)?;
            let shape = Shape {
                id: id.clone(),
                file: "Smithy's prelude".to_owned(),
                kind,
                traits,
                mixins: Vec::new(),
                members: Vec::new(),
            };
            Some((id, shape))
        })
        .collect()
}
