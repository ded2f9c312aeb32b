//! Standard mode, retry behaviour 2.1.

use super::backoff::Backoff;
use super::bucket::TokenBucket;
use super::facts::RetryFacts;
use super::failure::RetryKind;
use super::policy::{Attempt, Decision, RetryCall, RetryPolicy};
use std::time::Duration;

/// What a retry costs.
const COST: u32 = 14;
/// What a retry after throttling costs: the service said that it is there.
const THROTTLING_COST: u32 = 5;
/// What a call brings that succeeds at once.
const FIRST_SUCCESS: u32 = 1;

const THROTTLING_BASE: Duration = Duration::from_secs(1);
const MAX_BACKOFF: Duration = Duration::from_secs(20);

/// Standard mode of the AWS SDKs, in retry behaviour 2.1.
///
/// After a failure that [may pass](super::Failure::kind), and while attempts are left, a retry takes tokens from a
/// [`TokenBucket`], 14 or after throttling 5, and waits: a random part of 50 ms, after throttling of 1 s, doubled with
/// each retry up to 20 s, and up to 5 s longer where the service asks for it by `x-amz-retry-after`. When there are too
/// few tokens, the call fails; a [long poll](RetryFacts::long_poll) waits first.
///
/// # Tokens
///
/// Tokens pay for retries that are sent. A retry that succeeds gives back what it took, and a call that succeeds at
/// once gives 1. A retry that fails keeps what it took. When the call is dropped
///
/// - before the retry is sent, what it took is given back: the service saw nothing of it;
/// - while the retry is on its way, it is kept, as if the retry had failed: else callers that give up early would retry
///   without limit just when a service is slow.
///
/// A clone shares the bucket.
#[derive(Clone, Debug)]
pub struct StandardRetry {
    bucket: TokenBucket,
    max_attempts: Option<u32>,
    max_backoff: Duration,
}

impl StandardRetry {
    /// Retries that are paid from `bucket`.
    #[must_use]
    pub fn new(bucket: TokenBucket) -> Self {
        Self {
            bucket,
            max_attempts: None,
            max_backoff: MAX_BACKOFF,
        }
    }

    /// Sets how many attempts a call makes at most, the first one included, which is always made. Without it, the
    /// [service's number](RetryFacts::max_attempts) holds, as a rule three.
    #[must_use]
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        Self {
            max_attempts: Some(max_attempts),
            ..self
        }
    }

    /// Sets the longest wait, apart from what a service asks for. Without it, 20 s.
    #[must_use]
    pub fn max_backoff(self, max_backoff: Duration) -> Self {
        Self {
            max_backoff,
            ..self
        }
    }
}

impl Default for StandardRetry {
    /// Retries that are paid from a bucket of their own.
    fn default() -> Self {
        Self::new(TokenBucket::default())
    }
}

impl RetryPolicy for StandardRetry {
    fn start(&self, facts: RetryFacts) -> Box<dyn RetryCall> {
        Box::new(StandardCall {
            bucket: self.bucket.clone(),
            max_attempts: self.max_attempts.unwrap_or(facts.max_attempts).max(1),
            max_backoff: self.max_backoff,
            facts,
            taken: None,
        })
    }
}

/// A call in standard mode.
struct StandardCall {
    bucket: TokenBucket,
    max_attempts: u32,
    max_backoff: Duration,
    facts: RetryFacts,
    taken: Option<Taken>,
}

/// What a retry has taken whose outcome is not known yet.
struct Taken {
    tokens: u32,
    sent: bool,
}

impl StandardCall {
    fn wait(&self, attempt: &Attempt<'_>, base: Duration) -> Duration {
        let backoff = Backoff {
            base,
            max: self.max_backoff,
        };
        backoff.wait(
            attempt.number,
            attempt.fraction,
            attempt.failure.retry_after(),
        )
    }
}

impl RetryCall for StandardCall {
    fn failed(&mut self, attempt: &Attempt<'_>) -> Decision {
        // The retry before this failure, if there was one, was sent.
        self.taken = None;
        let Some(kind) = attempt.kind() else {
            return Decision::GiveUp;
        };
        if attempt.number >= self.max_attempts {
            return Decision::GiveUp;
        }
        let (tokens, base) = match kind {
            RetryKind::Throttling => (THROTTLING_COST, THROTTLING_BASE),
            _ => (COST, self.facts.base),
        };
        if self.bucket.take(tokens) {
            let sent = false;
            self.taken = Some(Taken { tokens, sent });
            Decision::Retry(self.wait(attempt, base))
        } else if self.facts.long_poll {
            // The base of throttling is for retries: the vectors want the other one here, whatever the failure.
            Decision::GiveUpAfter(self.wait(attempt, self.facts.base))
        } else {
            Decision::GiveUp
        }
    }

    fn retrying(&mut self) {
        if let Some(taken) = &mut self.taken {
            taken.sent = true;
        }
    }

    fn succeeded(mut self: Box<Self>) {
        let taken = self.taken.take();
        self.bucket
            .give(taken.map_or(FIRST_SUCCESS, |taken| taken.tokens));
    }

    fn max_attempts(&self) -> Option<u32> {
        Some(self.max_attempts)
    }
}

impl Drop for StandardCall {
    fn drop(&mut self) {
        if let Some(Taken {
            tokens,
            sent: false,
        }) = self.taken
        {
            self.bucket.give(tokens);
        }
    }
}
