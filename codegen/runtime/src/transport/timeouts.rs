//! Default timeouts of a transport.

use std::time::Duration;

/// Default connect timeout, that of the AWS SDKs: it leaves room for the retransmission of a lost packet after 3 s.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_millis(3_100);

/// Default stall timeout. The stalled-stream protection of the AWS SDK for Rust has a grace period of the same length.
pub(crate) const STALL_TIMEOUT: Duration = Duration::from_secs(20);
