//! Result of an attempt.

use super::identity::Identity;
use crate::error::OneLine;
#[cfg(feature = "streams")]
use crate::transport::Body;
use crate::transport::TransportError;
use bytes::Bytes;
use http::response::Parts;
use std::time::Duration;

/// Result of an attempt.
pub(super) enum Trial {
    /// A response of any status.
    Response {
        head: Parts,
        body: Bytes,
        /// Body of a successful response that is streamed, in the place of `body`.
        #[cfg(feature = "streams")]
        stream: Option<Body>,
        /// Identity that the request was authenticated with.
        identity: Identity,
        /// True if the request was signed with a clock that has been corrected since.
        clock_corrected: bool,
    },
    /// No response: an error of the transport.
    NoResponse(TransportError),
    /// No response before the timeout.
    TimedOut(Duration),
}

impl Trial {
    /// Describes the failure, without any part of the body; `code` is that of the error.
    pub(super) fn describe(&self, code: Option<&str>) -> String {
        match self {
            Self::Response { head, .. } => {
                let status = head.status.as_u16();
                code.map_or_else(
                    || format!("HTTP {status}"),
                    |code| format!("HTTP {status} {}", OneLine(code)),
                )
            }
            Self::NoResponse(error) => error.to_string(),
            Self::TimedOut(limit) => format!("no response within {limit:?}"),
        }
    }
}
