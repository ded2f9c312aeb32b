//! Events for `tracing`, where the feature is on: lines of the shared files that do not follow the format.

use crate::config::error::Location;

/// Reports a line that does not stop the program, and why it is irregular; nothing of its text, which may be a secret.
#[cfg(feature = "tracing")]
pub(super) fn irregular(location: &Location, reason: &str) {
    tracing::debug!(at = %location, reason, "irregular line in a shared file");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn irregular(_: &Location, _: &str) {}
