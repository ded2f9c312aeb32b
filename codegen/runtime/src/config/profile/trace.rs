//! Events of the feature `tracing`: malformed lines of the shared files.

use crate::config::error::Location;

/// Emits an event for a malformed line, with the reason and without its content, which may be a secret.
#[cfg(feature = "tracing")]
pub(super) fn irregular(location: &Location, reason: &str) {
    tracing::debug!(at = %location, reason, "malformed line in a shared config file");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn irregular(_: &Location, _: &str) {}
