//! Sums and differences.

use super::second;
use crate::timestamp::Timestamp;
use std::time::Duration;

#[test]
fn durations_are_added_and_subtracted() {
    for (start, duration, end) in [
        ((0, 0), Duration::ZERO, (0, 0)),
        (
            (1, 600_000_000),
            Duration::from_millis(500),
            (2, 100_000_000),
        ),
        (
            (1, 100_000_000),
            Duration::from_millis(500),
            (1, 600_000_000),
        ),
        (
            (-1, -250_000_000),
            Duration::from_millis(1_500),
            (0, 250_000_000),
        ),
        ((i64::MIN, 0), Duration::from_secs(u64::MAX), (i64::MAX, 0)),
        ((i64::MIN, 0), Duration::MAX, (i64::MAX, 999_999_999)),
    ] {
        let (start, end) = (
            Timestamp::constant(start.0, start.1),
            Timestamp::constant(end.0, end.1),
        );
        assert_eq!(start.checked_add(duration), Some(end));
        assert_eq!(end.checked_sub(duration), Some(start));
        assert_eq!((start + duration, end - duration), (end, start));
        assert_eq!(end.duration_since(start), Some(duration));
        assert_eq!(start.abs_diff(end), duration);
        assert_eq!(end.abs_diff(start), duration);
        let backwards = start.duration_since(end);
        assert_eq!(backwards, (start == end).then_some(Duration::ZERO));
    }
}

#[test]
fn sums_end_where_time_does() {
    let tick = Duration::from_nanos(1);
    assert_eq!(Timestamp::MAX.checked_add(tick), None);
    assert_eq!(Timestamp::MIN.checked_sub(tick), None);
    assert_eq!(second(1).checked_add(Duration::MAX), None);
    assert_eq!(second(-2).checked_sub(Duration::MAX), None);
    assert_eq!(second(1) + Duration::MAX, Timestamp::MAX);
    assert_eq!(second(-2) - Duration::MAX, Timestamp::MIN);
    let mut timestamp = Timestamp::UNIX_EPOCH;
    timestamp += Duration::from_secs(5);
    timestamp -= Duration::from_secs(2);
    assert_eq!(timestamp, second(3));
}
