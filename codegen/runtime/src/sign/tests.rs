//! Signed requests, checked as a service does it: from the bytes that an HTTP client sends.

use super::verifier::{Received, Signature, verify};
use super::{Algorithm, PathEncoding, Signer, Signing};
use crate::credentials::Credentials;
use bytes::Bytes;
use http::{HeaderValue, Request};
use std::time::{Duration, SystemTime};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLE==";
const ENDPOINT: &str = "https://codeconnections.eu-west-1.amazonaws.com/";
const HOST: &str = "codeconnections.eu-west-1.amazonaws.com";

fn lasting() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET)
}

fn temporary() -> Credentials {
    lasting().session_token(TOKEN)
}

fn signing(credentials: &Credentials) -> Signing<'_> {
    // 2026-11-21T09:08:07Z
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_252_087);
    Signing::sigv4("codeconnections", "eu-west-1", credentials, time)
}

fn request(uri: &str) -> Request<Bytes> {
    Request::post(uri)
        .header("content-type", "application/x-amz-json-1.0")
        .header("content-length", "19")
        .header("x-amz-target", "CodeConnections_20231201.GetSyncStatus")
        .body(Bytes::from_static(br#"{"Branch":  "main"}"#))
        .unwrap()
}

fn signed(uri: &str) -> Request<Bytes> {
    let mut request = request(uri);
    Signer::default()
        .sign(&mut request, &signing(&temporary()))
        .unwrap();
    request
}

/// Returns `request` as a server receives it from a client that sends this `host`.
fn sent(request: &Request<Bytes>, host: &str) -> Received {
    let mut message = format!("{} {} HTTP/1.1\r\n", request.method(), request.uri().path());
    if !request.headers().contains_key("host") {
        message += &format!("host: {host}\r\n");
    }
    let mut message = message.into_bytes();
    for (name, value) in request.headers() {
        message.extend(format!("{name}: ").into_bytes());
        message.extend(value.as_bytes());
        message.extend(b"\r\n");
    }
    message.extend(b"\r\n");
    message.extend(request.body());
    Received::parse(&message).unwrap()
}

#[test]
fn a_service_finds_the_signature_genuine() {
    for (credentials, signed_headers) in [
        (
            lasting(),
            "content-length;content-type;host;x-amz-date;x-amz-target",
        ),
        (
            temporary(),
            "content-length;content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
        ),
    ] {
        let mut request = request(ENDPOINT);
        Signer::default()
            .sign(&mut request, &signing(&credentials))
            .unwrap();
        let received = sent(&request, HOST);
        let expected = Signature {
            access_key_id: "AKIDEXAMPLE".to_owned(),
            date: "20261121T090807Z".to_owned(),
            region: "eu-west-1".to_owned(),
            service: "codeconnections".to_owned(),
            signed_headers: signed_headers.split(';').map(str::to_owned).collect(),
        };
        assert_eq!(verify(&received, SECRET), Ok(expected));
        assert_eq!(
            received.header("x-amz-security-token").as_deref(),
            credentials.token()
        );
        assert_eq!(received.header("x-amz-content-sha256"), None);
    }
}

#[test]
fn what_changes_on_the_way_is_refused() {
    let received = sent(&signed(ENDPOINT), HOST);
    assert!(verify(&received, SECRET).is_ok());
    assert!(verify(&received, "another secret").is_err());
    let tamper: [fn(&mut Received); 5] = [
        |request| request.method = "PUT".to_owned(),
        |request| request.target = "/?a=b".to_owned(),
        |request| request.body.push(b' '),
        |request| request.headers[0].1.push('x'),
        |request| {
            request
                .headers
                .push(("X-Amz-New".to_owned(), "1".to_owned()))
        },
    ];
    for (index, tamper) in tamper.into_iter().enumerate() {
        let mut received = received.clone();
        tamper(&mut received);
        assert!(verify(&received, SECRET).is_err(), "{index}");
    }
}

#[test]
fn what_others_may_change_is_not_signed_and_stays() {
    const NAMES: [&str; 17] = [
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "baggage",
        "connection",
        "expect",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "traceparent",
        "tracestate",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "x-amzn-trace-id",
    ];
    let mut request = request(ENDPOINT);
    for name in NAMES {
        request
            .headers_mut()
            .insert(name, HeaderValue::from_static("before"));
    }
    request
        .headers_mut()
        .insert("x-other", HeaderValue::from_static("v"));
    Signer::default()
        .sign(&mut request, &signing(&lasting()))
        .unwrap();
    for name in NAMES {
        let value = request
            .headers_mut()
            .insert(name, HeaderValue::from_static("after"));
        assert_eq!(value.unwrap(), "before", "{name}");
    }
    let signature = verify(&Received::of(&request), SECRET).unwrap();
    assert_eq!(
        signature.signed_headers.join(";"),
        "content-length;content-type;host;x-amz-date;x-amz-target;x-other"
    );
}

#[test]
fn the_host_is_what_http_clients_send() {
    for (uri, host) in [
        ("https://example.com", "example.com"),
        ("https://example.com:443/", "example.com"),
        ("http://example.com:80/", "example.com"),
        ("https://example.com:80/", "example.com:80"),
        ("http://example.com:443/", "example.com:443"),
        ("http://127.0.0.1:8080/a/../b//c", "127.0.0.1:8080"),
        ("http://[::1]:8080/", "[::1]:8080"),
        (
            "https://user:password@example.com:8443/",
            "example.com:8443",
        ),
    ] {
        let signature = verify(&sent(&signed(uri), host), SECRET);
        assert!(signature.is_ok(), "{uri}: {signature:?}");
    }
}

#[test]
fn a_host_that_the_request_has_is_signed() {
    let mut request = request("http://127.0.0.1:8080/");
    request
        .headers_mut()
        .insert("host", HeaderValue::from_static(HOST));
    Signer::default()
        .sign(&mut request, &signing(&lasting()))
        .unwrap();
    assert!(verify(&sent(&request, "another"), SECRET).is_ok());
}

#[test]
fn signing_again_leaves_nothing_of_the_first_signature() {
    let mut again = signed(ENDPOINT);
    let credentials = lasting();
    let mut later = signing(&credentials);
    later.time += Duration::from_secs(60);
    Signer::default().sign(&mut again, &later).unwrap();
    let mut once = request(ENDPOINT);
    Signer::default().sign(&mut once, &later).unwrap();
    assert_eq!(again.headers(), once.headers());
}

#[test]
fn a_key_that_is_remembered_is_used_for_nothing_else() {
    let signer = Signer::default();
    let (lasting, another) = (lasting(), Credentials::new("AKIDEXAMPLE", "another secret"));
    let first = signing(&lasting);
    let mut others = [first; 5];
    others[1].algorithm = Algorithm::SigV4 {
        region: "eu-west-2",
    };
    others[2].name = "proton";
    others[3].time += Duration::from_secs(86_400);
    others[4].credentials = &another;
    for signing in others.into_iter().chain([first]) {
        let mut request = request(ENDPOINT);
        signer.sign(&mut request, &signing).unwrap();
        let secret = signing.credentials.secret_access_key();
        let signature = verify(&sent(&request, HOST), secret).unwrap();
        let region = &signature.region;
        assert_eq!(Algorithm::SigV4 { region }, signing.algorithm);
        assert_eq!(signature.service, signing.name);
    }
}

#[test]
fn debug_shows_neither_signature_nor_token() {
    let request = signed(ENDPOINT);
    let text = format!("{request:?}");
    assert!(text.contains("20261121T090807Z"), "{text}");
    for secret in [SECRET, TOKEN, "AKIDEXAMPLE", "Signature="] {
        assert!(!text.contains(secret), "{text}");
    }
}

fn refused(mut request: Request<Bytes>, signing: &Signing<'_>) -> String {
    let error = Signer::default().sign(&mut request, signing).unwrap_err();
    let shown = format!("{error} {error:?}");
    for secret in [SECRET, TOKEN, "AKIDEXAMPLE"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    error.to_string()
}

#[test]
fn an_access_key_id_cannot_add_to_the_header() {
    for id in [
        "AKIDEXAMPLE\n",
        "AKIDEXAMPLE\r\nx-other: y",
        "AKIDEXAMPLE/20261121/us-east-1/s3/aws4_request",
        "AKIDEXAMPLE, SignedHeaders=host",
        "AKIDEXAMPLE x",
        " AKIDEXAMPLE",
        "AKIDEXAMPLE\t",
        "AKIDEXAMPLE\u{a0}",
        "AKIDEXAMPLE\u{e9}",
        "AKIDEXAMPLE\0",
    ] {
        let credentials = Credentials::new(id, SECRET);
        assert_eq!(
            refused(request(ENDPOINT), &signing(&credentials)),
            "the access key ID has a blank, a comma, a slash or another character that is not allowed"
        );
    }
    let credentials = Credentials::new("", SECRET);
    let empty = refused(request(ENDPOINT), &signing(&credentials));
    assert_eq!(empty, "the access key ID is empty");
}

#[test]
fn a_token_is_text_without_blanks_around_it() {
    for end in ["\n", "\r\nx-other: y", " ", "\t", "\0", "\u{7f}", "é"] {
        let credentials = lasting().session_token(format!("{TOKEN}{end}"));
        assert_eq!(
            refused(request(ENDPOINT), &signing(&credentials)),
            "the session token has a line break, surrounding blanks or another character that is not allowed"
        );
    }
}

/// The path of the canonical request is that of the URI (Amazon S3's rule in the IAM User Guide, "Create a signed AWS API
/// request"): a path that only unreserved characters and single slashes make up has the same form either way.
#[test]
fn a_path_that_is_encoded_once_has_another_signature_if_it_has_something_to_encode() {
    let credentials = lasting();
    let once = Signing {
        path: PathEncoding::Once,
        ..signing(&credentials)
    };
    let authorization = |path: &str, signing: &Signing<'_>| {
        let mut request = request(&format!("{ENDPOINT}{path}"));
        Signer::default().sign(&mut request, signing).unwrap();
        request.headers()["authorization"].clone()
    };
    for (path, is_same) in [
        ("", true),
        ("a-b/c", true),
        ("a%20b", false),
        ("a//b", false),
    ] {
        let twice = authorization(path, &signing(&credentials));
        assert_eq!(authorization(path, &once) == twice, is_same, "{path}");
    }
}

#[test]
fn a_scope_that_no_header_can_have_is_an_error() {
    let credentials = temporary();
    let wrong = "the region or the signing name has a character that is not allowed in a header";
    let region = Signing {
        algorithm: Algorithm::SigV4 {
            region: "eu-west-1\r",
        },
        ..signing(&credentials)
    };
    assert_eq!(refused(request(ENDPOINT), &region), wrong);
    let name = Signing {
        name: "s3\n",
        ..signing(&credentials)
    };
    assert_eq!(refused(request(ENDPOINT), &name), wrong);
}

#[test]
fn what_cannot_be_signed_is_an_error() {
    let credentials = temporary();
    let mut bytes = request(ENDPOINT);
    let value = HeaderValue::from_bytes(b"\xff").unwrap();
    bytes.headers_mut().insert("x-bytes", value);
    assert_eq!(
        refused(bytes, &signing(&credentials)),
        "the header `x-bytes` is not UTF-8 and cannot be signed"
    );
    assert_eq!(
        refused(request("/"), &signing(&credentials)),
        "the URI of the request has no host"
    );
    for (seconds, is_signed) in [
        // 9999-12-30T22:00:00Z
        (253_402_207_200, true),
        (253_402_300_800, false),
        (1 << 40, false),
    ] {
        let signing = Signing {
            time: SystemTime::UNIX_EPOCH + Duration::from_secs(seconds),
            ..signing(&credentials)
        };
        check_time(&signing, is_signed);
    }
    for (seconds, is_signed) in [
        // 0000-01-01T00:00:00Z
        (62_167_219_200, true),
        (62_167_219_201, false),
    ] {
        let signing = Signing {
            time: SystemTime::UNIX_EPOCH - Duration::from_secs(seconds),
            ..signing(&credentials)
        };
        check_time(&signing, is_signed);
    }
}

fn check_time(signing: &Signing<'_>, is_signed: bool) {
    let mut request = request(ENDPOINT);
    let signed = Signer::default().sign(&mut request, signing);
    let said = signed.map_err(|error| error.to_string());
    let wrong =
        "requests cannot be signed, since the clock shows a time outside of the years 0 to 9999";
    let expected = if is_signed {
        Ok(())
    } else {
        Err(wrong.to_owned())
    };
    assert_eq!(said, expected, "{:?}", signing.time);
}
