//! Settings of checksums.

use super::Case;
use crate::checksum::ChecksumPolicy;

#[test]
fn checksums_have_policies() {
    let (supported, required) = (ChecksumPolicy::WhenSupported, ChecksumPolicy::WhenRequired);
    Case {
        get: |config| config.request_checksum_calculation(),
        variable: "AWS_REQUEST_CHECKSUM_CALCULATION",
        key: "request_checksum_calculation",
        code: Some((
            |builder| builder.request_checksum_calculation(ChecksumPolicy::WhenRequired),
            required,
        )),
        environment: ("When_Supported", supported),
        profile: ("when_required", required),
        unset: supported,
    }
    .check();
    Case {
        get: |config| config.response_checksum_validation(),
        variable: "AWS_RESPONSE_CHECKSUM_VALIDATION",
        key: "response_checksum_validation",
        code: Some((
            |builder| builder.response_checksum_validation(ChecksumPolicy::WhenSupported),
            supported,
        )),
        environment: ("WHEN_REQUIRED", required),
        profile: ("when_required", required),
        unset: supported,
    }
    .check();
}
