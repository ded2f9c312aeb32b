//! Lists and maps, dense and sparse, of each other.

use crate::wire::{DateTime, Value, as_member};
use crate::{Document, Timestamp};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

fn read<T: Value>(json: &Json) -> T {
    as_member::read::<T>(&json.to_string()).unwrap()
}

fn write<T: Value>(value: &T) -> Json {
    as_member::write::<T>(value)
}

#[test]
fn dense_collections_drop_what_is_null() {
    assert_eq!(
        read::<Vec<String>>(&json!([null, "a", null, "b"])),
        ["a", "b"]
    );
    let map = read::<BTreeMap<String, i32>>(&json!({"a": 1, "b": null}));
    assert_eq!(map, BTreeMap::from([("a".to_owned(), 1)]));
    let nested =
        read::<Vec<BTreeMap<String, Vec<i32>>>>(&json!([{"a": [1, null], "b": null}, null]));
    assert_eq!(nested, [BTreeMap::from([("a".to_owned(), vec![1])])]);
    assert_eq!(read::<Vec<Box<i32>>>(&json!([null, 1])), [Box::new(1)]);
}

#[test]
fn sparse_collections_keep_what_is_null() {
    let json = json!([null, "a"]);
    let list = read::<Vec<Option<String>>>(&json);
    assert_eq!(list, [None, Some("a".to_owned())]);
    assert_eq!(write(&list), json);

    let json = json!({"a": 1.5, "b": null, "c": "NaN"});
    let map = read::<BTreeMap<String, Option<f64>>>(&json);
    assert_eq!((map["a"], map["b"]), (Some(1.5), None));
    assert!(map["c"].unwrap().is_nan());
    assert_eq!(write(&map), json);
}

#[test]
fn null_is_a_document() {
    let json = json!([null, {"a": null}, 1]);
    let list = read::<Vec<Document>>(&json);
    assert_eq!(list.len(), 3);
    assert_eq!(write(&list), json);
}

#[test]
fn null_is_an_empty_collection_or_an_absent_one() {
    assert!(read::<Vec<i32>>(&Json::Null).is_empty());
    assert_eq!(read::<BTreeMap<String, i32>>(&Json::Null), BTreeMap::new());
    assert_eq!(read::<Option<Vec<i32>>>(&Json::Null), None);
    assert_eq!(read::<Option<Vec<i32>>>(&json!([])), Some(vec![]));
    assert_eq!(write(&None::<Vec<i32>>), Json::Null);
}

#[test]
fn adapters_nest_as_types_do() {
    type Nested = Option<BTreeMap<String, Vec<Option<DateTime>>>>;
    let json = json!({"a": ["2014-04-29T18:30:38Z", null]});
    let value = as_member::read::<Nested>(&json.to_string()).unwrap();
    let instant = Timestamp::from_second(1_398_796_238).unwrap();
    assert_eq!(
        value,
        Some(BTreeMap::from([(
            "a".to_owned(),
            vec![Some(instant), None]
        )]))
    );
    assert_eq!(as_member::write::<Nested>(&value), json);

    let dense = as_member::read::<Vec<DateTime>>(r#"[null, "1970-01-01T00:00:00Z"]"#).unwrap();
    assert_eq!(dense, [Timestamp::UNIX_EPOCH]);
    assert_eq!(
        as_member::read::<DateTime>("null").unwrap(),
        Timestamp::UNIX_EPOCH
    );
}

#[test]
fn what_is_no_collection_is_refused() {
    for json in [json!("a"), json!(1), json!({"a": 1})] {
        assert!(
            as_member::read::<Vec<i32>>(&json.to_string()).is_err(),
            "{json}"
        );
    }
    for json in [json!("a"), json!([1]), json!({"a": "b"})] {
        assert!(
            as_member::read::<BTreeMap<String, i32>>(&json.to_string()).is_err(),
            "{json}"
        );
    }
}
