//! Headers of attempts.

use super::{Attempt, Invocation};
use http::HeaderMap;
use std::io;
use std::time::{Duration, SystemTime};

fn attempt(number: u32, timeout: Option<u64>) -> Attempt {
    Attempt {
        number,
        max: 3,
        // 2026-11-21T09:00:00.9Z
        time: SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_251_600_900),
        timeout: timeout.map(Duration::from_secs),
    }
}

#[test]
fn a_request_says_which_attempt_it_is_and_from_the_second_until_when() {
    for (attempt, expected) in [
        (attempt(1, None), "attempt=1; max=3"),
        (attempt(1, Some(30)), "attempt=1; max=3"),
        (attempt(2, None), "attempt=2; max=3"),
        (
            attempt(2, Some(30)),
            "ttl=20261121T090030Z; attempt=2; max=3",
        ),
        (
            attempt(3, Some(86_400)),
            "ttl=20261122T090000Z; attempt=3; max=3",
        ),
        // Longer than there is a date for, and longer than there is a time for.
        (attempt(2, Some(1 << 40)), "attempt=2; max=3"),
        (attempt(2, Some(u64::MAX)), "attempt=2; max=3"),
    ] {
        let mut headers = HeaderMap::new();
        let invocation = Invocation::new(&|| Ok([0; 16])).unwrap();
        invocation.mark(&mut headers, attempt).unwrap();
        assert_eq!(headers["amz-sdk-request"], expected);
    }
}

#[test]
fn the_attempts_of_a_call_have_its_identifier() {
    let invocation = Invocation::new(&|| Ok([0xff; 16])).unwrap();
    let mut headers = HeaderMap::new();
    for number in 1..=3 {
        invocation
            .mark(&mut headers, attempt(number, None))
            .unwrap();
        assert_eq!(
            headers["amz-sdk-invocation-id"],
            "ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
        assert_eq!(headers.len(), 2);
    }
}

#[test]
fn without_randomness_there_is_no_identifier() {
    let broken = || Err(io::Error::other("no randomness"));
    let error = Invocation::new(&broken).err().unwrap();
    assert_eq!(error.to_string(), "no randomness");
}
