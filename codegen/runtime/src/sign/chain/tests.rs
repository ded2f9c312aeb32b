//! Signatures of events, as other implementations make them.

use super::Chain;
use crate::credentials::Credentials;
use crate::hex::hex;
use crate::sign::{Algorithm, Signing};
use http::HeaderMap;
use http::header::AUTHORIZATION;
use std::time::{Duration, SystemTime};

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn after(seed: &str) -> HeaderMap {
    let value = format!("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature={seed}");
    HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())])
}

fn chain(secret: &str, region: &str, name: &str, seed: &str) -> Chain {
    let credentials = Credentials::new("AKID", secret);
    let signing = Signing::sigv4(name, region, &credentials, at(0));
    Chain::new(&signing, &after(seed)).unwrap()
}

/// Encoded header `:date`.
fn date(milliseconds: u64) -> Vec<u8> {
    [&b"\x05:date\x08"[..], &milliseconds.to_be_bytes()].concat()
}

/// Vectors of aws-sdk-go-v2, `aws/signer/v4/stream_test.go`, whose headers are no headers.
#[test]
fn signatures_are_those_of_the_sdk_for_go() {
    let seed = hex(b"foobarbazqux");
    let mut chain = chain("SECRET", "us-east-1", "transcribestreaming", &seed);
    for (content, seconds, expected) in [
        (
            "foo",
            10,
            "e3a136405ec1152f62136742efd41f8639cd647a1cf21fab12aedb22cccd8999",
        ),
        (
            "bar",
            20,
            "92a6ad677e839d3003672cb2cefc71ef80d42e8cb300fefce0807e8398c74068",
        ),
        (
            "baz",
            30,
            "46d6660bd40f2ff5d6246a347895cabe7f4e89d9e1f4c6dad6dabdc801923be1",
        ),
        (
            "",
            30,
            "492bcb3e21de447c85f8a9bef6c0eb833e992e405b9b3584be84edaccc5aad18",
        ),
    ] {
        let content = content.as_bytes();
        let signature = chain.sign(at(seconds), content, content).unwrap();
        assert_eq!(hex(&signature), expected);
    }
}

/// Vector of amazon-transcribe-streaming-sdk, `tests/unit/test_eventstream.py`, whose date has milliseconds.
#[test]
fn a_signature_is_that_of_the_sdk_of_transcribe() {
    let mut chain = chain("bar", "region-name", "signing-name", &hex(b"prior"));
    // 2020-07-23T22:39:55.029Z
    let seconds = 1_595_543_995;
    let signature = chain.sign(at(seconds), &date(seconds * 1000 + 29), b"message");
    assert_eq!(
        hex(&signature.unwrap()),
        "0ef56ebf8c570b3ef3dc9f41995ed137cd869cdba05918882b9b10707b6e2465"
    );
}

#[test]
fn a_stream_that_passes_midnight_is_signed_for_the_next_day() {
    // By the SDK's vectors the key is that of the event's day: the same event has one signature, whatever came before.
    let seed = hex(b"foobarbazqux");
    let day = 24 * 60 * 60;
    let mut passing = chain("SECRET", "us-east-1", "transcribestreaming", &seed);
    let first = passing.sign(at(day - 1), b"", b"").unwrap();
    let second = passing.sign(at(day + 10), b"foo", b"foo").unwrap();
    let mut alone = chain("SECRET", "us-east-1", "transcribestreaming", &hex(&first));
    assert_eq!(alone.sign(at(day + 10), b"foo", b"foo").unwrap(), second);
    let mut other = chain("SECRET", "us-east-1", "transcribestreaming", &hex(&first));
    assert_ne!(other.sign(at(10), b"foo", b"foo").unwrap(), second);
}

#[test]
fn a_request_without_a_signature_of_sigv4_has_no_chain() {
    let credentials = Credentials::new("AKID", "SECRET");
    let sigv4 = Signing::sigv4("lex", "eu-west-1", &credentials, at(0));
    let sigv4a = Signing {
        algorithm: Algorithm::SigV4a { region_set: "*" },
        ..sigv4
    };
    let message = |signing: &Signing<'_>, headers: &HeaderMap| {
        Chain::new(signing, headers).err().unwrap().to_string()
    };
    assert_eq!(
        message(&sigv4a, &after("00")),
        "events can be signed with SigV4 only: choose it for this call"
    );
    let bearer = HeaderMap::from_iter([(AUTHORIZATION, "Bearer token".parse().unwrap())]);
    for headers in [HeaderMap::new(), bearer] {
        assert_eq!(
            message(&sigv4, &headers),
            "events can be signed only if their request is signed"
        );
    }
}
