//! Instants as the wire has them; expected values from Smithy's specification and its protocol tests.

use super::instant;
use crate::timestamp::Timestamp;
use serde_json::{from_str, from_value, to_string};

/// Pairs of JSON and RFC 3339 that go both ways.
const PAIRS: [(&str, &str); 11] = [
    ("0", "1970-01-01T00:00:00Z"),
    ("1398796238", "2014-04-29T18:30:38Z"),
    ("946845296.456", "2000-01-02T20:34:56.456Z"),
    ("946845296.000001", "2000-01-02T20:34:56.000001Z"),
    ("-1", "1969-12-31T23:59:59Z"),
    ("-0.5", "1969-12-31T23:59:59.5Z"),
    ("-1.25", "1969-12-31T23:59:58.75Z"),
    ("4102444799.999999", "2099-12-31T23:59:59.999999Z"),
    ("8589934591.999999", "2242-03-16T12:56:31.999999Z"),
    ("253402207200", "9999-12-30T22:00:00Z"),
    ("253402207200.5", "9999-12-30T22:00:00.5Z"),
];

#[test]
fn json_is_epoch_seconds_with_a_fraction_only_where_there_is_one() {
    for (json, text) in PAIRS {
        assert_eq!(to_string(&instant(text)).unwrap(), json, "{text}");
        assert_eq!(from_str::<Timestamp>(json).unwrap(), instant(text));
        assert_eq!(
            from_value::<Timestamp>(from_str(json).unwrap()).unwrap(),
            instant(text)
        );
    }
}

#[test]
fn every_way_to_write_a_number_is_read() {
    for json in [
        "1398796238.0",
        "1.398796238e9",
        "1398796238.0000000001",
        "1398796237.9999999999",
    ] {
        assert_eq!(
            from_str::<Timestamp>(json).unwrap(),
            instant("2014-04-29T18:30:38Z"),
            "{json}"
        );
    }
    assert_eq!(
        from_str::<Timestamp>("-0.0").unwrap(),
        Timestamp::UNIX_EPOCH
    );
}

#[test]
fn microseconds_come_back_as_they_went() {
    // Spread over the seconds and fractions up to 2242, where floats are coarsest.
    for step in 0..20_000_i64 {
        let second = step * 429_493;
        let nanosecond = i32::try_from(step * 49_999 % 1_000_000).unwrap() * 1_000;
        let sent = Timestamp::constant(second, nanosecond);
        assert_eq!(
            from_str::<Timestamp>(&to_string(&sent).unwrap()).unwrap(),
            sent
        );
    }
}

#[test]
fn nanoseconds_are_digits() {
    for (json, instant) in [
        ("1.999999999", Timestamp::constant(1, 999_999_999)),
        ("1.000000999", Timestamp::constant(1, 999)),
        ("0.000000001", Timestamp::constant(0, 1)),
        ("-0.000000001", Timestamp::constant(0, -1)),
        (
            "253402300799.999999999",
            Timestamp::constant(253_402_300_799, 999_999_999),
        ),
        (
            "9223372036854775807.9",
            Timestamp::constant(i64::MAX, 900_000_000),
        ),
    ] {
        assert_eq!(to_string(&instant).unwrap(), json);
        assert_eq!(from_str::<Timestamp>(json).unwrap(), instant, "{json}");
    }
}

#[test]
fn numbers_beyond_64_bits_are_refused() {
    for json in [
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "1e300",
        "-1e300",
    ] {
        let error = from_str::<Timestamp>(json).unwrap_err().to_string();
        assert_eq!(error, "a timestamp out of range", "{json}");
    }
    assert!(from_str::<Timestamp>("null").is_err());
    for json in ["true", "[]", "{}"] {
        let error = from_str::<Timestamp>(json).unwrap_err().to_string();
        assert!(error.contains("expected a timestamp"), "{json}: {error}");
    }
}

#[test]
fn binary_formats_have_the_same_number_and_none_that_is_infinite() {
    for (_, text) in PAIRS {
        let bytes = cbor2::to_vec(&instant(text)).unwrap();
        assert_eq!(
            cbor2::from_slice::<Timestamp>(&bytes).unwrap(),
            instant(text)
        );
    }
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let bytes = cbor2::to_vec(&number).unwrap();
        let error = cbor2::from_slice::<Timestamp>(&bytes)
            .unwrap_err()
            .to_string();
        assert!(error.contains("not a finite number"), "{error}");
    }
}
