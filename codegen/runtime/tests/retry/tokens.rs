//! Tokens that retries take and return.

use crate::{THROTTLED, UNAVAILABLE, call, longest, retry};
use http::StatusCode;
use runtime::http;
use runtime::retry::{Attempt, Decision, ErrorResponse, Failure, RetryFacts};
use runtime::retry::{RetryPolicy, StandardRetry, TokenBucket};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

#[test]
fn a_success_gives_back_what_the_last_retry_took() {
    let bucket = TokenBucket::default();
    let mut call = call(&bucket);
    assert_eq!(longest(&mut *call, 1, UNAVAILABLE), retry(50));
    assert_eq!(bucket.available(), 486);
    call.retrying();
    assert_eq!(longest(&mut *call, 2, THROTTLED), retry(2_000));
    assert_eq!(bucket.available(), 481);
    call.retrying();
    call.succeeded();
    assert_eq!(bucket.available(), 486);
}

#[test]
fn every_kind_but_throttling_costs_14() {
    let refused = ErrorResponse::new(StatusCode::FORBIDDEN).clock_corrected(true);
    let failures = [
        UNAVAILABLE,
        Failure::Connect,
        Failure::Timeout,
        Failure::Io,
        Failure::Response(refused.code(Some("ExpiredTokenException"), &[])),
        Failure::Response(refused.code(Some("SignatureDoesNotMatch"), &[])),
    ];
    for failure in failures {
        let bucket = TokenBucket::default();
        let mut call = call(&bucket);
        assert_eq!(longest(&mut *call, 1, failure), retry(50));
        assert_eq!(bucket.available(), 486, "{failure:?}");
    }
}

#[test]
fn a_call_that_succeeds_at_once_gives_1_up_to_the_capacity() {
    let bucket = TokenBucket::default();
    let mut failed = call(&bucket);
    longest(&mut *failed, 1, UNAVAILABLE);
    failed.retrying();
    drop(failed);
    assert_eq!(bucket.available(), 486);
    for available in 487..=500 {
        call(&bucket).succeeded();
        assert_eq!(bucket.available(), available);
    }
    call(&bucket).succeeded();
    assert_eq!(bucket.available(), 500);
}

#[test]
fn what_is_not_retried_costs_nothing() {
    let bucket = TokenBucket::default();
    assert_eq!(
        longest(&mut *call(&bucket), 1, Failure::Other),
        Decision::GiveUp
    );
    assert_eq!(
        longest(&mut *call(&bucket), 3, UNAVAILABLE),
        Decision::GiveUp
    );
    assert_eq!(bucket.available(), 500);
}

#[test]
fn a_failure_that_is_not_retried_gives_nothing_back() {
    let bucket = TokenBucket::default();
    let mut call = call(&bucket);
    longest(&mut *call, 1, UNAVAILABLE);
    call.retrying();
    assert_eq!(longest(&mut *call, 2, Failure::Other), Decision::GiveUp);
    drop(call);
    assert_eq!(bucket.available(), 486);
}

#[test]
fn a_call_dropped_before_its_retry_gives_back_what_it_took() {
    let bucket = TokenBucket::default();
    let mut call = call(&bucket);
    longest(&mut *call, 1, UNAVAILABLE);
    call.retrying();
    longest(&mut *call, 2, THROTTLED);
    assert_eq!(bucket.available(), 481);
    drop(call);
    // The first retry was sent and failed.
    assert_eq!(bucket.available(), 486);
}

#[test]
fn a_call_dropped_during_its_retry_gives_nothing_back() {
    let bucket = TokenBucket::default();
    let mut call = call(&bucket);
    longest(&mut *call, 1, UNAVAILABLE);
    call.retrying();
    drop(call);
    assert_eq!(bucket.available(), 486);
}

/// A policy that wraps standard mode may forget to pass it on.
#[test]
fn a_retry_that_failed_was_sent_even_if_nobody_said_so() {
    let bucket = TokenBucket::default();
    let mut call = call(&bucket);
    longest(&mut *call, 1, UNAVAILABLE);
    assert_eq!(longest(&mut *call, 2, Failure::Other), Decision::GiveUp);
    drop(call);
    assert_eq!(bucket.available(), 486);
}

#[test]
fn a_call_dropped_during_its_first_attempt_changes_nothing() {
    let bucket = TokenBucket::default();
    drop(call(&bucket));
    assert_eq!(bucket.available(), 500);
}

#[test]
fn calls_of_all_threads_share_the_tokens() {
    let bucket = TokenBucket::default();
    let retries = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let mut call = call(&bucket);
                    if let Decision::Retry(_) = longest(&mut *call, 1, UNAVAILABLE) {
                        retries.fetch_add(1, Ordering::Relaxed);
                        call.retrying();
                    }
                }
            });
        }
    });
    // 35 times 14 tokens are in 500, and no more.
    assert_eq!(retries.into_inner(), 35);
    assert_eq!(bucket.available(), 10);
}

#[test]
fn no_token_is_lost_or_made_between_threads() {
    let bucket = TokenBucket::new(30);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let watch = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                assert!(bucket.available() <= 30);
                thread::yield_now();
            }
        });
        let workers: Vec<_> = (0..8)
            .map(|worker| {
                let bucket = &bucket;
                scope.spawn(move || {
                    for round in 0..2_000 {
                        let mut call = call(bucket);
                        let failure = if round % 2 == 0 {
                            UNAVAILABLE
                        } else {
                            THROTTLED
                        };
                        // The calls of some succeed after a retry, those of others are dropped before it.
                        if let Decision::Retry(_) = longest(&mut *call, 1, failure)
                            && worker % 2 == 0
                        {
                            call.retrying();
                            call.succeeded();
                        }
                    }
                })
            })
            .collect();
        let outcomes: Vec<_> = workers.into_iter().map(|worker| worker.join()).collect();
        done.store(true, Ordering::Relaxed);
        watch.join().unwrap();
        assert!(outcomes.iter().all(Result::is_ok));
    });
    assert_eq!(bucket.available(), 30);
}

/// Numbers that look random and are the same each time (Marsaglia's xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Runs calls in any order and checks the bucket against a count that is kept beside it.
#[test]
fn whatever_calls_do_the_tokens_add_up() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for capacity in [0, 4, 5, 13, 14, 19, 100, 500] {
        let bucket = TokenBucket::new(capacity);
        let policy = StandardRetry::new(bucket.clone()).max_attempts(4);
        let mut tokens = capacity;
        for _ in 0..2_000 {
            let mut call = policy.start(RetryFacts::STANDARD);
            let mut taken = None;
            let mut number = 1;
            loop {
                let (failure, cost) = match numbers.below(4) {
                    0 => (UNAVAILABLE, 14),
                    1 => (THROTTLED, 5),
                    2 => (Failure::Other, u32::MAX),
                    _ => {
                        call.succeeded();
                        tokens = capacity.min(tokens + taken.unwrap_or(1));
                        break;
                    }
                };
                let decision = call.failed(&Attempt::new(number, failure, 0.5));
                if number == 4 || tokens < cost {
                    assert_eq!(decision, Decision::GiveUp);
                    break;
                }
                assert!(matches!(decision, Decision::Retry(_)), "{decision:?}");
                tokens -= cost;
                assert_eq!(bucket.available(), tokens);
                if numbers.below(5) == 0 {
                    drop(call);
                    tokens += cost;
                    break;
                }
                call.retrying();
                taken = Some(cost);
                number += 1;
            }
            assert_eq!(bucket.available(), tokens);
            assert!(tokens <= capacity);
        }
    }
}
