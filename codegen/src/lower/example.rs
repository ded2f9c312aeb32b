//! The example call in the documentation of a client.

use crate::ir::{
    Arena, EnumValues, Example, ExampleValue, Field, Named, Operation, OperationId, Presence, Type,
    Types,
};

/// Prefixes of operations, the preferred first: an example should only read.
const READING: [&str; 4] = ["Get", "Describe", "List", ""];

/// Finds a call whose arguments are plain values.
pub(super) fn find(operations: &Arena<OperationId, Operation>, types: &Types) -> Option<Example> {
    let example = |operation: &Operation| {
        let arguments = arguments(operation, types)?;
        Some(Example {
            operation: operation.id,
            arguments,
        })
    };
    READING.into_iter().find_map(|verb| {
        let mut reading = operations.iter().filter(|it| it.name.starts_with(verb));
        reading.find_map(example)
    })
}

/// Returns values for all parameters of the input's `new`, if each is plain.
fn arguments(operation: &Operation, types: &Types) -> Option<Vec<ExampleValue>> {
    let input = &types.structures[operation.input];
    if input.required.is_some() {
        return None;
    }
    let fields = input.fields.iter();
    let required = fields.filter(|field| field.presence == Presence::Required);
    required.map(|field| value(field, types)).collect()
}

fn value(field: &Field, types: &Types) -> Option<ExampleValue> {
    Some(match &field.ty {
        Type::String => {
            let name = field.name.trim_start_matches("r#").replace('_', "-");
            ExampleValue::Text(format!("my-{name}"))
        }
        Type::Bool => ExampleValue::Flag,
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => ExampleValue::Number,
        Type::Named(Named::Enum(id)) => {
            let it = &types.enums[*id];
            let EnumValues::Text(variants) = &it.values else {
                return None;
            };
            let mut variants = variants.iter().filter(|_| it.deprecated.is_none());
            let variant = variants.find(|variant| variant.deprecated.is_none())?;
            ExampleValue::Variant(*id, variant.name.clone())
        }
        _ => return None,
    })
}
