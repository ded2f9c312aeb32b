//! What retrying depends on from service to service.

use std::time::Duration;

/// What a service and an operation say of retrying.
///
/// No model holds these facts: generated code does.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryFacts {
    /// The wait before the first retry, before jitter, when the failure is not throttling.
    pub base: Duration,
    /// How many attempts a call makes when its user does not say, the first one included.
    pub max_attempts: u32,
    /// Whether the operation waits for something to happen, and is called again and again. Such a call waits before it
    /// fails for want of tokens: else its callers' loops would run hot.
    pub long_poll: bool,
    /// Whether the operation can be carried out twice without harm. If not, its calls are not made again after a timeout
    /// that leaves open whether the service has carried it out: [`Failure::UncertainTimeout`](super::Failure).
    pub idempotent: bool,
}

impl RetryFacts {
    /// What holds where nothing else is known: a base of 50 ms and three attempts.
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
