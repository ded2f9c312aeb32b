//! Client error correction of responses, as in `AwsJson10ClientErrorCorrects…` and `AwsJson10ClientPopulatesDefault…`
//! of Smithy's protocol tests.

use crate::sample::enums::{Level, State};
use crate::sample::operation::get_state::GetStateOutput;
use crate::sample::types::{Choice, Nested, Required};
use runtime::wire;
use serde_json::{Value as Json, from_str, json, to_value};

const MEMBERS: [&str; 17] = [
    "Text", "Flag", "Number", "Ratio", "Blob", "At", "State", "Level", "Document", "Big", "List",
    "Map", "Sparse", "Nested", "Choice", "Date", "Dates",
];

fn zero() -> Json {
    json!({
        "Text": "", "Flag": false, "Number": 0, "Ratio": 0.0, "Blob": "", "At": 0, "State": "", "Level": 0,
        "Document": null, "Big": 0, "List": [], "Map": {}, "Sparse": [], "Nested": {"size": 10, "word": "hi"},
        "Choice": {}, "Date": "1970-01-01T00:00:00Z", "Dates": [],
    })
}

#[test]
fn required_members_that_are_missing_or_null_have_their_zero_value() {
    let nulls: Json = MEMBERS
        .iter()
        .map(|member| ((*member).to_owned(), Json::Null))
        .collect();
    for json in [json!({}), nulls] {
        let value: Required = from_str(&json.to_string()).unwrap();
        assert_eq!(to_value(&value).unwrap(), zero());
        assert_eq!(serde_json::from_value::<Required>(json).unwrap(), value);
    }
    assert_eq!(to_value(wire::zero::<Required>()).unwrap(), zero());
}

#[test]
fn enumerations_and_unions_are_corrected_to_what_is_not_known() {
    let value: Required = wire::zero();
    assert!(matches!(value.state, State::UnknownValue(_)));
    assert!(matches!(value.level, Level::Unknown(_)));
    assert!(matches!(value.choice, Choice::Unknown(_)));
}

#[test]
fn defaults_come_before_zero_values() {
    for json in [json!({}), json!({"size": null, "word": null})] {
        let nested: Nested = serde_json::from_value(json).unwrap();
        assert_eq!((nested.size, nested.word.as_str()), (10, "hi"));
    }
    let nested: Nested = from_str(r#"{"size": 0, "word": ""}"#).unwrap();
    assert_eq!((nested.size, nested.word.as_str()), (0, ""));
}

#[test]
fn corrections_reach_what_is_nested() {
    for json in ["{}", r#"{"nested": null}"#, r#"{"nested": {}}"#] {
        let output: GetStateOutput = from_str(json).unwrap();
        assert_eq!((output.nested.size, output.optional), (10, None), "{json}");
    }
}

#[test]
fn a_value_of_another_type_is_not_corrected() {
    for member in MEMBERS.into_iter().filter(|member| *member != "Document") {
        let json = json!({member: [{"odd": []}, 1]});
        assert!(
            serde_json::from_value::<Required>(json).is_err(),
            "{member}"
        );
    }
}
