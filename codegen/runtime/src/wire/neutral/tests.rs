//! Members that this version does not know.

use super::{Neutral, UnknownMember};
use serde_json::json;
use std::collections::HashSet;

fn read(json: &str) -> UnknownMember {
    UnknownMember::read("new", &mut serde_json::Deserializer::from_str(json))
        .unwrap()
        .unwrap()
}

#[test]
fn every_json_value_goes_both_ways_in_its_order() {
    let json = r#"{"z":[null,true,-1,18446744073709551615,0.25,"text"],"a":{"nested":{}},"e":[]}"#;
    let member = read(json);
    assert_eq!(member.tag(), "new");
    assert_eq!(
        serde_json::to_string(&member).unwrap(),
        format!("{{\"new\":{json}}}")
    );
    let tree = UnknownMember::read(
        "new",
        serde_json::from_str::<serde_json::Value>("[1.5]").unwrap(),
    );
    assert_eq!(tree.unwrap(), Some(read("[1.5]")));
}

#[test]
fn what_json_lacks_is_written_as_its_protocols_do() {
    let write = |value: Neutral| serde_json::to_value(value).unwrap();
    assert_eq!(write(Neutral::Bytes((*b"foo").into())), json!("Zm9v"));
    assert_eq!(write(Neutral::Float(f64::NAN.to_bits())), json!("NaN"));
}

#[test]
fn binary_values_go_both_ways() {
    let value = Neutral::Map(
        [
            ("bytes".into(), Neutral::Bytes([0, 255].into())),
            ("nan".into(), Neutral::Float(f64::NAN.to_bits())),
            ("null".into(), Neutral::Null),
            (
                "list".into(),
                Neutral::List([Neutral::Bool(false), Neutral::Signed(-5)].into()),
            ),
        ]
        .into(),
    );
    let bytes = cbor2::to_vec(&value).unwrap();
    assert!(cbor2::from_slice::<Neutral>(&bytes).unwrap() == value);
}

#[test]
fn debug_shows_the_name_alone() {
    assert_eq!(
        format!("{:?}", read("\"secret\"")),
        r#"UnknownMember("new")"#
    );
}

#[test]
fn equal_ones_hash_alike() {
    let set: HashSet<_> = [read("0.5"), read("0.5"), read("0.25"), read("\"0.5\"")].into();
    assert_eq!(set.len(), 3);
}

#[test]
fn nesting_without_end_is_refused_not_followed() {
    let deep = "[".repeat(100_000);
    let mut deserializer = serde_json::Deserializer::from_str(&deep);
    assert!(UnknownMember::read("new", &mut deserializer).is_err());
}
