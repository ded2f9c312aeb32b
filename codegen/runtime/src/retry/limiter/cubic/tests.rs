//! Values that the AWS SDKs test for: botocore's `test_throttling.py`; the tables of aws-sdk-go-v2,
//! `adaptive_ratelimit_test.go`, as in smithy-rs, `client_rate_limiter.rs`.

use super::Cubic;

#[track_caller]
fn assert_near(rate: f64, expected: f64) {
    assert!(
        (rate - expected).abs() <= expected.abs() * 1e-12,
        "{rate} instead of {expected}"
    );
}

const fn throttled_at_10(throttled: f64) -> Cubic {
    Cubic {
        max: 10.0,
        throttled,
    }
}

#[test]
fn successes_raise_the_rate_slowly_to_the_maximum_and_then_faster() {
    let cubic = throttled_at_10(5.0);
    for (now, rate) in [
        (5.0, 7.0),
        (6.0, 9.648_936_009_66),
        (7.0, 10.000_030_849_917_364),
        (8.0, 10.453_284_520_772_092),
        (9.0, 13.408_697_022_224_185),
        (10.0, 21.266_268_354_273_64),
        (11.0, 36.425_998_516_920_465),
    ] {
        assert_near(cubic.rate(now), rate);
    }
}

/// The tables go on with the reduced rate as that of the throttled attempt.
#[test]
fn throttling_lowers_the_rate() {
    let mut cubic = throttled_at_10(5.0);
    let mut rate = 0.0;
    for (now, is_throttled, expected) in [
        (5.0, false, 7.0),
        (6.0, false, 9.648_936_009_66),
        (7.0, true, 6.754_255_206_761_999),
        (8.0, true, 4.727_978_644_733_399),
        (9.0, false, 4.670_125_557_970_046),
        (10.0, false, 4.770_870_456_867_401),
        (11.0, false, 6.011_819_748_005_445),
        (12.0, false, 10.792_973_431_384_178),
    ] {
        if is_throttled {
            rate = cubic.throttled(now, rate);
            cubic.max = rate;
        } else {
            rate = cubic.rate(now);
        }
        assert_near(rate, expected);
    }
}

#[test]
fn the_window_ends_at_the_rate_that_was_throttled() {
    let mut cubic = throttled_at_10(0.0);
    assert_near(cubic.window(), 1.957_433_820_584_431_7);
    assert_near(cubic.rate(cubic.window()), 10.0);
    for early in [3.0, 2.0, 1.1] {
        assert!(cubic.rate(cubic.window() / early) < 10.0);
    }
    for late in [1.1, 2.0] {
        assert!(cubic.rate(cubic.window() * late) > 10.0);
    }

    assert_near(cubic.throttled(1.0, 8.0), 5.6);
    assert_near(cubic.window(), 1.817_120_592_832_139_7);
    assert_eq!((cubic.max, cubic.throttled), (8.0, 1.0));
    assert_near(cubic.rate(1.0), 5.6);
}
