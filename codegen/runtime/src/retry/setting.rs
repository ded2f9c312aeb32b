//! How a user says what is to be retried.

use super::bucket::TokenBucket;
use super::policy::RetryPolicy;
use super::standard::StandardRetry;
use std::sync::Arc;

/// How calls are retried; by default as in [`standard`](Self::standard).
#[derive(Clone, Debug)]
pub struct Retry(Choice);

#[derive(Clone, Debug)]
enum Choice {
    Standard { max_attempts: Option<u32> },
    Off,
    Custom(Arc<dyn RetryPolicy>),
}

impl Retry {
    /// As the AWS SDKs do in standard mode: [`StandardRetry`].
    #[must_use]
    pub const fn standard() -> Self {
        Self(Choice::Standard { max_attempts: None })
    }

    /// Not at all: each call makes one attempt.
    #[must_use]
    pub const fn off() -> Self {
        Self(Choice::Off)
    }

    /// As `policy` says. Clients that are made with this value share the policy.
    #[must_use]
    pub fn custom(policy: impl RetryPolicy) -> Self {
        Self(Choice::Custom(Arc::new(policy)))
    }

    /// Sets how many attempts a call makes at most, the first one included, which is always made.
    ///
    /// It matters in standard mode alone: without retries there is one attempt, and a policy of one's own counts by
    /// itself.
    #[must_use]
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        self.count(|_| Some(max_attempts))
    }

    /// Sets [`max_attempts`](Self::max_attempts) unless it is set: for what comes from a configuration.
    #[must_use]
    pub fn or_max_attempts(self, max_attempts: u32) -> Self {
        self.count(|set| set.or(Some(max_attempts)))
    }

    /// Whether calls are retried as the AWS SDKs do, which services are told.
    pub(crate) fn is_standard(&self) -> bool {
        matches!(self.0, Choice::Standard { .. })
    }

    /// The policy of a client whose retries are paid from `bucket`.
    #[must_use]
    pub fn policy(&self, bucket: &TokenBucket) -> Arc<dyn RetryPolicy> {
        let standard = StandardRetry::new(bucket.clone());
        match &self.0 {
            Choice::Standard { max_attempts: None } => Arc::new(standard),
            Choice::Standard {
                max_attempts: Some(max_attempts),
            } => Arc::new(standard.max_attempts(*max_attempts)),
            Choice::Off => Arc::new(standard.max_attempts(1)),
            Choice::Custom(policy) => Arc::clone(policy),
        }
    }

    fn count(self, count: impl FnOnce(Option<u32>) -> Option<u32>) -> Self {
        match self.0 {
            Choice::Standard { max_attempts } => Self(Choice::Standard {
                max_attempts: count(max_attempts),
            }),
            other => Self(other),
        }
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::standard()
    }
}
