//! SigV4a from the other end: credentials whose public key AWS publishes, which the service would derive.

use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};

/// Access key ID of the published key pair: `key_derivation_tests.c` of aws-c-auth, `v4a_test.go` of the SDK for Go.
pub const ACCESS_KEY_ID: &str = "AKISORANDOMAASORANDOM";

/// Its secret access key.
pub const SECRET_ACCESS_KEY: &str = "q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom";

/// The coordinates of its public key.
const PUBLIC_KEY: [&str; 2] = [
    "15d242ceebf8d8169fd6a8b5a746c41140414c3b07579038da06af89190fffcb",
    "0515242cedd82e94799482e4c0514b505afccf2c0c98d6a553bf539f424c5ec0",
];

/// Checks a signature in hexadecimal digits.
///
/// # Errors
/// If it is not that of `text`, or of another algorithm.
pub fn check(algorithm: &str, text: &str, signature: &str) -> Result<(), String> {
    if algorithm != "AWS4-ECDSA-P256-SHA256" {
        return Err(format!("another algorithm: {algorithm}"));
    }
    // An uncompressed point: SEC 1, section 2.3.3.
    let key = bytes(&["04", PUBLIC_KEY[0], PUBLIC_KEY[1]].concat())?;
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key);
    let genuine = key.verify(text.as_bytes(), &bytes(signature)?);
    genuine.map_err(|_| "the signature is not genuine".to_owned())
}

fn bytes(digits: &str) -> Result<Vec<u8>, String> {
    let digits: Vec<char> = digits.chars().collect();
    let pairs = digits.chunks(2).map(|pair| pair.iter().collect::<String>());
    let bytes = pairs.map(|pair| u8::from_str_radix(&pair, 16));
    bytes
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())
}
