//! The forms that texts are read in. That other forms than RFC 3339 are read, and as what, is botocore 1.43's
//! `parse_timestamp`, but where a comment says otherwise.

use super::instant;
use crate::timestamp::{Timestamp, TimestampError};

#[test]
fn rfc_3339_has_any_offset_and_fraction() {
    for (text, utc) in [
        // The examples of RFC 3339, section 5.8.
        ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.52Z"),
        ("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"),
        ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.87Z"),
        // Those of Smithy's protocol tests.
        ("2019-12-16T22:48:18-01:00", "2019-12-16T23:48:18Z"),
        ("2000-01-02T20:34:56.123Z", "2000-01-02T20:34:56.123Z"),
        ("2019-12-16t23:48:18z", "2019-12-16T23:48:18Z"),
        ("2019-12-16 23:48:18-00:00", "2019-12-16T23:48:18Z"),
        (
            "2019-12-16T23:48:18.000000001Z",
            "2019-12-16T23:48:18.000000001Z",
        ),
        (
            "2019-12-16T23:48:18.9999999999Z",
            "2019-12-16T23:48:18.999999999Z",
        ),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
        // Beyond the calendar by its offset.
        ("9999-12-31T23:59:59-01:00", "253402304399"),
    ] {
        assert_eq!(instant(text).to_string(), utc, "{text}");
        assert_eq!(Timestamp::from_date_time(text), Ok(instant(text)), "{text}");
    }
}

/// Section 5.6 of RFC 3339 allows a 60th second, and its section 5.8 has the first two. jiff takes them for the second
/// before; botocore refuses them.
#[test]
fn a_leap_second_is_the_second_before_it() {
    for (text, utc) in [
        ("1990-12-31T23:59:60Z", "1990-12-31T23:59:59Z"),
        ("1990-12-31T15:59:60-08:00", "1990-12-31T23:59:59Z"),
        ("2016-12-31T23:59:60.5Z", "2016-12-31T23:59:59.5Z"),
    ] {
        assert_eq!(instant(text).to_string(), utc, "{text}");
        if !text.contains('.') {
            let theirs: jiff::Timestamp = text.parse().unwrap();
            assert_eq!(theirs.to_string(), utc, "{text}");
        }
    }
    let http = instant("Sat, 31 Dec 2016 23:59:60 GMT");
    assert_eq!(http.to_string(), "2016-12-31T23:59:59Z");
}

#[test]
fn other_forms_of_iso_8601_are_read() {
    for (text, utc) in [
        ("20140429T183038Z", "2014-04-29T18:30:38Z"),
        ("20140429T183038.25Z", "2014-04-29T18:30:38.25Z"),
        ("2014-04-29T18:30:38", "2014-04-29T18:30:38Z"),
        ("2014-04-29T18:30:38,25Z", "2014-04-29T18:30:38.25Z"),
        ("2014-04-29T18:30Z", "2014-04-29T18:30:00Z"),
        ("2014-04-29", "2014-04-29T00:00:00Z"),
        ("2014-04-29T20:30:38+0200", "2014-04-29T18:30:38Z"),
        ("2014-04-29T20:30:38+02", "2014-04-29T18:30:38Z"),
        ("2014-04-29T11:30:38 -0700", "2014-04-29T18:30:38Z"),
        ("2014-04-29 18:30:38 UTC", "2014-04-29T18:30:38Z"),
        ("2014-04-29T18:30:38UTC", "2014-04-29T18:30:38Z"),
        ("2014-4-9T1:2:3Z", "2014-04-09T01:02:03Z"),
        ("2014/04/29 18:30:38", "2014-04-29T18:30:38Z"),
        (" 2014-04-29T18:30:38Z\n", "2014-04-29T18:30:38Z"),
        // Java's, which botocore refuses.
        ("2014-04-29T24:00:00Z", "2014-04-30T00:00:00Z"),
        (
            "2014-04-29T20:30:38+02:00[Europe/Paris]",
            "2014-04-29T18:30:38Z",
        ),
        (
            "2014-04-29T20:30:38+02[Europe/Paris]",
            "2014-04-29T18:30:38Z",
        ),
    ] {
        assert_eq!(instant(text).to_string(), utc, "{text}");
    }
}

