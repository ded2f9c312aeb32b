//! Values are unchanged after serialization and deserialization: as text, as a tree and in a binary format.

use crate::sample::enums::{Empty, Level, Secret, State};
use crate::sample::types::{Choice, Optional, Required};
use runtime::wire::Value;
use runtime::{Blob, UnknownMember, wire};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, from_str, from_value, json, to_string, to_value};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Debug;

/// Reads `json` in each way, asserts that it is written as it was, and gives it.
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &Json) -> T {
    let value: T = from_str(&json.to_string()).unwrap();
    assert_eq!(from_value::<T>(json.clone()).unwrap(), value);
    assert_eq!(to_value(&value).unwrap(), *json);
    let bytes = cbor2::to_vec(&value).unwrap();
    assert_eq!(cbor2::from_slice::<T>(&bytes).unwrap(), value);
    value
}

fn required() -> Json {
    json!({
        "Text": "text", "Flag": true, "Number": i64::MIN, "Ratio": 0.5, "Blob": "Zm9v", "At": 1398796238.25,
        "State": "FAILED", "Level": -1, "Document": {"a": [1, "b"]}, "Big": 12, "List": ["a"], "Map": {"b": 2},
        "Sparse": [1.5, null, "Infinity"], "Nested": {"size": 1, "word": "w", "password": "p"},
        "Choice": {"created": "2014-04-29T18:30:38Z"}, "Date": "2000-01-02T20:34:56.123Z",
        "Dates": ["Tue, 29 Apr 2014 18:30:38 GMT"],
    })
}

#[test]
fn required_members_of_every_type_go_both_ways() {
    let value: Required = round_trip(&required());
    assert_eq!(
        (value.text.as_str(), value.flag, value.number),
        ("text", true, i64::MIN)
    );
    assert_eq!(
        (value.blob, value.at.to_string().as_str()),
        (Blob::from(b"foo"), "2014-04-29T18:30:38.25Z")
    );
    assert_eq!((value.state, value.level), (State::Failed, Level::Negative));
    assert_eq!(
        (value.big.as_str(), value.document["a"][0].as_i64()),
        ("12", Some(1))
    );
    assert_eq!(value.sparse, [Some(1.5), None, Some(f32::INFINITY)]);
    assert_eq!(value.choice, Choice::Created(value.dates[0]));
    assert_eq!(value.date.to_string(), "2000-01-02T20:34:56.123Z");
}

#[test]
fn optional_members_of_every_type_go_both_ways() {
    let value: Optional = round_trip(&json!({
        "text": "text", "state": "NEW", "ratio": "-Infinity", "list": [{"size": 1, "word": "w"}],
        "byState": {"FAILED": [0.5, "Infinity"], "NEW": []}, "sparse": {"a": null, "b": {"stop": {}}}, "at": 1.5,
        "dates": {"a": ["1970-01-01T00:00:00Z", null]}, "decimal": 0.5, "type": "HANDSHAKE",
        "child": {"child": {"text": "leaf"}}, "legacy": {},
    }));
    assert_eq!(value.state.unwrap().as_str(), "NEW");
    assert_eq!(
        value.by_state.unwrap()[&State::Failed],
        [0.5, f64::INFINITY]
    );
    assert_eq!(value.sparse.unwrap()["b"], Some(Choice::Stop));
    assert_eq!(value.dates.unwrap()["a"][1], None);
    assert_eq!(
        value.child.unwrap().child.unwrap().text.as_deref(),
        Some("leaf")
    );
}

#[test]
fn an_optional_member_that_is_not_set_is_not_sent() {
    assert_eq!(to_string(&Optional::default()).unwrap(), "{}");
    assert_eq!(round_trip::<Optional>(&json!({})), Optional::default());
}

#[test]
fn members_that_are_not_known_are_passed_over() {
    let json = r#"{"new": {"a": [1, {"b": null}]}, "text": "text", "Text": 1}"#;
    assert_eq!(
        from_str::<Optional>(json).unwrap().text.as_deref(),
        Some("text")
    );
}

#[test]
fn numbers_keep_their_digits() {
    let json = r#"{"decimal":123456789012345678901234567890.10}"#;
    let value: Optional = from_str(json).unwrap();
    assert_eq!(to_string(&value).unwrap(), json);
    let quoted = r#"{"decimal":"123456789012345678901234567890.10"}"#;
    assert_eq!(from_str::<Optional>(quoted).unwrap(), value);
}

