//! Tests of this codec against serde_json.

mod write;

use super::{read_value, skipped};
use crate::wire::Neutral;
use serde_json::Value as Json;

/// A text with each form of each value.
const RICH: &str = concat!(
    "{\"a\": [1, -2.5e3, 0, -0, 18446744073709551615, 1e-7, true, false, null],\r\n\t",
    "\"b\": {\"\": \"plain\", \"\\u0063\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 ü水😀\"}, ",
    "\"d\":[[],{},[ ] , { }],\"e\":\"long enough for the words of eight bytes\"}",
);

/// Checks that a body is accepted, or rejected, as it is by serde_json, with the same value, and returns it.
fn agree(body: &[u8]) -> Option<Json> {
    let theirs: Option<Json> = serde_json::from_slice(body).ok();
    // Only a valid string reaches the reader: see `super::text`.
    let text = std::str::from_utf8(body).ok();
    let ours = text.map(read_value::<Neutral>).and_then(Result::ok);
    let ours = ours.map(|value| value.unwrap_or(Neutral::Null));
    let shown = String::from_utf8_lossy(body);
    let value = ours.as_ref().map(super::write_value::<Neutral>);
    // Duplicate keys are kept in an untyped value, and lost when serde_json reads what is written.
    let value = value.map(|written| serde_json::from_slice::<Json>(&written).unwrap());
    assert_eq!(value, theirs, "{shown}");
    if let Some(text) = text {
        // serde_json skips lone surrogates, as this codec does, and levels without end, which this codec does not.
        let is_deep = text.matches(['[', '{']).count() > 127;
        let is_skipped = !is_deep && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        assert_eq!(skipped(text), is_skipped || theirs.is_some(), "{shown}");
    }
    theirs
}

#[track_caller]
fn accepted(text: &str) -> Json {
    agree(text.as_bytes()).unwrap_or_else(|| panic!("{text}: rejected"))
}

#[track_caller]
fn rejected(text: &str) {
    assert_eq!(agree(text.as_bytes()), None, "{text}");
}

#[test]
fn numbers_have_the_grammar_of_rfc_8259() {
    for number in [
        "0",
        "-0",
        "7",
        "-7",
        "10",
        "0.0",
        "-0.0",
        "0.10",
        "1e5",
        "1E5",
        "1e+5",
        "1e-5",
        "0e0",
        "1.5e300",
        "-1.5E-300",
        "5e-324",
        "1e-400",
        "999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
        "1.7976931348623157e308",
        "0.1",
        "31.245270191439438",
        "3.141592653589793238462643383279502884197169399375105820974944592307816406286",
    ] {
        accepted(number);
        accepted(&format!("[{number} ,{number}]"));
    }
    for text in [
        "-",
        "+1",
        "01",
        "-01",
        "00",
        ".5",
        "1.",
        "1.e5",
        "1e",
        "1e+",
        "1e-",
        "0x10",
        "1_000",
        "NaN",
        "Infinity",
        "-Infinity",
        "--1",
        "1 2",
        "1a",
        "-a",
        "1.5.5",
        "1e5e5",
        "1e400",
        "-1e400",
        "1,",
        "[1",
        "[01]",
        "[1.]",
    ] {
        rejected(text);
    }
}

#[test]
fn strings_have_the_escapes_of_rfc_8259() {
    for text in [
        r#""""#,
        r#""a""#,
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u0000\u001f\u0041\u00e9\u6c34\uFFFF\uffff""#,
        r#""\ud83d\ude00 \uD800\uDC00 \udbff\udfff""#,
        "\"\u{7f}\u{80}\u{2028} ü水😀\"",
        r#""\\u0041""#,
    ] {
        accepted(text);
    }
    for text in [
        r#"""#,
        r#""a"#,
        r#""\"#,
        r#""\""#,
        r#""\x""#,
        r#""\'""#,
        r#""\u""#,
        r#""\u12""#,
        r#""\u12g4""#,
        r#""\u+123""#,
        r#""\U0041""#,
        r#""\u004"#,
        r#"'a'"#,
        r#"a"#,
        r#""a"b"#,
    ] {
        rejected(text);
    }
}

