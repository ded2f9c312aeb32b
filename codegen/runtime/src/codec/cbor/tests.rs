//! The format; expected bytes are those of RFC 8949, appendix A and section 3.4, where it says nothing else.

#![allow(dead_code, reason = "a union has more methods than are called")]

use super::DEPTH;
use crate::codec::Codec;
use crate::error::ErrorBody;
use crate::wire::as_member::One;
use crate::wire::{DateTime, UnknownMember, Value};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Debug;

/// The map of the one member `a`, whose value is this in hexadecimal digits.
fn one(value: &str) -> Vec<u8> {
    bytes(&format!("a16161{value}"))
}

pub(super) fn bytes(digits: &str) -> Vec<u8> {
    let digit = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(digit).collect()
}

fn read<T: Value>(value: &str) -> Result<T, String> {
    let read = Codec::Cbor.read::<One<T>>(&one(value));
    read.map(|it| it.a).map_err(|error| error.to_string())
}

#[track_caller]
fn goes_both_ways<T: Value + Clone + Debug + PartialEq>(value: T, expected: &str) {
    let written = Codec::Cbor.write(&One::<T> { a: value.clone() }).unwrap();
    assert_eq!(written, one(expected), "{value:?}");
    assert_eq!(read(expected), Ok(value));
}

#[test]
fn integers_take_the_least_room() {
    for (number, expected) in [
        (0, "00"),
        (10, "0a"),
        (23, "17"),
        (24, "1818"),
        (100, "1864"),
        (1_000, "1903e8"),
        (1_000_000, "1a000f4240"),
        (1_000_000_000_000, "1b000000e8d4a51000"),
        (i64::MAX, "1b7fffffffffffffff"),
        (-1, "20"),
        (-10, "29"),
        (-100, "3863"),
        (-1_000, "3903e7"),
        (i64::MIN, "3b7fffffffffffffff"),
    ] {
        goes_both_ways(number, expected);
    }
    assert!(read::<i8>("1880").is_err(), "128 is no byte");
    assert!(read::<i64>("1bffffffffffffffff").is_err());
}

#[test]
fn floats_have_32_bits_where_that_is_enough_and_never_16() {
    for (number, expected) in [
        (1.1, "fb3ff199999999999a"),
        (100_000.0, "fa47c35000"),
        (3.402_823_466_385_288_6e38, "fa7f7fffff"),
        (1.0e300, "fb7e37e43c8800759c"),
        (-4.1, "fbc010666666666666"),
        (1.5, "fa3fc00000"),
        (-0.0, "fa80000000"),
        (f64::INFINITY, "fa7f800000"),
        (f64::NEG_INFINITY, "faff800000"),
    ] {
        goes_both_ways(number, expected);
    }
    goes_both_ways(7.625_f32, "fa40f40000");
    let nan = Codec::Cbor.write(&One::<f64> { a: f64::NAN }).unwrap();
    assert_eq!(nan, one("fa7fc00000"));
}

#[test]
fn floats_are_read_from_every_width_and_from_integers() {
    for (value, expected) in [
        ("f90000", 0.0),
        ("f93c00", 1.0),
        ("f93e00", 1.5),
        ("f97bff", 65_504.0),
        ("f90001", 5.960_464_477_539_063e-8),
        ("f97c00", f64::INFINITY),
        ("f9fc00", f64::NEG_INFINITY),
        ("fb7ff0000000000000", f64::INFINITY),
        ("0a", 10.0),
        ("29", -10.0),
    ] {
        assert_eq!(read(value), Ok(expected), "{value}");
        #[expect(clippy::cast_possible_truncation, reason = "all of them fit")]
        let narrow = expected as f32;
        assert_eq!(read(value), Ok(narrow), "{value}");
    }
    for nan in ["f97e00", "f97e01", "fa7fc00000", "fb7ff8000000000000"] {
        assert!(read::<f64>(nan).unwrap().is_nan(), "{nan}");
    }
}

#[test]
fn a_timestamp_is_tag_1_in_whatever_format_the_model_has_it() {
    let whole = Timestamp::from_second(1_363_896_240).unwrap();
    goes_both_ways(whole, "c11a514b67b0");
    goes_both_ways(
        Timestamp::constant(1_363_896_240, 500_000_000),
        "c1fb41d452d9ec200000",
    );
    assert_eq!(read("1a514b67b0"), Ok(whole), "without its tag");
    let half = "c1f93e00";
    assert_eq!(read(half), Ok(Timestamp::constant(1, 500_000_000)));
    for wrong in ["c01a514b67b0", "c11bffffffffffffffff", "c1f97e00", "c161"] {
        assert!(read::<Timestamp>(wrong).is_err(), "{wrong}");
    }

    #[derive(Debug, PartialEq)]
    struct Formatted {
        a: Timestamp,
    }
    crate::structure!(Formatted { a: "a" as DateTime });
    let formatted = Formatted { a: whole };
    let body = Codec::Cbor.write(&formatted).unwrap();
    assert_eq!(body, one("c11a514b67b0"));
    assert_eq!(Codec::Cbor.read(&body), Ok(formatted));
}

