//! The example call in the documentation of a client, and those of operations with streams.

use std::collections::BTreeMap;

use crate::ir::{
    Arena, EnumValues, Example, ExampleValue, Field, Named, Operation, OperationId, Presence, Type,
    Types,
};

/// Prefixes of operations, the preferred first: an example should only read.
const READING: [&str; 4] = ["Get", "Describe", "List", ""];

/// Finds a call whose arguments are plain values; one that returns events if there is no other.
pub(super) fn find(operations: &Arena<OperationId, Operation>, types: &Types) -> Option<Example> {
    [false, true].into_iter().find_map(|has_events| {
        let example = |operation: &Operation| {
            let input = &types.structures[operation.input];
            let output = &types.structures[operation.output];
            let is_short = input.required.is_none() && input.stream().is_none();
            let is_meant = is_short && output.events().is_some() == has_events;
            is_meant.then(|| of(operation, types)).flatten()
        };
        READING.into_iter().find_map(|verb| {
            let mut reading = operations.iter().filter(|it| it.name.starts_with(verb));
            reading.find_map(example)
        })
    })
}

/// Finds the calls of operations with streams whose arguments are plain values.
pub(super) fn of_streams(
    operations: &Arena<OperationId, Operation>,
    types: &Types,
) -> BTreeMap<OperationId, Example> {
    let streams = |operation: &&Operation| {
        let stream = |id| types.structures[id].stream();
        match stream(operation.input) {
            // Names of other variables in the example.
            Some(field) => {
                let taken = ["client", "event", "required", "sender"];
                !taken.contains(&field.name.as_str())
            }
            None => stream(operation.output).is_some(),
        }
    };
    let examples = operations.iter().filter(streams);
    let examples = examples.filter_map(|it| Some((it.id, of(it, types)?)));
    examples.collect()
}

/// Returns a call with values for all parameters of the input's `new`, if each is plain.
fn of(operation: &Operation, types: &Types) -> Option<Example> {
    let fields = types.structures[operation.input].fields.iter();
    let required = fields.filter(|field| field.presence == Presence::Required);
    let arguments = required.map(|field| Some((field.name.clone(), value(field, types)?)));
    Some(Example {
        operation: operation.id,
        arguments: arguments.collect::<Option<_>>()?,
    })
}

fn value(field: &Field, types: &Types) -> Option<ExampleValue> {
    Some(match &field.ty {
        Type::String => {
            let name = field.name.trim_start_matches("r#").replace('_', "-");
            ExampleValue::Text(format!("my-{name}"))
        }
        Type::ByteStream | Type::RequestEvents(_) => ExampleValue::Stream,
        Type::Bool => ExampleValue::Flag,
        ty if ty.is_integer() => ExampleValue::Number,
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
