//! The tokens that retries are paid with.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The tokens that the retries of a client are paid with.
///
/// While a service answers, the bucket stays full and every call may be retried. While it does not, retries empty the
/// bucket and then stop, so that a service in trouble is not asked several times for each call.
///
/// A clone shares the tokens. There are never more of them than the capacity.
#[derive(Clone, Debug)]
pub struct TokenBucket(Arc<Tokens>);

#[derive(Debug)]
struct Tokens {
    capacity: u32,
    available: AtomicU32,
}

impl TokenBucket {
    /// The capacity of a client's bucket in retry behaviour 2.1.
    pub const CAPACITY: u32 = 500;

    /// A full bucket of `capacity` tokens. From an empty one, nothing is ever retried.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self(Arc::new(Tokens {
            capacity,
            available: AtomicU32::new(capacity),
        }))
    }

    /// How many tokens are there now.
    #[must_use]
    pub fn available(&self) -> u32 {
        self.0.available.load(Ordering::Relaxed)
    }

    /// Takes `tokens`, all or none, and says whether they were there.
    pub(super) fn take(&self, tokens: u32) -> bool {
        self.update(|available| available.checked_sub(tokens))
    }

    /// Gives `tokens` back, as far as they fit.
    pub(super) fn give(&self, tokens: u32) {
        let capacity = self.0.capacity;
        self.update(|available| Some(available.saturating_add(tokens).min(capacity)));
    }

    /// Sets the number to what `next` makes of it, in one step; says whether it made anything.
    ///
    /// No other memory depends on the number, so that no stronger order is needed.
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