#[test]
fn unions_go_both_ways_however_deep() {
    let json = json!({"M": {"a": {"inner": {"S": "text"}}, "b": {"new": [1, {"x": null}]}}});
    let Choice::M(map) = from_value(json.clone()).unwrap() else {
        panic!("another member");
    };
    assert_eq!(map["a"], Choice::Inner(Box::new(Choice::S("text".into()))));
    let Choice::Unknown(member) = &map["b"] else {
        panic!("a member that is known");
    };
    assert_eq!(UnknownMember::tag(member), "new");
    assert_eq!(to_value(Choice::M(map)).unwrap(), json);
}

#[test]
fn unions_have_methods_for_each_variant() {
    let choice: Choice =
        from_value(json!({"M": {"a": {"inner": {"stop": {}}}, "b": {"new": 1}}})).unwrap();
    assert!(choice.is_m() && !choice.is_s() && !choice.is_unknown());
    assert_eq!((choice.as_s(), choice.as_unknown()), (None, None));
    let map: &BTreeMap<String, Choice> = choice.as_m().unwrap();
    let inner: Option<&Choice> = map["a"].as_inner();
    assert!(inner.is_some_and(Choice::is_stop));
    assert!(map["b"].is_unknown());
    assert_eq!(map["b"].as_unknown().map(UnknownMember::tag), Some("new"));
}

#[test]
#[allow(deprecated)]
fn string_enumerations_are_open() {
    assert_eq!(
        State::values(),
        [
            State::Failed,
            State::InProgress,
            State::Legacy,
            State::Unknown
        ]
    );
    for (text, state) in [
        ("FAILED", State::Failed),
        ("IN_PROGRESS", State::InProgress),
        ("LEGACY", State::Legacy),
        ("UNKNOWN", State::Unknown),
    ] {
        assert_eq!(round_trip::<State>(&json!(text)), state);
        assert_eq!(State::from(text.to_owned()), state);
        assert_eq!(text.parse(), Ok(state.clone()));
        assert_eq!(
            (state.as_str(), state.as_ref(), state.to_string().as_str()),
            (text, text, text)
        );
    }
    let State::UnknownValue(value) = round_trip(&json!("NEW")) else {
        panic!("a value that is known");
    };
    assert_eq!(value.as_str(), "NEW");
    assert_eq!(
        format!("{:?}", State::from("NEW")),
        r#"UnknownValue("NEW")"#
    );
    assert!(from_str::<State>("1").is_err());
    assert!(Empty::values().is_empty());
    assert_eq!(round_trip::<Empty>(&json!("a")).as_str(), "a");
}

#[test]
fn integer_enumerations_are_open() {
    assert_eq!(Level::values(), [Level::Low, Level::Negative]);
    for (number, level) in [
        (1, Level::Low),
        (-1, Level::Negative),
        (0, Level::from(0)),
        (i32::MAX, Level::from(i32::MAX)),
    ] {
        assert_eq!(round_trip::<Level>(&json!(number)), level);
        assert_eq!(
            (level.as_i32(), i32::from(level), level.to_string()),
            (number, number, number.to_string())
        );
    }
    assert_eq!(format!("{:?}", Level::from(7)), "Unknown(7)");
    assert!(from_str::<Level>("2147483648").is_err());
    assert!(from_str::<Level>("\"1\"").is_err());
}

#[test]
fn enumerations_are_keys_and_sets() {
    let map = BTreeMap::from([(State::from("NEW"), 1), (State::Failed, 2)]);
    assert_eq!(to_string(&map).unwrap(), r#"{"FAILED":2,"NEW":1}"#);
    assert_eq!(
        HashSet::from([State::from("FAILED"), State::Failed]).len(),
        1
    );
}

#[test]
fn what_is_sensitive_is_not_shown() {
    let secrets = [Secret::Handshake, Secret::from("new")];
    for secret in secrets {
        assert_eq!(format!("{secret} {secret:?}"), "[sensitive] [sensitive]");
        assert_eq!(round_trip::<Secret>(&json!(secret.as_str())), secret);
    }
    let value: Required = from_value(required()).unwrap();
    let shown = format!("{:?}", value.nested);
    assert_eq!(
        shown,
        r#"Nested { size: 1, word: "w", password: [sensitive] }"#
    );
}

#[test]
fn a_generated_type_is_a_value_of_its_own() {
    fn zero<T: Value>() -> T {
        wire::zero()
    }
    assert_eq!(zero::<Optional>(), Optional::default());
    assert_eq!(zero::<State>().as_str(), "");
    assert_eq!(zero::<Level>().as_i32(), 0);
}
