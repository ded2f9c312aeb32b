//! Delays before retries.

use crate::{THROTTLED, UNAVAILABLE, longest, retry};
use http::{HeaderMap, HeaderValue, StatusCode};
use runtime::http;
use runtime::retry::{Attempt, Decision, ErrorResponse, Failure, RetryCall, RetryFacts};
use runtime::retry::{RetryPolicy, StandardRetry, TokenBucket};
use std::time::Duration;

/// A call with as many attempts as a test wants.
fn long_call() -> Box<dyn RetryCall> {
    let policy = StandardRetry::default().max_attempts(u32::MAX);
    policy.start(RetryFacts::STANDARD)
}

fn asking(text: &[u8]) -> Failure<'static> {
    let mut headers = HeaderMap::new();
    headers.insert("x-amz-retry-after", HeaderValue::from_bytes(text).unwrap());
    Failure::Response(ErrorResponse::new(StatusCode::INTERNAL_SERVER_ERROR).headers(&headers))
}

#[test]
fn waits_double_from_50_ms() {
    let mut call = long_call();
    for (number, wait) in [(1, 50), (2, 100), (3, 200), (4, 400), (9, 12_800)] {
        assert_eq!(longest(&mut *call, number, UNAVAILABLE), retry(wait));
    }
}

#[test]
fn waits_double_from_1_s_after_throttling() {
    let mut call = long_call();
    for (number, wait) in [(1, 1_000), (2, 2_000), (5, 16_000), (6, 20_000)] {
        assert_eq!(longest(&mut *call, number, THROTTLED), retry(wait));
    }
}

#[test]
fn no_wait_is_longer_than_20_s() {
    let mut call = long_call();
    for number in [10, 32, 33, 34, 1_000, u32::MAX - 1] {
        assert_eq!(longest(&mut *call, number, UNAVAILABLE), retry(20_000));
    }
}

#[test]
fn the_random_part_is_taken_of_the_capped_wait() {
    let mut call = long_call();
    // 51.2 s before the cap: a cap after the random part would leave 20 s.
    let wait = call.failed(&Attempt::new(11, UNAVAILABLE, 0.5));
    assert_eq!(wait, retry(10_000));
    let wait = call.failed(&Attempt::new(2, UNAVAILABLE, 0.25));
    assert_eq!(wait, retry(25));
    let wait = call.failed(&Attempt::new(2, UNAVAILABLE, 0.0));
    assert_eq!(wait, retry(0));
}

#[test]
fn a_fraction_that_is_none_does_no_harm() {
    let mut call = long_call();
    let fractions = [-1.0, 2.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let waits = fractions.map(|fraction| call.failed(&Attempt::new(1, UNAVAILABLE, fraction)));
    assert_eq!(waits, [0, 50, 50, 50, 0].map(retry));
}

#[test]
fn times_beyond_all_measure_do_no_harm() {
    let policy = StandardRetry::default()
        .max_attempts(u32::MAX)
        .max_backoff(Duration::MAX);
    let mut call = policy.start(RetryFacts::STANDARD.base(Duration::MAX));
    let wait = longest(&mut *call, 3, asking(b"1"));
    assert_eq!(wait, Decision::Retry(Duration::MAX));
}

#[test]
fn the_service_asks_for_at_most_5_s_more() {
    let cases: [(&[u8], u64); 6] = [
        (b"0", 50),
        (b"49", 50),
        (b"1500", 1_500),
        (b" 1500 ", 1_500),
        (b"10000", 5_050),
        (b"18446744073709551615", 5_050),
    ];
    for (text, wait) in cases {
        let asked = longest(&mut *long_call(), 1, asking(text));
        assert_eq!(asked, retry(wait), "{}", text.escape_ascii());
    }
}

#[test]
fn what_the_service_asks_for_is_measured_by_the_wait_with_its_random_part() {
    let mut call = long_call();
    let waits = [b"0".as_slice(), b"20", b"10000"]
        .map(|text| call.failed(&Attempt::new(1, asking(text), 0.1)));
    assert_eq!(waits, [5, 20, 5_005].map(retry));
}

#[test]
fn a_hint_that_is_no_number_of_milliseconds_is_ignored() {
    let invalid: [&[u8]; 9] = [
        b"",
        b"invalid",
        b"-1",
        b"+1500",
        b"1500.0",
        b"1 500",
        b"18446744073709551616",
        b"Wed, 21 Oct 2026 07:28:00 GMT",
        b"\xff",
    ];
    for text in invalid {
        let wait = longest(&mut *long_call(), 1, asking(text));
        assert_eq!(wait, retry(50), "{}", text.escape_ascii());
    }
}

#[test]
fn the_hint_of_http_does_not_count() {
    let mut headers = HeaderMap::new();
    headers.insert("retry-after", HeaderValue::from_static("3"));
    let response = ErrorResponse::new(StatusCode::SERVICE_UNAVAILABLE).headers(&headers);
    let wait = longest(&mut *long_call(), 1, Failure::Response(response));
    assert_eq!(wait, retry(50));
}

#[test]
fn a_long_poll_without_tokens_waits_as_long_as_the_service_asks() {
    let policy = StandardRetry::new(TokenBucket::new(0));
    let mut call = policy.start(RetryFacts::STANDARD.long_poll(true));
    let decision = longest(&mut *call, 1, asking(b"1500"));
    assert_eq!(
        decision,
        Decision::GiveUpAfter(Duration::from_millis(1_500))
    );
}

#[test]
fn what_is_not_retried_does_not_wait_for_the_service() {
    let mut headers = HeaderMap::new();
    headers.insert("x-amz-retry-after", HeaderValue::from_static("1500"));
    let response = ErrorResponse::new(StatusCode::BAD_REQUEST).headers(&headers);
    let decision = longest(&mut *long_call(), 1, Failure::Response(response));
    assert_eq!(decision, Decision::GiveUp);
}
