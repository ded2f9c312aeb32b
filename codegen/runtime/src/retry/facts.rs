//! Retry settings that depend on the service.

use std::time::Duration;

/// Retry settings of a service and an operation.
///
/// They are not in models: generated code has them.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryFacts {
    /// Delay before the first retry, without jitter, if the failure is not throttling.
    pub base: Duration,
    /// Default maximum number of attempts, including the first.
    pub max_attempts: u32,
    /// True if the operation is a long poll, which callers repeat. Such a call waits before it fails for lack of
    /// tokens: otherwise the loops of its callers would not pause.
    pub long_poll: bool,
    /// True if the operation can safely be executed twice. If not, its calls are not retried after a timeout once the
    /// request was sent: [`Failure::UncertainTimeout`](super::Failure).
    pub idempotent: bool,
}

impl RetryFacts {
    /// Defaults: a base of 50 ms and three attempts.
    pub const STANDARD: Self = Self {
        base: Duration::from_millis(50),
        max_attempts: 3,
        long_poll: false,
        idempotent: false,
    };

    /// Sets [`base`](Self::base).
    #[must_use]
    pub const fn base(self, base: Duration) -> Self {
        Self { base, ..self }
    }

    /// Sets [`max_attempts`](Self::max_attempts).
    #[must_use]
    pub const fn max_attempts(self, max_attempts: u32) -> Self {
        Self {
            max_attempts,
            ..self
        }
    }

    /// Sets [`long_poll`](Self::long_poll).
    #[must_use]
    pub const fn long_poll(self, long_poll: bool) -> Self {
        Self { long_poll, ..self }
    }

    /// Sets [`idempotent`](Self::idempotent).
    #[must_use]
    pub const fn idempotent(self, idempotent: bool) -> Self {
        Self { idempotent, ..self }
    }
}

impl Default for RetryFacts {
    fn default() -> Self {
        Self::STANDARD
    }
}
