//! Signatures of SigV4a: ECDSA over the curve P-256, with a key pair that is derived from the credentials.
//!
//! The service derives the same key pair and checks signatures with the public key, in every region. The derivation is
//! that of the AWS SDKs (aws-c-auth, `key_derivation.c`): NIST SP 800-108, section 4.1, in counter mode with HMAC-SHA256.
//! Signatures are deterministic (RFC 6979), so that no randomness is needed.

#[cfg(feature = "sigv4a")]
mod derived;

use crate::credentials::Credentials;
use crate::transport::BoxError;

/// Derives keys, and caches that of the last credentials.
#[cfg(feature = "sigv4a")]
#[derive(Default)]
pub(super) struct EcdsaKeys(std::sync::Mutex<Option<(Credentials, derived::Key)>>);

#[cfg(feature = "sigv4a")]
impl EcdsaKeys {
    /// Returns the signature of `text`, in hexadecimal digits of its DER form.
    ///
    /// # Errors
    /// If no key can be derived from the credentials, which has a probability of less than 2^-8000.
    pub(super) fn signature(
        &self,
        credentials: &Credentials,
        text: &str,
    ) -> Result<String, BoxError> {
        self.key(credentials)?.signature(text)
    }

    fn key(&self, credentials: &Credentials) -> Result<derived::Key, BoxError> {
        let mut last = crate::lock::lock(&self.0);
        match &*last {
            Some((of, key)) if of == credentials => Ok(key.clone()),
            _ => {
                let key = derived::Key::new(credentials)?;
                *last = Some((credentials.clone(), key.clone()));
                Ok(key)
            }
        }
    }
}

/// Stands for the keys without the feature.
#[cfg(not(feature = "sigv4a"))]
#[derive(Default)]
pub(super) struct EcdsaKeys;

#[cfg(not(feature = "sigv4a"))]
impl EcdsaKeys {
    /// Returns an error: the feature `sigv4a` is disabled.
    #[allow(clippy::unused_self, reason = "the signature is that with the feature")]
    pub(super) fn signature(&self, _: &Credentials, _: &str) -> Result<String, BoxError> {
        Err("the request must be signed with SigV4a: enable the feature `sigv4a`".into())
    }
}

#[cfg(all(test, feature = "sigv4a"))]
mod tests;
