//! Key pair of SigV4a.

use crate::credentials::Credentials;
use crate::hex::hex;
use crate::sign::key::keyed;
use crate::transport::BoxError;
use hmac::Mac;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::elliptic_curve::PrimeField;
use p256::{FieldBytes, NonZeroScalar, Scalar};

/// Label of the derivation.
const LABEL: &[u8] = b"AWS4-ECDSA-P256-SHA256";

/// Index of the only block that the derivation needs: 256 bits are one output of HMAC-SHA256.
const BLOCK: [u8; 4] = 1_u32.to_be_bytes();

/// Length of the derived key in bits.
const LENGTH: [u8; 4] = 256_u32.to_be_bytes();

/// Private key, with its public key. The memory is cleared when it is dropped.
#[derive(Clone)]
pub(super) struct Key(SigningKey);

impl Key {
    /// Derives the key of `credentials`: the first of at most 254 candidates that is a private key.
    pub(super) fn new(credentials: &Credentials) -> Result<Self, BoxError> {
        let secret = ["AWS4A", credentials.secret_access_key()].concat();
        let hmac = keyed(secret.as_bytes());
        let candidate = |counter: u8| {
            let hmac = hmac.clone().chain_update(BLOCK).chain_update(LABEL);
            let hmac = hmac.chain_update([0]);
            let hmac = hmac.chain_update(credentials.access_key_id());
            let hmac = hmac.chain_update([counter]).chain_update(LENGTH);
            key(&hmac.finalize().into_bytes())
        };
        let key = (1..=254).find_map(candidate);
        Ok(Self(key.ok_or(
            "no SigV4a key can be derived from the credentials",
        )?))
    }

    pub(super) fn signature(&self, text: &str) -> Result<String, BoxError> {
        let signature: DerSignature = self.0.try_sign(text.as_bytes())?;
        Ok(hex(signature.as_bytes()))
    }
}

/// Returns the private key `candidate + 1`, if it is less than the order of the curve.
fn key(candidate: &FieldBytes) -> Option<SigningKey> {
    let scalar: Option<Scalar> = Scalar::from_repr(*candidate).into();
    let secret: Option<NonZeroScalar> = NonZeroScalar::new(scalar? + Scalar::ONE).into();
    secret.map(SigningKey::from)
}

#[cfg(test)]
mod tests;
