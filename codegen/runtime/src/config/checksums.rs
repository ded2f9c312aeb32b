//! Settings of checksums.

use super::Config;
use crate::checksum::ChecksumPolicy;

impl Config {
    /// Returns which requests have a checksum.
    pub(crate) fn request_checksum_calculation(&self) -> ChecksumPolicy {
        let policy = self.0.values.request_checksum_calculation;
        policy.unwrap_or_default()
    }

    /// Returns which responses are compared with a checksum.
    pub(crate) fn response_checksum_validation(&self) -> ChecksumPolicy {
        let policy = self.0.values.response_checksum_validation;
        policy.unwrap_or_default()
    }
}
