//! Samples of what is documented go through the generated types and come back equal.

use crate::generated_types::OPERATIONS;
use crate::outline::Documented;
use crate::sample::{FULL, remove};
use serde_json::{Value, json};

#[test]
fn samples_of_requests_come_back_equal() {
    for operation in OPERATIONS {
        for sample in Documented::of(operation).request.samples() {
            let read = (operation.request)(&sample).expect(operation.name);
            assert_eq!(read.json, sample, "{}", operation.id());
        }
    }
}

#[test]
fn samples_of_responses_come_back_equal() {
    for operation in OPERATIONS {
        for sample in Documented::of(operation).response.samples() {
            let read = (operation.response)(&sample).expect(operation.name);
            assert_eq!(read.json, sample, "{}", operation.id());
        }
    }
}

/// Rust's view of a response in which every text says where it stands.
#[test]
fn responses_are_what_was_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    for operation in OPERATIONS {
        let sample = Documented::of(operation).response.sample(FULL);
        let read = (operation.response)(&sample).expect(operation.name);
        settings.bind(|| insta::assert_snapshot!(operation.id(), read.debug));
    }
}

#[test]
fn optional_members_can_be_left_out() {
    for operation in OPERATIONS {
        let documented = Documented::of(operation);
        for (shape, through) in [
            (documented.request, operation.request),
            (documented.response, operation.response),
        ] {
            let optional = shape.places().into_iter();
            for place in optional.filter(|place| place.required == Some(false)) {
                let mut sample = shape.sample(FULL);
                remove(&mut sample, &place.pointer);
                let read = through(&sample).expect(&place.pointer);
                assert_eq!(read.json, sample, "{} {}", operation.id(), place.pointer);
            }
        }
    }
}

#[test]
fn members_that_are_not_documented_are_skipped() {
    for operation in OPERATIONS {
        let shape = Documented::of(operation).response;
        let sample = shape.sample(FULL);
        let mut more = sample.clone();
        for place in shape.places() {
            if let Some(Value::Object(structure)) = more.pointer_mut(&place.pointer) {
                structure.insert(
                    "NewMember".to_owned(),
                    json!({"of": ["a later", 1.0, null]}),
                );
            }
        }
        assert_ne!(more, sample);
        let read = (operation.response)(&more).expect(operation.name);
        assert_eq!(read.json, sample, "{}", operation.id());
    }
}

#[test]
fn values_that_are_not_documented_are_kept() {
    for operation in OPERATIONS {
        let documented = Documented::of(operation);
        for (shape, through) in [
            (documented.request, operation.request),
            (documented.response, operation.response),
        ] {
            let mut sample = shape.sample(FULL);
            for place in shape.places() {
                if let crate::outline::Shape::Enum(_) = place.shape {
                    *sample.pointer_mut(&place.pointer).expect("an enum") = json!("NEW_VALUE");
                }
            }
            let read = through(&sample).expect(operation.name);
            assert_eq!(read.json, sample, "{}", operation.id());
        }
    }
}