#[test]
fn texts_blobs_lists_and_maps() {
    goes_both_ways("IETF".to_owned(), "6449455446");
    goes_both_ways("\u{6c34}".to_owned(), "63e6b0b4");
    goes_both_ways(Blob::from(&[1, 2, 3, 4]), "4401020304");
    goes_both_ways(true, "f5");
    goes_both_ways(vec![1, 2, 3], "83010203");
    goes_both_ways(vec![Some(1), None], "8201f6");
    let map = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
    goes_both_ways(map, "a2616101616202");
    goes_both_ways(json!({"n": [1, null, "x"]}), "a1616e8301f66178");
}

#[test]
fn lengths_may_be_indefinite() {
    assert_eq!(
        read("7f657374726561646d696e67ff"),
        Ok("streaming".to_owned())
    );
    let blob = read("5f42010243030405ff");
    assert_eq!(blob, Ok(Blob::from(&[1, 2, 3, 4, 5])));
    assert_eq!(read("9fff"), Ok(Vec::<i32>::new()));
    assert_eq!(read("9f01f603ff"), Ok(vec![1, 3]));
    let map = BTreeMap::from([("Amt".to_owned(), -2)]);
    assert_eq!(read("bf63416d7421ff"), Ok(map));
    let whole = Codec::Cbor.read::<One<i32>>(&bytes("bf616105ff"));
    assert_eq!(whole, Ok(One::<i32> { a: 5 }));
}

#[test]
fn what_is_null_undefined_or_unknown_is_not_there() {
    for nothing in ["f6", "f7"] {
        assert_eq!(read(nothing), Ok(0));
        assert_eq!(read(nothing), Ok(None::<i32>));
        assert_eq!(read(nothing), Ok(String::new()));
        assert_eq!(Codec::Cbor.read(&bytes(nothing)), Ok(One::<i32> { a: 0 }));
    }
    for body in ["", "a0", "bfff"] {
        assert_eq!(
            Codec::Cbor.read(&bytes(body)),
            Ok(One::<i32> { a: 0 }),
            "{body}"
        );
    }
    // Of any type, with any tag, and with a key that no structure has.
    let members = [
        "616263414141",
        "616381c1fb41d452d9ec200000",
        "0ad9d9f7a0",
        "616107",
    ];
    let unknown = bytes(&format!("a4{}", members.concat()));
    assert_eq!(Codec::Cbor.read(&unknown), Ok(One::<i32> { a: 7 }));
}

/// RFC 8949, section 3.3: values that are not assigned are well-formed, but for those below 32 in two bytes.
#[test]
fn an_unassigned_simple_value_is_skipped_with_its_unknown_member() {
    for value in ["f0", "f820", "e0", "81f8ff"] {
        let body = bytes(&format!("a16178{value}"));
        let read = Codec::Cbor.read::<One<Option<String>>>(&body);
        assert_eq!(read.map(|it| it.a), Ok(None), "{value}");
        let error = read_error(value);
        assert!(error.contains("in `a`"), "{error}");
    }
    assert!(
        Codec::Cbor
            .read::<One<Option<i32>>>(&bytes("a16178f81f"))
            .is_err()
    );
}

fn read_error(value: &str) -> String {
    read::<Option<String>>(value).unwrap_err()
}

