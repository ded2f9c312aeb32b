//! The derivation, with the values that AWS publishes in its test suites.

use super::{Key, key};
use crate::credentials::Credentials;
use crate::hex::hex;
use crate::sign::verifier::query::verify_presigned_by;
use crate::sign::verifier::{Claim, Received, verify_by};
use p256::ecdsa::DerSignature;
use p256::ecdsa::signature::Verifier;

/// Private key of `AKISORANDOMAASORANDOM`: `key_derivation_tests.c` of aws-c-auth.
const PRIVATE: &str = "7fd3bd010c0d9c292141c2b77bfbde1042c92e6836fff749d1269ec890fca1bd";

/// Coordinates of public keys: of the same, and of `AKIDEXAMPLE` in `public-key.json` of the test suite of aws-c-auth.
const PUBLIC: [[&str; 2]; 2] = [
    [
        "15d242ceebf8d8169fd6a8b5a746c41140414c3b07579038da06af89190fffcb",
        "0515242cedd82e94799482e4c0514b505afccf2c0c98d6a553bf539f424c5ec0",
    ],
    [
        "b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1",
        "865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518",
    ],
];

fn example() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
}

#[test]
fn a_key_pair_is_derived_as_published() {
    let credentials = Credentials::new(
        "AKISORANDOMAASORANDOM",
        "q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom",
    );
    let key = Key::new(&credentials).unwrap();
    assert_eq!(hex(&key.0.to_bytes()), PRIVATE);
    for (key, [x, y]) in [key, Key::new(&example()).unwrap()].into_iter().zip(PUBLIC) {
        let public = key.0.verifying_key().to_sec1_point(false);
        assert_eq!(hex(public.as_bytes()), ["04", x, y].concat());
    }
}

#[test]
fn a_candidate_is_one_less_than_a_private_key() {
    // The order of the curve, minus one: FIPS 186-4, D.1.2.3.
    let mut candidate: [u8; 32] = *b"\xff\xff\xff\xff\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\
        \xbc\xe6\xfa\xad\xa7\x17\x9e\x84\xf3\xb9\xca\xc2\xfc\x63\x25\x50";
    assert!(key(&candidate.into()).is_none());
    candidate[31] = 0x51;
    assert!(key(&candidate.into()).is_none());
    candidate[31] = 0x4f;
    let largest = key(&candidate.into()).unwrap();
    candidate[31] = 0x50;
    assert_eq!(largest.to_bytes().as_slice(), candidate);
    assert!(key(&[0xff; 32].into()).is_none());
    let smallest = key(&[0; 32].into()).unwrap();
    assert_eq!(smallest.to_bytes().last(), Some(&1));
}

#[test]
fn a_long_access_key_id_is_no_obstacle() {
    let id = ["AKISORANDOMAASORANDOM", &"F".repeat(300)].concat();
    let credentials = Credentials::new(id, "q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom");
    assert!(Key::new(&credentials).is_ok());
}

/// Signatures that AWS publishes (aws-c-auth, `tests/aws-signing-test-suite/v4a`): request and signature.
const PUBLISHED: [(&str, &str); 4] = [
    (
        // get-vanilla
        "GET / HTTP/1.1\nHost:example.amazonaws.com\nX-Amz-Date:20150830T123600Z\nX-Amz-Region-Set:us-east-1\n\
         Authorization:AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/service/aws4_request, \
         SignedHeaders=host;x-amz-date;x-amz-region-set, Signature=",
        "3045022100f67838852907a47b748d74b770d198695c33698de046d954b53568d2b6a3d9\
         7402203097ec9d547e9436ca1747a530b4615479b69762553b23321ab3ce07ee8278e9",
    ),
    (
        // get-vanilla-with-session-token
        "GET / HTTP/1.1\nHost:example.amazonaws.com\nX-Amz-Date:20150830T123600Z\nX-Amz-Region-Set:us-east-1\n\
         X-Amz-Security-Token:6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267\n\
         Authorization:AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/service/aws4_request, \
         SignedHeaders=host;x-amz-date;x-amz-region-set;x-amz-security-token, Signature=",
        "3044022057ac01ef9f76c51b6175a741b0d657918dda6896292b36cb6521081417d8d618\
         022074bf01c01b6deb84ad40e8f31407b455bc66a37a38b3b2d6c9c48811a41454bb",
    ),
    (
        // get-vanilla-query-order-key-case
        "GET /?Param2=value2&Param1=value1 HTTP/1.1\nHost:example.amazonaws.com\nX-Amz-Date:20150830T123600Z\n\
         X-Amz-Region-Set:us-east-1\n\
         Authorization:AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/service/aws4_request, \
         SignedHeaders=host;x-amz-date;x-amz-region-set, Signature=",
        "3045022100e374b9448d9a3ffa5c3532a5162f78bcca4b5acc8c7d6affdb6b797361dd97\
         250220388a32d2eb4e2b83f2d5cfbacd7b475e508dd4bff92f19d446ea3c57208069d9",
    ),
    (
        // get-vanilla-query-order-key-case, in the query
        "GET /?Param2=value2&Param1=value1&X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=AKIDEXAMPLE\
         %2F20150830%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&\
         X-Amz-Expires=3600&X-Amz-Region-Set=us-east-1&X-Amz-Signature=",
        "30450221009b9374d3806abac8e3108368015ffed44d20933febe1e6c99b0a003ae5c353\
         e702206a996f1ad9f5c3e347c835cd4c4a7a68e92bf5f45a65c8cbc9271408eb11744a",
    ),
];

#[test]
fn published_signatures_are_of_the_derived_key() {
    let key = Key::new(&example()).unwrap();
    let check = |claim: &Claim, text: &str| {
        let signature = bytes(&claim.signature);
        let signature = DerSignature::from_bytes(&signature).map_err(|error| error.to_string())?;
        let verified = key.0.verifying_key().verify(text.as_bytes(), &signature);
        verified.map_err(|error| error.to_string())
    };
    for (request, signature) in PUBLISHED {
        let is_query = request.contains("&X-Amz-Signature=");
        let rest = match is_query {
            true => " HTTP/1.1\nHost:example.amazonaws.com\n\n",
            false => "\n\n",
        };
        let verified = |request: &str| {
            let request = [request, signature, rest].concat();
            let request = Received::parse(request.as_bytes()).unwrap();
            match is_query {
                true => verify_presigned_by(&request, true, &check).map(|it| it.signature),
                false => verify_by(&request, &check),
            }
        };
        assert_eq!(verified(request).unwrap().service, "service");
        verified(&request.replacen("us-east-1", "us-east-2", 1)).unwrap_err();
    }
}

fn bytes(digits: &str) -> Vec<u8> {
    let digits = digits.as_bytes().chunks(2);
    let digits = digits.map(|pair| str::from_utf8(pair).unwrap());
    digits
        .map(|pair| u8::from_str_radix(pair, 16).unwrap())
        .collect()
}
