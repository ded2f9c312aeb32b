//! Request signing: AWS Signature Version 4 (SigV4), and its variant with public keys (SigV4a), in headers or in the query.
//!
//! In headers ([`Signer::sign`]) the body and every header are signed, except the headers that proxies and tracing
//! layers add or rewrite. So a request is signed last, and headers that must not be signed are added after it. In the
//! query ([`Signer::presign`]) the URL holds the signature, for whoever sends the request later.
//!
//! The steps are those of the IAM User Guide, "Create a signed AWS API request": a canonical request ([`canonical`]), a
//! string with its hash ([`scope`]), and a signature of that string ([`key`]). For services with AWS JSON protocols the
//! path is normalised and encoded twice, and the token is signed. The header `x-amz-content-sha256` is not needed; if a
//! request has it, its value is the hash of the body in the signature.

mod canonical;
#[cfg(feature = "event-streams")]
mod chain;
mod ecdsa;
mod key;
mod query;
mod scope;

use crate::credentials::Credentials;
use crate::hex::hex;
use crate::transport::BoxError;
use bytes::Bytes;
pub(crate) use canonical::PathEncoding;
use canonical::{Canonical, SignedHeaders};
#[cfg(feature = "event-streams")]
pub(crate) use chain::Chain;
use http::header::{AUTHORIZATION, HOST};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};
use key::Keys;
pub(crate) use query::{Payload, Presigning, query_parameter};
use scope::{Scope, check_token};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

/// Hash of the body, or what stands for it.
pub(crate) const X_AMZ_CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
/// Tree hash of the body.
#[cfg(feature = "streams")]
pub(crate) const X_AMZ_SHA256_TREE_HASH: HeaderName =
    HeaderName::from_static("x-amz-sha256-tree-hash");
const X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
const X_AMZ_REGION_SET: HeaderName = HeaderName::from_static("x-amz-region-set");
const X_AMZ_S3SESSION_TOKEN: HeaderName = HeaderName::from_static("x-amz-s3session-token");
const X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// In the place of the hash of a body that is not signed.
pub(crate) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// Headers that intermediaries may change, in addition to `proxy-*`: the union of those that the official SDKs for Rust
/// and Python exclude. Those of attempts are replaced after signing, if an input has them in a map of headers.
const UNSIGNED: [&str; 15] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
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
    pub(crate) token: SessionToken,
    /// Credentials to sign with.
    pub(crate) credentials: &'a Credentials,
    /// Time of sending, by the service's clock.
    pub(crate) time: SystemTime,
}

/// Name of the session token of credentials in a signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SessionToken {
    /// `X-Amz-Security-Token`
    #[default]
    Security,
    /// `X-Amz-S3session-Token`, for sessions of `CreateSession` (Amazon S3 API Reference).
    S3Express,
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
            token: SessionToken::Security,
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
    /// Signs `request`: sets `authorization`, `x-amz-date`, for credentials with a session token `x-amz-security-token`,
    /// and for SigV4a `x-amz-region-set`, which replaces an earlier signature.
    ///
    /// The signature covers `host`, which the HTTP client adds from the URI unless the request has one. No other part
    /// of the request may change afterwards.
    ///
    /// # Errors
    /// If the access key ID, the token or another value is not allowed in a header, if the URI has no host, if the
    /// time is outside of the years 0 to 9999, or if the feature `sigv4a` is disabled and needed. The error shows
    /// nothing of the credentials.
    pub(crate) fn sign(
        &self,
        request: &mut Request<Bytes>,
        signing: &Signing<'_>,
    ) -> Result<(), BoxError> {
        let scope = Scope::new(signing)?;
        request.headers_mut().remove(AUTHORIZATION);
        put_parameters(request.headers_mut(), &scope, signing)?;

        let host = host(request.uri())?;
        let mut headers = signed_headers(request.headers())?;
        if !request.headers().contains_key(HOST) {
            headers.push((HOST.as_str(), &host));
        }
        let canonical = Canonical {
            method: request.method(),
            uri: request.uri(),
            path: signing.path,
            headers: SignedHeaders::new(headers),
            payload: &payload(request)?,
        };
        let text = scope.string_to_sign(&canonical.hash());
        let signature = self.keys.signature(signing, scope.date(), &text)?;
        let authorization = [
            scope.algorithm(),
            " Credential=",
            &scope.credential(),
            ", SignedHeaders=",
            canonical.headers.names(),
            ", Signature=",
            &signature,
        ]
        .concat();
        let mut value = HeaderValue::from_str(&authorization).map_err(|_| BAD_SCOPE)?;
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
        Ok(())
    }
}

