//! Unions; what is read and what is not follows `AwsJson1_0` `JsonUnions` of Smithy's protocol tests.

use super::{Member, Union, member, member_as, unit_member};
use crate::wire::{self, DateTime, UnknownMember};
use crate::{Document, Timestamp};
use serde::{Deserializer, Serialize, Serializer};
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

impl Union for Shape {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(value) => member(serializer, "text", value),
            Self::At(value) => member_as::<DateTime, _>(serializer, "at", value),
            Self::Ratio(value) => member(serializer, "ratio", value),
            Self::Nested(value) => member(serializer, "nested", value),
            Self::List(value) => member(serializer, "list", value),
            Self::Any(value) => member(serializer, "any", value),
            Self::Stop => unit_member(serializer, "stop"),
            Self::Unknown(member) => member.serialize(serializer),
        }
    }

    fn read<'de, D: Deserializer<'de>>(member: Member<'_, D>) -> Result<Option<Self>, D::Error> {
        match member.tag() {
            "text" => member.value(Self::Text),
            "at" => member.value_as::<DateTime, _>(Self::At),
            "ratio" => member.value(Self::Ratio),
            "nested" => member.value(Self::Nested),
            "list" => member.value(Self::List),
            "any" => member.value(Self::Any),
            "stop" => member.unit(Self::Stop),
            _ => member.unknown(Self::Unknown),
        }
    }
}

crate::unions!(Shape);

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
        assert_eq!(to_value(&union).unwrap(), json);
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
        assert_eq!(from_str::<Shape>(json).unwrap(), expected, "{json}");
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
    }
}

#[test]
fn a_value_of_another_type_is_refused() {
    for json in [r#"{"text": 1}"#, r#"{"at": true}"#, r#"{"nested": {}}"#] {
        assert!(from_str::<Shape>(json).is_err(), "{json}");
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
        wire::as_member::read::<Shape, _>(json!(null)).unwrap(),
        Shape::Unknown(member)
    );
}
