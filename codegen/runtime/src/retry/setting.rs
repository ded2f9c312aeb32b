//! Retry strategy in configuration.

use super::bucket::TokenBucket;
use super::policy::RetryPolicy;
use super::standard::StandardRetry;
use std::sync::Arc;

/// Retry strategy; by default [`standard`](Self::standard).
#[derive(Clone, Debug)]
pub struct Retry(Choice);

#[derive(Clone, Debug)]
enum Choice {
    Standard { max_attempts: Option<u32> },
    Off,
    Custom(Arc<dyn RetryPolicy>),
}

impl Retry {
    /// Retries calls in standard mode of the AWS SDKs: see [`StandardRetry`].
    #[must_use]
    pub const fn standard() -> Self {
        Self(Choice::Standard { max_attempts: None })
    }

    /// Disables retries: each call makes one attempt.
    #[must_use]
    pub const fn off() -> Self {
        Self(Choice::Off)
    }

    /// Uses a custom policy. Clients created with this value share the policy.
    #[must_use]
    pub fn custom(policy: impl RetryPolicy) -> Self {
        Self(Choice::Custom(Arc::new(policy)))
    }

    /// Sets the maximum number of attempts of a call, including the first, which is always made.
    ///
    /// It applies to standard mode only: without retries there is one attempt, and a custom policy has its own maximum.
    #[must_use]
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        self.count(|_| Some(max_attempts))
    }

    /// Sets [`max_attempts`](Self::max_attempts) unless it is set, for defaults from a configuration.
    #[must_use]
    pub fn or_max_attempts(self, max_attempts: u32) -> Self {
        self.count(|set| set.or(Some(max_attempts)))
    }

    /// Returns true for standard mode, which services are told.
    pub(crate) fn is_standard(&self) -> bool {
        matches!(self.0, Choice::Standard { .. })
    }

    /// Creates the policy of a client; `bucket` is its retry token bucket.
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
