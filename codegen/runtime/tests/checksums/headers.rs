//! Checksums in headers, of bodies that are not streams: which one, when, and what the settings change.

use crate::service::*;
use crate::world::{World, client, value};
use runtime::ChecksumPolicy::WhenRequired;
use runtime::http::{HeaderName, HeaderValue, Request};
use runtime::{Error, Operation, bytes::Bytes};

const ALGORITHM: &str = "x-amz-sdk-checksum-algorithm";

/// The names of the headers with a checksum or its algorithm, with their values.
fn checksums(request: &Request<Bytes>) -> Vec<(String, String)> {
    let headers = request.headers().iter();
    let checksums = headers.filter(|(name, _)| name.as_str().contains("checksum"));
    let mut checksums: Vec<_> = checksums
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    checksums.sort();
    checksums
}

fn tags(algorithm: Option<&str>) -> PutTagsInput {
    PutTagsInput {
        algorithm: algorithm.map(str::to_owned),
        tags: Some("a".to_owned()),
    }
}

async fn sent<Op: Operation<Input = PutTagsInput, Output = Empty>>(
    input: PutTagsInput,
    is_required_only: bool,
) -> Vec<(String, String)> {
    let world = World::default();
    let config = world.config();
    let config = match is_required_only {
        true => config.request_checksum_calculation(WhenRequired),
        false => config,
    };
    client(config).call::<Op>(input).await.unwrap();
    checksums(&world.request())
}

fn expected(header: &str, value: &str, algorithm: &str) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![pair(header, value), pair(ALGORITHM, algorithm)]
}

/// Of the body `{"Tags":"a"}`.
const CRC32: &str = "Z2mMWw==";

#[tokio::test]
async fn the_default_is_crc32_with_its_algorithm() {
    let crc32 = expected("x-amz-checksum-crc32", CRC32, "CRC32");
    assert_eq!(sent::<PutTags>(tags(None), false).await, crc32);
    assert_eq!(sent::<PutTags>(tags(None), true).await, crc32);
    assert_eq!(sent::<PutOptionalTags>(tags(None), false).await, crc32);
    assert_eq!(sent::<PutOptionalTags>(tags(None), true).await, []);
}

#[tokio::test]
async fn the_algorithm_of_the_input_has_precedence() {
    for (algorithm, value) in [
        ("CRC32", CRC32),
        ("SHA1", "fCFB90Vi6VSFsdZmW8+D5DjQDTg="),
        ("SHA256", "vtXaE/Fq77iAu2oxjQbnyehH/lSfcxi8T/UoCNeGBnY="),
    ] {
        let header = format!("x-amz-checksum-{}", algorithm.to_lowercase());
        let expected = expected(&header, value, algorithm);
        for is_required_only in [false, true] {
            let input = tags(Some(algorithm));
            assert_eq!(
                sent::<PutOptionalTags>(input, is_required_only).await,
                expected
            );
        }
    }
    for (algorithm, length) in [("CRC32C", 8), ("CRC64NVME", 12)] {
        let sent = sent::<PutTags>(tags(Some(algorithm)), false).await;
        let header = format!("x-amz-checksum-{}", algorithm.to_lowercase());
        assert_eq!((&sent[0].0, sent[0].1.len()), (&header, length));
    }
}

#[tokio::test]
async fn an_algorithm_that_is_not_supported_is_an_error_before_anything_is_sent() {
    let world = World::default();
    for name in ["XXHASH64", "crc 32", ""] {
        let input = tags(Some(name));
        let call = world.client();
        let call = call.call::<PutTags>(input).await;
        let error = call.unwrap_err().to_string();
        assert!(error.contains("is not supported"), "{error}");
    }
    let error = world.client().call::<PutTags>(tags(Some("XXHASH64"))).await;
    let error = error.unwrap_err();
    assert_eq!(
        error.to_string(),
        "PutTags: the request could not be built: the checksum algorithm `XXHASH64` is not supported: use CRC32, CRC32C, \
         CRC64NVME, SHA1 or SHA256, or set the checksum itself"
    );
    assert!(matches!(error, Error::Construction(_)));
    assert!(world.requests().is_empty());
}

