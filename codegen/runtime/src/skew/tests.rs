//! Clock skew measured from responses. The local clock shows 09:00:00 on 2026-11-21 when the request is sent.

use super::ClockSkew;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::time::{Duration, SystemTime};

const DATE: &str = "date";

fn sent() -> SystemTime {
    // 2026-11-21T09:00:00Z
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_251_600)
}

fn headers(headers: &[(&'static str, &str)]) -> HeaderMap {
    let header = |&(name, value)| {
        let value = HeaderValue::from_bytes(str::as_bytes(value)).unwrap();
        (HeaderName::from_static(name), value)
    };
    headers.iter().map(header).collect()
}

/// A response of this date that refuses the signature.
fn refused(skew: &ClockSkew, date: &str) {
    skew.observe(&headers(&[(DATE, date)]), sent(), sent(), || true);
}

/// A response of this date that says nothing of the signature.
fn responded(skew: &ClockSkew, date: &str) {
    skew.observe(&headers(&[(DATE, date)]), sent(), sent(), || false);
}

/// The milliseconds that the time is corrected by.
fn correction(skew: &ClockSkew) -> i128 {
    let corrected = skew.corrected(sent());
    match corrected.duration_since(sent()) {
        Ok(ahead) => i128::try_from(ahead.as_millis()).unwrap(),
        Err(behind) => -i128::try_from(behind.duration().as_millis()).unwrap(),
    }
}

#[test]
fn the_time_is_corrected_by_the_date_in_the_middle_of_the_exchange() {
    for (date, elapsed, milliseconds) in [
        ("Sat, 21 Nov 2026 09:00:00 GMT", 0, 0),
        ("Sat, 21 Nov 2026 09:00:05 GMT", 10_000, 0),
        ("Sat, 21 Nov 2026 09:00:05 GMT", 0, 5_000),
        ("Sat, 21 Nov 2026 09:00:00 GMT", 3_000, -1_500),
        ("Sat, 21 Nov 2026 09:10:00 GMT", 0, 600_000),
        ("Fri, 20 Nov 2026 09:00:00 GMT", 0, -86_400_000),
        // As long as it may take.
        ("Sat, 21 Nov 2026 09:00:00 GMT", 900_000, -450_000),
    ] {
        let skew = ClockSkew::new(true);
        let received = sent() + Duration::from_millis(elapsed);
        skew.observe(&headers(&[(DATE, date)]), sent(), received, || true);
        assert_eq!(correction(&skew), milliseconds, "{date} after {elapsed}");
    }
}

#[test]
fn more_than_four_minutes_are_too_far_off_to_sign_with() {
    for (date, was_off) in [
        ("Sat, 21 Nov 2026 09:00:00 GMT", false),
        ("Sat, 21 Nov 2026 09:04:00 GMT", false),
        ("Sat, 21 Nov 2026 09:04:01 GMT", true),
        ("Sat, 21 Nov 2026 08:56:00 GMT", false),
        ("Sat, 21 Nov 2026 08:55:59 GMT", true),
    ] {
        let skew = ClockSkew::new(true);
        let signed = skew.corrected(sent());
        refused(&skew, date);
        assert_eq!(skew.was_off(signed, sent()), was_off, "{date}");
        // What is signed by the corrected clock is right, however far that is from ours.
        let signed = skew.corrected(sent());
        refused(&skew, date);
        assert!(!skew.was_off(signed, sent()), "{date}");
    }
}

#[test]
fn a_response_that_does_not_refuse_the_signature_changes_four_minutes_at_most() {
    for (date, milliseconds) in [
        ("Sat, 21 Nov 2026 09:04:00 GMT", 240_000),
        ("Sat, 21 Nov 2026 09:04:01 GMT", 0),
        ("Sat, 21 Nov 2026 08:56:00 GMT", -240_000),
        ("Sat, 21 Nov 2026 08:55:59 GMT", 0),
        ("Sat, 21 Nov 2026 19:00:00 GMT", 0),
        ("Fri, 20 Nov 2026 23:00:00 GMT", 0),
    ] {
        let skew = ClockSkew::new(true);
        responded(&skew, date);
        assert_eq!(correction(&skew), milliseconds, "{date}");
        assert!(!skew.was_off(sent(), sent()), "{date}");
    }
}

const HOUR: i128 = 3_600_000;

#[test]
fn a_refusal_that_another_response_agrees_with_is_believed() {
    for is_refusal in [true, false] {
        let skew = ClockSkew::new(true);
        refused(&skew, "Sat, 21 Nov 2026 19:00:00 GMT");
        assert_eq!(correction(&skew), 10 * HOUR);
        let agrees = headers(&[(DATE, "Sat, 21 Nov 2026 19:04:00 GMT")]);
        skew.observe(&agrees, sent(), sent(), || is_refusal);
        assert_eq!(correction(&skew), 10 * HOUR + 240_000);
        // From then on neither our clock nor anything else is believed without a refusal.
        for lie in [
            "Sat, 21 Nov 2026 09:00:00 GMT",
            "Sat, 21 Nov 2026 21:00:00 GMT",
        ] {
            responded(&skew, lie);
            responded(&skew, lie);
            assert_eq!(correction(&skew), 10 * HOUR + 240_000);
        }
        // Our clock is set right.
        refused(&skew, "Sat, 21 Nov 2026 09:00:00 GMT");
        assert_eq!(correction(&skew), 0);
    }
}

#[test]
fn a_refusal_that_lies_ends_with_a_response_that_agrees_with_our_clock() {
    for is_refusal in [true, false] {
        let skew = ClockSkew::new(true);
        refused(&skew, "Sat, 21 Nov 2026 19:00:00 GMT");
        // Another lie is no reason to go back.
        responded(&skew, "Sat, 21 Nov 2026 12:00:00 GMT");
        assert_eq!(correction(&skew), 10 * HOUR);
        let right = headers(&[(DATE, "Sat, 21 Nov 2026 09:01:00 GMT")]);
        skew.observe(&right, sent(), sent(), || is_refusal);
        assert_eq!(correction(&skew), 60_000);
        responded(&skew, "Sat, 21 Nov 2026 19:00:00 GMT");
        assert_eq!(correction(&skew), 60_000);
    }
}

#[test]
fn no_response_makes_the_clock_show_what_no_service_can() {
    for date in [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Sat, 01 Jan 2000 00:00:00 GMT",
        "Sat, 31 Dec 2011 23:59:59 GMT",
        "Fri, 01 Jan 2100 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Wed, 29 Dec 9999 00:00:00 GMT",
    ] {
        let skew = ClockSkew::new(true);
        refused(&skew, date);
        responded(&skew, date);
        assert_eq!(correction(&skew), 0, "{date}");
    }
    for date in [
        "Sun, 01 Jan 2012 00:00:00 GMT",
        "Thu, 31 Dec 2099 23:59:59 GMT",
    ] {
        let skew = ClockSkew::new(true);
        refused(&skew, date);
        assert_ne!(correction(&skew), 0, "{date}");
    }
}

#[test]
fn a_response_that_does_not_tell_the_time_changes_nothing() {
    const TEN_LATER: (&str, &str) = (DATE, "Sat, 21 Nov 2026 09:10:00 GMT");
    let on_time = sent() + Duration::from_secs(1);
    for (response, received) in [
        (&[][..], on_time),
        (&[TEN_LATER, ("age", "0")], on_time),
        (&[(DATE, "")], on_time),
        (&[(DATE, "now")], on_time),
        (&[(DATE, "2026-11-21T09:10:00Z")], on_time),
        (&[(DATE, "Sun, 21 Nov 2026 09:10:00 GMT")], on_time),
        (&[(DATE, "Sat, 21 Nov 2026 09:10:00 CET")], on_time),
        (&[(DATE, "Sat, 21 Nov 2026 09:10:00 GMT\u{e9}")], on_time),
        (&[TEN_LATER], sent() + Duration::from_millis(900_001)),
        // Our clock was set back meanwhile.
        (&[TEN_LATER], sent() - Duration::from_secs(1)),
    ] {
        let skew = ClockSkew::new(true);
        refused(&skew, "Sat, 21 Nov 2026 09:05:00 GMT");
        skew.observe(&headers(response), sent(), received, || true);
        assert_eq!(correction(&skew), 300_000, "{response:?}");
    }
}

#[test]
fn the_latest_response_counts() {
    let skew = ClockSkew::new(true);
    assert_eq!(correction(&skew), 0);
    for (date, milliseconds) in [
        ("Sat, 21 Nov 2026 09:03:00 GMT", 180_000),
        ("Sat, 21 Nov 2026 08:59:00 GMT", -60_000),
        ("Sat, 21 Nov 2026 09:00:00 GMT", 0),
    ] {
        responded(&skew, date);
        assert_eq!(correction(&skew), milliseconds, "{date}");
    }
}

#[test]
fn a_time_that_cannot_be_corrected_stays() {
    let skew = ClockSkew::new(true);
    refused(&skew, "Thu, 31 Dec 2099 23:59:59 GMT");
    let year_9999 = SystemTime::UNIX_EPOCH + Duration::from_secs(253_402_207_200);
    let end = (0..64).rev().fold(sent(), |time, bit| {
        let later = time.checked_add(Duration::from_secs(1 << bit));
        later.unwrap_or(time)
    });
    for time in [year_9999, end] {
        assert_eq!(skew.corrected(time), time);
    }
    let year_0 = SystemTime::UNIX_EPOCH - Duration::from_secs(62_167_219_200);
    refused(&skew, "Sun, 01 Jan 2012 00:00:00 GMT");
    assert_eq!(skew.corrected(year_0), year_0);
}

#[test]
fn no_correction_is_made_where_none_is_wanted() {
    let skew = ClockSkew::new(false);
    refused(&skew, "Sat, 21 Nov 2026 09:10:00 GMT");
    responded(&skew, "Sat, 21 Nov 2026 09:01:00 GMT");
    assert_eq!(skew.corrected(sent()), sent());
    assert!(!skew.was_off(sent(), sent()));
}