#[test]
fn lone_surrogates_are_rejected() {
    for text in [
        r#""\ud800""#,
        r#""\udc00""#,
        r#""\ud800\ud800""#,
        r#""\ud800\u0041""#,
        r#""\udc00\ud800""#,
        r#""\ud800x""#,
        r#""\ud800\n""#,
        r#""\ud800\"#,
        r#""\ud800\u"#,
        r#""\ud83d\ude0""#,
        r#"{"\ud800": 1}"#,
    ] {
        rejected(text);
    }
}

#[test]
fn control_characters_are_rejected_at_each_position_of_a_string() {
    for length in 0..20 {
        for at in 0..=length {
            for byte in (0..=0x20).chain([b'"', b'\\', 0x7f]) {
                let mut string = vec![b'x'; length];
                string.insert(at, byte);
                agree(&[b"\"", string.as_slice(), b"\""].concat());
                string.insert(0, 0xc3);
                string.insert(1, 0xbc);
                agree(&[b"[\"", string.as_slice(), b"\"]"].concat());
            }
        }
    }
}

#[test]
fn invalid_utf_8_is_rejected_everywhere() {
    for bytes in [
        &b"\x80"[..],
        b"\xff",
        b"\xc3",
        b"\xe6\xb0",
        b"\xed\xa0\x80",
        b"\xf5\x80\x80\x80",
        b"\xc0\xaf",
    ] {
        for (before, after) in [
            ("\"", "\""),
            ("{\"", "\":1}"),
            ("[1,\"a", "b\"]"),
            ("", "1"),
            ("1", ""),
        ] {
            let body = [before.as_bytes(), bytes, after.as_bytes()].concat();
            assert_eq!(agree(&body), None);
            let structure = [b"{\"unknown\":", body.as_slice(), b"}"].concat();
            assert!(super::read::<()>(&structure).is_err());
        }
    }
}

#[test]
fn of_duplicate_keys_the_last_counts() {
    let value = accepted(r#"{"a": 1, "b": 2, "\u0061": 3, "a": {"b": 1, "b": 4}}"#);
    assert_eq!(value, serde_json::json!({"a": {"b": 4}, "b": 2}));
    let map = read_value::<std::collections::BTreeMap<String, i32>>(r#"{"a": 1, "a": 2}"#);
    assert_eq!(map.unwrap().unwrap()["a"], 2);
}

#[test]
fn white_space_may_be_between_tokens() {
    let tokens = [
        "{", "\"a\"", ":", "[", "1", ",", "\"b\"", ",", "null", "]", ",", "\"c\"", ":", "{", "}",
        "}",
    ];
    for space in [" ", "\t", "\n", "\r", " \t\n\r "] {
        accepted(&tokens.join(space));
        accepted(&format!("{space}{}{space}", tokens.concat()));
    }
    for space in ["\u{b}", "\u{c}", "\u{a0}", "\u{feff}", "/**/", "//\n", "\0"] {
        rejected(&tokens.join(space));
    }
}

#[test]
fn lists_and_maps_have_their_punctuation() {
    for text in [
        "",
        " ",
        "[1,]",
        "[,1]",
        "[,]",
        "[1,,2]",
        "[1 2]",
        "[",
        "]",
        "[1}",
        "[1:2]",
        "{\"a\":1,}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1",
        "{\"a\",1}",
        "{1:2}",
        "{a:1}",
        "{\"a\":1]",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,,\"b\":2}",
        "}",
        "[] []",
        "{}{}",
        "tru",
        "truE",
        "nul",
        "nulll",
        "falsey",
        "True",
    ] {
        rejected(text);
    }
}

#[test]
fn depth_is_limited_as_in_serde_json() {
    for depth in [1, 126, 127, 128, 129, 1_000] {
        let list = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let map = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        for text in [list, map] {
            assert_eq!(agree(text.as_bytes()).is_some(), depth < 128, "{depth}");
        }
    }
    // Levels that are closed do not count.
    accepted(&format!("[{}[]]", "[[]],".repeat(1_000)));
}

#[test]
fn a_body_may_end_at_each_byte() {
    accepted(RICH);
    for at in 0..RICH.len() {
        assert_eq!(agree(&RICH.as_bytes()[..at]), None);
    }
}

#[test]
fn a_body_may_have_any_byte_at_each_position() {
    let mut body = RICH.as_bytes().to_vec();
    for at in 0..body.len() {
        let byte = body[at];
        for other in 0..=u8::MAX {
            body[at] = other;
            agree(&body);
        }
        body[at] = byte;
    }
}
