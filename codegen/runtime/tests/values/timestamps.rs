//! Times that services send, which are not always those of the model's form, and not always in the calendar.

use crate::{attempt, read, written};
use runtime::Timestamp;
use runtime::wire::{DateTime, EpochSeconds, HttpDate};
use std::collections::BTreeMap;

#[derive(Debug, PartialEq)]
struct Times {
    seconds: Option<Timestamp>,
    epoch: Option<Timestamp>,
    text: Option<Timestamp>,
    http: Option<Timestamp>,
    list: Option<Vec<Timestamp>>,
    map: Option<BTreeMap<String, Option<Timestamp>>>,
    name: Option<String>,
}

runtime::structure!(Times {
    seconds: "seconds",
    epoch: "epoch" as Option<EpochSeconds>,
    text: "text" as Option<DateTime>,
    http: "http" as Option<HttpDate>,
    list: "list" as Option<Vec<DateTime>>,
    map: "map",
    name: "name",
});

/// A value as it is sent, as it is shown, and as a member of each format is written.
struct Case {
    sent: &'static str,
    shown: &'static str,
    seconds: &'static str,
    text: &'static str,
    http: &'static str,
}

/// The dates beyond 9999 are Python's, 400 years being as long as any others.
const CASES: [Case; 11] = [
    Case {
        sent: "1398796238",
        shown: "2014-04-29T18:30:38Z",
        seconds: "1398796238",
        text: r#""2014-04-29T18:30:38Z""#,
        http: r#""Tue, 29 Apr 2014 18:30:38 GMT""#,
    },
    Case {
        sent: r#""2014-04-29T20:30:38.25+02:00""#,
        shown: "2014-04-29T18:30:38.25Z",
        seconds: "1398796238.25",
        text: r#""2014-04-29T18:30:38.25Z""#,
        http: r#""Tue, 29 Apr 2014 18:30:38.25 GMT""#,
    },
    Case {
        sent: r#""Tue, 29 Apr 2014 18:30:38 GMT""#,
        shown: "2014-04-29T18:30:38Z",
        seconds: "1398796238",
        text: r#""2014-04-29T18:30:38Z""#,
        http: r#""Tue, 29 Apr 2014 18:30:38 GMT""#,
    },
    Case {
        sent: r#""1398796238.123456789""#,
        shown: "2014-04-29T18:30:38.123456789Z",
        seconds: "1398796238.123456789",
        text: r#""2014-04-29T18:30:38.123456789Z""#,
        http: r#""Tue, 29 Apr 2014 18:30:38.123456789 GMT""#,
    },
    Case {
        sent: r#""9999-12-31T23:59:59.999Z""#,
        shown: "9999-12-31T23:59:59.999Z",
        seconds: "253402300799.999",
        text: r#""9999-12-31T23:59:59.999Z""#,
        http: r#""Fri, 31 Dec 9999 23:59:59.999 GMT""#,
    },
    Case {
        sent: "2.53402300799E11",
        shown: "9999-12-31T23:59:59Z",
        seconds: "253402300799",
        text: r#""9999-12-31T23:59:59Z""#,
        http: r#""Fri, 31 Dec 9999 23:59:59 GMT""#,
    },
    // Milliseconds for seconds.
    Case {
        sent: "1775836321122",
        shown: "1775836321122",
        seconds: "1775836321122",
        text: "1775836321122",
        http: "1775836321122",
    },
    Case {
        sent: "1.6e12",
        shown: "1600000000000",
        seconds: "1600000000000",
        text: "1600000000000",
        http: "1600000000000",
    },
    // The last millisecond that Java's `Date` has.
    Case {
        sent: r#""+292278994-08-17T07:12:55.807Z""#,
        shown: "9223372036854775.807",
        seconds: "9223372036854775.807",
        text: "9223372036854775.807",
        http: "9223372036854775.807",
    },
    Case {
        sent: r#""2016-12-31T23:59:60Z""#,
        shown: "2016-12-31T23:59:59Z",
        seconds: "1483228799",
        text: r#""2016-12-31T23:59:59Z""#,
        http: r#""Sat, 31 Dec 2016 23:59:59 GMT""#,
    },
    Case {
        sent: "-1.5",
        shown: "1969-12-31T23:59:58.5Z",
        seconds: "-1.5",
        text: r#""1969-12-31T23:59:58.5Z""#,
        http: r#""Wed, 31 Dec 1969 23:59:58.5 GMT""#,
    },
];

