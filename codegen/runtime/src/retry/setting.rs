//! Retry strategy in configuration.

use super::bucket::TokenBucket;
use super::mode::RetryMode;
use super::policy::RetryPolicy;
use super::standard::StandardRetry;
use std::sync::Arc;

/// Retry strategy; by default [`standard`](Self::standard).
#[derive(Clone, Debug)]
pub struct Retry(Choice);

#[derive(Clone, Debug)]
enum Choice {
    Mode {
        mode: RetryMode,
        max_attempts: Option<u32>,
    },
    Off,
    Custom(Arc<dyn RetryPolicy>),
}

impl Retry {
    /// Retries calls in standard mode of the AWS SDKs: see [`StandardRetry`].
    #[must_use]
    pub const fn standard() -> Self {
        Self::of(RetryMode::Standard)
    }

    /// Retries calls in adaptive mode of the AWS SDKs: as in standard mode, and the client limits the rate of its
    /// attempts after the service has throttled one.
    ///
    /// From then on each attempt, the first of a call too, needs a permit. The rate of permits is reduced to 70 % of
    /// the measured rate by each throttled attempt, and grows again with the time since the last one, slowly near the
    /// rate at that time and faster afterwards. It is at least one permit in two seconds, and at most twice the
    /// measured rate. An attempt without a permit is delayed; the delay counts for the timeout of the operation.
    ///
    /// All calls of a client in this mode share one limit, whatever their operation and resource. A call of one
    /// resource is therefore delayed because another resource was throttled: use a client for each. Another client has
    /// its own limit.
    ///
    /// Source: the SDKs' reference, *Retry behavior*; botocore, `retries/adaptive.py`.
    #[must_use]
    pub const fn adaptive() -> Self {
        Self::of(RetryMode::Adaptive)
    }

    const fn of(mode: RetryMode) -> Self {
        Self(Choice::Mode {
            mode,
            max_attempts: None,
        })
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
    /// It applies to standard and adaptive mode only: without retries there is one attempt, and a custom policy has its
    /// own maximum.
    #[must_use]
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        self.count(|_| Some(max_attempts))
    }

    /// Sets [`max_attempts`](Self::max_attempts) unless it is set, for defaults from a configuration.
    #[must_use]
    pub fn or_max_attempts(self, max_attempts: u32) -> Self {
        self.count(|set| set.or(Some(max_attempts)))
    }

    /// Returns the mode, which services are told; `None` if there is none.
    pub(crate) fn mode(&self) -> Option<RetryMode> {
        match &self.0 {
            Choice::Mode { mode, .. } => Some(*mode),
            Choice::Off | Choice::Custom(_) => None,
        }
    }

    /// Creates the policy of a client; `bucket` is its retry token bucket.
    ///
    /// The policy of adaptive mode is that of standard mode: the client itself limits the rate.
    #[must_use]
    pub fn policy(&self, bucket: &TokenBucket) -> Arc<dyn RetryPolicy> {
        let standard = StandardRetry::new(bucket.clone());
        match &self.0 {
            Choice::Mode {
                max_attempts: Some(max_attempts),
                ..
            } => Arc::new(standard.max_attempts(*max_attempts)),
            Choice::Mode { .. } => Arc::new(standard),
            Choice::Off => Arc::new(standard.max_attempts(1)),
            Choice::Custom(policy) => Arc::clone(policy),
        }
    }

    fn count(self, count: impl FnOnce(Option<u32>) -> Option<u32>) -> Self {
        match self.0 {
            Choice::Mode { mode, max_attempts } => Self(Choice::Mode {
                mode,
                max_attempts: count(max_attempts),
            }),
            other => Self(other),
        }
    }
}

impl From<RetryMode> for Retry {
    fn from(mode: RetryMode) -> Self {
        Self::of(mode)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::standard()
    }
}
