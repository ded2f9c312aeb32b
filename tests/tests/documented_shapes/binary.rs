//! Samples of what is documented go through CBOR and come back equal, and what is on the wire has the values of their JSON.

use crate::generated_types::OPERATIONS;
use crate::outline::Documented;
use cbor2::Value as Cbor;
use serde_json::{Value, json};

#[test]
fn samples_go_through_cbor_and_equal_their_json() {
    let mut samples = 0;
    for operation in OPERATIONS {
        let documented = Documented::of(operation);
        let sides = [&documented.request, &documented.response];
        for (through, shape) in operation.binary.iter().zip(sides) {
            for sample in shape.samples() {
                let binary = through(&sample);
                assert_eq!(binary.json, sample, "{}", operation.id());
                // Read by a library that knows nothing of the types.
                cbor2::validate_slice(&binary.bytes).expect("one value");
                let wire: Cbor = cbor2::from_slice(&binary.bytes).expect("a value");
                assert_eq!(as_json(&wire), sample, "{}", operation.id());
                samples += 1;
            }
        }
    }
    assert_eq!(OPERATIONS.len(), 26);
    assert!(samples > 26 * 2 * 3, "{samples} samples");
}

/// A value as JSON has it. Only timestamps have a tag in these operations.
fn as_json(value: &Cbor) -> Value {
    match value {
        Cbor::Text(text) => json!(text),
        Cbor::Bool(flag) => json!(flag),
        Cbor::Integer(number) => json!(i64::try_from(i128::from(*number)).expect("a number")),
        Cbor::Array(items) => items.iter().map(as_json).collect(),
        Cbor::Map(members) => {
            let members = members.iter().map(|(name, value)| {
                let name = name.as_text().expect("a name").to_owned();
                (name, as_json(value))
            });
            Value::Object(members.collect())
        }
        Cbor::Tag(1, seconds) => match &**seconds {
            Cbor::Float(seconds) => json!(seconds),
            seconds => as_json(seconds),
        },
        other => panic!("{other:?} has no place in these operations"),
    }
}
