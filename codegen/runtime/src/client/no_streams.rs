//! Requests without the feature `streams`: their bodies are in memory.

use super::attempt::Prepared;
use bytes::Bytes;

impl Prepared {
    /// Returns true if the body is a stream.
    #[expect(clippy::unused_self, reason = "the feature `streams` needs it")]
    pub(super) fn is_streamed(&self) -> bool {
        false
    }

    /// Returns the body.
    pub(super) fn in_memory(&self) -> Option<Bytes> {
        Some(self.body.clone())
    }

    /// Ends a failed attempt. Returns true if the request can be sent again.
    #[expect(clippy::unused_self, reason = "the feature `streams` needs it")]
    pub(super) fn end_attempt(&self) -> bool {
        true
    }
}
