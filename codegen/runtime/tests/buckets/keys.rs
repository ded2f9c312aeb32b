//! Names of objects of every kind: each is sent percent-encoded once, and never as another name.

use crate::service::{
    Buckets, DeleteObject, GetBucketLocation, ListObjects, ListObjectsInput, bucket, object,
};
use crate::sigv4::{Received, verify};
use crate::wire::{SECRET, Wire, ok};
use http::Request;
use runtime::bytes::Bytes;
use runtime::endpoint::Endpoint;
use runtime::{Client, FakeTransport};

/// Returns the request for an object.
fn sent(key: &str) -> Request<Bytes> {
    let wire = Wire::new([ok()]);
    let client = wire.client();
    let call = client.call::<DeleteObject>(object("my-bucket", key));
    wire.clock.run(call).unwrap();
    wire.sent().pop().unwrap()
}

/// Keys with their form in a path: RFC 3986, sections 2.1 and 2.3, with the slashes of the key.
const KEYS: [(&str, &str); 16] = [
    ("a/b.txt", "a/b.txt"),
    ("my key", "my%20key"),
    ("a+b", "a%2Bb"),
    ("100%", "100%25"),
    ("%20", "%2520"),
    ("a//b", "a//b"),
    ("/a", "/a"),
    ("a/", "a/"),
    ("./a", "./a"),
    ("../a", "../a"),
    ("a/../../b", "a/../../b"),
    ("..", ".."),
    ("é/日本", "%C3%A9/%E6%97%A5%E6%9C%AC"),
    ("a?b#c&d=e", "a%3Fb%23c%26d%3De"),
    ("line\nbreak\0", "line%0Abreak%00"),
    ("-._~!*'()", "-._~%21%2A%27%28%29"),
];

#[test]
fn a_key_is_encoded_once_and_not_normalised() {
    for (key, path) in KEYS {
        let request = sent(key);
        let expected = format!("https://my-bucket.s3.eu-west-1.amazonaws.com/{path}");
        assert_eq!(request.uri().to_string(), expected, "{key:?}");
    }
}

/// The signature is that of the path as it is sent: neither normalised nor encoded again (IAM User Guide, "Create a signed AWS
/// API request").
#[test]
fn the_signature_is_that_of_the_path_as_it_is_sent() {
    for (key, _) in KEYS {
        let request = sent(key);
        let received = Received::of(&request.map(|_| ""));
        let signature = verify(&received, SECRET);
        let signature = signature.unwrap_or_else(|problem| panic!("{key:?}: {problem}"));
        assert_eq!(signature.service, "s3");
        let signed = &signature.signed_headers;
        assert!(signed.contains(&"x-amz-content-sha256".to_owned()));
    }
}

#[test]
fn a_key_has_up_to_1024_bytes_of_utf_8() {
    for (character, encoded) in [("a", "a"), ("é", "%C3%A9"), ("😀", "%F0%9F%98%80")] {
        let count = 1024 / character.len();
        let request = sent(&character.repeat(count));
        assert_eq!(request.uri().path(), format!("/{}", encoded.repeat(count)));
    }
}

#[test]
fn an_empty_key_is_an_error_before_anything_is_sent() {
    let wire = Wire::new([]);
    let client = wire.client();
    let call = client.call::<DeleteObject>(object("my-bucket", ""));
    let error = wire.clock.run(call).unwrap_err();
    assert_eq!(
        error.to_string(),
        "DeleteObject: the request could not be built: the member `Key` cannot be sent: it is part of the path, and must not \
         be unset or empty"
    );
    assert!(wire.sent().is_empty());
}

/// The hash of the empty body, from FIPS 180-4's definition: `sha256sum </dev/null`.
#[test]
fn the_hash_of_the_body_is_a_header() {
    let request = sent("a");
    assert_eq!(
        request.headers()["x-amz-content-sha256"],
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
}

#[test]
fn a_bucket_is_in_the_host_or_the_path() {
    let list = || ListObjectsInput {
        bucket: "my-bucket".to_owned(),
        ..ListObjectsInput::default()
    };
    let root = "<ListBucketResult><Name>my-bucket</Name></ListBucketResult>";
    for (path_style, endpoint, expected) in [
        (
            false,
            None,
            "https://my-bucket.s3.eu-west-1.amazonaws.com/?list-type=2",
        ),
        (
            true,
            None,
            "https://s3.eu-west-1.amazonaws.com/my-bucket?list-type=2",
        ),
        (
            false,
            Some("http://localhost:9000"),
            "http://localhost:9000/my-bucket?list-type=2",
        ),
        (
            false,
            Some("http://localhost/base"),
            "http://localhost/base/my-bucket?list-type=2",
        ),
    ] {
        let wire = Wire::new([crate::wire::response(200, &[], root)]);
        let mut config = wire
            .config()
            .endpoint_parameter("ForcePathStyle", path_style);
        if let Some(url) = endpoint {
            config = config.endpoint_url(url);
        }
        let client = runtime::Client::new::<crate::service::Buckets>(&config.build().unwrap());
        let output = wire.clock.run(client.call::<ListObjects>(list())).unwrap();
        assert_eq!(output.name.as_deref(), Some("my-bucket"));
        assert_eq!(wire.urls(), [expected]);
    }
}

#[test]
fn a_fake_sees_the_bucket_and_the_key() {
    let fake = FakeTransport::new()
        .on::<DeleteObject>(|_| Ok(Default::default()))
        .on::<GetBucketLocation>(|_| Ok(Default::default()));
    let config = fake.config_builder().endpoint_url("http://localhost");
    let client = runtime::Client::new::<crate::service::Buckets>(&config.build().unwrap());
    let clock = crate::clock::TestClock::new();
    let call = client.call::<DeleteObject>(object("my-bucket", "../a b//"));
    clock.run(call).unwrap();
    clock
        .run(client.call::<GetBucketLocation>(bucket("my-bucket")))
        .unwrap();
    let input = fake.requests::<DeleteObject>().unwrap().remove(0);
    assert_eq!(
        (input.bucket.as_str(), input.key.as_str()),
        ("my-bucket", "../a b//")
    );
    let input = fake.requests::<GetBucketLocation>().unwrap().remove(0);
    assert_eq!(input.bucket, "my-bucket");
}

/// The service decides how its paths are signed, not the endpoint: one of the caller may lack the rules' properties.
#[test]
fn the_path_is_signed_as_it_is_sent_at_an_endpoint_of_a_resolver() {
    for (key, path) in KEYS {
        for is_bare in [true, false] {
            let wire = Wire::new([ok()]);
            let config = wire.config().endpoint_resolver(move |_| {
                let endpoint = Endpoint::new("http://localhost:9000/my-bucket")?;
                Ok(match is_bare {
                    true => endpoint,
                    false => endpoint.auth_scheme("sigv4", [("signingRegion", "eu-west-1")]),
                })
            });
            let client = Client::new::<Buckets>(&config.build().unwrap());
            let call = client.call::<DeleteObject>(object("my-bucket", key));
            wire.clock.run(call).unwrap();
            let request = wire.sent().pop().unwrap();
            let expected = format!("http://localhost:9000/my-bucket/{path}");
            assert_eq!(request.uri().to_string(), expected, "{key:?}");
            let signature = verify(&Received::of(&request), SECRET);
            signature.unwrap_or_else(|problem| panic!("{key:?}: {problem}"));
        }
    }
}