#[test]
fn dates_of_http_have_three_forms() {
    let expected = Timestamp::constant(784_111_777, 0);
    for text in [
        // The examples of RFC 9110, section 5.6.7.
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        // As Java's `Date` has them.
        "Sun Nov 06 08:49:37 UTC 1994",
        "Sun Nov 06 08:49:37 GMT 1994",
        // As RFC 5322 has them, and RFC 822.
        "6 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 09:49:37 +0100",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "sun, 06 nov 1994 08:49:37 UTC",
        // The day of the week is wrong.
        "Mon, 06 Nov 1994 08:49:37 GMT",
    ] {
        assert_eq!(instant(text), expected, "{text}");
    }
    for (text, utc) in [
        (
            "Sun, 02 Jan 2000 20:34:56.456 GMT",
            "2000-01-02T20:34:56.456Z",
        ),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "9999-12-31T23:59:59Z"),
        ("Tuesday, 31-Dec-68 00:00:00 GMT", "2068-12-31T00:00:00Z"),
        ("Wednesday, 01-Jan-69 00:00:00 GMT", "1969-01-01T00:00:00Z"),
    ] {
        assert_eq!(instant(text).to_string(), utc, "{text}");
    }
}

#[test]
fn a_form_that_is_asked_for_is_that_of_its_standard() {
    for (text, is_date_time, is_http_date) in [
        ("2014-04-29T18:30:38Z", true, false),
        ("20140429T183038Z", true, false),
        ("2014-04-29T18:30:38+02:00", true, false),
        ("2014-04-29T18:30:38", false, false),
        ("2014-04-29", false, false),
        ("1398796238", false, false),
        ("2014-04-29T8:30:38Z", false, false),
        ("2014/04/29T18:30:38Z", false, false),
        ("Tue, 29 Apr 2014 18:30:38 GMT", false, true),
        ("Tuesday, 29-Apr-14 18:30:38 GMT", false, true),
        ("Tue Apr 29 18:30:38 2014", false, true),
        // A Monday where the offset is.
        ("Mon, 28 Apr 2014 23:30:38 -0800", false, true),
        ("Wed, 29 Apr 2014 18:30:38 GMT", false, false),
        ("Tue, 29 Apr 14 18:30:38 GMT", false, false),
        ("29 Apr 2014 18:30:38 GMT", false, false),
    ] {
        let expected = |is_it: bool| {
            if is_it {
                Ok(instant(text))
            } else {
                Err(TimestampError::Text)
            }
        };
        let date_time = Timestamp::from_date_time(text);
        assert_eq!(date_time, expected(is_date_time), "{text}");
        let http_date = Timestamp::from_http_date(text);
        assert_eq!(http_date, expected(is_http_date), "{text}");
    }
}

