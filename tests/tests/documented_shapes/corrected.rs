//! What a response lacks is made up for, as Smithy's error correction says; what a request lacks is not.

use crate::generated_types::OPERATIONS;
use crate::outline::Documented;
use crate::sample::{FULL, remove};
use serde_json::{Value, json};

#[test]
fn a_member_that_a_response_lacks_has_its_zero_value() {
    for operation in OPERATIONS {
        let shape = Documented::of(operation).response;
        for place in shape.places() {
            let Some(is_required) = place.required else {
                continue;
            };
            let pointer = &place.pointer;
            let full = shape.sample(FULL);
            let (mut absent, mut null, mut corrected) = (full.clone(), full.clone(), full);
            remove(&mut absent, pointer);
            set(&mut null, pointer, Value::Null);
            if is_required {
                set(&mut corrected, pointer, place.shape.zero());
            } else {
                remove(&mut corrected, pointer);
            }
            for response in [absent, null] {
                let read = (operation.response)(&response);
                let read = read.unwrap_or_else(|error| panic!("{}: {error}", operation.id()));
                assert_eq!(read.json, corrected, "{} {pointer}", operation.id());
            }
        }
    }
}

#[test]
fn a_response_without_anything_has_zero_values() {
    for operation in OPERATIONS {
        let read = (operation.response)(&json!({})).expect(operation.name);
        let zero = Documented::of(operation).response.zero();
        assert_eq!(read.json, zero, "{}", operation.id());
    }
}

#[test]
fn a_request_without_a_required_parameter_is_refused() {
    for operation in OPERATIONS {
        let shape = Documented::of(operation).request;
        let required = shape.places().into_iter();
        let required = required.filter(|place| place.required == Some(true));
        for place in required {
            let (mut absent, mut null) = (shape.sample(FULL), shape.sample(FULL));
            remove(&mut absent, &place.pointer);
            set(&mut null, &place.pointer, Value::Null);

            let error = (operation.request)(&absent).err().map(|it| it.to_string());
            let missing = format!("missing field `{}`", &place.pointer[1..]);
            let said = error.unwrap_or_default();
            assert!(
                said.starts_with(&missing),
                "{} {missing}: {said}",
                operation.id()
            );
            assert!(
                (operation.request)(&null).is_err(),
                "{} {missing}",
                operation.id()
            );
        }
    }
}

#[test]
fn a_request_of_required_parameters_alone_is_enough() {
    for operation in OPERATIONS {
        let shape = Documented::of(operation).request;
        let mut sample = shape.sample(FULL);
        let optional = shape.places().into_iter();
        for place in optional.filter(|place| place.required == Some(false)) {
            remove(&mut sample, &place.pointer);
        }
        let read = (operation.request)(&sample).expect(operation.name);
        assert_eq!(read.json, sample, "{}", operation.id());
    }
}

fn set(sample: &mut Value, pointer: &str, value: Value) {
    *sample.pointer_mut(pointer).expect("a member of the sample") = value;
}
