//! `aws.protocols#restJson1`: members in the path, the query, headers and the body, which is JSON.

use super::{Rules, failure};
use crate::codec::Codec;
use crate::operation::Protocol;

pub(super) static RULES: Rules = Rules {
    protocol: Protocol::RestJson1,
    codec: Codec::Json,
    request: |target, _, _| Err(format!("{} has no HTTP method", target.operation).into()),
    check: |_| Ok(()),
    error_shape: failure::header_or_body,
    #[cfg(feature = "test-util")]
    asked: |_| None,
    #[cfg(feature = "test-util")]
    respond: |response| response,
};
