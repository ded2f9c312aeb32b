//! Unions; what is read and what is not follows `AwsJson1_0` `JsonUnions` of Smithy's protocol tests.

#![allow(dead_code, reason = "a union has more methods than are called")]

use crate::codec::json;
use crate::wire::{self, DateTime, UnknownMember, as_member};
use crate::{Document, Timestamp};
use serde_json::{from_str, from_value, json, to_value};

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Text(String),
    At(Timestamp),
    Ratio(f64),
    Nested(Box<Shape>),
    List(Vec<i32>),
    Any(Document),
    Stop,
    Unknown(UnknownMember),
}

crate::union!(Shape {
    Text: ("text", is_text, as_text as String),
    At: ("at" as DateTime, is_at, as_at as Timestamp),
    Ratio: ("ratio", is_ratio, as_ratio as f64),
    Nested: ("nested", is_nested, as_nested as Shape),
    List: ("list", is_list, as_list as Vec<i32>),
    Any: ("any", is_any, as_any as Document),
    Stop: ("stop", is_stop),
    ..Unknown(is_unknown, as_unknown)
});

#[test]
fn the_member_that_is_set_goes_both_ways() {
    let second = Timestamp::from_second(1_398_796_238).unwrap();
    for (union, json) in [
        (Shape::Text("foo".into()), json!({"text": "foo"})),
        (Shape::At(second), json!({"at": "2014-04-29T18:30:38Z"})),
        (Shape::Ratio(f64::INFINITY), json!({"ratio": "Infinity"})),
        (
            Shape::Nested(Box::new(Shape::Stop)),
            json!({"nested": {"stop": {}}}),
        ),
        (Shape::List(vec![1, 2]), json!({"list": [1, 2]})),
        (Shape::Any(json!({"a": [1]})), json!({"any": {"a": [1]}})),
        (Shape::Stop, json!({"stop": {}})),
    ] {
        assert_eq!(as_member::write::<Shape>(&union), json);
        assert_eq!(to_value(&union).unwrap(), json);
        assert_eq!(as_member::read::<Shape>(&json.to_string()).unwrap(), union);
        assert_eq!(from_str::<Shape>(&json.to_string()).unwrap(), union);
        assert_eq!(from_value::<Shape>(json).unwrap(), union);
        let bytes = cbor2::to_vec(&union).unwrap();
        assert_eq!(cbor2::from_slice::<Shape>(&bytes).unwrap(), union);
    }
}

#[test]
fn nulls_and_the_shapes_name_are_passed_over() {
    let text = Shape::Text("foo".into());
    for json in [
        r#"{"__type": "aws.example#Shape", "text": "foo"}"#,
        r#"{"text": "foo", "__type": {"odd": [1]}}"#,
        r#"{"list": null, "text": "foo", "at": null, "new": null}"#,
        r#"{"\u0074ext": "foo"}"#,
        r#"{"list": [null, 1, null], "text": null}"#,
    ] {
        let expected = if json.contains("[null") {
            Shape::List(vec![1])
        } else {
            text.clone()
        };
        assert_eq!(as_member::read::<Shape>(json).unwrap(), expected, "{json}");
        assert_eq!(
            from_value::<Shape>(from_str(json).unwrap()).unwrap(),
            expected,
            "{json}"
        );
    }
}

#[test]
fn none_and_two_are_refused_by_name() {
    for (json, expected) in [
        ("{}", "the union Shape without a member"),
        (
            r#"{"__type": "Shape", "text": null}"#,
            "the union Shape without a member",
        ),
        (
            r#"{"text": "a", "list": []}"#,
            "the union Shape with more than one member",
        ),
        (
            r#"{"new": 1, "text": "a"}"#,
            "the union Shape with more than one member",
        ),
        ("[]", "expected the union Shape"),
        ("\"text\"", "expected the union Shape"),
    ] {
        let error = from_str::<Shape>(json).unwrap_err().to_string();
        assert!(error.contains(expected), "{json}: {error}");
        let error = json::read_value::<Shape>(json).unwrap_err().to_string();
        assert!(error.contains(expected), "{json}: {error}");
    }
}

#[test]
fn a_value_of_another_type_is_refused() {
    for json in [r#"{"text": 1}"#, r#"{"at": true}"#, r#"{"nested": {}}"#] {
        assert!(as_member::read::<Shape>(json).is_err(), "{json}");
    }
}

#[test]
fn a_required_union_that_is_missing_is_unknown_and_empty() {
    let Shape::Unknown(member) = wire::zero::<Shape>() else {
        panic!("a member that is known");
    };
    assert_eq!(member.tag(), "");
    assert_eq!(to_value(Shape::Unknown(member.clone())).unwrap(), json!({}));
    assert_eq!(
        as_member::read::<Shape>("null").unwrap(),
        Shape::Unknown(member)
    );
}
