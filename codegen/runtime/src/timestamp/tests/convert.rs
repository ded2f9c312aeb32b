//! Conversions.

use super::second;
use crate::timestamp::Timestamp;
use std::time::{Duration, SystemTime};

/// Around 1970 and at both ends of what all of the types have.
const INSTANTS: [(i64, i32); 7] = [
    (0, 0),
    (1_398_796_238, 500_000_000),
    (-1, -250_000_000),
    (0, -1),
    (-62_167_219_200, 0),
    (253_402_207_200, 999_999_999),
    (-1_000_000_000, -999),
];

#[test]
fn system_time_goes_both_ways() {
    for (second, nanosecond) in INSTANTS {
        let instant = Timestamp::constant(second, nanosecond);
        let time = SystemTime::from(instant);
        // Windows counts in 100 ns from 1601.
        if cfg!(unix) {
            assert_eq!(Timestamp::try_from(time), Ok(instant));
        }
    }
    let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_398_796_238_500);
    let instant = Timestamp::constant(1_398_796_238, 500_000_000);
    assert_eq!(SystemTime::from(instant), time);
    assert_eq!(Timestamp::try_from(time), Ok(instant));
    let time = SystemTime::UNIX_EPOCH - Duration::from_millis(500);
    assert_eq!(SystemTime::from(Timestamp::constant(0, -500_000_000)), time);
    // Whatever the system has, what is later stays later.
    assert!(SystemTime::from(Timestamp::MAX) > SystemTime::from(second(253_402_300_799)));
    assert!(SystemTime::from(Timestamp::MIN) < SystemTime::from(second(-11_644_473_599)));
}

/// Values of other crates, by their own numbers.
macro_rules! goes_both_ways {
    ($feature:literal, $name:ident, $type:ty, $nanoseconds:expr) => {
        #[cfg(feature = $feature)]
        #[test]
        fn $name() {
            for (second, nanosecond) in INSTANTS {
                let instant = Timestamp::constant(second, nanosecond);
                let theirs = <$type>::try_from(instant).unwrap();
                let nanoseconds: fn($type) -> i128 = $nanoseconds;
                assert_eq!(nanoseconds(theirs), instant.as_nanosecond());
                assert_eq!(Timestamp::from(theirs), instant);
            }
            for instant in [Timestamp::MIN, Timestamp::MAX] {
                let error = <$type>::try_from(instant).unwrap_err();
                assert_eq!(error, crate::TimestampError::Range);
            }
        }
    };
}

goes_both_ways!("jiff", jiff_goes_both_ways, jiff::Timestamp, |it| it
    .as_nanosecond());
goes_both_ways!(
    "chrono",
    chrono_goes_both_ways,
    chrono::DateTime<chrono::Utc>,
    |it| { i128::from(it.timestamp()) * 1_000_000_000 + i128::from(it.timestamp_subsec_nanos()) }
);
goes_both_ways!("time", time_goes_both_ways, time::OffsetDateTime, |it| it
    .unix_timestamp_nanos());

#[cfg(feature = "chrono")]
#[test]
fn chrono_has_offsets_and_leap_seconds() {
    let offset = chrono::FixedOffset::east_opt(3_600).unwrap();
    let time = chrono::DateTime::from_timestamp(1_398_796_238, 0).unwrap();
    let there = time.with_timezone(&offset);
    assert_eq!(Timestamp::from(there), second(1_398_796_238));
    // 2016-12-31T23:59:60.5Z
    let leap = chrono::DateTime::from_timestamp(1_483_228_799, 1_500_000_000).unwrap();
    let after = Timestamp::constant(1_483_228_800, 500_000_000);
    assert_eq!(Timestamp::from(leap), after);
}

#[cfg(feature = "time")]
#[test]
fn time_has_offsets() {
    let offset = time::UtcOffset::from_hms(1, 0, 0).unwrap();
    let time = time::OffsetDateTime::from_unix_timestamp(1_398_796_238).unwrap();
    let there = time.to_offset(offset);
    assert_eq!(Timestamp::from(there), second(1_398_796_238));
}
