//! The forms that `timestampFormat` names; expected values from Smithy's specification and its protocol tests.

use crate::Timestamp;
use crate::wire::as_member;
use crate::wire::{DateTime, EpochSeconds, Format, HttpDate};
use serde_json::{Value as Json, json};

fn write<F: Format<Value = Timestamp>>(second: i64, nanosecond: i32) -> Json {
    let instant = Timestamp::constant(second, nanosecond);
    as_member::write::<F>(&instant)
}

fn read<F: Format<Value = Timestamp>>(json: impl Into<Json>) -> Result<String, String> {
    as_member::read::<F>(&json.into().to_string()).map(|instant| instant.to_string())
}

#[test]
fn date_time_is_written_in_utc() {
    assert_eq!(
        write::<DateTime>(1_398_796_238, 0),
        json!("2014-04-29T18:30:38Z")
    );
    assert_eq!(
        write::<DateTime>(946_845_296, 123_000_000),
        json!("2000-01-02T20:34:56.123Z")
    );
}

#[test]
fn date_time_is_read_with_any_offset_and_fraction() {
    for (text, utc) in [
        ("2014-04-29T18:30:38Z", "2014-04-29T18:30:38Z"),
        ("2000-01-02T20:34:56.123Z", "2000-01-02T20:34:56.123Z"),
        ("2019-12-16T22:48:18-01:00", "2019-12-16T23:48:18Z"),
        ("2019-12-17T00:48:18.5+01:00", "2019-12-16T23:48:18.5Z"),
        ("2019-12-16t23:48:18z", "2019-12-16T23:48:18Z"),
    ] {
        assert_eq!(read::<DateTime>(text).as_deref(), Ok(utc), "{text}");
    }
}

#[test]
fn http_date_is_an_imf_fixdate() {
    for (text, (second, nanosecond)) in [
        ("Tue, 29 Apr 2014 18:30:38 GMT", (1_398_796_238, 0)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", (784_111_777, 0)),
        (
            "Sun, 02 Jan 2000 20:34:56.456 GMT",
            (946_845_296, 456_000_000),
        ),
    ] {
        assert_eq!(write::<HttpDate>(second, nanosecond), json!(text));
        let instant = Timestamp::constant(second, nanosecond).to_string();
        assert_eq!(read::<HttpDate>(text), Ok(instant));
    }
}

#[test]
fn epoch_seconds_are_what_a_timestamp_is_by_itself() {
    assert_eq!(
        write::<EpochSeconds>(1_398_796_238, 0),
        json!(1_398_796_238)
    );
    assert_eq!(
        read::<EpochSeconds>(1.5).as_deref(),
        Ok("1970-01-01T00:00:01.5Z")
    );
}

/// botocore's reader of times looks at the value alone.
#[test]
fn any_form_is_read_whatever_the_model_says() {
    for json in [
        json!(1_398_796_238),
        json!(1.398_796_238e9),
        json!("1398796238"),
        json!("2014-04-29T18:30:38Z"),
        json!("Tue, 29 Apr 2014 18:30:38 GMT"),
    ] {
        let instant = Ok("2014-04-29T18:30:38Z".to_owned());
        assert_eq!(read::<DateTime>(json.clone()), instant, "{json}");
        assert_eq!(read::<HttpDate>(json.clone()), instant, "{json}");
        assert_eq!(read::<EpochSeconds>(json.clone()), instant, "{json}");
    }
}

#[test]
fn what_is_not_a_timestamp_is_refused_and_not_shown() {
    for json in [
        json!("secret"),
        json!("Tue, 29 Apr 2014 18:30:38 CET"),
        json!("2014-04-31T18:30:38Z"),
        json!(""),
        json!("NaN"),
        json!(true),
        json!([1]),
    ] {
        for read in [read::<DateTime>, read::<HttpDate>, read::<EpochSeconds>] {
            let error = read(json.clone()).unwrap_err();
            assert!(error.contains("a timestamp"), "{json}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
