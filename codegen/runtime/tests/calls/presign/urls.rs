//! URLs of presigned requests: as HTTP clients send them, or errors.

use super::{IDENTITY, config, get, presigned, received, refused, sts, temporary};
use crate::sigv4::query::verify_presigned;
use crate::world::{SECRET, secs};
use runtime::http::HeaderValue;
use runtime::presign::Presigner;

#[test]
fn a_path_of_s3_is_signed_as_it_is() {
    let presigner = sts(60).path_encoded_once().unsigned_payload();
    let request = get("https://bucket.example/a%20b//../c(1)");
    let presigned = presigned(&presigner, &config(temporary()), request);
    assert!(presigned.uri().path().ends_with("/a%20b//../c(1)"));
    // Services other than S3 find another path, and another payload.
    let received = received(presigned);
    verify_presigned(&received, SECRET, false).unwrap_err();
}

/// HTTP clients encode the characters that a URI does not allow. Amazon S3 decodes the path before it verifies.
#[test]
fn a_path_of_s3_has_one_signature_in_all_its_encodings() {
    let signature = |url: &str| {
        let presigner = sts(60).path_encoded_once().unsigned_payload();
        let presigned = presigned(&presigner, &config(temporary()), get(url));
        let query = presigned.uri().query().unwrap().to_owned();
        query.split("X-Amz-Signature=").nth(1).unwrap().to_owned()
    };
    let plain = signature("https://a.example/\u{e9}{x}?q=\u{e9}");
    assert_eq!(plain, signature("https://a.example/%C3%A9%7Bx%7D?q=%c3%a9"));
    assert_ne!(plain, signature("https://a.example/%C3%A9%7Bx%7D?q=e"));
}

#[test]
fn queries_and_hosts_are_signed_as_they_are_sent() {
    for (url, host) in [
        ("https://a.example", "a.example"),
        ("https://a.example:443/?", "a.example"),
        // As HTTP clients write them.
        ("https://A.Example/X", "a.example"),
        ("https://a.example:0444/#fragment", "a.example:444"),
        ("http://127.1/", "127.0.0.1"),
        ("https://[0::1]:8443/", "[::1]:8443"),
        ("http://127.0.0.1:8080/?b=2&a=1&flag", "127.0.0.1:8080"),
        (
            "https://a.example/?/a=1&-b=2&%7ec=%2f&d=%c3%a9",
            "a.example",
        ),
        ("https://a.example/%C3%A9/x?tag:k=a+b'", "a.example"),
    ] {
        let presigned = presigned(&sts(60), &config(temporary()), get(url));
        assert_eq!(presigned.headers()["host"], host, "{url}");
        assert_eq!(presigned.uri().authority().unwrap(), host, "{url}");
        let verified = verify_presigned(&received(presigned), SECRET, true);
        assert!(verified.is_ok(), "{url}: {verified:?}");
    }
}

#[test]
fn urls_that_cannot_be_presigned_are_errors() {
    let config = config(temporary());
    for (url, why) in [
        (
            "/relative",
            "does not begin with https:// or http:// and a host",
        ),
        (
            "ftp://a.example/",
            "does not begin with https:// or http:// and a host",
        ),
        ("https://hidden:hidden@a.example/", "its URL has a user"),
        (
            "https://a.example/?x-amz-signature=hidden",
            "has the parameter `X-Amz-Signature`",
        ),
        (
            "https://a.example/?X-Amz-Expires=9",
            "has the parameter `X-Amz-Expires`",
        ),
        // Services decode names before they look for one.
        (
            "https://a.example/?a=b&%58-amz-Expire%73=604800",
            "has the parameter `X-Amz-Expires`",
        ),
        // No client can send to it, or not as it is signed.
        ("https://a..example/", "its host has an empty label"),
        ("https://*.example/", "its host has a character other"),
        ("https://a.example:65536/", "its port is not a number"),
        ("https://a.example/{hidden}", "must be percent-encoded"),
        ("https://a.example/\u{e9}", "must be percent-encoded"),
        ("https://a.example/%2e%2E/x", "has a segment `.` or `..`"),
    ] {
        let error = refused(&sts(60), &config, get(url));
        assert!(error.contains(why), "{error}");
    }
    let long = format!("https://a.example/{}", "x".repeat(65_400));
    let error = refused(&sts(60), &config, get(&long));
    assert!(error.contains("too long"), "{error}");
    for name in ["", "sts/eu", "s ts", "é"] {
        let error = refused(&Presigner::new(name, secs(60)), &config, get(IDENTITY));
        assert!(error.starts_with("the signing name: expected"), "{error}");
    }
    let mut bytes = get(IDENTITY);
    let value = HeaderValue::from_bytes(b"\xff").unwrap();
    bytes.headers_mut().insert("x-bytes", value);
    let error = refused(&sts(60), &config, bytes);
    assert_eq!(
        error,
        "the header `x-bytes` is not UTF-8 and cannot be signed"
    );
}
