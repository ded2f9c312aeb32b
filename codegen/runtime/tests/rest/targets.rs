//! Paths and queries: what is sent, and what is not.
//!
//! Expected values are those of Smithy's protocol tests and specification ("HTTP binding traits").

use crate::service::*;
use crate::{run, sent, target};
use runtime::{Client, FakeTransport, Timestamp};
use std::collections::BTreeMap;

fn object(bucket: &str, key: &str) -> GetObjectInput {
    GetObjectInput {
        bucket: bucket.to_owned(),
        key: key.to_owned(),
    }
}

fn map<const N: usize>(entries: [(&str, &str); N]) -> Option<BTreeMap<String, String>> {
    let entries = entries.into_iter();
    Some(
        entries
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect(),
    )
}

/// `RestJsonToleratesRegexCharsInSegments`, `RestJsonHttpRequestWithGreedyLabelInPath`,
/// `RestJsonHttpRequestLabelEscaping`.
#[test]
fn labels_are_encoded_but_for_the_slashes_of_greedy_ones() {
    let special = " %:/?#[]@!$&'()*+,;=😹";
    let encoded = "%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9";
    let greedy = encoded.replace("%2F", "/");
    assert_eq!(
        target::<GetObject>(object(special, special)),
        format!("/buckets/{encoded}/(a+)+/{greedy}")
    );
    let plain = "AZaz09-._~";
    assert_eq!(
        target::<GetObject>(object(plain, "hello/escape")),
        "/buckets/AZaz09-._~/(a+)+/hello/escape"
    );
    assert_eq!(
        target::<GetObject>(object("a%2Fb", "c//d/")),
        "/buckets/a%252Fb/(a+)+/c//d/"
    );
}

fn refused(input: GetObjectInput) -> String {
    sent::<GetObject>(input).unwrap_err().to_string()
}

/// The path would name another resource.
#[test]
fn an_empty_label_is_not_sent() {
    for (input, name) in [(object("", "b"), "bucket"), (object("a", ""), "key")] {
        assert_eq!(
            refused(input),
            format!(
                "GetObject: the request could not be built: the member `{name}` cannot be sent: it is part of the path, \
                 and must not be unset or empty"
            )
        );
    }
}

#[test]
fn a_label_is_not_a_segment_that_is_removed() {
    for dots in [".", ".."] {
        let problem =
            "cannot be sent: it is part of the path, and must not have a segment `.` or `..`";
        let error = refused(object(dots, "b"));
        assert!(error.contains(&format!("`bucket` {problem}")), "{error}");
        let keys = ["", "/", "a/", "a/b/"];
        for key in keys.map(|start| format!("{start}{dots}")) {
            let error = refused(object("a", &key));
            assert!(error.contains(&format!("`key` {problem}")), "{error}");
        }
        let error = refused(object("a", &format!("{dots}/b")));
        assert!(error.contains("`key`"), "{error}");
    }
    // Encoded, they are names like any other.
    assert_eq!(
        target::<GetObject>(object("%2e%2E", "a..b/...")),
        "/buckets/%252e%252E/(a+)+/a..b/..."
    );
    assert_eq!(
        target::<GetObject>(object("../..", "a\\..\\b")),
        "/buckets/..%2F../(a+)+/a%5C..%5Cb"
    );
}

/// `RestJsonConstantQueryString`.
#[test]
fn literals_of_the_query_come_first() {
    let input = ConstantQueryStringInput {
        hello: "hi".to_owned(),
    };
    assert_eq!(
        target::<ConstantQueryString>(input),
        "/ConstantQueryString/hi?foo=bar&hello"
    );
    let input = PutThingInput {
        id: "1".to_owned(),
        tags: Some(vec!["b".to_owned(), String::new(), "a".to_owned()]),
        filters: map([("v", "2"), ("tag", "c"), ("x y", "+&=")]),
        ..PutThingInput::default()
    };
    // A name that a member or a literal uses is not sent twice.
    assert_eq!(
        target::<PutThing>(input),
        "/things/1?v=1&tag=b&tag=&tag=a&x%20y=%2B%26%3D"
    );
}

/// `RestJsonAllQueryStringTypes`, `RestJsonOmitsNullQuery`, `RestJsonSerializesEmptyQueryValue`,
/// `RestJsonOmitsEmptyListQueryValues`.
#[test]
fn queries_have_all_types() {
    assert_eq!(
        target::<AllQueryStringTypes>(AllQueryStringTypesInput::default()),
        "/AllQueryStringTypesInput"
    );
    let timestamp = |seconds| Timestamp::from_second(seconds).unwrap();
    let input = AllQueryStringTypesInput {
        query_string: Some(String::new()),
        query_string_list: Some(Vec::new()),
        query_byte: Some(-1),
        query_float: Some(1.1),
        query_timestamp: Some(timestamp(1)),
        query_timestamp_list: Some(vec![timestamp(1), timestamp(2)]),
        ..AllQueryStringTypesInput::default()
    };
    assert_eq!(
        target::<AllQueryStringTypes>(input),
        "/AllQueryStringTypesInput?String=&Byte=-1&Float=1.1&Timestamp=1970-01-01T00%3A00%3A01Z\
         &TimestampList=1970-01-01T00%3A00%3A01Z&TimestampList=1970-01-01T00%3A00%3A02Z"
    );
}

/// `RestJsonHostWithPath`.
#[test]
fn the_path_of_the_endpoint_comes_first() {
    for (endpoint, uri) in [
        (
            "https://example.com/custom",
            "https://example.com/custom/no_payload",
        ),
        (
            "https://example.com/custom/",
            "https://example.com/custom/no_payload",
        ),
        ("https://example.com", "https://example.com/no_payload"),
    ] {
        let fake = FakeTransport::new().once::<TestGetNoPayload>(Ok(NoPayload::default()));
        let config = fake
            .config_builder()
            .endpoint_url(endpoint)
            .build()
            .unwrap();
        let client = Client::new::<Service>(&config);
        run(client.call::<TestGetNoPayload>(NoPayload::default())).unwrap();
        assert_eq!(fake.sent()[0].uri(), uri);
        assert_eq!(
            fake.requests::<TestGetNoPayload>().unwrap(),
            [NoPayload::default()]
        );
    }
}

#[test]
fn a_path_has_a_limit() {
    let error = refused(object("a", &"k".repeat(70_000)));
    assert!(error.contains("longer than 65,534 bytes"), "{error}");
}
