//! Signing key: derived from the secret for a day, a region and a service, which seldom change.

use super::Signing;
use crate::credentials::Credentials;
use crate::hex::hex;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::{Mutex, PoisonError};

/// Derives keys, and caches the last one: the next request usually has the same day, region and service.
#[derive(Default)]
pub(super) struct Keys(Mutex<Option<Derived>>);

struct Derived {
    credentials: Credentials,
    date: String,
    region: String,
    name: String,
    /// HMAC, initialized with the key.
    hmac: Hmac<Sha256>,
}

impl Keys {
    /// Returns the signature of `text` on the day `date`.
    pub(super) fn signature(
        &self,
        signing: &Signing<'_>,
        region: &str,
        date: &str,
        text: &str,
    ) -> String {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hmac = match &*last {
            Some(derived) if derived.is_for(signing, region, date) => derived.hmac.clone(),
            _ => last
                .insert(Derived::new(signing, region, date))
                .hmac
                .clone(),
        };
        drop(last);
        hex(&hmac.chain_update(text).finalize().into_bytes())
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

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    let Ok(hmac) = Hmac::new_from_slice(key) else {
        unreachable!("HMAC takes keys of every length (RFC 2104, section 2)")
    };
    hmac
}