#[test]
fn a_time_is_read_in_any_form_and_written_in_the_models() {
    for case in CASES {
        let (sent, shown) = (case.sent, case.shown);
        for (member, expected) in [
            ("seconds", case.seconds),
            ("epoch", case.seconds),
            ("text", case.text),
            ("http", case.http),
        ] {
            let times: Times = read(&format!(r#"{{"{member}":{sent},"name":"n"}}"#));
            let time = times.seconds.or(times.epoch).or(times.text).or(times.http);
            assert_eq!(time.unwrap().to_string(), shown, "{sent}");
            assert_eq!(format!("{:?}", time.unwrap()), shown, "{sent}");
            assert_eq!(times.name.as_deref(), Some("n"));
            let again = written(&times);
            let expected = format!(r#"{{"{member}":{expected},"name":"n"}}"#);
            assert_eq!(again, expected, "{sent}");
            assert_eq!(read::<Times>(&again), times, "{again}");
        }
    }
}

/// As far as 64 bits go.
#[test]
fn numbers_of_seconds_come_back_as_they_went() {
    for number in [
        "0",
        "-1",
        "253402300800",
        "-62167219201",
        "1775836321122",
        "1775836321122123",
        "1775836321122123456",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775807.999999999",
        "9223372036854775.999",
        "0.000000001",
        "-0.5",
        "1398796238.1",
        "1398796238.000000001",
        "1775836321122.5",
    ] {
        let json = format!(
            r#"{{"seconds":{number},"list":["2014-04-29T18:30:38Z"],"map":{{"a":{number},"b":null}}}}"#
        );
        assert_eq!(written(&read::<Times>(&json)), json);
    }
}

#[test]
fn what_is_null_is_not_there() {
    let nothing: Times = read("{}");
    let json = r#"{"seconds": null, "text": null, "list": null, "map": null}"#;
    assert_eq!(read::<Times>(json), nothing);
    assert_eq!(written(&nothing), "{}");
    let list: Times = read(r#"{"list": [null, 0]}"#);
    assert_eq!(list.list, Some(vec![Timestamp::UNIX_EPOCH]));
}

#[test]
fn what_is_not_a_time_says_where_it_is() {
    for (json, expected) in [
        (
            r#"{"seconds": "secret"}"#,
            "neither a date and time (RFC 3339 or HTTP) nor a number of seconds in `seconds`",
        ),
        (
            r#"{"text": "2014-02-30T00:00:00Z"}"#,
            "in `text` at line 1 column",
        ),
        (r#"{"http": ""}"#, "in `http`"),
        (
            r#"{"seconds": "NaN"}"#,
            "not a finite number of seconds in `seconds`",
        ),
        (
            r#"{"text": "-Infinity"}"#,
            "not a finite number of seconds in `text`",
        ),
        (
            r#"{"seconds": 9223372036854775808}"#,
            "out of range in `seconds`",
        ),
        (r#"{"seconds": 1e300}"#, "out of range in `seconds`"),
        (
            r#"{"text": "99999999999999999999"}"#,
            "out of range in `text`",
        ),
        (
            r#"{"seconds": true}"#,
            "boolean, expected a timestamp in `seconds`",
        ),
        (
            r#"{"seconds": {"secret": 1}}"#,
            "map, expected a timestamp in `seconds`",
        ),
        (
            r#"{"list": [0, []]}"#,
            "sequence, expected a timestamp in `list[1]`",
        ),
        (r#"{"map": {"secret": "x"}}"#, "in `map[…]`"),
    ] {
        let error = attempt::<Times>(json).unwrap_err();
        assert!(error.contains(expected), "{json}: {error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

/// RFC 8949, sections 3.4.1 and 3.4.2. The floats are Python's.
#[cfg(all(feature = "cbor", feature = "test-util"))]
#[test]
fn cbor_has_tags_for_numbers_and_texts() {
    use crate::{attempt_cbor, bytes, written_cbor};
    const DATE: &str = "74323031332d30332d32315432303a30343a30305a";
    for (value, shown, again) in [
        ("c11a514b67b0", "2013-03-21T20:04:00Z", "c11a514b67b0"),
        ("1a514b67b0", "2013-03-21T20:04:00Z", "c11a514b67b0"),
        (
            "c1fb41d452d9ec200000",
            "2013-03-21T20:04:00.5Z",
            "c1fb41d452d9ec200000",
        ),
        (&format!("c0{DATE}"), "2013-03-21T20:04:00Z", "c11a514b67b0"),
        (DATE, "2013-03-21T20:04:00Z", "c11a514b67b0"),
        // Milliseconds, as an integer and as a float.
        (
            "c11b0000019d7817d562",
            "1775836321122",
            "c11b0000019d7817d562",
        ),
        (
            "c1fb4279d7817d562000",
            "1775836321122",
            "c11b0000019d7817d562",
        ),
        (
            "c1fb424d7ffa20bfffdf",
            "9999-12-31T23:59:59.999Z",
            "c1fb424d7ffa20bfffdf",
        ),
        ("c1f9b800", "1969-12-31T23:59:59.5Z", "c1fabf000000"),
        (
            "c13b7fffffffffffffff",
            "-9223372036854775808",
            "c13b7fffffffffffffff",
        ),
    ] {
        // {"text": …}, whose format does not matter
        let member = |value: &str| format!("a16474657874{value}");
        let times = attempt_cbor::<Times>(&member(value));
        let times = times.unwrap_or_else(|error| panic!("{value}: {error}"));
        assert_eq!(times.text.unwrap().to_string(), shown, "{value}");
        assert_eq!(written_cbor(&times), bytes(&member(again)), "{value}");
    }
    for (value, expected) in [
        ("c11bffffffffffffffff", "out of range in `text`"),
        ("c1f97e00", "not a finite number of seconds in `text`"),
        ("c005", "in `text`"),
        ("c4820105", "in `text`"),
        ("c180", "in `text`"),
        ("f5", "in `text`"),
    ] {
        let error = attempt_cbor::<Times>(&format!("a16474657874{value}")).unwrap_err();
        assert!(error.contains(expected), "{value}: {error}");
    }
}
