//! Rates that the AWS SDKs test for: the table of aws-sdk-go-v2, `adaptive_ratelimit_test.go`, as in smithy-rs,
//! `client_rate_limiter.rs`, with some of its other cases.

use super::RateLimiter;
use std::time::Duration;

fn secs(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

/// The measured rate and that of the bucket.
fn rates(limiter: &RateLimiter) -> [f64; 2] {
    let state = limiter.lock();
    let state = state.as_ref().unwrap();
    [state.measured.rate(), state.bucket.rate()]
}

#[test]
fn the_rate_follows_successes_and_throttling() {
    let limiter = RateLimiter::default();
    limiter.take(Duration::ZERO).unwrap();
    for (now, is_throttled, measured, rate) in [
        (0.2, false, 0.0, 0.5),
        (0.4, false, 0.0, 0.5),
        (0.6, false, 4.800_000_000_000_001, 0.5),
        (0.8, false, 4.800_000_000_000_001, 0.5),
        (1.0, false, 4.16, 0.5),
        (1.2, false, 4.16, 0.6912),
        (1.4, false, 4.16, 1.097_599_999_999_999_7),
        (1.6, false, 5.632_000_000_000_001, 1.638_400_000_000_000_5),
        (1.8, false, 5.632_000_000_000_001, 2.3328),
        (2.0, true, 4.3264, 3.028_479_999_999_999_6),
        (2.2, false, 4.3264, 3.486_639_173_470_26),
        (2.4, false, 4.3264, 3.821_874_416_040_255),
        (2.6, false, 5.665_28, 4.053_385_727_709_987),
        (2.8, false, 5.665_28, 4.200_373_108_479_454),
        (3.0, false, 4.333_056, 4.282_036_558_348_658),
        (3.2, true, 4.333_056, 2.997_425_590_844_06),
        (3.4, false, 4.333_056, 3.452_226_394_386_346_3),
    ] {
        limiter.adapt(secs(now), is_throttled);
        for (rate, expected) in rates(&limiter).into_iter().zip([measured, rate]) {
            assert!(
                (rate - expected).abs() < 1e-9,
                "{rate} instead of {expected} at {now}"
            );
        }
    }
}

#[test]
fn nothing_is_limited_before_the_first_throttling() {
    let limiter = RateLimiter::default();
    for _ in 0..100 {
        assert_eq!(limiter.take(Duration::ZERO), Ok(()));
        limiter.adapt(Duration::ZERO, false);
    }
    limiter.adapt(Duration::ZERO, true);
    assert!(limiter.take(Duration::ZERO).is_err());
}

#[test]
fn callers_that_wait_have_the_same_delay_and_one_is_next() {
    let limiter = RateLimiter::default();
    limiter.adapt(Duration::ZERO, true);
    for _ in 0..10 {
        let delay = limiter.take(secs(0.1)).unwrap_err();
        assert!(delay.abs_diff(secs(1.9)) < Duration::from_micros(1));
    }
    assert_eq!(limiter.take(secs(2.1)), Ok(()));
    assert!(limiter.take(secs(2.1)).is_err());
}

/// As botocore's `test_max_rate_cant_exceed_20_percent_max`, after a long time without throttling.
#[test]
fn the_rate_is_at_most_twice_the_measured_one() {
    let limiter = RateLimiter::default();
    for tenth in 0..600 {
        limiter.adapt(secs(f64::from(tenth) / 10.0), tenth == 0);
    }
    let [measured, rate] = rates(&limiter);
    assert!((measured - 10.0).abs() < 1e-6, "{measured}");
    assert_eq!(rate, 2.0 * measured);
}
