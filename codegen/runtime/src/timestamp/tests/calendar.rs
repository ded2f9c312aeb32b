//! Dates, held against jiff's.

use super::{instant, second};
use crate::timestamp::Timestamp;
use jiff::Timestamp as Theirs;

/// The first second and the last of the years 0 to 9999.
const FIRST: i64 = -62_167_219_200;
const LAST: i64 = 253_402_300_799;
const DAY: i64 = 86_400;

fn agrees(second: i64, nanosecond: i32) {
    let theirs = Theirs::new(second, nanosecond).unwrap();
    let ours = Timestamp::constant(second, nanosecond);
    let text = theirs.to_string();
    assert_eq!(ours.to_string(), text);
    assert_eq!(instant(&text), ours, "{text}");
    let http = theirs.strftime("%a, %d %b %Y %H:%M:%S%.f GMT").to_string();
    assert_eq!(ours.to_http_date().unwrap(), http);
    assert_eq!(Timestamp::from_http_date(&http), Ok(ours), "{http}");
}

/// Every day of four centuries, after which the calendar repeats, and of all others each 37th.
#[test]
fn days_are_those_of_another_calendar() {
    // The last day that jiff has is one earlier than the last of 9999.
    let end = Theirs::MAX.as_second() - DAY;
    let in_detail = -2_208_988_800..10_413_792_000;
    let mut count = 0;
    let mut day = FIRST;
    while day <= end {
        // At any time of the day.
        agrees(day + (count * 7_919) % DAY, 0);
        count += 1;
        day += if in_detail.contains(&day) {
            DAY
        } else {
            37 * DAY
        };
    }
    assert!(count > 200_000, "{count}");
}

#[test]
fn seconds_and_fractions_are_those_of_another_calendar() {
    // Around a leap day.
    for second in (1_709_164_800 - 200)..(1_709_164_800 + 90_000) {
        agrees(second, 0);
    }
    for nanosecond in (1..1_000_000_000).step_by(999_983) {
        agrees(1_709_164_799, nanosecond);
        agrees(-1, nanosecond - 1_000_000_000);
    }
    for nanosecond in [1, 10, 100_000_000, 123_456_789, 999_999_999] {
        agrees(0, nanosecond);
        agrees(FIRST, nanosecond);
    }
}

#[test]
fn the_calendar_ends_with_the_years_0_and_9999() {
    for (at, text) in [
        (FIRST, "0000-01-01T00:00:00Z"),
        (LAST, "9999-12-31T23:59:59Z"),
    ] {
        assert_eq!(second(at).to_string(), text);
        assert_eq!(instant(text), second(at));
    }
    let end = Timestamp::constant(LAST, 999_000_000);
    assert_eq!(end.to_string(), "9999-12-31T23:59:59.999Z");
    for (at, text) in [
        (FIRST - 1, "-62167219201"),
        (LAST + 1, "253402300800"),
        (1_775_836_321_122, "1775836321122"),
        (i64::MAX, "9223372036854775807"),
        (i64::MIN, "-9223372036854775808"),
    ] {
        assert_eq!(second(at).to_string(), text, "a number");
        assert_eq!(format!("{:?}", second(at)), text, "a number");
        assert_eq!(instant(text), second(at));
        assert_eq!(second(at).to_http_date(), None);
    }
    let fraction = Timestamp::constant(1_775_836_321_122, 250_000_000);
    assert_eq!(fraction.to_string(), "1775836321122.25");
}

/// Java's `Instant` has a sign before years of more than four digits. The expected seconds are Java's and Python's.
#[test]
fn years_with_a_sign_are_read() {
    for (text, at) in [
        ("+10000-01-01T00:00:00Z", LAST + 1),
        ("-0001-12-31T23:59:59Z", FIRST - 1),
        ("+292278994-08-17T07:12:55Z", 9_223_372_036_854_775),
        ("+1000000000-12-31T23:59:59Z", 31_556_889_864_403_199),
        ("-1000000000-01-01T00:00:00Z", -31_557_014_167_219_200),
        ("+292277026596-12-04T15:30:07Z", i64::MAX),
        ("-292277022657-01-27T08:29:52Z", i64::MIN),
        ("+2014-04-29T18:30:38Z", 1_398_796_238),
    ] {
        assert_eq!(instant(text), second(at), "{text}");
        assert_eq!(Timestamp::from_date_time(text), Ok(second(at)), "{text}");
    }
    for text in [
        "+292277026596-12-04T15:30:08Z",
        "-292277022657-01-27T08:29:51Z",
        "+999999999999999999-01-01T00:00:00Z",
        "+9999999999999999999-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "+999-01-01T00:00:00Z",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
}