#[tokio::test]
async fn a_checksum_of_the_caller_is_sent_alone() {
    for (name, algorithm) in [
        ("x-amz-checksum-sha256", None),
        ("x-amz-checksum-xxhash64", Some("XXHASH64")),
    ] {
        let world = World::default();
        let client = world.client();
        let call = client.request::<PutTags>(tags(algorithm));
        let call = call.header(
            HeaderName::from_static(name),
            HeaderValue::from_static("own"),
        );
        call.send().await.unwrap();
        let request = world.request();
        assert_eq!(value(request.headers(), name), "own");
        assert_eq!(value(request.headers(), "x-amz-checksum-crc32"), "-");
        assert_eq!(
            value(request.headers(), ALGORITHM),
            algorithm.unwrap_or("-")
        );
    }
    // Of a member, also of a stream.
    let world = World::default();
    let input = PutThingInput {
        crc32: Some("own".to_owned()),
        ..thing("abc")
    };
    world.client().call::<PutThing>(input).await.unwrap();
    let request = world.request();
    assert_eq!(
        checksums(&request),
        [("x-amz-checksum-crc32".to_owned(), "own".to_owned())]
    );
    assert_eq!(request.body(), "abc");
}

/// Codes of botocore's `_USERAGENT_FEATURE_MAPPINGS`.
#[tokio::test]
async fn the_user_agent_says_the_algorithm_and_the_settings() {
    let metrics = |request: &Request<Bytes>| {
        let agent = value(request.headers(), "user-agent").to_owned();
        let metrics = agent.split(' ').find_map(|it| it.strip_prefix("m/"));
        metrics.unwrap().to_owned()
    };
    for (algorithm, required, codes) in [
        (None, false, "N,U,Z,e"),
        (Some("CRC32C"), false, "N,V,Z,e"),
        (Some("CRC64NVME"), false, "N,W,Z,e"),
        (Some("SHA1"), true, "N,X,a,e"),
        (Some("SHA256"), true, "N,Y,a,e"),
    ] {
        let world = World::default();
        let config = world.config();
        let config = match required {
            true => config.request_checksum_calculation(WhenRequired),
            false => config,
        };
        let call = client(config);
        call.call::<PutTags>(tags(algorithm)).await.unwrap();
        assert_eq!(metrics(&world.request()), codes);
    }
    let world = World::default();
    let input = GetThingInput::default();
    world.client().call::<GetThing>(input).await.unwrap();
    assert_eq!(metrics(&world.request()), "N,b,e");
    let world = World::default();
    let config = world.config().response_checksum_validation(WhenRequired);
    let call = client(config);
    call.call::<GetThing>(GetThingInput::default())
        .await
        .unwrap();
    assert_eq!(metrics(&world.request()), "N,c,e");
}

/// The digest of the key `abc` is that of RFC 1321, appendix A.5.
#[tokio::test]
async fn the_digest_of_an_encryption_key_is_added() {
    const DIGEST: &str = "x-amz-server-side-encryption-customer-key-md5";
    for (key_md5, expected) in [(None, "kAFQmDzST7DWlj99KOF/cg=="), (Some("own"), "own")] {
        let world = World::default();
        let input = PutThingInput {
            key: Some("YWJj".to_owned()),
            key_md5: key_md5.map(str::to_owned),
            ..thing("abc")
        };
        world.client().call::<PutThing>(input).await.unwrap();
        assert_eq!(value(world.request().headers(), DIGEST), expected);
    }
    let world = World::default();
    let input = PutThingInput {
        key: Some("not base64".to_owned()),
        ..thing("abc")
    };
    let error = world.client().call::<PutThing>(input).await.unwrap_err();
    assert!(!error.to_string().contains("not base64"), "{error}");
    assert!(world.requests().is_empty());
}
