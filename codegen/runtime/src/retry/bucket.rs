//! Retry token bucket.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Retry token bucket: limits the retries of a client.
///
/// While a service responds, the bucket stays full and every call may be retried. During an outage, retries empty the
/// bucket and then stop, which limits the load on the service.
///
/// Clones share the tokens. There are never more of them than the capacity.
#[derive(Clone, Debug)]
pub struct TokenBucket(Arc<Tokens>);

#[derive(Debug)]
struct Tokens {
    capacity: u32,
    available: AtomicU32,
}

impl TokenBucket {
    /// Capacity of a client's bucket in retry behaviour 2.1.
    pub const CAPACITY: u32 = 500;

    /// Creates a full bucket of `capacity` tokens. With a capacity of 0, nothing is retried.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self(Arc::new(Tokens {
            capacity,
            available: AtomicU32::new(capacity),
        }))
    }

    /// Returns the number of available tokens.
    #[must_use]
    pub fn available(&self) -> u32 {
        self.0.available.load(Ordering::Relaxed)
    }

    /// Takes `tokens` and returns true, or takes none and returns false.
    pub(super) fn take(&self, tokens: u32) -> bool {
        self.update(|available| available.checked_sub(tokens))
    }

    /// Returns `tokens` to the bucket, up to its capacity.
    pub(super) fn give(&self, tokens: u32) {
        let capacity = self.0.capacity;
        self.update(|available| Some(available.saturating_add(tokens).min(capacity)));
    }

    /// Updates the number of tokens with `next` atomically; returns false if `next` returned `None`.
    ///
    /// No other memory depends on the number, so a relaxed order suffices.
    fn update(&self, next: impl FnMut(u32) -> Option<u32>) -> bool {
        let available = &self.0.available;
        let updated = available.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        updated.is_ok()
    }
}

impl Default for TokenBucket {
    fn default() -> Self {
        Self::new(Self::CAPACITY)
    }
}
