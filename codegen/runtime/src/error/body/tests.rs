//! Bodies of errors, in every shape that services and proxies send; codes as in `AwsJson10FooError…` of Smithy's
//! protocol tests.

use super::{ErrorBody, sanitize};
use crate::error::{Fault, ModeledError};

#[derive(Debug, PartialEq)]
struct Invalid {
    message: String,
    count: Option<i32>,
}
crate::structure!(Invalid {
    message: "Message",
    count: "Count",
});

impl ModeledError for Invalid {
    const CODE: &'static str = "Invalid";
    const FAULT: Fault = Fault::Client;

    fn message(&self) -> Option<&str> {
        Some(&self.message)
    }

    fn set_message(&mut self, message: String) {
        self.message = message;
    }
}

crate::errors!(Invalid);

fn code(json: &str) -> Option<String> {
    ErrorBody::json(json.as_bytes()).code().map(str::to_owned)
}

fn message(json: &str) -> Option<String> {
    ErrorBody::json(json.as_bytes())
        .message()
        .map(str::to_owned)
}

#[test]
fn a_code_is_freed_of_namespace_and_address() {
    for code in [
        "FooError",
        "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
        "aws.protocoltests.json10#FooError",
        "aws.protocoltests.json10#FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/#x",
        " FooError ",
    ] {
        assert_eq!(sanitize(code), Some("FooError"), "{code}");
    }
    for code in ["", " ", ":http://internal.example/", "aws.example#", "#:"] {
        assert_eq!(sanitize(code), None, "{code}");
    }
}

#[test]
fn the_type_comes_before_the_code_and_only_text_counts() {
    for (json, expected) in [
        (r#"{"__type": "a#A", "code": "B"}"#, Some("A")),
        (r#"{"code": "b#B:x", "__type": null}"#, Some("B")),
        (r#"{"code": 17, "__type": ["A"]}"#, None),
        (
            r#"{"code": {"code": "B"}, "details": {"__type": "C"}}"#,
            None,
        ),
        (r#"{"__type": "", "code": "B"}"#, Some("B")),
        (
            r#"{"__type": "FooError", "ErrorDetails": [{"__type": "x#ErrorDetails"}]}"#,
            Some("FooError"),
        ),
    ] {
        assert_eq!(code(json).as_deref(), expected, "{json}");
    }
}

#[test]
fn the_message_is_found_under_every_spelling() {
    for (json, expected) in [
        (r#"{"message": "a"}"#, Some("a")),
        (r#"{"Message": "a"}"#, Some("a")),
        (r#"{"errorMessage": "a"}"#, Some("a")),
        (r#"{"MESSAGE": "a"}"#, Some("a")),
        (r#"{"ErrorMessage": "a"}"#, Some("a")),
        (
            r#"{"MESSAGE": "d", "errorMessage": "c", "Message": "b", "message": "a"}"#,
            Some("a"),
        ),
        (r#"{"message": null, "Message": "b"}"#, Some("b")),
        (r#"{"message": 1, "messages": "no"}"#, None),
    ] {
        assert_eq!(message(json).as_deref(), expected, "{json}");
    }
}

#[test]
fn a_body_of_another_shape_says_nothing_and_one_that_is_cut_off_what_it_has() {
    for json in [
        "",
        "  ",
        "null",
        "[]",
        "17",
        "\"text\"",
        "<html>Bad Gateway</html>",
        "\u{0}",
        "{",
        "[{\"__type\":\"A\"}]",
    ] {
        assert_eq!((code(json), message(json)), (None, None), "{json}");
    }
    assert_eq!(
        code(r#"{"__type": "A", "message": "cut o"#).as_deref(),
        Some("A")
    );
    assert_eq!(ErrorBody::json(&[0xff, 0xfe]).code(), None);
}

#[test]
fn the_error_takes_its_own_spelling_else_the_other() {
    for (json, expected) in [
        (r#"{"Message": "own"}"#, "own"),
        (r#"{"message": "other"}"#, "other"),
        (r#"{"message": "other", "Message": "own"}"#, "own"),
        (r#"{"message": "other", "Message": null}"#, "other"),
        (r#"{"Message": "first", "Message": "last"}"#, "last"),
        ("{}", ""),
        ("", ""),
        (" null\n", ""),
    ] {
        let error: Invalid = ErrorBody::json(json.as_bytes()).read().unwrap();
        assert_eq!(error.message, expected, "{json}");
    }
}

#[test]
fn an_error_that_does_not_fit_says_why_without_showing_what() {
    for json in [
        r#"{"Count": "secret"}"#,
        r#"{"Message": "a"} secret"#,
        "[]",
        "\"secret\"",
        "<html>secret",
    ] {
        let error = ErrorBody::json(json.as_bytes())
            .read::<Invalid>()
            .unwrap_err()
            .to_string();
        assert!(!error.is_empty() && !error.contains("secret"), "{error}");
    }
    let error = ErrorBody::json(br#"{"Message": "a", "Count": "secret"}"#);
    assert_eq!(
        error.read::<Invalid>().unwrap_err().to_string(),
        "invalid type: string, expected i32 in `Count` at line 1 column 35"
    );
    assert_eq!(
        format!("{:?}", ErrorBody::json(b"secret")),
        "ErrorBody(6 bytes)"
    );
}

#[test]
fn nesting_without_end_is_refused_not_followed() {
    let json = format!("{{\"__type\":\"A\",\"x\":{}", "[".repeat(100_000));
    assert_eq!(code(&json).as_deref(), Some("A"));
}
