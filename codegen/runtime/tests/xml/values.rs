//! Values that the tests share.

use crate::service::*;
use runtime::{Blob, Timestamp};
use std::collections::BTreeMap;

pub fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn texts(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|text| (*text).to_owned()).collect())
}

pub fn greeting(hi: &str) -> Greeting {
    Greeting { hi: text(hi) }
}

pub fn map<T>(entries: impl IntoIterator<Item = (&'static str, T)>) -> Option<BTreeMap<String, T>> {
    Some(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

pub fn string_map(entries: &[(&'static str, &str)]) -> Option<BTreeMap<String, String>> {
    map(entries
        .iter()
        .map(|(key, value)| (*key, (*value).to_owned())))
}

pub fn at(second: i64) -> Option<Timestamp> {
    Timestamp::from_second(second).ok()
}

/// Returns a structure with all members set.
pub fn all() -> Values {
    Values {
        text: text(" <a href=\"b\">&'\r\n\t\u{85}\u{2028}é😀</a> "),
        flag: Some(false),
        short: Some(-2),
        long: Some(i64::MIN),
        double: Some(f64::NEG_INFINITY),
        blob: Some(Blob::from(b"value".to_vec())),
        at: at(1_398_796_238),
        epoch: at(1_398_796_238),
        date: at(1_398_796_238),
        list: texts(&["", " b "]),
        renamed: texts(&["foo"]),
        nested_list: Some(vec![vec!["a".to_owned()], Vec::new()]),
        flat: texts(&["yep", "nope"]),
        flat_structures: Some(vec![greeting("a"), Greeting::default()]),
        map: map([("foo", greeting("there"))]),
        renamed_map: map([("baz", greeting("bye"))]),
        flat_map: string_map(&[("a", "A"), ("b", "B")]),
        nested_map: map([("foo", string_map(&[("bar", "Bar")]).unwrap())]),
        union: Some(Choice::Union(Box::new(Choice::Unit))),
        required: vec![1, 2],
    }
}

/// Returns parameters of ec2Query with all members set.
pub fn ec2() -> Ec2Parameters {
    Ec2Parameters {
        foo: text("val1"),
        lower: text("a"),
        named: text("b"),
        queried: text("c"),
        blob: Some(Blob::from(b"value".to_vec())),
        at: at(1_422_172_800),
        list: texts(&["foo", "bar"]),
        structures: Some(vec![greeting("hello"), greeting("hola")]),
        renamed: texts(&["A"]),
        flat: texts(&["B"]),
        nested: Some(greeting("d")),
    }
}
