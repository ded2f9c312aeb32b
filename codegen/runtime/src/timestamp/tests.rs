//! Instants and their texts. Expected values are Smithy's, RFC 3339's and RFC 9110's own examples, and jiff's, a calendar of
//! others.

mod arithmetic;
mod calendar;
mod convert;
mod forms;
#[cfg(feature = "serde")]
mod wire;

use super::{Timestamp, TimestampError};

fn instant(text: &str) -> Timestamp {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn second(second: i64) -> Timestamp {
    Timestamp::constant(second, 0)
}

#[test]
fn what_an_instant_consists_of() {
    for (timestamp, second, nanosecond, text) in [
        (
            Timestamp::constant(1, 500_000_000),
            1,
            500_000_000,
            "1970-01-01T00:00:01.5Z",
        ),
        (
            Timestamp::constant(-1, -500_000_000),
            -1,
            -500_000_000,
            "1969-12-31T23:59:58.5Z",
        ),
        (
            Timestamp::constant(0, -1),
            0,
            -1,
            "1969-12-31T23:59:59.999999999Z",
        ),
        (Timestamp::constant(-1, 0), -1, 0, "1969-12-31T23:59:59Z"),
        (
            Timestamp::constant(-1, 1_500_000_000),
            0,
            500_000_000,
            "1970-01-01T00:00:00.5Z",
        ),
        (
            Timestamp::from_millisecond(-1_500),
            -1,
            -500_000_000,
            "1969-12-31T23:59:58.5Z",
        ),
        (
            Timestamp::from_millisecond(1_775_836_321_122),
            1_775_836_321,
            122_000_000,
            "2026-04-10T15:52:01.122Z",
        ),
    ] {
        assert_eq!(timestamp.as_second(), second, "{text}");
        assert_eq!(timestamp.subsec_nanosecond(), nanosecond, "{text}");
        assert_eq!(timestamp.to_string(), text);
        assert_eq!(format!("{timestamp:?}"), text);
        let nanoseconds = i128::from(second) * 1_000_000_000 + i128::from(nanosecond);
        assert_eq!(timestamp.as_nanosecond(), nanoseconds, "{text}");
        assert_eq!(Timestamp::constant(second, nanosecond), timestamp, "{text}");
    }
    assert_eq!(Timestamp::constant(i64::MIN, -1), Timestamp::MIN);
    assert_eq!(Timestamp::constant(i64::MAX, i32::MAX), Timestamp::MAX);
    assert_eq!(Timestamp::from_second(i64::MAX), Ok(second(i64::MAX)));
}

#[test]
fn instants_are_in_the_order_of_time() {
    let all = [
        Timestamp::MIN,
        Timestamp::constant(-1, -1),
        second(-1),
        Timestamp::constant(0, -1),
        Timestamp::UNIX_EPOCH,
        Timestamp::constant(0, 1),
        second(1),
        Timestamp::MAX,
    ];
    assert!(all.is_sorted_by(|earlier, later| earlier < later));
}

#[test]
fn errors_say_what_is_wrong() {
    for (text, error, said) in [
        ("yesterday", TimestampError::Text, "neither a date and time"),
        ("1e400", TimestampError::Range, "out of range"),
        ("-Infinity", TimestampError::NotFinite, "finite"),
    ] {
        assert_eq!(text.parse::<Timestamp>(), Err(error));
        assert!(error.to_string().contains(said), "{error}");
    }
}
