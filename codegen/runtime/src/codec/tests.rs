//! Bodies that are made to exhaust memory, time or the stack, and the paths of invalid values.

#![allow(dead_code, reason = "a union has more methods than are called")]

use super::Codec;
use crate::{Document, Timestamp, UnknownMember};
use std::collections::BTreeMap;

#[derive(Debug, PartialEq)]
struct State {
    latest_sync: Option<Sync>,
    by_name: Option<BTreeMap<String, Vec<Choice>>>,
    any: Option<Document>,
}

crate::structure!(State {
    latest_sync: "LatestSync",
    by_name: "ByName",
    any: "Any",
});

#[derive(Debug, PartialEq)]
struct Sync {
    events: Option<Vec<Event>>,
    parent: Option<Box<Sync>>,
}

crate::structure!(Sync {
    events: "Events",
    parent: "Parent",
});

#[derive(Debug, PartialEq)]
struct Event {
    time: Timestamp,
    size: Option<i32>,
}

crate::structure!(Event {
    time: "Time",
    size: "Size",
});

#[derive(Debug, PartialEq)]
enum Choice {
    Size(i32),
    Unknown(UnknownMember),
}

crate::union!(Choice {
    Size: ("Size", is_size, as_size as i32),
    ..Unknown(is_unknown, as_unknown)
});

fn json(body: &str) -> String {
    Codec::Json
        .read::<State>(body.as_bytes())
        .unwrap_err()
        .to_string()
}

fn cbor(body: &[u8]) -> String {
    Codec::Cbor.read::<State>(body).unwrap_err().to_string()
}

/// The map of one member, up to its value.
fn member(name: &str) -> Vec<u8> {
    let length = u8::try_from(name.len()).unwrap();
    [&[0xa1, 0x60 | length], name.as_bytes()].concat()
}

#[test]
fn errors_name_the_path_of_the_member() {
    for (body, expected) in [
        (
            r#"{"LatestSync": {"Events": [{}, {}, {}, {"Time": true}]}}"#,
            "invalid type: boolean, expected a timestamp in `LatestSync.Events[3].Time` at line 1 column 49",
        ),
        (
            r#"{"LatestSync": {"Events": [{}, {"Size": "secret"}]}}"#,
            "invalid type: string, expected i32 in `LatestSync.Events[1].Size` at line 1 column 49",
        ),
        (
            "{\"LatestSync\":\n {\"Events\": [{\"Time\": 1,}]}}",
            "trailing comma in `LatestSync.Events[0]` at line 2 column 25",
        ),
        (
            r#"{"LatestSync": {"Events": [{"Time": 1"#,
            "EOF while parsing an object in `LatestSync.Events[0]` at line 1 column 38",
        ),
        (
            r#"{"LatestSync": {"Events": {}}}"#,
            "invalid type: map, expected a list in `LatestSync.Events` at line 1 column 27",
        ),
        (
            r#"{"ByName": {"secret": [{"Size": 1}, {"Size": 1.5}]}}"#,
            "invalid value: a number with a fraction, expected i32 in `ByName[…][1].Size` at line 1 column 49",
        ),
        (
            r#"{"ByName": {"secret": [{"New": "\ud800"}]}}"#,
            "lone surrogate in hex escape in `ByName[…][0]` at line 1 column 39",
        ),
        (
            r#"{"Any": nul}"#,
            "expected ident in `Any` at line 1 column 9",
        ),
    ] {
        assert_eq!(json(body), expected, "{body}");
    }
    let events = [
        member("LatestSync"),
        member("Events"),
        vec![0x84, 0xa0, 0xa0, 0xa0],
    ]
    .concat();
    let body = [events.clone(), member("Time"), vec![0xf5]].concat();
    assert_eq!(
        cbor(&body),
        "invalid type: boolean, expected a timestamp in `LatestSync.Events[3].Time` at byte 30"
    );
    let body = [events, member("Time"), vec![0x1a, 0]].concat();
    assert_eq!(
        cbor(&body),
        "the body ends within a value in `LatestSync.Events[3].Time` at byte 31"
    );
}

#[test]
fn nested_values_end_in_an_error_and_not_in_a_stack_overflow() {
    const DEPTH: usize = 1_000_000;
    for (open, at) in [
        (r#"{"Any":"#, ""),
        (r#"{"LatestSync":"#, r#"{"Parent":"#),
        (r#"{"Any":"#, r#"[{"a":"#),
        (r#"{"New":"#, "["),
        (r#"{"ByName":{"a":[{"New":"#, r#"{"a":["#),
    ] {
        let at = if at.is_empty() { "[" } else { at };
        let body = format!("{open}{}", at.repeat(DEPTH));
        let error = json(&body);
        assert!(error.starts_with("recursion limit exceeded"), "{error}");
        assert!(error.len() < 2_000, "{error}");
    }
    for (open, at) in [
        (member("Any"), vec![0x81]),
        (member("Any"), vec![0x9f]),
        (member("Any"), vec![0xbf, 0x61, b'a']),
        (member("LatestSync"), member("Parent")),
        (member("New"), vec![0x9f]),
        // Tags of a value without a type are kept, and are therefore nested.
        (member("Any"), vec![0xd8, 0x20]),
    ] {
        let error = cbor(&[open, at.repeat(DEPTH)].concat());
        assert!(error.starts_with("recursion limit exceeded"), "{error}");
    }
    // Tags of other values are ignored, in a loop.
    for name in ["LatestSync", "ByName", "New"] {
        let body = [member(name), [0xd8, 0x20].repeat(DEPTH), vec![0xf5]].concat();
        assert_eq!(Codec::Cbor.read::<State>(&body).is_ok(), name == "New");
        let body = [member(name), [0xd8, 0x20].repeat(DEPTH), vec![0xf6]].concat();
        assert!(Codec::Cbor.read::<State>(&body).is_ok(), "{name}");
    }
}

#[test]
fn endless_cbor_ends_in_an_error() {
    // Lengths that are indefinite, and the largest ones.
    for value in [
        &[0x9f][..],
        &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0xbf],
        &[0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x5f],
        &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x7f],
        &[0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ] {
        for name in ["Any", "New"] {
            let error = cbor(&[&member(name), value].concat());
            assert!(error.starts_with("the body ends within a value"), "{error}");
        }
    }
    let events = [
        member("LatestSync"),
        member("Events"),
        vec![0x9b, 0xff, 0xff, 0xff, 0xff],
    ]
    .concat();
    let error = cbor(&[events, vec![0xff; 4], vec![0xa0; 100]].concat());
    let expected = "the body ends within a value in `LatestSync.Events[100]` at byte 129";
    assert_eq!(error, expected);
}

#[test]
fn numbers_of_any_length_are_read_in_linear_time() {
    let digits = "9".repeat(1 << 20);
    for number in [
        digits.clone(),
        format!("1e{digits}"),
        format!("0.{digits}"),
        format!("-{digits}.{digits}"),
    ] {
        let body = format!(r#"{{"LatestSync": {{"Events": [{{"Size": {number}}}]}}}}"#);
        assert!(json(&body).contains("`LatestSync.Events[0].Size`"));
        let body = format!(r#"{{"New": {number}}}"#);
        assert!(Codec::Json.read::<State>(body.as_bytes()).is_ok());
    }
}
