//! Published test suite of Signature Version 4: its cases for signatures in headers.
//!
//! It is not part of this project: without `../shared/sigv4-suite` beside the workspace the tests report that, and only
//! those of [`super::tests`] apply.

use super::verifier::{Received, verify};
use super::{Signer, Signing};
use crate::Timestamp;
use crate::credentials::Credentials;
use bytes::Bytes;
use http::Request;
use serde_json::Value as Json;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, thread};

/// Cases that are not signed, with the reason.
const NOT_SIGNED: [(&str, &str); 11] = [
    (
        "double-encode-path",
        "its files are of two different times and it has no context",
    ),
    (
        "get-header-value-multiline",
        "a header of the `http` crate is one line",
    ),
    ("get-relative-relative-unnormalized", UNNORMALIZED),
    ("get-relative-unnormalized", UNNORMALIZED),
    ("get-slash-dot-slash-unnormalized", UNNORMALIZED),
    ("get-slash-pointless-dot-unnormalized", UNNORMALIZED),
    ("get-slash-unnormalized", UNNORMALIZED),
    ("get-slashes-unnormalized", UNNORMALIZED),
    (
        "get-space-normalized",
        "it wants a path that is encoded to be left so, as Amazon S3 does",
    ),
    ("get-space-unnormalized", "a URI has no space"),
    ("post-sts-header-after", "we sign the token always"),
];

const UNNORMALIZED: &str = "only Amazon S3 takes a path as it is; we normalise always";

/// Cases that the verifier rejects, with the reason.
const NOT_VERIFIED: [(&str, &str); 8] = [
    (
        "double-encode-path",
        "its files are of two different times, and of a secret that is not given",
    ),
    ("get-relative-relative-unnormalized", UNNORMALIZED),
    ("get-relative-unnormalized", UNNORMALIZED),
    ("get-slash-dot-slash-unnormalized", UNNORMALIZED),
    ("get-slash-pointless-dot-unnormalized", UNNORMALIZED),
    ("get-slash-unnormalized", UNNORMALIZED),
    ("get-slashes-unnormalized", UNNORMALIZED),
    ("post-sts-header-after", "the token is not signed"),
];

/// Secret of all cases.
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

struct Case {
    name: String,
    folder: PathBuf,
}

impl Case {
    fn read(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.folder.join(file)).ok()
    }

    /// Parses a message, whose end is not marked in every file.
    fn message(&self, file: &str) -> Received {
        let message = self.read(file).unwrap() + "\n\n";
        Received::parse(message.as_bytes()).unwrap()
    }
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/sigv4-suite");
    let Ok(entries) = fs::read_dir(&folder) else {
        let thread = thread::current();
        let test = thread.name().unwrap_or_default();
        // Not by a macro, whose output the test harness keeps to itself.
        writeln!(io::stderr(), "SKIPPED: {test} needs ../shared/sigv4-suite").unwrap();
        return Vec::new();
    };
    let cases: Vec<Case> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| Case {
            name: entry.file_name().into_string().unwrap(),
            folder: entry.path(),
        })
        .collect();
    assert!(!cases.is_empty(), "{} is empty", folder.display());
    cases
}

fn is_listed(case: &Case, list: &[(&str, &str)]) -> bool {
    list.iter().any(|(name, _)| *name == case.name)
}

#[test]
fn cases_are_signed_as_published() {
    for case in cases() {
        if !is_listed(&case, &NOT_SIGNED) {
            check(&case);
        }
    }
}

fn check(case: &Case) {
    let context = case.read("context.json");
    let expected = case.message("header-signed-request.txt");
    // The one case without a context is of the region and service that its result shows.
    let context = context.unwrap_or_else(|| {
        assert_eq!(case.name, "double-url-encode");
        r#"{"region": "us-east-2", "service": "lambda", "timestamp": "2021-05-11T15:40:45Z",
            "credentials": {"access_key_id": "AKIDEXAMPLE"}, "sign_body": false}"#
            .to_owned()
    });
    let context: Json = serde_json::from_str(&context).unwrap();
    let keys = &context["credentials"];
    let mut credentials = Credentials::new(keys["access_key_id"].as_str().unwrap(), SECRET);
    if let Some(token) = keys["token"].as_str() {
        credentials = credentials.session_token(token);
    }
    let time: Timestamp = context["timestamp"].as_str().unwrap().parse().unwrap();
    let signing = Signing::sigv4(
        context["service"].as_str().unwrap(),
        context["region"].as_str().unwrap(),
        &credentials,
        time.into(),
    );

    let mut request = request(case);
    if context["sign_body"] == true {
        // We never add this header; here it is one like any other, and shows that the body's hash is right.
        let hash = expected.header("x-amz-content-sha256").unwrap();
        let headers = request.headers_mut();
        headers.insert("x-amz-content-sha256", hash.parse().unwrap());
    }
    Signer::default().sign(&mut request, &signing).unwrap();

    let signed = Received::of(&request);
    for name in ["authorization", "x-amz-date", "x-amz-security-token"] {
        assert_eq!(signed.header(name), expected.header(name), "{}", case.name);
    }
}

fn request(case: &Case) -> Request<Bytes> {
    let received = case.message("request.txt");
    let host = received.header("host").unwrap();
    let mut request = Request::builder()
        .method(received.method.as_str())
        .uri(format!("https://{host}{}", received.target));
    for (name, value) in &received.headers {
        if !name.eq_ignore_ascii_case("host") {
            request = request.header(name, value);
        }
    }
    request.body(received.body.into()).unwrap()
}

#[test]
fn the_verifier_takes_the_published_signatures_and_no_other() {
    for case in cases() {
        let request = case.message("header-signed-request.txt");
        let verified = verify(&request, SECRET);
        assert_eq!(
            verified.is_err(),
            is_listed(&case, &NOT_VERIFIED),
            "{}: {verified:?}",
            case.name
        );
    }
}
