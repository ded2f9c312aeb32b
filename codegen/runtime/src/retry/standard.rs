//! Standard mode, retry behaviour 2.1.

use super::backoff::Backoff;
use super::bucket::TokenBucket;
use super::facts::RetryFacts;
use super::failure::RetryKind;
use super::policy::{Attempt, Decision, RetryCall, RetryPolicy};
use std::time::Duration;

/// Tokens for a retry.
const COST: u32 = 14;
/// Tokens for a retry after throttling: the service is available.
const THROTTLING_COST: u32 = 5;
/// Tokens that a call returns if it succeeds at once.
const FIRST_SUCCESS: u32 = 1;

const THROTTLING_BASE: Duration = Duration::from_secs(1);
const MAX_BACKOFF: Duration = Duration::from_secs(20);

/// Standard mode of the AWS SDKs, in retry behaviour 2.1.
///
/// After a [retryable](super::Failure::kind) failure, while attempts are left, a retry takes tokens from a
/// [`TokenBucket`]: 5 after throttling, else 14. The delay before it is exponential with full jitter: up to 50 ms, or
/// up to 1 s after throttling, doubled with each retry up to 20 s. It is up to 5 s longer if the service requests so
/// with `x-amz-retry-after`. If there are too few tokens, the call fails; a [long poll](RetryFacts::long_poll) waits
/// first.
///
/// # Tokens
///
/// A successful retry returns the tokens that it took, and a call that succeeds at once returns 1. A failed retry does
/// not return its tokens. If the call is dropped
///
/// - before the retry is sent, its tokens are returned, since the service did not see it;
/// - while the retry is in flight, its tokens are not returned, as if it had failed: otherwise callers that cancel
///   early would retry without limit while a service is slow.
///
/// Clones share the bucket.
#[derive(Clone, Debug)]
pub struct StandardRetry {
    bucket: TokenBucket,
    max_attempts: Option<u32>,
    max_backoff: Duration,
}

impl StandardRetry {
    /// Creates a policy that takes its tokens from `bucket`.
    #[must_use]
    pub fn new(bucket: TokenBucket) -> Self {
        Self {
            bucket,
            max_attempts: None,
            max_backoff: MAX_BACKOFF,
        }
    }

    /// Sets the maximum number of attempts of a call, including the first, which is always made. The default is that of
    /// the [service](RetryFacts::max_attempts), usually three.
    #[must_use]
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        Self {
            max_attempts: Some(max_attempts),
            ..self
        }
    }

    /// Sets the maximum delay, without the delay that a service may request. The default is 20 s.
    #[must_use]
    pub fn max_backoff(self, max_backoff: Duration) -> Self {
        Self {
            max_backoff,
            ..self
        }
    }
}

impl Default for StandardRetry {
    /// Creates a policy with its own bucket.
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

/// Tokens of a pending retry.
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
