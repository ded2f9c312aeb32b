//! Headers of requests and responses.
//!
//! Expected values are those of Smithy's protocol tests and specification ("HTTP binding traits").

use crate::service::*;
use crate::{received, sent};
use runtime::http::HeaderMap;
use runtime::{Error, Timestamp};
use std::collections::BTreeMap;

fn strings(list: &[&str]) -> Option<Vec<String>> {
    Some(list.iter().map(|it| (*it).to_owned()).collect())
}

fn sent_headers(input: WithHeaders) -> HeaderMap {
    sent::<InputAndOutputWithHeaders>(input)
        .unwrap()
        .headers()
        .clone()
}

fn received_headers(headers: &[(&str, &[u8])]) -> Result<WithHeaders, String> {
    let outcome = received::<InputAndOutputWithHeaders>(WithHeaders::default(), 200, headers, "");
    outcome.map_err(|error| match error {
        Error::Decode(error) => error.to_string(),
        error => panic!("{error}"),
    })
}

fn timestamps(seconds: &[i64]) -> Option<Vec<Timestamp>> {
    let timestamps = seconds
        .iter()
        .map(|it| Timestamp::from_second(*it).unwrap());
    Some(timestamps.collect())
}

/// `RestJsonInputAndOutputWithQuotedStringHeaders`, `RestJsonInputAndOutputWithTimestampHeaders`.
#[test]
fn lists_are_one_line_and_items_are_quoted_where_needed() {
    let list = ["b,c", "\"def\"", "a", " x ", "", "back\\slash", "\"\\\""];
    let headers = sent_headers(WithHeaders {
        header_string_list: strings(&list),
        header_timestamp_list: timestamps(&[1_576_540_098, 1_576_540_098]),
        ..WithHeaders::default()
    });
    assert_eq!(
        headers["x-stringlist"],
        r#""b,c", "\"def\"", a, " x ", "", back\slash, "\"\\\"""#
    );
    assert_eq!(
        headers["x-timestamplist"],
        "Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT"
    );
    let line = headers["x-stringlist"].as_bytes();
    let output = received_headers(&[("x-stringlist", line)]).unwrap();
    assert_eq!(output.header_string_list, strings(&list));
}

#[test]
fn lists_may_have_several_lines() {
    let output = received_headers(&[
        ("X-StringList", b"a ,b,"),
        ("X-StringList", b" ,, \"c,\\\"d\" "),
        ("X-IntegerList", b"1,2"),
        ("X-IntegerList", b"3"),
        ("X-BooleanList", b"true,false"),
        (
            "X-TimestampList",
            b"Mon, 16 Dec 2019 23:48:18 GMT,Mon, 16 Dec 2019 23:48:19.5 GMT",
        ),
        (
            "X-TimestampList",
            b"\"Mon, 16 Dec 2019 23:48:20 GMT\", 2019-12-16T23:48:21Z, 1576540102",
        ),
    ])
    .unwrap();
    assert_eq!(output.header_string_list, strings(&["a", "b", "c,\"d"]));
    assert_eq!(output.header_integer_list, Some(vec![1, 2, 3]));
    assert_eq!(output.header_boolean_list, Some(vec![true, false]));
    let seconds: Vec<i64> = output
        .header_timestamp_list
        .unwrap()
        .iter()
        .map(|it| it.as_second())
        .collect();
    let start = 1_576_540_098;
    assert_eq!(seconds, [start, start + 1, start + 2, start + 3, start + 4]);
}

#[test]
fn lines_of_a_string_are_joined_and_a_number_has_one() {
    let lines: [(&str, &[u8]); 2] = [("X-String", b"a"), ("X-String", b"b")];
    let output = received_headers(&lines).unwrap();
    assert_eq!(output.header_string.as_deref(), Some("a, b"));
    let error = received_headers(&[("X-Integer", b"1"), ("X-Integer", b"1")]).unwrap_err();
    assert!(error.contains("the header `X-Integer`: "), "{error}");
    assert!(error.contains("in `headerInteger`"), "{error}");
}

