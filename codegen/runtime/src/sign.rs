//! Request signing: AWS Signature Version 4, in headers.
//!
//! The body and every header are signed, except the headers that proxies and tracing layers add or rewrite. So a
//! request is signed last, and headers that must not be signed are added after it.
//!
//! The steps are those of the IAM User Guide, "Create a signed AWS API request": a canonical request ([`canonical`]), a
//! string with its hash, and a signature of that string with a key for day, region and service ([`key`]). For services
//! with AWS JSON protocols the path is normalised and encoded twice, the token is signed, and there is no
//! `x-amz-content-sha256`.

mod canonical;
mod key;

use crate::credentials::Credentials;
use crate::timestamp::{Basic, Timestamp};
use crate::transport::BoxError;
use bytes::Bytes;
use canonical::Canonical;
pub(crate) use canonical::PathEncoding;
use http::header::{AUTHORIZATION, HOST};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};
use key::Keys;
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

const X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
const X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// Headers that intermediaries may change, in addition to `proxy-*`: the union of those that the official SDKs for Rust
/// and Python exclude.
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

/// Parameters of a signature.
#[derive(Clone, Copy)]
pub(crate) struct Signing<'a> {
    /// Signing name of the service (`aws.auth#sigv4$name`).
    pub(crate) name: &'a str,
    pub(crate) algorithm: Algorithm<'a>,
    pub(crate) path: PathEncoding,
    /// Credentials to sign with.
    pub(crate) credentials: &'a Credentials,
    /// Time of sending, by the service's clock.
    pub(crate) time: SystemTime,
}

/// Signature algorithm, with the regions in which the signature is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm<'a> {
    /// `AWS4-HMAC-SHA256`.
    SigV4 { region: &'a str },
    /// `AWS4-ECDSA-P256-SHA256`, which needs the feature `sigv4a`. The regions are separated by commas; `*` stands for
    /// any characters.
    SigV4a { region_set: &'a str },
}

impl<'a> Signing<'a> {
    /// Creates the parameters of SigV4 for services other than Amazon S3.
    #[cfg(any(test, feature = "credentials"))]
    pub(crate) fn sigv4(
        name: &'a str,
        region: &'a str,
        credentials: &'a Credentials,
        time: SystemTime,
    ) -> Self {
        Self {
            name,
            algorithm: Algorithm::SigV4 { region },
            path: PathEncoding::Twice,
            credentials,
            time,
        }
    }
}

/// Signer of a client's requests.
#[derive(Default)]
pub(crate) struct Signer {
    keys: Keys,
}

impl Signer {
    /// Signs `request`: sets `authorization`, `x-amz-date` and, for credentials with a session token,
    /// `x-amz-security-token`, which replaces an earlier signature.
    ///
    /// The signature covers `host`, which the HTTP client adds from the URI unless the request has one. No other part
    /// of the request may change afterwards.
    ///
    /// # Errors
    /// If the access key ID, the token or another value is not allowed in a header, if the URI has no host, or if the
    /// time is outside of the years 0 to 9999. The error shows nothing of the credentials.
    pub(crate) fn sign(
        &self,
        request: &mut Request<Bytes>,
        signing: &Signing<'_>,
    ) -> Result<(), BoxError> {
        let region = match signing.algorithm {
            Algorithm::SigV4 { region } => region,
            Algorithm::SigV4a { region_set } => {
                return Err(format!(
                    "requests cannot be signed for the regions {region_set} by SigV4a"
                )
                .into());
            }
        };
        let credentials = signing.credentials;
        check_access_key_id(credentials.access_key_id())?;
        let time = date_and_time(signing.time)?;
        let date = time.get(..8).unwrap_or_default();
        request.headers_mut().remove(AUTHORIZATION);
        put_date_and_token(request.headers_mut(), &time, credentials.token())?;

        let host = host(request.uri())?;
        let mut headers = signed_headers(request.headers())?;
        if !request.headers().contains_key(HOST) {
            headers.push((HOST.as_str(), &host));
        }
        let canonical = Canonical::new(request, headers, signing.path);
        let scope = [date, region, signing.name, "aws4_request"].join("/");
        let text = [ALGORITHM, &time, &scope, &canonical.hash()].join("\n");
        let signature = self.keys.signature(signing, region, date, &text);
        let authorization = [
            ALGORITHM,
            " Credential=",
            credentials.access_key_id(),
            "/",
            &scope,
            ", SignedHeaders=",
            canonical.signed_headers(),
            ", Signature=",
            &signature,
        ]
        .concat();
        let mut value = HeaderValue::from_str(&authorization).map_err(
            |_| "the region or the signing name has a character that is not allowed in a header",
        )?;
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
        Ok(())
    }
}

/// Checks an access key ID: commas and slashes would end it in the header that it is part of.
fn check_access_key_id(id: &str) -> Result<(), BoxError> {
    if id.is_empty() {
        return Err("the access key ID is empty".into());
    }
    let is_of_id = |byte: u8| byte.is_ascii_graphic() && byte != b',' && byte != b'/';
    if !id.bytes().all(is_of_id) {
        let message = "the access key ID has a blank, a comma, a slash or another character that is not allowed";
        return Err(message.into());
    }
    Ok(())
}

/// Returns true for a time whose year has four digits: from 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
pub(crate) fn is_expressible(time: SystemTime) -> bool {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => after.as_secs() <= 253_402_300_799,
        Err(error) => error.duration() <= Duration::from_secs(62_167_219_200),
    }
}

/// Returns the time in the basic format of ISO 8601, which starts with the eight digits of the date.
fn date_and_time(time: SystemTime) -> Result<String, BoxError> {
    let date = Timestamp::try_from(time).ok().and_then(Basic::of);
    let date = date.filter(|_| is_expressible(time)).ok_or(
        "requests cannot be signed, since the clock shows a time outside of the years 0 to 9999",
    )?;
    Ok(date.to_string())
}

/// Sets date and token, which are signed like any other header.
fn put_date_and_token(
    headers: &mut HeaderMap,
    time: &str,
    token: Option<&str>,
) -> Result<(), BoxError> {
    headers.insert(X_AMZ_DATE, HeaderValue::from_str(time)?);
    let Some(token) = token else {
        headers.remove(X_AMZ_SECURITY_TOKEN);
        return Ok(());
    };
    let is_of_token = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    if !token.bytes().all(is_of_token) || token.trim() != token {
        let message = "the session token has a line break, surrounding blanks or another character that is not allowed";
        return Err(message.into());
    }
    let mut token = HeaderValue::from_str(token)?;
    token.set_sensitive(true);
    headers.insert(X_AMZ_SECURITY_TOKEN, token);
    Ok(())
}

/// Returns the `host` that HTTP clients send: with the port, unless it is the scheme's default. Endpoint URLs are
/// already normalized.
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