/// Returns the hash of the body: that of the header, of bodies that are not signed or not here, else of the bytes.
fn payload(request: &Request<Bytes>) -> Result<Cow<'_, str>, BoxError> {
    match request.headers().get(X_AMZ_CONTENT_SHA256) {
        Some(payload) => Ok(Cow::Borrowed(payload.to_str()?)),
        None => Ok(Cow::Owned(hex(&Sha256::digest(request.body())))),
    }
}

/// Returns the value of `x-amz-content-sha256` for a body.
pub(crate) fn hash(body: &[u8]) -> Result<HeaderValue, BoxError> {
    Ok(HeaderValue::try_from(hex(&Sha256::digest(body)))?)
}

const BAD_SCOPE: &str =
    "the region or the signing name has a character that is not allowed in a header";

/// Returns true for a time whose year has four digits: from 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
pub(crate) fn is_expressible(time: SystemTime) -> bool {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => after.as_secs() <= 253_402_300_799,
        Err(error) => error.duration() <= Duration::from_secs(62_167_219_200),
    }
}

/// Sets the date, the token and the regions, which are signed like any other header.
fn put_parameters(
    headers: &mut HeaderMap,
    scope: &Scope<'_>,
    signing: &Signing<'_>,
) -> Result<(), BoxError> {
    headers.insert(X_AMZ_DATE, HeaderValue::from_str(scope.time())?);
    match signing.algorithm {
        Algorithm::SigV4 { .. } => _ = headers.remove(X_AMZ_REGION_SET),
        Algorithm::SigV4a { region_set } => {
            let value = HeaderValue::from_str(region_set).map_err(|_| BAD_SCOPE)?;
            headers.insert(X_AMZ_REGION_SET, value);
        }
    }
    let Some(token) = signing.credentials.token() else {
        headers.remove(X_AMZ_SECURITY_TOKEN);
        return Ok(());
    };
    check_token(token)?;
    let mut token = HeaderValue::from_str(token)?;
    token.set_sensitive(true);
    if signing.token == SessionToken::S3Express {
        headers.remove(X_AMZ_SECURITY_TOKEN);
        headers.insert(X_AMZ_S3SESSION_TOKEN, token);
    } else {
        headers.insert(X_AMZ_SECURITY_TOKEN, token);
    }
    Ok(())
}

/// Returns the `host` that HTTP clients send: with the port, unless it is the scheme's default. Endpoint URLs are
/// already normalized.
pub(crate) fn host(uri: &Uri) -> Result<Cow<'_, str>, BoxError> {
    let host = uri.host().ok_or("the URI of the request has no host")?;
    Ok(match (uri.scheme_str(), uri.port_u16()) {
        (_, None) | (Some("http"), Some(80)) | (Some("https"), Some(443)) => Cow::Borrowed(host),
        (_, Some(port)) => Cow::Owned(format!("{host}:{port}")),
    })
}

fn signed_headers(headers: &HeaderMap) -> Result<Vec<(&str, &str)>, BoxError> {
    headers
        .iter()
        .filter(|(name, _)| is_signed(name))
        .map(|(name, value)| match str::from_utf8(value.as_bytes()) {
            Ok(value) => Ok((name.as_str(), value)),
            Err(_) => Err(format!("the header `{name}` is not UTF-8 and cannot be signed").into()),
        })
        .collect()
}

/// Returns true for a header that intermediaries leave as it is.
pub(crate) fn is_signed(name: &HeaderName) -> bool {
    let name = name.as_str();
    !UNSIGNED.contains(&name) && !name.starts_with("proxy-")
}

#[cfg(test)]
mod suite;
#[cfg(test)]
mod tests;
#[cfg(test)]
#[path = "../tests/support/sigv4.rs"]
mod verifier;