#[test]
fn an_invalid_header_is_named_and_not_shown() {
    for (name, value) in [
        ("X-Byte", "300"),
        ("X-Integer", "s3cret"),
        ("X-Integer", "1.5"),
        ("X-Integer", "0x10"),
        ("X-Float", "s3cret"),
        ("X-Float", "1s3cret"),
        ("X-Boolean1", "True"),
        ("X-IntegerList", "1, s3cret"),
        ("X-StringList", "\"s3cret"),
        ("X-StringList", "\"s3cret\" x"),
        ("X-TimestampList", "s3cret"),
        ("X-TimestampList", "Mon, 16 Dec 2019"),
    ] {
        let error = received_headers(&[(name, value.as_bytes())]).unwrap_err();
        assert!(error.contains(&format!("the header `{name}`: ")), "{error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
}

#[test]
fn only_a_bound_header_must_be_utf_8() {
    let latin = b"caf\xe9";
    let output = received_headers(&[("Server", latin)]).unwrap();
    assert_eq!(output, WithHeaders::default());
    let error = received_headers(&[("X-String", latin)]).unwrap_err();
    assert!(
        error.contains("the header `X-String`: a value that is not UTF-8"),
        "{error}"
    );
    let output = received_headers(&[("X-String", "café".as_bytes())]).unwrap();
    assert_eq!(output.header_string.as_deref(), Some("café"));
}

/// `RestJsonNullAndEmptyHeaders`, the other way round.
#[test]
fn an_empty_header_is_an_empty_string_or_list_and_no_number() {
    let output = received_headers(&[
        ("X-String", b""),
        ("X-StringList", b""),
        ("X-Integer", b""),
        ("X-Boolean1", b" "),
    ])
    .unwrap();
    let expected = WithHeaders {
        header_string: Some(String::new()),
        header_string_list: Some(Vec::new()),
        ..WithHeaders::default()
    };
    assert_eq!(output, expected);
}

#[test]
fn a_large_header_is_read() {
    let large = "x".repeat(64 * 1024);
    let output = received_headers(&[("X-String", large.as_bytes())]).unwrap();
    assert_eq!(output.header_string, Some(large.clone()));
    let list = vec!["x"; 32 * 1024].join(",");
    let output = received_headers(&[("X-StringList", list.as_bytes())]).unwrap();
    assert_eq!(output.header_string_list.unwrap().len(), 32 * 1024);
    let request = sent_headers(WithHeaders {
        header_string: Some(large.clone()),
        ..WithHeaders::default()
    });
    assert_eq!(request["x-string"], large);
}

#[test]
fn a_value_does_not_begin_another_header() {
    for control in ["\r", "\n", "\r\nHost: evil", "\0", "\x7f"] {
        let hostile = format!("s3cret{control}");
        let error = sent::<InputAndOutputWithHeaders>(WithHeaders {
            header_string: Some(hostile.clone()),
            ..WithHeaders::default()
        });
        let error = error.unwrap_err().to_string();
        assert_eq!(
            error,
            "InputAndOutputWithHeaders: the request could not be built: the member `headerString` cannot be sent: the \
             header `x-string` cannot have CR, LF, NUL or another control character"
        );
        let list = strings(&["a", &hostile]);
        let error = sent::<InputAndOutputWithHeaders>(WithHeaders {
            header_string_list: list,
            ..WithHeaders::default()
        });
        let error = error.unwrap_err().to_string();
        assert!(error.contains("`headerStringList`"), "{error}");
        for (key, value) in [(hostile.as_str(), "v"), ("k", hostile.as_str())] {
            let error = sent_prefixed(&[(key, value)]).unwrap_err();
            assert!(
                error.contains("the member `fooMap` cannot be sent"),
                "{error}"
            );
            assert!(!error.contains("s3cret"), "{error}");
        }
    }
    let error = sent_prefixed(&[("a b", "v")]).unwrap_err();
    assert!(error.contains("a name of its headers"), "{error}");
}

fn map(entries: &[(&str, &str)]) -> Option<BTreeMap<String, String>> {
    let entries = entries.iter();
    Some(
        entries
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
    )
}

fn sent_prefixed(entries: &[(&str, &str)]) -> Result<HeaderMap, String> {
    let input = PrefixHeaders {
        foo: Some("Foo".to_owned()),
        foo_map: map(entries),
    };
    let request = sent::<HttpPrefixHeaders>(input).map_err(|error| error.to_string())?;
    Ok(request.headers().clone())
}

/// `RestJsonHttpPrefixHeadersArePresent`, `RestJsonHttpPrefixHeadersAreNotPresent`, `HttpPrefixHeadersAreNotPresent` of
/// restXml.
#[test]
fn a_map_is_headers_with_a_prefix() {
    let headers = sent_prefixed(&[("Abc", "Abc value"), ("def", "")]).unwrap();
    assert_eq!(headers["x-foo"], "Foo");
    assert_eq!(headers["x-foo-abc"], "Abc value");
    assert_eq!(headers["x-foo-def"], "");

    let headers: [(&str, &[u8]); 4] = [
        ("X-Foo", b"Foo"),
        ("X-Foo-Abc", b"a"),
        ("x-foo-def", b""),
        ("x-fool", b"b"),
    ];
    let output = received::<HttpPrefixHeaders>(PrefixHeaders::default(), 200, &headers, "");
    let output = output.unwrap();
    assert_eq!(output.foo.as_deref(), Some("Foo"));
    assert_eq!(output.foo_map, map(&[("abc", "a"), ("def", "")]));
    let output = received::<HttpPrefixHeaders>(PrefixHeaders::default(), 200, &headers[..1], "");
    assert_eq!(output.unwrap().foo_map, map(&[]));
}

/// `RestJsonHttpEmptyPrefixHeadersRequestClient`, `RestJsonHttpEmptyPrefixHeadersResponseClient`.
#[test]
fn an_empty_prefix_is_any_header_but_those_that_frame_a_message() {
    let input = |entries: &[(&str, &str)]| EmptyPrefixHeaders {
        prefix_headers: map(entries),
        specific_header: Some("There".to_owned()),
    };
    let request = sent::<HttpEmptyPrefixHeaders>(input(&[
        ("x-foo", "Foo"),
        ("Hello", "Hello"),
        ("content-length", "7"),
    ]));
    let request = request.unwrap();
    assert_eq!(request.headers()["x-foo"], "Foo");
    assert_eq!(request.headers()["hello"], "There");
    assert!(!request.headers().contains_key("content-length"));
    for name in [
        "Host",
        "Transfer-Encoding",
        "Connection",
        "TE",
        "Upgrade",
        "Expect",
        "",
    ] {
        let error = sent::<HttpEmptyPrefixHeaders>(input(&[(name, "x")]));
        let error = error.unwrap_err().to_string();
        assert!(
            error.contains("the member `prefixHeaders` cannot be sent"),
            "{error}"
        );
    }

    let headers: [(&str, &[u8]); 2] = [("x-foo", b"Foo"), ("hello", b"There")];
    let input = EmptyPrefixHeaders::default();
    let output = received::<HttpEmptyPrefixHeaders>(input, 200, &headers, "").unwrap();
    assert_eq!(
        output.prefix_headers,
        map(&[("x-foo", "Foo"), ("hello", "There")])
    );
    assert_eq!(output.specific_header.as_deref(), Some("There"));
}

/// `MediaTypeHeaderOutputBase64`.
#[test]
fn a_text_with_a_media_type_is_base64_in_a_header() {
    let read = |value: &[u8]| {
        let input = MediaTypeHeaderIo::default();
        received::<MediaTypeHeader>(input, 200, &[("X-Json", value)], "")
    };
    let json = |output: MediaTypeHeaderIo| output.json.unwrap();
    assert_eq!(json(read(b"dHJ1ZQ==").unwrap()), "true");
    for invalid in ["true!", "/w=="] {
        let error = read(invalid.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("the header `X-Json`: "), "{error}");
    }
}

#[test]
fn debug_does_not_show_values_of_members() {
    let input = PrefixHeaders {
        foo: Some("the-s3cret".to_owned()),
        foo_map: map(&[("key", "the-s3cret")]),
    };
    let request = sent::<HttpPrefixHeaders>(input).unwrap();
    assert_eq!(request.headers()["x-foo-key"], "the-s3cret");
    assert!(!format!("{request:?}").contains("s3cret"));
    let headers: [(&str, &[u8]); 1] = [("x-foo", b"the-s3cret\xff")];
    let error = received::<HttpPrefixHeaders>(PrefixHeaders::default(), 200, &headers, "");
    let error = error.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s3cret"));
}

#[test]
fn too_many_headers_are_an_error() {
    let entries = |count: u32| {
        let entries = (0..count).map(|key| (format!("k{key}"), String::new()));
        PrefixHeaders {
            foo: None,
            foo_map: Some(entries.collect()),
        }
    };
    sent::<HttpPrefixHeaders>(entries(1_000)).unwrap();
    let error = sent::<HttpPrefixHeaders>(entries(40_000)).unwrap_err();
    assert!(
        error.to_string().contains("more than 1,000 headers"),
        "{error}"
    );
}
