//! Signatures in the query of a URL, which others send: presigned requests.

use super::canonical::{Canonical, SignedHeaders};
use super::scope::{Scope, check_token};
use super::{Algorithm, SessionToken, Signer, Signing, signed_headers};
use crate::percent::{push_encoded, push_normalized};
use crate::transport::BoxError;
use http::uri::{Parts, PathAndQuery};
use http::{HeaderMap, Method, Uri};

/// Query parameters of a signature.
const QUERY_PARAMETERS: [&str; 9] = [
    ALGORITHM,
    CREDENTIAL,
    DATE,
    EXPIRES,
    SIGNED_HEADERS,
    REGION_SET,
    SECURITY_TOKEN,
    S3SESSION_TOKEN,
    SIGNATURE,
];

const ALGORITHM: &str = "X-Amz-Algorithm";
const CREDENTIAL: &str = "X-Amz-Credential";
const DATE: &str = "X-Amz-Date";
const EXPIRES: &str = "X-Amz-Expires";
const SIGNED_HEADERS: &str = "X-Amz-SignedHeaders";
const REGION_SET: &str = "X-Amz-Region-Set";
const SECURITY_TOKEN: &str = "X-Amz-Security-Token";
const S3SESSION_TOKEN: &str = "X-Amz-S3session-Token";
const SIGNATURE: &str = "X-Amz-Signature";

/// Returns the parameter of a signature that the name in a query stands for, in any case and encoding.
pub(crate) fn query_parameter(name: &str) -> Option<&'static str> {
    let mut plain = String::with_capacity(name.len());
    push_normalized(&mut plain, name);
    let mut all = QUERY_PARAMETERS.into_iter();
    all.find(|parameter| parameter.eq_ignore_ascii_case(&plain))
}

/// A request to presign.
pub(crate) struct Presigning<'a> {
    pub(crate) method: &'a Method,
    /// URI with scheme and host.
    pub(crate) uri: &'a Uri,
    /// All headers that are signed, `host` among them.
    pub(crate) headers: &'a HeaderMap,
    pub(crate) payload: Payload,
    /// Seconds from the signing time until the request expires.
    pub(crate) expires_in: u64,
}

/// Body of a presigned request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Payload {
    /// No body.
    #[default]
    Empty,
    /// Any body: it is not signed.
    Unsigned,
}

impl Payload {
    fn hash(self) -> &'static str {
        match self {
            // SHA-256 of the empty string.
            Self::Empty => "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            Self::Unsigned => "UNSIGNED-PAYLOAD",
        }
    }
}

impl Signer {
    /// Returns the URI of a request with a signature in its query.
    ///
    /// # Errors
    /// Those of [`sign`](Self::sign); and if the URI becomes too long.
    pub(crate) fn presign(
        &self,
        request: &Presigning<'_>,
        signing: &Signing<'_>,
    ) -> Result<Uri, BoxError> {
        let scope = Scope::new(signing)?;
        let headers = SignedHeaders::new(signed_headers(request.headers)?);
        let parameters = parameters(request, signing, &scope, headers.names())?;
        let unsigned = with_query(request.uri, &parameters)?;
        let canonical = Canonical {
            method: request.method,
            uri: &unsigned,
            path: signing.path,
            headers,
            payload: request.payload.hash(),
        };
        let text = scope.string_to_sign(&canonical.hash());
        let signature = self.keys.signature(signing, scope.date(), &text)?;
        with_query(&unsigned, &[SIGNATURE, "=", &signature].concat())
    }
}

/// Returns the parameters of a signature without the signature, in the form of a query.
fn parameters(
    request: &Presigning<'_>,
    signing: &Signing<'_>,
    scope: &Scope<'_>,
    signed_headers: &str,
) -> Result<String, BoxError> {
    let mut query = String::with_capacity(512);
    let mut push = |name: &str, value: &str| {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(name);
        query.push('=');
        push_encoded(&mut query, value, b"");
    };
    push(ALGORITHM, scope.algorithm());
    push(CREDENTIAL, &scope.credential());
    push(DATE, scope.time());
    push(EXPIRES, &request.expires_in.to_string());
    push(SIGNED_HEADERS, signed_headers);
    if let Algorithm::SigV4a { region_set } = signing.algorithm {
        push(REGION_SET, region_set);
    }
    if let Some(token) = signing.credentials.token() {
        check_token(token)?;
        let name = match signing.token {
            SessionToken::Security => SECURITY_TOKEN,
            SessionToken::S3Express => S3SESSION_TOKEN,
        };
        push(name, token);
    }
    Ok(query)
}

/// Adds `parameters` to the query of `uri`.
fn with_query(uri: &Uri, parameters: &str) -> Result<Uri, BoxError> {
    let query = uri.query().filter(|query| !query.is_empty());
    let target = match query {
        Some(query) => [uri.path(), "?", query, "&", parameters].concat(),
        None => [uri.path(), "?", parameters].concat(),
    };
    let mut parts = Parts::from(uri.clone());
    parts.path_and_query = Some(PathAndQuery::try_from(target).map_err(|_| TOO_LONG)?);
    Uri::from_parts(parts).map_err(|_| TOO_LONG.into())
}

const TOO_LONG: &str = "the URI of the presigned request is too long";
