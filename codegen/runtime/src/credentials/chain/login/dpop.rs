//! Proof of possession of a key: DPoP (RFC 9449), signed with ES256 (RFC 7518, section 3.4).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD as BASE64URL};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use std::time::SystemTime;

const BEGIN: &str = "-----BEGIN EC PRIVATE KEY-----";
const END: &str = "-----END EC PRIVATE KEY-----";

/// Version 0 and the algorithm of a `PrivateKeyInfo` (RFC 5208) for the curve P-256: `id-ecPublicKey` and `prime256v1`.
const PRIVATE_KEY_INFO: [u8; 24] = [
    0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08,
    0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
];

/// Tags of DER.
const SEQUENCE: u8 = 0x30;
const OCTET_STRING: u8 = 0x04;

/// Private key of a session.
pub(super) struct Key(EcdsaKeyPair);

impl Key {
    /// Reads an `ECPrivateKey` (SEC 1, RFC 5915) with its public key in PEM.
    ///
    /// # Errors
    /// If it is not one, or not on the curve P-256. The error shows none of it.
    pub(super) fn from_pem(pem: &str) -> Result<Self, String> {
        let encoded = pem
            .trim()
            .strip_prefix(BEGIN)
            .and_then(|rest| rest.strip_suffix(END))
            .ok_or_else(|| format!("expected a key in PEM from {BEGIN} to {END}"))?;
        let encoded: String = encoded.split_ascii_whitespace().collect();
        let der = STANDARD.decode(encoded);
        let der = der.map_err(|_| "the key is not valid Base64".to_owned())?;
        // ring reads this structure only within a PKCS #8 one. It checks all of it: curve, range, public key.
        let key = der_element(OCTET_STRING, &der)?;
        let pkcs8 = der_element(SEQUENCE, &[&PRIVATE_KEY_INFO, key.as_slice()].concat())?;
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let key = EcdsaKeyPair::from_pkcs8(algorithm, &pkcs8, &SystemRandom::new());
        key.map(Self).map_err(|error| {
            format!("the key is not a P-256 private key with its public key: {error}")
        })
    }

    /// Returns the proof for a request: a JSON Web Signature in compact form.
    ///
    /// # Errors
    /// If the time is before 1970, or there is no randomness for the signature.
    pub(super) fn proof(
        &self,
        method: &str,
        url: &str,
        time: SystemTime,
        id: &str,
    ) -> Result<String, String> {
        let issued = time.duration_since(SystemTime::UNIX_EPOCH);
        let issued = issued.map_err(|_| "the clock is before 1970")?.as_secs();
        let header = json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": self.public_key()?});
        let payload = json!({"htm": method, "htu": url, "iat": issued, "jti": id});
        let [header, payload] = [header, payload].map(|part| BASE64URL.encode(part.to_string()));
        let signed = format!("{header}.{payload}");
        let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = signature.map_err(|_| "the proof of possession could not be signed")?;
        Ok(format!("{signed}.{}", BASE64URL.encode(signature)))
    }

    /// Returns the public key as a JSON Web Key (RFC 7518, section 6.2.1).
    fn public_key(&self) -> Result<Value, String> {
        // An uncompressed point (SEC 1, section 2.3.3): 4, then both coordinates.
        let point = self.0.public_key().as_ref();
        let coordinates = point
            .strip_prefix(&[4])
            .and_then(|it| it.split_at_checked(32));
        let (x, y) = coordinates.ok_or("the public key is not an uncompressed point")?;
        let [x, y] = [x, y].map(|coordinate| BASE64URL.encode(coordinate));
        Ok(json!({"kty": "EC", "crv": "P-256", "x": x, "y": y}))
    }
}

/// Encodes an element of DER (X.690, section 8.1) with less than 64 KiB.
fn der_element(tag: u8, content: &[u8]) -> Result<Vec<u8>, String> {
    let length = u16::try_from(content.len()).map_err(|_| "the key is too long".to_owned())?;
    let [high, low] = length.to_be_bytes();
    let mut element = vec![tag];
    match (high, low) {
        (0, 0..0x80) => element.push(low),
        (0, _) => element.extend([0x81, low]),
        _ => element.extend([0x82, high, low]),
    }
    element.extend(content);
    Ok(element)
}

#[cfg(test)]
mod tests;
