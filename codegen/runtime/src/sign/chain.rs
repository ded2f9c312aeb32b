//! Chain of signatures: each covers an event and, by the signature before it, all earlier ones. The first follows that of
//! the request.
//!
//! Source: Amazon Transcribe Developer Guide, "Event stream encoding"; the SDKs for Go and Kotlin do the same.

use super::key::Keys;
use super::scope::Scope;
use super::{Algorithm, PathEncoding, SessionToken, Signing};
use crate::credentials::Credentials;
use crate::hex::hex;
use crate::transport::BoxError;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use sha2::{Digest, Sha256};
use std::time::SystemTime;

const ALGORITHM: &str = "AWS4-HMAC-SHA256-PAYLOAD";

/// Signer of the events of one request.
pub(crate) struct Chain {
    name: String,
    region: String,
    credentials: Credentials,
    keys: Keys,
    /// The latest signature, in hexadecimal digits.
    previous: String,
}

impl Chain {
    /// Creates the chain of a request with these headers, which was signed with `signing`.
    ///
    /// # Errors
    /// If the request was not signed with SigV4 in its headers.
    pub(crate) fn new(signing: &Signing<'_>, headers: &HeaderMap) -> Result<Self, BoxError> {
        let Algorithm::SigV4 { region } = signing.algorithm else {
            return Err("events can be signed with SigV4 only: choose it for this call".into());
        };
        let authorization = headers.get(AUTHORIZATION).and_then(|it| it.to_str().ok());
        let seed = authorization.and_then(|it| it.rsplit_once("Signature="));
        let (_, seed) = seed.ok_or("events can be signed only if their request is signed")?;
        Ok(Self {
            name: signing.name.to_owned(),
            region: region.to_owned(),
            credentials: signing.credentials.clone(),
            keys: Keys::default(),
            previous: seed.to_owned(),
        })
    }

    /// Returns the signature of an event: of its encoded headers, except the signature, and its payload.
    ///
    /// # Errors
    /// If the time is outside of the years 0 to 9999.
    pub(crate) fn sign(
        &mut self,
        time: SystemTime,
        headers: &[u8],
        payload: &[u8],
    ) -> Result<[u8; 32], BoxError> {
        let signing = Signing {
            name: &self.name,
            algorithm: Algorithm::SigV4 {
                region: &self.region,
            },
            path: PathEncoding::Twice,
            token: SessionToken::Security,
            credentials: &self.credentials,
            time,
        };
        let scope = Scope::new(&signing)?;
        let (headers, payload) = (Sha256::digest(headers), Sha256::digest(payload));
        let text = [
            ALGORITHM,
            scope.time(),
            scope.scope(),
            &self.previous,
            &hex(&headers),
            &hex(&payload),
        ];
        let signature = self
            .keys
            .hmac(&signing, &self.region, scope.date(), &text.join("\n"));
        self.previous = hex(&signature);
        Ok(signature)
    }
}

#[cfg(test)]
mod tests;
