//! Limits of presigned requests, and the requests that can be presigned.

use crate::credentials::Credentials;
use crate::endpoint;
use crate::error::OneLine;
use crate::sign::{self, PathEncoding};
use crate::timestamp::Timestamp;
use crate::transport::BoxError;
use http::header::HOST;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use std::time::{Duration, SystemTime};

/// Longest time in seconds until a presigned request expires: 7 days (IAM User Guide, `X-Amz-Expires`).
const MAX_SECONDS: u64 = 604_800;

/// Headers that a presigned request does not have: those of its signature are in the query, and the user agent is that
/// of the sender.
const DROPPED: [&str; 5] = [
    "x-amz-date",
    "x-amz-region-set",
    "x-amz-s3session-token",
    "x-amz-security-token",
    "x-amz-user-agent",
];

/// Checks a signing name: a slash would end it.
pub(super) fn signing_name(name: &str) -> Result<(), BoxError> {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    if !name.is_empty() && name.bytes().all(is_allowed) {
        return Ok(());
    }
    let expected = "a name such as sts: letters, digits, hyphens, dots and underscores";
    Err(format!(
        "the signing name: expected {expected}, got {:?}",
        OneLine(name)
    )
    .into())
}

/// Returns the whole seconds until a request expires, if they are within the limits of SigV4 and of the credentials.
pub(super) fn seconds(
    expires_in: Duration,
    credentials: &Credentials,
    start: SystemTime,
) -> Result<u64, BoxError> {
    let seconds = expires_in.as_secs();
    if !(1..=MAX_SECONDS).contains(&seconds) {
        return Err(format!(
            "it must expire after 1 to {MAX_SECONDS} seconds (7 days), got {expires_in:?}"
        )
        .into());
    }
    let Some(expiry) = credentials.expiry() else {
        return Ok(seconds);
    };
    let left = expiry.duration_since(start).unwrap_or_default().as_secs();
    if seconds <= left {
        return Ok(seconds);
    }
    let at = Timestamp::try_from(expiry).map(|at| format!(" at {at}"));
    Err(format!(
        "it would expire {seconds} seconds after its start, and its credentials expire{} already, after {left} seconds: \
         shorten the time, or use credentials that last longer",
        at.unwrap_or_default()
    )
    .into())
}

/// Returns a URL in the form in which HTTP clients send it: with its host in lower case, and without a default port.
///
/// # Errors
/// If clients would change another part of it that is signed, or if it is presigned already.
pub(super) fn uri(uri: Uri, path: PathEncoding) -> Result<Uri, BoxError> {
    let is_http = matches!(uri.scheme_str(), Some("https" | "http"));
    let (Some(scheme), Some(authority), true) = (uri.scheme_str(), uri.authority(), is_http) else {
        return Err("its URL does not begin with https:// or http:// and a host".into());
    };
    if authority.as_str().contains('@') {
        return Err("its URL has a user: remove it".into());
    }
    for pair in uri.query().unwrap_or_default().split('&') {
        let name = pair.split('=').next().unwrap_or_default();
        if let Some(name) = sign::query_parameter(name) {
            return Err(
                format!("its URL has the parameter `{name}` already: sign a URL without").into(),
            );
        }
    }
    let path = match path {
        PathEncoding::Twice => uri.path(),
        // Each encoding of a path has the same signature.
        PathEncoding::Once => "",
    };
    let sent = endpoint::http_url(&[scheme, "://", authority.as_str(), path].concat());
    let sent = sent.map_err(|why| format!("its URL is not valid: {why}"))?;
    let mut parts = uri.into_parts();
    parts.authority = sent.into_parts().authority;
    Ok(Uri::from_parts(parts)?)
}

/// Returns the headers that are signed: those of the request, and `host`.
pub(super) fn headers(uri: &Uri, headers: &HeaderMap) -> Result<HeaderMap, BoxError> {
    let is_kept = |name: &HeaderName| {
        let is_dropped = DROPPED.contains(&name.as_str());
        sign::is_signed(name) && !is_dropped && !name.as_str().starts_with("amz-sdk-")
    };
    let mut signed = HeaderMap::new();
    for (name, value) in headers.iter().filter(|(name, _)| is_kept(name)) {
        signed.append(name, value.clone());
    }
    if !signed.contains_key(HOST) {
        signed.insert(HOST, HeaderValue::from_str(&sign::host(uri)?)?);
    }
    Ok(signed)
}
