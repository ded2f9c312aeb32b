//! Cases of botocore's `test_adaptive.py`.

use super::MeasuredRate;

/// The rate after attempts at these times.
fn measured(times: &[f64]) -> f64 {
    let mut rate = MeasuredRate::new(0.0);
    times.iter().fold(0.0, |_, time| rate.record(*time))
}

#[test]
fn a_rate_is_known_once_a_period_has_ended() {
    assert_eq!(measured(&[]), 0.0);
    assert_eq!(measured(&[1.0]), 0.8);
    assert_eq!(measured(&[0.1, 0.2, 0.3, 0.4, 0.49]), 0.0);
    assert_eq!(measured(&[0.1, 0.2, 0.3, 0.4, 0.49, 0.5]), 12.0 * 0.8);
}

#[test]
fn a_constant_rate_is_measured() {
    let times: Vec<_> = (1..=20).map(f64::from).collect();
    assert!((measured(&times) - 1.0).abs() < 1e-7);
}

#[test]
fn the_latest_period_counts_most() {
    let times = [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0];
    let rate = measured(&times);
    assert!((1.99..=2.0).contains(&rate), "{rate}");
    // After ten seconds with one attempt: 0.1 * 0.8 of the latest, and a fifth of before.
    let later = measured(&[&times[..], &[14.0]].concat());
    assert!((0.1..=2.0).contains(&later), "{later}");
    assert!((later - (0.08 + rate * 0.2)).abs() < 1e-9, "{later}");
}

#[test]
fn attempts_at_the_same_time_are_all_counted() {
    assert!(measured(&[1.0, 1.0, 1.0, 2.0, 3.0]) >= 1.0);
}
