//! Comparison of a client's result with the fact.

use serde_json::{Value, json};

/// Members that a model requires, or that have a default in it, and that moto leaves out: clients set them to the default,
/// as Smithy specifies (client error correction), and boto3 leaves them out.
const CORRECTED: [&str; 5] = [
    "IsTruncated",
    "KeySigningKeys",
    "Location",
    "Marker",
    "MaxItems",
];

/// Returns true if a client got what boto3 got.
pub fn same(fact: &Value, found: &Value) -> bool {
    match (fact, found) {
        (Value::Object(fact), Value::Object(found)) => {
            let is_same = |(name, it)| found.get(name).is_some_and(|other| same(it, other));
            let mut more = found.iter().filter(|(name, _)| !fact.contains_key(*name));
            fact.iter().all(is_same) && more.all(|(name, it)| is_correction(name, it))
        }
        (Value::Array(fact), Value::Array(found)) => {
            let mut pairs = fact.iter().zip(found);
            fact.len() == found.len() && pairs.all(|(fact, found)| same(fact, found))
        }
        _ => fact == found,
    }
}

fn is_correction(name: &str, value: &Value) -> bool {
    CORRECTED.contains(&name) && [json!(false), json!(0), json!(""), json!([])].contains(value)
}

#[test]
fn a_difference_is_found() {
    let fact = json!({"a": [{"b": "1", "c": 1}]});
    assert!(same(&fact, &fact));
    let corrected = json!({"a": [{"b": "1", "c": 1, "Marker": ""}], "IsTruncated": false});
    assert!(same(&fact, &corrected));
    assert!(!same(&corrected, &fact));
    for other in [
        json!({}),
        json!({"a": []}),
        json!({"a": [{"b": "1"}]}),
        json!({"a": [{"b": "1", "c": "1"}]}),
        json!({"a": [{"b": "1", "c": 1}, {"b": "1", "c": 1}]}),
        json!({"a": [{"b": "1", "c": 1}], "IsTruncated": true}),
        json!({"a": [{"b": "1", "c": 1, "d": ""}]}),
    ] {
        assert!(!same(&fact, &other), "{other}");
    }
}
