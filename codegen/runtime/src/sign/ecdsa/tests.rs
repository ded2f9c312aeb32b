//! Keys that are cached.

use super::EcdsaKeys;
use crate::credentials::Credentials;

#[test]
fn a_key_that_is_remembered_is_used_for_no_other_credentials() {
    let keys = EcdsaKeys::default();
    let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    let another_id = Credentials::new("AKIDANOTHER", "secret");
    let another_secret = Credentials::new("AKIDEXAMPLE", "another secret");
    let mut signatures = Vec::new();
    for credentials in [&credentials, &another_id, &another_secret, &credentials] {
        let signature = keys.signature(credentials, "text").unwrap();
        // They are deterministic.
        let expected = EcdsaKeys::default().signature(credentials, "text");
        assert_eq!(signature, expected.unwrap());
        signatures.push(signature);
    }
    signatures.sort();
    signatures.dedup();
    assert_eq!(signatures.len(), 3);
}