#[test]
fn numbers_are_seconds_since_1970() {
    for (text, second, nanosecond) in [
        ("0", 0, 0),
        ("-0", 0, 0),
        ("1398796238", 1_398_796_238, 0),
        ("1398796238.0", 1_398_796_238, 0),
        ("1.398796238e9", 1_398_796_238, 0),
        ("1.398796238125E9", 1_398_796_238, 125_000_000),
        ("1398796238.123456789", 1_398_796_238, 123_456_789),
        ("1398796238.1234567894", 1_398_796_238, 123_456_789),
        ("1398796238.9999999996", 1_398_796_239, 0),
        ("-1.25", -1, -250_000_000),
        ("-0.5", 0, -500_000_000),
        ("1775836321122", 1_775_836_321_122, 0),
        ("1.775836321122E12", 1_775_836_321_122, 0),
        ("1e-10", 0, 0),
        ("9223372036854775807.999999999", i64::MAX, 999_999_999),
    ] {
        let expected = Timestamp::constant(second, nanosecond);
        assert_eq!(instant(text), expected, "{text}");
        assert_eq!(Timestamp::from_epoch_seconds(text), Ok(expected));
    }
    for (text, written) in [
        ("2014-04-29T18:30:38Z", "1398796238"),
        ("2014-04-29T18:30:38.25Z", "1398796238.25"),
        ("1969-12-31T23:59:59.5Z", "-0.5"),
        ("1969-12-31T23:59:58.75Z", "-1.25"),
        ("1970-01-01T00:00:00.000000001Z", "0.000000001"),
    ] {
        assert_eq!(instant(text).to_epoch_seconds(), written);
    }
    for text in [
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e300",
    ] {
        let error = Err(TimestampError::Range);
        assert_eq!(text.parse::<Timestamp>(), error, "{text}");
    }
    for text in ["NaN", "Infinity", "-Infinity", "inf", "nan"] {
        assert_eq!(text.parse::<Timestamp>(), Err(TimestampError::NotFinite));
    }
    for text in ["2014-04-29T18:30:38Z", "01", "1.", ".5", "1_0", "+1", ""] {
        let error = Err(TimestampError::Text);
        assert_eq!(Timestamp::from_epoch_seconds(text), error, "{text}");
    }
}

#[test]
fn everything_else_is_not_a_timestamp() {
    for text in [
        "",
        " ",
        "yesterday",
        "T",
        "2014-04",
        "2014-13-01T00:00:00Z",
        "2014-00-01T00:00:00Z",
        "2014-04-31T00:00:00Z",
        "2014-04-00T00:00:00Z",
        "2014-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2014-04-29T25:00:00Z",
        "2014-04-29T24:00:01Z",
        "2014-04-29T18:60:00Z",
        "2014-04-29T18:30:61Z",
        "2014-04-29T18:30:38.Z",
        "2014-04-29T18:30:38ZZ",
        "2014-04-29T18:30:38+24:00",
        "2014-04-29T18:30:38+02:60",
        "2014-04-29T18:30:38+02:",
        "2014-04-29T18:30:38[Europe/Paris",
        "2014-04-29T18:30:38CET",
        "2014-04-29X18:30:38Z",
        "2014/04-29T18:30:38Z",
        "2014-04-029T18:30:38Z",
        "14-04-29T18:30:38Z",
        "20140429T18Z",
        "Tue, 29 Apr 2014 18:30:38 CET",
        "Tue, 29 Xyz 2014 18:30:38 GMT",
        "Foo, 29 Apr 2014 18:30:38 GMT",
        "Tue, 29-Apr 2014 18:30:38 GMT",
        "Tue, 31 Apr 2014 18:30:38 GMT",
        "Tue, 29 Apr 2014",
        "Tue Apr 29 18:30:38",
        "Tue Apr 29 18:30:38 UTC",
        "Tue Apr 29 18:30:38 CET 2014",
        "Tue Apr 29 18:30:38  2014",
        "0x10",
        "1.",
        ".5",
        "１",
        "2014-04-29T18:30:38Z\u{e9}",
    ] {
        let error = Err(TimestampError::Text);
        assert_eq!(text.parse::<Timestamp>(), error, "{text}");
    }
}

/// Nothing that is cut off or has another byte in it makes the reader fail in another way than by an error.
#[test]
fn every_text_is_an_instant_or_an_error() {
    for text in [
        "+2014-04-29T18:30:38.25+02:00[Z]",
        "20140429T183038.25Z",
        "Sunday, 06-Nov-94 08:49:37.5 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun Nov 06 08:49:37 UTC 1994",
        "-1398796238.25e-3",
    ] {
        for at in 0..text.len() {
            let _ = text[..at].parse::<Timestamp>();
            for byte in 0..128_u8 {
                let mut other = text.as_bytes().to_vec();
                other[at] = byte;
                let other = String::from_utf8(other).unwrap();
                if let Ok(timestamp) = other.parse::<Timestamp>() {
                    assert_eq!(instant(&timestamp.to_string()), timestamp, "{other}");
                }
            }
        }
    }
}
