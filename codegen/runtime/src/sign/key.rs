//! Signing keys: derived from the secret, and cached, since their parameters seldom change.

use super::ecdsa::EcdsaKeys;
use super::{Algorithm, Signing};
use crate::credentials::Credentials;
use crate::hex::hex;
use crate::lock::lock;
use crate::transport::BoxError;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::Mutex;

/// Derives keys, and caches the last one of each algorithm: the next request usually has the same day, region and
/// service.
#[derive(Default)]
pub(super) struct Keys {
    hmac: Mutex<Option<Derived>>,
    ecdsa: EcdsaKeys,
}

/// Key of SigV4, for a day, a region and a service.
struct Derived {
    credentials: Credentials,
    date: String,
    region: String,
    name: String,
    /// HMAC, initialized with the key.
    hmac: Hmac<Sha256>,
}

impl Keys {
    /// Returns the signature of `text` on the day `date`, in hexadecimal digits.
    ///
    /// # Errors
    /// If the algorithm needs a feature that is disabled.
    pub(super) fn signature(
        &self,
        signing: &Signing<'_>,
        date: &str,
        text: &str,
    ) -> Result<String, BoxError> {
        match signing.algorithm {
            Algorithm::SigV4 { region } => Ok(hex(&self.hmac(signing, region, date, text))),
            Algorithm::SigV4a { .. } => self.ecdsa.signature(signing.credentials, text),
        }
    }

    /// Returns the signature of SigV4 of `text` on the day `date`.
    pub(super) fn hmac(
        &self,
        signing: &Signing<'_>,
        region: &str,
        date: &str,
        text: &str,
    ) -> [u8; 32] {
        let mut last = lock(&self.hmac);
        let hmac = match &*last {
            Some(derived) if derived.is_for(signing, region, date) => derived.hmac.clone(),
            _ => last
                .insert(Derived::new(signing, region, date))
                .hmac
                .clone(),
        };
        drop(last);
        hmac.chain_update(text).finalize().into_bytes().into()
    }
}

impl Derived {
    fn new(signing: &Signing<'_>, region: &str, date: &str) -> Self {
        let secret = format!("AWS4{}", signing.credentials.secret_access_key());
        let parts = [date, region, signing.name, "aws4_request"];
        let derive =
            |key: Hmac<Sha256>, part| keyed(&key.chain_update(part).finalize().into_bytes());
        Self {
            credentials: signing.credentials.clone(),
            date: date.to_owned(),
            region: region.to_owned(),
            name: signing.name.to_owned(),
            hmac: parts.into_iter().fold(keyed(secret.as_bytes()), derive),
        }
    }

    fn is_for(&self, signing: &Signing<'_>, region: &str, date: &str) -> bool {
        self.date == date
            && self.region == region
            && self.name == signing.name
            && self.credentials == *signing.credentials
    }
}

/// Returns HMAC-SHA256, initialized with `key`.
pub(super) fn keyed(key: &[u8]) -> Hmac<Sha256> {
    let Ok(hmac) = Hmac::new_from_slice(key) else {
        unreachable!("HMAC takes keys of every length (RFC 2104, section 2)")
    };
    hmac
}
