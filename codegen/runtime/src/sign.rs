//! Signatures of requests: AWS Signature Version 4, in headers.
//!
//! The body and every header are signed, but for the headers that proxies and tracing layers add or rewrite. So a
//! request is signed last, and what must not be signed is added after it.

use crate::credentials::Credentials;
use crate::timestamp::Timestamp;
use crate::transport::BoxError;
use aws_sigv4::http_request::{
    self, SignableBody, SignableRequest, SigningInstructions, SigningSettings,
};
use aws_sigv4::sign::v4::SigningParams;
use bytes::Bytes;
use http::header::{AUTHORIZATION, HOST};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};
use std::borrow::Cow;
use std::time::SystemTime;

const X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
const X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// The headers that those who carry a request may change, with all of `proxy-*`: what the official SDKs for Rust and
/// Python leave out, taken together.
const UNSIGNED: [&str; 13] = [
    "authorization",
    "baggage",
    "connection",
    "expect",
    "keep-alive",
    "te",
    "traceparent",
    "tracestate",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amzn-trace-id",
];

/// What a request is signed with.
pub(crate) struct Signing<'a> {
    /// The service's name, as its model has it for signatures (`aws.auth#sigv4$name`).
    pub(crate) name: &'a str,
    /// The region that the request is for.
    pub(crate) region: &'a str,
    /// Whose request it is.
    pub(crate) credentials: &'a Credentials,
    /// When it is sent, by the service's clock.
    pub(crate) time: SystemTime,
}

/// Signs `request`: adds `authorization`, `x-amz-date` and, for credentials that have a token, `x-amz-security-token`,
/// in place of what an earlier signature added.
///
/// The signature covers `host`, which the HTTP client adds from the URI unless the request has one. Nothing else that
/// is there now may change.
///
/// # Errors
/// When a value cannot be sent in a header, the URI has no host, or the time is outside of the years -9999 to 9999. The
/// error shows nothing of the credentials.
pub(crate) fn sign(request: &mut Request<Bytes>, signing: &Signing<'_>) -> Result<(), BoxError> {
    for name in [AUTHORIZATION, X_AMZ_DATE, X_AMZ_SECURITY_TOKEN] {
        request.headers_mut().remove(name);
    }
    check(signing)?;
    let (headers, _) = instructions(request, signing)?.into_parts();
    // One by one, for the library's own way to apply them panics on a value that no header can have.
    for header in headers {
        let name = HeaderName::from_static(header.name());
        let mut value = header_value(header.value(), "the access key ID or the region")?;
        value.set_sensitive(name != X_AMZ_DATE);
        request.headers_mut().insert(name, value);
    }
    Ok(())
}

/// Refuses what the library panics on, and what its error would not name.
fn check(signing: &Signing<'_>) -> Result<(), BoxError> {
    Timestamp::try_from(signing.time)
        .map_err(|error| format!("requests cannot be signed, for the clock shows {error}"))?;
    if let Some(token) = signing.credentials.token() {
        header_value(token, "the session token")?;
    }
    Ok(())
}

fn header_value(text: &str, what: &str) -> Result<HeaderValue, BoxError> {
    HeaderValue::from_str(text).map_err(|_| {
        format!("{what} has a line break or another control character, which no header can have")
            .into()
    })
}

fn instructions(
    request: &Request<Bytes>,
    signing: &Signing<'_>,
) -> Result<SigningInstructions, BoxError> {
    // The library fails without a word where it finds no host, and takes more than the host from some URIs.
    let host = host(request.uri())?;
    let mut headers = signed_headers(request.headers())?;
    if !request.headers().contains_key(HOST) {
        headers.push((HOST.as_str(), &host));
    }
    let path = request.uri().path_and_query();
    let signable = SignableRequest::new(
        request.method().as_str(),
        path.map_or("/", PathAndQuery::as_str),
        headers.into_iter(),
        SignableBody::Bytes(request.body()),
    )?;
    let credentials = signing.credentials;
    let identity = aws_credential_types::Credentials::new(
        credentials.access_key_id(),
        credentials.secret_access_key(),
        credentials.token().map(str::to_owned),
        None,
        "runtime",
    )
    .into();
    let params = SigningParams::builder()
        .identity(&identity)
        .region(signing.region)
        .name(signing.name)
        .time(signing.time)
        .settings(settings())
        .build()?
        .into();
    Ok(http_request::sign(signable, &params)?.into_parts().0)
}

/// The library's settings are those of the AWS JSON protocols: the path is normalised and encoded twice, the token is
/// signed, and there is no `x-amz-content-sha256`.
fn settings() -> SigningSettings {
    let mut settings = SigningSettings::default();
    // It sees no header that is to be left out, so that its trace events have none either.
    settings.excluded_headers = None;
    settings
}

/// The `host` that HTTP clients send: with the port, unless it is the scheme's own.
fn host(uri: &Uri) -> Result<Cow<'_, str>, BoxError> {
    let host = uri.host().ok_or("the URI of the request has no host")?;
    Ok(match (uri.scheme_str(), uri.port_u16()) {
        (_, None) | (Some("http"), Some(80)) | (Some("https"), Some(443)) => Cow::Borrowed(host),
        (_, Some(port)) => Cow::Owned(format!("{host}:{port}")),
    })
}

fn signed_headers(headers: &HeaderMap) -> Result<Vec<(&str, &str)>, BoxError> {
    headers
        .iter()
        .filter(|(name, _)| is_signed(name.as_str()))
        .map(|(name, value)| match str::from_utf8(value.as_bytes()) {
            Ok(value) => Ok((name.as_str(), value)),
            Err(_) => Err(format!("the header `{name}` is not UTF-8 and cannot be signed").into()),
        })
        .collect()
}

fn is_signed(name: &str) -> bool {
    !UNSIGNED.contains(&name) && !name.starts_with("proxy-")
}

#[cfg(test)]
mod suite;
#[cfg(test)]
mod tests;
#[cfg(test)]
#[path = "../tests/support/sigv4.rs"]
mod verifier;
