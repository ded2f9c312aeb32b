//! Tables of structures with HTTP bindings, and the view of serde.

use crate::codec::Codec;
use crate::wire::{Binding, DateTime, HttpDate, MediaTypeText, Structure};
use crate::{Blob, Timestamp};
use serde_json::json;
use std::collections::BTreeMap;

#[derive(Debug, PartialEq)]
struct Input {
    id: String,
    since: Option<Timestamp>,
    keys: Option<Vec<String>>,
    rest: Option<BTreeMap<String, String>>,
    etag: Option<String>,
    at: Option<Timestamp>,
    attributes: Option<String>,
    meta: Option<BTreeMap<String, String>>,
    items: Vec<String>,
    r#type: Option<i32>,
}

crate::bound_input!(Input {
    id: (label, "id"),
    since: (query, "since") as Option<DateTime>,
    keys: (query, "tagKeys", "keys"),
    rest: (query_params, "", "rest"),
    etag: (header, "ETag", "eTag"),
    at: (header, "At", "at") as Option<HttpDate>,
    attributes: (header, "x-attributes", "attributes") as Option<MediaTypeText>,
    meta: (prefix_headers, "x-amz-meta-", "meta"),
    items: (body, "items") = vec!["a".to_owned()],
    r#type: (body, "Type", "type"),
});

#[derive(Debug, PartialEq)]
struct Output {
    data: Option<Blob>,
    status: i32,
}

crate::bound_structure!(Output {
    data: (raw_payload, "application/octet-stream", "data"),
    status: (status, "", "status"),
});

fn json() -> serde_json::Value {
    json!({
        "id": "7",
        "since": "1970-01-01T00:00:01Z",
        "keys": ["k"],
        "rest": {"a": "b"},
        "eTag": "e",
        "at": "Thu, 01 Jan 1970 00:00:02 GMT",
        "attributes": "{}",
        "meta": {"m": "n"},
        "items": ["i"],
        "type": 3,
    })
}

#[test]
fn the_view_has_all_members_under_their_names_in_the_model() {
    let input: Input = serde_json::from_value(json()).unwrap();
    assert_eq!(input.at, Timestamp::from_second(2).ok());
    assert_eq!(serde_json::to_value(&input).unwrap(), json());
    let error = serde_json::from_str::<Input>("{}").unwrap_err();
    assert!(error.to_string().contains("missing field `id`"), "{error}");

    let output = Output {
        data: Some(Blob::from(vec![1, 2])),
        status: 201,
    };
    let value = serde_json::to_value(&output).unwrap();
    assert_eq!(value, json!({"data": "AQI=", "status": 201}));
    assert_eq!(serde_json::from_value::<Output>(value).unwrap(), output);
}

#[test]
fn a_document_has_the_names_of_the_body() {
    let input: Input = serde_json::from_value(json()).unwrap();
    let written = Codec::Json.write(&input).unwrap();
    let mut expected = json();
    let members = expected.as_object_mut().unwrap();
    let value = members.remove("type").unwrap();
    members.insert("Type".to_owned(), value);
    let value: serde_json::Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(value, expected);
    assert_eq!(Codec::Json.read::<Input>(&written).unwrap(), input);
}

#[test]
fn tables_have_the_bindings() {
    assert_eq!(Output::BINDINGS, [Binding::RawPayload, Binding::Status]);
    assert_eq!(Output::LOCATIONS, ["application/octet-stream", ""]);
    assert_eq!(Output::NAMES, ["data", "status"]);
    assert_eq!(Output::MEMBERS, Output::NAMES);
}

#[derive(Debug, Default, PartialEq)]
struct Busy {
    after: Option<i32>,
    message: Option<String>,
}

crate::bound_structure!(Busy {
    after: (header, "Retry-After", "After", "retryAfter"),
    message: (body, "errorMessage", "Message"),
});

/// "Bindings are ignored" in documents, and `smithy.api#jsonName` is not.
#[test]
fn a_nested_structure_has_the_names_of_documents() {
    let busy = Busy {
        after: Some(1),
        message: Some("m".to_owned()),
    };
    assert_eq!(Busy::NAMES, ["After", "Message"]);
    let written = Codec::Json.write(&busy).unwrap();
    assert_eq!(written, br#"{"retryAfter":1,"errorMessage":"m"}"#);
    assert_eq!(Codec::Json.read::<Busy>(&written).unwrap(), busy);
    let view = serde_json::to_value(&busy).unwrap();
    assert_eq!(view, json!({"After": 1, "Message": "m"}));
    assert_eq!(serde_json::from_value::<Busy>(view).unwrap(), busy);
}
