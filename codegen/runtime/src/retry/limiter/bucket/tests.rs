//! Cases of botocore's `test_bucket.py`, with the minimum rate of the SDKs, and one of smithy-rs.

use super::Bucket;
use std::time::Duration;

fn filled_at(rate: f64) -> Bucket {
    let mut bucket = Bucket::new(0.0);
    bucket.set_rate(0.0, rate);
    bucket
}

#[test]
fn a_bucket_is_filled_at_its_rate() {
    let mut bucket = filled_at(10.0);
    for second in 1..=5 {
        assert_eq!(bucket.take(f64::from(second)), Ok(()));
    }
    bucket.set_rate(5.0, 1.0);
    for second in 6..=10 {
        assert_eq!(bucket.take(f64::from(second)), Ok(()));
    }
}

#[test]
fn tokens_can_be_taken_as_fast_as_they_come() {
    let mut bucket = filled_at(10.0);
    for tenth in 10..30 {
        assert_eq!(bucket.take(f64::from(tenth) / 10.0), Ok(()));
    }
}

#[test]
fn an_empty_bucket_says_when_the_next_token_comes_and_reserves_nothing() {
    let mut bucket = filled_at(10.0);
    assert_eq!(bucket.take(0.1), Ok(()));
    for _ in 0..3 {
        let delay = bucket.take(0.15).unwrap_err();
        let off = delay.abs_diff(Duration::from_millis(50));
        assert!(off < Duration::from_micros(1), "{delay:?}");
    }
    assert_eq!(bucket.take(0.2), Ok(()));
    assert_eq!(bucket.take(0.300001), Ok(()));
    assert!(bucket.take(0.300001).is_err());
}

#[test]
fn rate_and_capacity_have_a_minimum() {
    let mut bucket = filled_at(1.0);
    for (rate, expected) in [(0.5, 0.5_f64), (0.1, 0.5), (-3.0, 0.5), (4.0, 4.0)] {
        bucket.set_rate(1.0, rate);
        assert_eq!(
            (bucket.rate, bucket.capacity),
            (expected, expected.max(1.0))
        );
    }
}

#[test]
fn a_smaller_bucket_holds_fewer_tokens() {
    let mut bucket = filled_at(10.0);
    bucket.set_rate(5.0, 2.0);
    assert_eq!([bucket.take(5.0), bucket.take(5.0)], [Ok(()), Ok(())]);
    assert_eq!(bucket.take(5.0), Err(Duration::from_millis(500)));
}

/// smithy-rs: a delay of zero would be asked for without end.
#[test]
fn a_token_that_lacks_less_than_a_nanosecond_is_there() {
    let mut bucket = filled_at(0.5);
    bucket.available = 1.0 - 1e-12;
    assert_eq!(bucket.take(0.0), Ok(()));
    assert_eq!(bucket.available, 0.0);
}

#[test]
fn a_time_before_the_latest_adds_nothing_twice() {
    let mut bucket = filled_at(1.0);
    assert_eq!(bucket.take(1.0), Ok(()));
    assert_eq!(bucket.take(0.5), Err(Duration::from_secs(1)));
    assert_eq!(bucket.take(1.5), Err(Duration::from_millis(500)));
}
