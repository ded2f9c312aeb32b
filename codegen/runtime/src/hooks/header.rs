//! Headers that hooks may change, and the error of others.

use crate::endpoint::is_host_header;
use crate::error::OneLine;
use crate::sign;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt;

/// Headers of a signature, which are replaced when a request is signed.
const OF_SIGNATURE: [&str; 6] = [
    "authorization",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-region-set",
    "x-amz-s3session-token",
    "x-amz-security-token",
];

/// Headers that identify the caller, which hooks may replace.
const OF_CALLER: [&str; 3] = ["user-agent", "x-amz-user-agent", "x-amzn-trace-id"];

/// Number of headers that a hook adds to: more than services accept, and less than a map can hold.
const MAX_HEADERS: usize = 1000;

const SIGNATURE: &str = "it belongs to the signature";
const ATTEMPTS: &str = "it counts attempts, and the runtime sets it";
const FRAMING: &str = "the transport sets it";
const OWNED: &str = "it belongs to the protocol, the endpoint or the input";
const TOO_MANY: &str = "the request has too many headers";
const BAD_HOST: &str = "it must be a host in lower case with an optional port";
const SIGNED: &str = "it is signed: change it in `before_signing`";
const UNSIGNED: &str = "it must be signed: set it in `before_signing`";

/// Point of a call at which headers are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Signing,
    Sending,
}

impl Point {
    /// Changes headers: sets `name` to `value`, or removes it. `free` has the names of headers that may be changed although
    /// the request has them, to which `name` is added.
    pub(super) fn change(
        self,
        headers: &mut HeaderMap,
        free: &mut Vec<HeaderName>,
        name: HeaderName,
        value: Option<HeaderValue>,
    ) -> Result<Option<HeaderValue>, HeaderError> {
        let refuse = |reason| HeaderError::new(self, name.as_str(), reason);
        let is_free = !headers.contains_key(&name) || free.contains(&name);
        self.check(&name, is_free).map_err(refuse)?;
        let Some(value) = value else {
            return Ok(headers.remove(name));
        };
        if name == HOST && !is_host_header(&value) {
            return Err(refuse(BAD_HOST));
        }
        if headers.len() >= MAX_HEADERS && !headers.contains_key(&name) {
            return Err(refuse(TOO_MANY));
        }
        let replaced = headers.insert(name.clone(), value);
        free.push(name);
        Ok(replaced)
    }

    fn check(self, name: &HeaderName, is_free: bool) -> Result<(), &'static str> {
        let text = name.as_str();
        if text.starts_with("amz-sdk-") {
            return Err(ATTEMPTS);
        }
        if *name == CONTENT_LENGTH || *name == TRANSFER_ENCODING {
            return Err(FRAMING);
        }
        match self {
            Self::Signing if OF_SIGNATURE.contains(&text) => Err(SIGNATURE),
            Self::Signing if is_free || OF_CALLER.contains(&text) => Ok(()),
            Self::Signing => Err(OWNED),
            Self::Sending if *name == AUTHORIZATION && !is_free => Err(SIGNATURE),
            Self::Sending if !sign::is_signed(name) => Ok(()),
            Self::Sending if !is_free => Err(SIGNED),
            Self::Sending if must_be_signed(name) => Err(UNSIGNED),
            Self::Sending => Ok(()),
        }
    }
}

/// Returns true for a header that services reject unless it is signed: `host`, `content-type` and `x-amz-*` (IAM User Guide,
/// "Create a signed AWS API request", step 1).
fn must_be_signed(name: &HeaderName) -> bool {
    *name == HOST || *name == CONTENT_TYPE || name.as_str().starts_with("x-amz-")
}

/// Error of a header that a hook cannot change.
#[derive(Clone, PartialEq, Eq)]
pub struct HeaderError {
    point: Point,
    name: String,
    reason: &'static str,
}

impl HeaderError {
    pub(super) fn new(point: Point, name: &str, reason: &'static str) -> Self {
        let name = name.to_owned();
        Self {
            point,
            name,
            reason,
        }
    }

    /// Returns the name of the header; empty if it is not a valid name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hook = match self.point {
            Point::Signing => "before_signing",
            Point::Sending => "before_sending",
        };
        let (name, reason) = (OneLine(&self.name), self.reason);
        match self.name.is_empty() {
            true => write!(
                formatter,
                "hook `{hook}`: a header cannot be changed: {reason}"
            ),
            false => write!(
                formatter,
                "hook `{hook}`: the header `{name}` cannot be changed: {reason}"
            ),
        }
    }
}

impl fmt::Debug for HeaderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self} (HeaderError)")
    }
}

impl std::error::Error for HeaderError {}
