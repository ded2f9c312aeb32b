//! Whole numbers, however they are written: RFC 8259 knows one kind of number.

use crate::{attempt, read, written};
use runtime::BigInteger;
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Low,
    High,
    Unknown(runtime::UnknownInt),
}

runtime::int_enum!(Level {
    Low: 1,
    High: 10,
    ..Unknown
});

#[derive(Debug, PartialEq)]
struct Sizes {
    byte: Option<i8>,
    short: Option<i16>,
    integer: Option<i32>,
    long: Option<i64>,
    big: Option<BigInteger>,
    level: Option<Level>,
    list: Option<Vec<i32>>,
    sparse: Option<Vec<Option<i64>>>,
    map: Option<BTreeMap<String, i16>>,
    required: i32,
    preset: i32,
}

runtime::structure!(Sizes {
    byte: "byte",
    short: "short",
    integer: "integer",
    long: "long",
    big: "big",
    level: "level",
    list: "list",
    sparse: "sparse",
    map: "map",
    required: "required",
    preset: "preset" = 7,
});

#[test]
fn what_is_whole_is_whole_however_it_is_written() {
    for (json, expected) in [
        (r#"{"byte": 2.0}"#, r#""byte":2"#),
        (r#"{"byte": -1.28e2}"#, r#""byte":-128"#),
        (r#"{"byte": -0}"#, r#""byte":0"#),
        (r#"{"byte": -0.0}"#, r#""byte":0"#),
        (r#"{"short": 1e3}"#, r#""short":1000"#),
        (r#"{"integer": 2147483647.0}"#, r#""integer":2147483647"#),
        (r#"{"integer": 12300E-2}"#, r#""integer":123"#),
        (r#"{"integer": 0e99999999999999999999}"#, r#""integer":0"#),
        (r#"{"long": 1.5E9}"#, r#""long":1500000000"#),
        (r#"{"long": 1700000000000.0}"#, r#""long":1700000000000"#),
        // A float would have lost digits of these.
        (
            r#"{"long": 9007199254740993.0}"#,
            r#""long":9007199254740993"#,
        ),
        (
            r#"{"long": 9223372036854775807.0}"#,
            r#""long":9223372036854775807"#,
        ),
        (
            r#"{"long": -9.223372036854775808e18}"#,
            r#""long":-9223372036854775808"#,
        ),
        (r#"{"big": 1e3}"#, r#""big":1000"#),
        (
            r#"{"big": 123456789012345678901234567890.0}"#,
            r#""big":123456789012345678901234567890"#,
        ),
        (r#"{"big": "2.0"}"#, r#""big":2"#),
        (r#"{"level": 1.0}"#, r#""level":1"#),
        (r#"{"level": 5e0}"#, r#""level":5"#),
        (r#"{"list": [1.0, 2e0, 3]}"#, r#""list":[1,2,3]"#),
        (r#"{"sparse": [1.0, null]}"#, r#""sparse":[1,null]"#),
        (r#"{"map": {"a": 4.0}}"#, r#""map":{"a":4}"#),
    ] {
        let sizes: Sizes = read(json);
        let expected = format!("{{{expected},\"required\":0,\"preset\":7}}");
        assert_eq!(written(&sizes), expected, "{json}");
        // A tree has floats alone, which lose digits.
        let tree: serde_json::Value = serde_json::from_str(json).unwrap();
        let is_exact = |long: i64| long.unsigned_abs() < 1 << 53;
        if sizes.long.is_none_or(is_exact) && !expected.contains("7890") {
            assert_eq!(
                serde_json::from_value::<Sizes>(tree).unwrap(),
                sizes,
                "{json}"
            );
        }
    }
    let sizes: Sizes = read(r#"{"required": 3.0, "preset": 4.0, "level": 1e1}"#);
    assert_eq!((sizes.required, sizes.preset), (3, 4));
    assert_eq!(sizes.level, Some(Level::High));
}

#[test]
fn what_is_not_whole_or_does_not_fit_says_where_it_is() {
    const FRACTION: &str = "invalid value: a number with a fraction, expected";
    const OUT_OF_RANGE: &str = "invalid value: a number out of range, expected";
    for (json, problem, rest) in [
        (r#"{"byte": 128.0}"#, OUT_OF_RANGE, "i8 in `byte`"),
        (r#"{"short": 1e5}"#, OUT_OF_RANGE, "i16 in `short`"),
        (r#"{"integer": 2.5}"#, FRACTION, "i32 in `integer`"),
        (r#"{"integer": 3e9}"#, OUT_OF_RANGE, "i32 in `integer`"),
        (r#"{"integer": 1e-1}"#, FRACTION, "i32 in `integer`"),
        (r#"{"long": 1e19}"#, OUT_OF_RANGE, "i64 in `long`"),
        (
            r#"{"long": 9223372036854775808}"#,
            OUT_OF_RANGE,
            "i64 in `long`",
        ),
        (
            r#"{"long": 9223372036854775807.5}"#,
            FRACTION,
            "i64 in `long`",
        ),
        (r#"{"long": 1e999999999999}"#, OUT_OF_RANGE, "i64 in `long`"),
        (r#"{"big": 2.5}"#, FRACTION, "a whole number in `big`"),
        (
            r#"{"big": 1e99999}"#,
            "invalid value: a number of more than 2467 digits, expected",
            "a whole number in `big`",
        ),
        (r#"{"level": 1.5}"#, FRACTION, "i32 in `level`"),
        (r#"{"level": 2147483648}"#, OUT_OF_RANGE, "i32 in `level`"),
        (r#"{"list": [1, 2.5]}"#, FRACTION, "i32 in `list[1]`"),
        (
            r#"{"sparse": [null, "1"]}"#,
            "invalid type: string, expected",
            "i64 in `sparse[1]`",
        ),
        (r#"{"map": {"secret": 1.5}}"#, FRACTION, "i16 in `map[…]`"),
        (
            r#"{"integer": "2"}"#,
            "invalid type: string, expected",
            "i32 in `integer`",
        ),
        (
            r#"{"integer": true}"#,
            "boolean, expected",
            "i32 in `integer`",
        ),
        (r#"{"integer": {}}"#, "map, expected", "i32 in `integer`"),
        (
            r#"{"integer": [1]}"#,
            "sequence, expected",
            "i32 in `integer`",
        ),
    ] {
        let error = attempt::<Sizes>(json).unwrap_err();
        let expected = format!("{problem} {rest} at line 1 column ");
        assert!(error.contains(&expected), "{json}: {error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

/// RFC 8949, appendix A and section 3.4.3.
#[cfg(all(feature = "cbor", feature = "test-util"))]
#[test]
fn cbor_has_floats_of_three_widths_and_tags() {
    use crate::attempt_cbor;
    // {"integer": …}
    let integer = |value: &str| attempt_cbor::<Sizes>(&format!("a1 67696e7465676572 {value}"));
    for (value, expected) in [
        ("f93c00", 1),
        ("f98000", 0),
        ("fa47c35000", 100_000),
        ("fbc1e0000000000000", i32::MIN),
        ("c24105", 5),
        ("c34104", -5),
        ("d9d9f705", 5),
    ] {
        assert_eq!(integer(value).unwrap().integer, Some(expected), "{value}");
    }
    for (value, expected) in [
        (
            "f93e00",
            "a number with a fraction, expected i32 in `integer` at byte 9",
        ),
        ("f97e00", "a number that is not finite, expected i32"),
        ("f97c00", "a number out of range, expected i32"),
        ("fb41f0000000000000", "a number out of range, expected i32"),
        ("1a80000000", "a number out of range, expected i32"),
        (
            "c2490100000000000000ff",
            "a number out of range, expected i32",
        ),
        ("6132", "string, expected i32"),
    ] {
        let error = integer(value).unwrap_err();
        assert!(error.contains(expected), "{value}: {error}");
        assert!(error.contains("in `integer` at byte "), "{value}: {error}");
    }
    // {"long": …}
    let long = |value: &str| attempt_cbor::<Sizes>(&format!("a1 646c6f6e67 {value}"));
    let least = long("fbc3e0000000000000").unwrap();
    assert_eq!(least.long, Some(i64::MIN));
    let beyond = long("fb43e0000000000000").unwrap_err();
    assert!(beyond.contains("out of range, expected i64"), "{beyond}");
    // {"big": 1.0}, {"level": 10.0}, {"list": [1.0, 2.0]}, {"map": {"a": 3.0}}
    let big: Sizes = attempt_cbor("a1 63626967 f93c00").unwrap();
    assert_eq!(big.big.unwrap().as_str(), "1");
    let level: Sizes = attempt_cbor("a1 656c6576656c f94900").unwrap();
    assert_eq!(level.level, Some(Level::High));
    let list: Sizes = attempt_cbor("bf 646c697374 9f f93c00 f94000 ff ff").unwrap();
    assert_eq!(list.list, Some(vec![1, 2]));
    let map: Sizes = attempt_cbor("a1 636d6170 a1 6161 f94200").unwrap();
    assert_eq!(map.map.unwrap()["a"], 3);
    let big = attempt_cbor::<Sizes>("a1 63626967 f93e00").unwrap_err();
    let expected = "a number with a fraction, expected a whole number in `big` at byte 5";
    assert!(big.contains(expected), "{big}");
}
