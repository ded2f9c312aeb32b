//! Keys and proofs. The key is that of RFC 6979, appendix A.2.5, as OpenSSL writes it.

use super::{BASE64URL, Key};
use base64::Engine as _;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

const PEM: &str = "-----BEGIN EC PRIVATE KEY-----\n\
    MHcCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49\n\
    AwEHoUQDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5A/4QCLi8\n\
    maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ==\n-----END EC PRIVATE KEY-----\n";

/// The same without the name of the curve, which RFC 5915 has as optional.
const WITHOUT_CURVE: &str = "-----BEGIN EC PRIVATE KEY-----\n\
    MGsCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choUQDQgAEYP7U\n\
    uiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5A/4QCLi8maQa6elWKLxk8vGy\n\
    DC1+n1F3o8KU1EYimQ==\n-----END EC PRIVATE KEY-----\n";

const WITHOUT_PUBLIC_KEY: &str = "-----BEGIN EC PRIVATE KEY-----\n\
    MDECAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49\n\
    AwEH\n-----END EC PRIVATE KEY-----\n";

const WITH_ANOTHER_PUBLIC_KEY: &str = "-----BEGIN EC PRIVATE KEY-----\n\
    MHcCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49\n\
    AwEHoUQDQgAEFXl65XxXSv3PzR/khIJRK/gTSgM48U4DdKVCWFR3/XApapaz9c8U\n\
    5jlSqnRfkknT1dXY25RlGpMHD1NRPcFScQ==\n-----END EC PRIVATE KEY-----\n";

const OF_P384: &str = "-----BEGIN EC PRIVATE KEY-----\n\
    MIGkAgEBBDAAAAAAAAAAAAAAAAAAAAAAya+p2EW6dRZrXCFXZ7HWk05Qw9s26JsS\n\
    e4piKxIPZyGgBwYFK4EEACKhZANiAAQHwjDSC1rLhOJ1EkXP6mxmKJK8+EhqAYEn\n\
    ql4WBJpv3Yq1Mm0PabW3COtZWrTtbvZVd7DbO8vUoKhDBuAzbvZcO3mUn4c7WzTR\n\
    tmj+60QUOiW/4HncS+w26C6HrmQkGek=\n-----END EC PRIVATE KEY-----\n";

/// The public key of RFC 6979: Ux and Uy.
const X: &str = "YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y";
const Y: &str = "eQP-EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk";

#[test]
fn a_proof_is_a_signature_of_the_request_and_the_public_key() {
    let unix = format!("\n {PEM}").replace('\n', "\r\n");
    for pem in [PEM, WITHOUT_CURVE, &unix] {
        let key = Key::from_pem(pem).unwrap_or_else(|why| panic!("{why}"));
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_800_000_000_999);
        let proof = key.proof("POST", "https://signin.example/v1/token", time, "an-id");
        let proof = proof.unwrap_or_default();
        let parts: Vec<&str> = proof.split('.').collect();
        let [header, payload, signature] = parts.as_slice() else {
            panic!("{proof}");
        };
        let decode = |part: &str| BASE64URL.decode(part).unwrap_or_default();
        let json = |part: &str| serde_json::from_slice::<Value>(&decode(part)).unwrap_or_default();
        let jwk = json!({"kty": "EC", "crv": "P-256", "x": X, "y": Y});
        assert_eq!(
            json(header),
            json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": jwk})
        );
        let url = "https://signin.example/v1/token";
        let expected = json!({"htm": "POST", "htu": url, "iat": 1_800_000_000, "jti": "an-id"});
        assert_eq!(json(payload), expected);
        let point = [vec![4], decode(X), decode(Y)].concat();
        let public_key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
        let signed = format!("{header}.{payload}");
        let verified = public_key.verify(signed.as_bytes(), &decode(signature));
        assert_eq!(verified, Ok(()));
    }
}

#[test]
fn a_key_that_cannot_be_used_is_described_and_not_shown() {
    let of_another_kind = PEM.replace("EC PRIVATE", "PRIVATE");
    let half = PEM.split_at(100).0;
    let not_base64 = PEM.replace("MHcC", "MH*C");
    let long = PEM.replace("MHcC", &format!("MHcC{}", "AAAA".repeat(30_000)));
    for (pem, expected) in [
        (
            "",
            "expected a key in PEM from -----BEGIN EC PRIVATE KEY-----",
        ),
        (of_another_kind.as_str(), "expected a key in PEM"),
        (half, "expected a key in PEM"),
        (&not_base64, "the key is not valid Base64"),
        (&long, "the key is too long"),
        (
            "-----BEGIN EC PRIVATE KEY----------END EC PRIVATE KEY-----",
            "the key is not a P-256 private key with its public key: InvalidEncoding",
        ),
        (
            WITHOUT_PUBLIC_KEY,
            "the key is not a P-256 private key with its public key: ",
        ),
        (
            WITH_ANOTHER_PUBLIC_KEY,
            "the key is not a P-256 private key with its public key: InconsistentComponents",
        ),
        (
            OF_P384,
            "the key is not a P-256 private key with its public key: ",
        ),
    ] {
        let why = Key::from_pem(pem).err().unwrap_or_default();
        assert!(why.starts_with(expected), "{why}");
        assert!(!why.contains("qdhFun"), "{why}");
    }
}
