//! Members that this version does not know.

use super::{Neutral, UnknownMember};
use crate::codec::json as codec;
use crate::wire::as_member::{View, write};
use serde_json::json;
use std::collections::HashSet;

fn read(json: &str) -> UnknownMember {
    let view: Neutral = serde_json::from_str(json).unwrap();
    let value = codec::read_value::<Neutral>(json).unwrap();
    assert!(value.as_ref() == Some(&view), "{json}: the view differs");
    UnknownMember::of("new", view).unwrap()
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
    let tree: Neutral = serde_json::from_value(json!([1.5])).unwrap();
    assert_eq!(UnknownMember::of("new", tree), Some(read("[1.5]")));
}

#[test]
fn what_json_lacks_is_written_as_its_protocols_do() {
    let write = |value: Neutral| write::<Neutral>(&value);
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
    let value = View::<Neutral>(value);
    let bytes = cbor2::to_vec(&value).unwrap();
    assert!(cbor2::from_slice::<Neutral>(&bytes).unwrap() == value.0);
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
    assert!(serde_json::from_str::<Neutral>(&deep).is_err());
    assert!(codec::read_value::<Neutral>(&deep).is_err());
}
