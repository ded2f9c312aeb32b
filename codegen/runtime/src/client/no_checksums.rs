//! Checksums without the feature `checksums`: those that callers set.

use super::exchange::Exchange;
use crate::checksum;
use crate::protocol::HttpParts;
use crate::transport::BoxError;

/// Fails if the operation requires a checksum that the request does not have, since the service would reject the request.
pub(super) fn check(exchange: &Exchange<'_>, parts: Option<&HttpParts>) -> Result<(), BoxError> {
    let (Some(facts), Some(parts)) = (exchange.target.checksum, parts) else {
        return Ok(());
    };
    let own = &exchange.overrides.headers;
    let is_given = || {
        checksum::given(&parts.headers)
            .or(checksum::given(own))
            .is_some()
    };
    match facts.request_required && !is_given() {
        true => Err(
            "the operation requires a checksum of its body: enable the feature `checksums`".into(),
        ),
        false => Ok(()),
    }
}
