//! Requests without the feature `streams`: their bodies are in memory.

use super::attempt::Prepared;

impl Prepared {
    /// Returns true if the body is a stream.
    #[expect(clippy::unused_self, reason = "the feature `streams` needs it")]
    pub(super) fn is_streamed(&self) -> bool {
        false
    }

    /// Ends a failed attempt. Returns true if the request can be sent again.
    #[expect(clippy::unused_self, reason = "the feature `streams` needs it")]
    pub(super) fn end_attempt(&self) -> bool {
        true
    }
}