#[test]
fn big_numbers_are_integers_and_then_bytes() {
    let integer = |digits: &str| -> BigInteger { digits.parse().unwrap() };
    goes_both_ways(integer("-5"), "24");
    goes_both_ways(integer("18446744073709551615"), "1bffffffffffffffff");
    goes_both_ways(integer("18446744073709551616"), "c249010000000000000000");
    goes_both_ways(integer("-18446744073709551617"), "c349010000000000000000");
    for (value, digits) in [
        ("3bffffffffffffffff", "-18446744073709551616"),
        ("c240", "0"),
        ("c340", "-1"),
        ("c2420100", "256"),
        ("c25f41014100ff", "256"),
        // RFC 8949, section 3.4: a tag may be ignored.
        ("c10a", "10"),
    ] {
        assert_eq!(read(value), Ok(integer(digits)), "{value}");
    }
    let most = format!("c2590400{}", "ff".repeat(1_024));
    assert_eq!(read::<BigInteger>(&most).unwrap().as_str().len(), 2_467);
    let more = format!("c2590401{}", "ff".repeat(1_025));
    assert!(read::<BigInteger>(&more).unwrap_err().contains("1024"));
    for wrong in ["f93e00", "c26161", "6161", "80"] {
        assert!(read::<BigInteger>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn decimal_numbers_are_a_power_of_ten_and_an_integer() {
    let decimal = |digits: &str| -> BigDecimal { digits.parse().unwrap() };
    goes_both_ways(decimal("273.15"), "c48221196ab3");
    goes_both_ways(decimal("-0.5"), "c4822024");
    goes_both_ways(decimal("1.50"), "c482211896");
    goes_both_ways(decimal("0.001"), "c4822201");
    goes_both_ways(decimal("15e2"), "c482020f");
    goes_both_ways(decimal("1e-1000000"), "c4823a000f423f01");
    goes_both_ways(decimal("7"), "07");
    let written = Codec::Cbor.write(&One::<BigDecimal> {
        a: decimal("1.5E+3"),
    });
    assert_eq!(written.unwrap(), one("c482020f"));
    assert_eq!(
        read("c48221c249010000000000000000"),
        Ok(decimal("184467440737095516.16"))
    );
    assert_eq!(read("fb3ff8000000000000"), Ok(decimal("1.5")));
    for wrong in [
        "f97e00",
        "c4820105ff",
        "c48101",
        "c4826161",
        "c40a",
        "c48221676465636cc48221",
        "c48220f93e00",
        "c582200a",
    ] {
        assert!(read::<BigDecimal>(wrong).is_err(), "{wrong}");
    }
    let endless = decimal(&format!("1e{}", "9".repeat(30)));
    assert!(
        Codec::Cbor
            .write(&One::<BigDecimal> { a: endless })
            .is_err()
    );
}

#[test]
fn a_member_that_is_not_known_is_sent_back_as_it_came() {
    #[derive(Debug, PartialEq)]
    enum Choice {
        Unknown(UnknownMember),
    }
    crate::union!(Choice {
        ..Unknown(is_unknown, as_unknown)
    });

    for (value, json) in [
        ("c11a514b67b0", "1363896240"),
        ("4401020304", r#""AQIDBA==""#),
        ("c249010000000000000000", "18446744073709551616"),
        ("82c101d82043666f6f", r#"[1,"Zm9v"]"#),
        ("fa7fc00000", r#""NaN""#),
    ] {
        let choice = Codec::Cbor.read::<One<Choice>>(&one(&format!("a16178{value}")));
        let choice = choice.unwrap();
        let written = Codec::Cbor.write(&choice).unwrap();
        assert_eq!(written, one(&format!("a16178{value}")));
        let text = String::from_utf8(Codec::Json.write(&choice).unwrap()).unwrap();
        let expected = format!(r#"{{"a":{{"x":{json}}}}}"#);
        assert_eq!(text, expected, "{value}");
    }
}

#[test]
fn an_error_says_what_is_wrong_and_where_and_not_what_is_there() {
    for (body, expected) in [
        (
            "a161616173",
            "invalid type: string, expected i32 in `a` at byte 3",
        ),
        ("a1616119ffff", "expected i8"),
        (
            "a2616261616161f93e00",
            "a number with a fraction, expected i32 in `a` at byte 7",
        ),
        ("a161610500", "trailing data after the value at byte 4"),
        ("a16161", "the body ends within a value in `a` at byte 3"),
        ("a1", "the body ends within a value"),
        ("a16161ff", "break"),
        ("ff", "break"),
        ("1c", "malformed head of a value at byte 1"),
        ("80", "sequence, expected the structure One at byte 0"),
        ("6173", "string, expected the structure One at byte 0"),
    ] {
        let error = if body.ends_with("ffff") {
            Codec::Cbor.read::<One<i8>>(&bytes(body)).unwrap_err()
        } else {
            Codec::Cbor.read::<One<i32>>(&bytes(body)).unwrap_err()
        };
        let error = error.to_string();
        assert!(error.contains(expected), "{body}: {error}");
        assert!(
            !error.contains("65535") && !error.contains("\"s\""),
            "{error}"
        );
    }
}

#[test]
fn nesting_is_followed_to_a_limit() {
    let nested = |depth: usize| format!("{}00", "81".repeat(depth));
    assert!(read::<Document>(&nested(DEPTH - 1)).is_ok());
    for depth in [DEPTH, 10_000] {
        let error = read::<Document>(&nested(depth)).unwrap_err();
        assert!(error.contains("recursion limit exceeded"), "{error}");
        let unknown = bytes(&format!("a26178{}616105", nested(depth)));
        assert!(Codec::Cbor.read::<One<i32>>(&unknown).is_err());
    }
}

#[test]
fn the_envelope_of_an_error_is_found_between_members_of_any_type() {
    let members = [
        "6161c11a514b67b0",         // "a": a timestamp
        "6162820102",               // "b": [1, 2]
        "665f5f74797065646e732346", // "__type": "ns#F"
        "64636f6465c10a",           // "code": a timestamp
        "676d657373616765626869",   // "message": "hi"
    ];
    let body = bytes(&format!("a5{}", members.concat()));
    let body = ErrorBody::new(Codec::Cbor, &body);
    assert_eq!(body.code(), Some("F"));
    assert_eq!(body.message(), Some("hi"));
}
