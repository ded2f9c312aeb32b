//! Structures and inputs: what is written, and what is read from whatever comes.

use crate::Timestamp;
use crate::wire::{self, DateTime};
use serde_json::{from_str, from_value, json, to_string, to_value};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
struct Attempt {
    state: String,
    ended: Option<Timestamp>,
    tries: i32,
    before: Option<Box<Attempt>>,
    ratio: f64,
}

crate::structure!(Attempt {
    state: "State",
    ended: "EndedAt" as Option<DateTime>,
    tries: "Tries" = 1,
    before: "Before",
    ratio: "Ratio",
});

#[derive(Debug, PartialEq)]
struct Ask {
    name: String,
    token: Option<String>,
    flag: bool,
    at: Timestamp,
}

crate::input!(Ask {
    name: "Name",
    token: "Token",
    flag: "Flag" = true,
    at: "At" as DateTime,
});

#[derive(Debug, PartialEq)]
struct Nothing {}

crate::structure!(Nothing {});

fn attempt() -> Attempt {
    Attempt {
        state: "FAILED".into(),
        ended: None,
        tries: 1,
        before: None,
        ratio: 0.0,
    }
}

#[test]
fn members_are_written_in_their_order_and_in_their_formats_without_those_that_are_not_set() {
    let full = Attempt {
        ended: Some(Timestamp::UNIX_EPOCH),
        before: Some(attempt().into()),
        ratio: f64::NAN,
        ..attempt()
    };
    assert_eq!(
        to_string(&full).unwrap(),
        r#"{"State":"FAILED","EndedAt":"1970-01-01T00:00:00Z","Tries":1,"Before":{"State":"FAILED","Tries":1,"Ratio":0.0},"Ratio":"NaN"}"#
    );
    assert_eq!(to_string(&Nothing {}).unwrap(), "{}");
}

#[test]
fn what_is_missing_or_null_is_corrected() {
    let expected = Attempt {
        state: String::new(),
        ..attempt()
    };
    let nulls = r#"{"State": null, "EndedAt": null, "Tries": null, "Before": null, "Ratio": null}"#;
    for json in ["{}", nulls] {
        assert_eq!(from_str::<Attempt>(json).unwrap(), expected, "{json}");
    }
    assert_eq!(wire::zero::<Attempt>(), expected);
}

#[test]
fn names_may_be_escaped_unknown_or_twice() {
    for json in [
        r#"{"\u0053tate": "FAILED"}"#,
        r#"{"new": {"State": [1]}, "State": "FAILED", "state": 1}"#,
        r#"{"State": "OTHER", "State": "FAILED"}"#,
    ] {
        assert_eq!(from_str::<Attempt>(json).unwrap(), attempt(), "{json}");
        let tree: serde_json::Value = from_str(json).unwrap();
        assert_eq!(from_value::<Attempt>(tree).unwrap(), attempt(), "{json}");
    }
}

#[test]
fn what_is_no_structure_is_refused_however_deep() {
    for json in [
        "[]",
        "null",
        "1",
        r#""a""#,
        r#"{"Before": []}"#,
        r#"{"Before": ["a"]}"#,
    ] {
        let error = from_str::<Attempt>(json).unwrap_err().to_string();
        assert!(error.contains("the structure Attempt"), "{json}: {error}");
    }
    let error = from_str::<Attempt>(r#"{"Tries": "a"}"#).unwrap_err();
    assert!(error.to_string().contains("expected i32"), "{error}");
}

#[test]
fn an_input_must_have_what_is_neither_optional_nor_has_a_default() {
    let json = json!({"Name": "a", "At": "1970-01-01T00:00:00Z"});
    let ask: Ask = from_value(json.clone()).unwrap();
    let expected = Ask {
        name: "a".into(),
        token: None,
        flag: true,
        at: Timestamp::UNIX_EPOCH,
    };
    assert_eq!(ask, expected);
    let written = json!({"Name": "a", "Flag": true, "At": "1970-01-01T00:00:00Z"});
    assert_eq!(to_value(ask).unwrap(), written);
    for needed in ["Name", "At"] {
        let mut without = json.clone();
        without[needed] = json!(null);
        let error = from_value::<Ask>(without).unwrap_err().to_string();
        assert_eq!(error, format!("missing field `{needed}`"));
    }
    assert_eq!(
        from_str::<Ask>("{}").unwrap_err().to_string(),
        "missing field `Name` at line 1 column 2"
    );
}

/// The usual way to keep what a type does not know.
#[test]
fn members_are_known_to_what_flattens_a_structure() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Kept {
        #[serde(flatten)]
        attempt: Attempt,
        #[serde(flatten)]
        rest: BTreeMap<String, i32>,
    }
    let kept: Kept = from_str(r#"{"State": "FAILED", "New": 1, "Tries": 1}"#).unwrap();
    assert_eq!(kept.attempt, attempt());
    assert_eq!(
        kept.rest.into_iter().collect::<Vec<_>>(),
        [("New".to_owned(), 1)]
    );
}

/// A key of a map whose values have a format of their own is named in the table.
#[test]
fn types_may_be_called_like_parameters_of_functions() {
    type S = String;
    type D = BTreeMap<S, Timestamp>;
    #[derive(Debug, PartialEq)]
    struct Holds {
        value: D,
    }
    crate::structure!(Holds {
        value: "value" as BTreeMap<S, DateTime>
    });
    let holds: Holds = from_str(r#"{"value": {"a": "1970-01-01T00:00:00Z"}}"#).unwrap();
    assert_eq!(holds.value["a"], Timestamp::UNIX_EPOCH);
}
