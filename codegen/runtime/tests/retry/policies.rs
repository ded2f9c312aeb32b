//! Settings, modes, and policies of a user's own.

use crate::{UNAVAILABLE, longest, retry};
use runtime::retry::{Attempt, Decision, Failure, Retry, RetryCall, RetryFacts, RetryMode};
use runtime::retry::{RetryPolicy, StandardRetry, TokenBucket};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Returns the number of attempts of a call that never succeeds, and the maximum that it reports.
fn attempts(retry: &Retry, facts: RetryFacts) -> (u32, Option<u32>) {
    let mut call = retry.policy(&TokenBucket::default()).start(facts);
    let attempts = (1..)
        .find(|&number| longest(&mut *call, number, UNAVAILABLE) == Decision::GiveUp)
        .unwrap();
    (attempts, call.max_attempts())
}

#[test]
fn the_user_decides_on_attempts_then_the_service() {
    let facts = RetryFacts::STANDARD;
    let cases = [
        (Retry::default(), facts, 3),
        (Retry::standard(), facts.max_attempts(4), 4),
        (Retry::standard().max_attempts(5), facts.max_attempts(4), 5),
        (Retry::standard().max_attempts(1), facts, 1),
        (Retry::standard().max_attempts(0), facts, 1),
        (Retry::standard(), facts.max_attempts(0), 1),
        (Retry::standard().or_max_attempts(6), facts, 6),
        (
            Retry::standard().max_attempts(2).or_max_attempts(6),
            facts,
            2,
        ),
        (
            Retry::standard().or_max_attempts(6).max_attempts(2),
            facts,
            2,
        ),
        (Retry::adaptive(), facts.max_attempts(4), 4),
        (Retry::adaptive().or_max_attempts(6), facts, 6),
        (
            Retry::adaptive().max_attempts(2).or_max_attempts(6),
            facts,
            2,
        ),
        (Retry::off(), facts, 1),
        (Retry::off().max_attempts(5).or_max_attempts(5), facts, 1),
    ];
    for (retry, facts, expected) in cases {
        let both = (expected, Some(expected));
        assert_eq!(attempts(&retry, facts), both, "{retry:?}, {facts:?}");
    }
}

#[test]
fn the_policies_of_a_setting_take_from_the_client_s_bucket() {
    let bucket = TokenBucket::default();
    for (retry, available) in [(Retry::standard(), 486), (Retry::adaptive(), 472)] {
        let mut call = retry.policy(&bucket).start(RetryFacts::STANDARD);
        longest(&mut *call, 1, UNAVAILABLE);
        call.retrying();
        assert_eq!(bucket.available(), available);
    }
}

/// As standard mode, but retries even what it would not; counts what it is told.
#[derive(Debug, Default)]
struct Stubborn {
    standard: StandardRetry,
    succeeded: Arc<AtomicU32>,
}

struct StubbornCall {
    standard: Box<dyn RetryCall>,
    succeeded: Arc<AtomicU32>,
}

impl RetryPolicy for Stubborn {
    fn start(&self, facts: RetryFacts) -> Box<dyn RetryCall> {
        Box::new(StubbornCall {
            standard: self.standard.start(facts),
            succeeded: Arc::clone(&self.succeeded),
        })
    }
}

impl RetryCall for StubbornCall {
    fn failed(&mut self, attempt: &Attempt<'_>) -> Decision {
        let mut attempt = *attempt;
        if attempt.kind().is_none() {
            attempt.failure = Failure::Io;
        }
        self.standard.failed(&attempt)
    }

    fn retrying(&mut self) {
        self.standard.retrying();
    }

    fn succeeded(self: Box<Self>) {
        self.succeeded.fetch_add(1, Ordering::Relaxed);
        self.standard.succeeded();
    }
}

#[test]
fn a_policy_of_ones_own_can_build_on_standard_mode() {
    let bucket = TokenBucket::default();
    let succeeded = Arc::new(AtomicU32::new(0));
    let setting = Retry::custom(Stubborn {
        standard: StandardRetry::new(bucket.clone()),
        succeeded: Arc::clone(&succeeded),
    });
    let client = TokenBucket::default();
    let mut call = setting.policy(&client).start(RetryFacts::STANDARD);
    assert_eq!(longest(&mut *call, 1, Failure::Other), retry(50));
    assert_eq!(bucket.available(), 486);
    call.retrying();
    call.succeeded();
    assert_eq!((bucket.available(), client.available()), (500, 500));
    assert_eq!(succeeded.load(Ordering::Relaxed), 1);
}

/// Three waits of a fixed length, counted by the call itself.
#[derive(Debug)]
struct Thrice;

impl RetryPolicy for Thrice {
    fn start(&self, _: RetryFacts) -> Box<dyn RetryCall> {
        let mut left = 3;
        Box::new(move |_: &Attempt<'_>| {
            if left == 0 {
                return Decision::GiveUp;
            }
            left -= 1;
            Decision::Retry(Duration::from_secs(7))
        })
    }
}

#[test]
fn a_closure_is_a_call() {
    let setting = Retry::custom(Arc::new(Thrice)).max_attempts(2);
    // Its own count holds, for each call anew, and nobody else knows it.
    for _ in 0..2 {
        assert_eq!(attempts(&setting, RetryFacts::STANDARD), (4, None));
    }
    let mut call = Thrice.start(RetryFacts::STANDARD);
    assert_eq!(longest(&mut *call, 1, Failure::Other), retry(7_000));
    call.retrying();
    call.succeeded();
}

#[test]
fn what_a_client_shares_can_be_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn sent<T: Send + ?Sized + 'static>() {}
    shared::<Retry>();
    shared::<StandardRetry>();
    shared::<TokenBucket>();
    shared::<Arc<dyn RetryPolicy>>();
    sent::<dyn RetryCall>();
}

#[test]
fn the_modes_of_configuration() {
    for (texts, mode) in [
        (["standard", "Standard", " standard\t"], RetryMode::Standard),
        (["adaptive", "ADAPTIVE", "adaptive\n"], RetryMode::Adaptive),
        (["legacy", "Legacy", " legacy"], RetryMode::Standard),
    ] {
        for text in texts {
            assert_eq!(text.parse(), Ok(mode), "{text:?}");
        }
        let retry = Retry::from(mode);
        assert_eq!(attempts(&retry, RetryFacts::STANDARD).0, 3);
    }
}

#[test]
fn other_modes_say_what_to_write() {
    let use_ = "does not exist: use \"standard\" or \"adaptive\"";
    for (text, shown) in [("standart\n", "standart"), ("off", "off"), ("", "")] {
        let error = text.parse::<RetryMode>().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the retry mode {shown:?} {use_}")
        );
    }
}
