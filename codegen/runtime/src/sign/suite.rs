//! Published test suite of Signature Version 4.
//!
//! It is not part of this project: without `../shared/sigv4-suite` beside the workspace the tests report that, and only
//! those of [`super::tests`] apply.

use super::verifier::query::verify_presigned;
use super::verifier::{Received, verify};
use super::{Algorithm, PathEncoding, Payload, Presigning, SessionToken, Signer, Signing};
use crate::Timestamp;
use crate::credentials::Credentials;
use bytes::Bytes;
use http::Request;
use serde_json::Value as Json;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, thread};

/// Cases that are not signed, with the reason.
const NOT_SIGNED: [(&str, &str); 4] = [
    (
        "double-encode-path",
        "its files are of two different times and it has no context",
    ),
    (
        "get-header-value-multiline",
        "a header of the `http` crate is one line",
    ),
    ("get-space-unnormalized", "a URI has no space"),
    ("post-sts-header-after", "we sign the token always"),
];

/// Cases that are signed in headers alone, with the reason.
const NOT_PRESIGNED: [(&str, &str); 3] = [
    ("double-url-encode", "it has no signature in a query"),
    ("post-x-www-form-urlencoded", BODY),
    ("post-x-www-form-urlencoded-parameters", BODY),
];

const BODY: &str = "a presigned request has no body, or one that is not signed";

const UNNORMALIZED: &str = "only Amazon S3 takes a path as it is; others normalise it";

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

/// Context of a case.
struct Context {
    json: Json,
    credentials: Credentials,
    time: SystemTime,
}

impl Context {
    fn of(case: &Case) -> Self {
        // The one case without a context is of the region and service that its result shows.
        let context = case.read("context.json").unwrap_or_else(|| {
            assert_eq!(case.name, "double-url-encode");
            r#"{"region": "us-east-2", "service": "lambda", "timestamp": "2021-05-11T15:40:45Z",
                "credentials": {"access_key_id": "AKIDEXAMPLE"}, "sign_body": false}"#
                .to_owned()
        });
        let json: Json = serde_json::from_str(&context).unwrap();
        let keys = &json["credentials"];
        let mut credentials = Credentials::new(keys["access_key_id"].as_str().unwrap(), SECRET);
        if let Some(token) = keys["token"].as_str() {
            credentials = credentials.session_token(token);
        }
        let time: Timestamp = json["timestamp"].as_str().unwrap().parse().unwrap();
        Self {
            credentials,
            time: time.into(),
            json,
        }
    }

    fn signing(&self, case: &Case) -> Signing<'_> {
        // It wants a path that is encoded to be left so.
        let is_once = self.json["normalize"] == false || case.name == "get-space-normalized";
        Signing {
            name: self.json["service"].as_str().unwrap(),
            algorithm: Algorithm::SigV4 {
                region: self.json["region"].as_str().unwrap(),
            },
            path: match is_once {
                true => PathEncoding::Once,
                false => PathEncoding::Twice,
            },
            token: SessionToken::Security,
            credentials: &self.credentials,
            time: self.time,
        }
    }
}

fn check(case: &Case) {
    let context = Context::of(case);
    let expected = case.message("header-signed-request.txt");
    let mut request = request(case);
    if context.json["sign_body"] == true {
        // We never add this header; here it is one like any other, and shows that the body's hash is right.
        let hash = expected.header("x-amz-content-sha256").unwrap();
        let headers = request.headers_mut();
        headers.insert("x-amz-content-sha256", hash.parse().unwrap());
    }
    let signing = context.signing(case);
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
fn cases_are_presigned_as_published() {
    for case in cases() {
        if !is_listed(&case, &NOT_SIGNED) && !is_listed(&case, &NOT_PRESIGNED) {
            check_presigned(&case);
        }
    }
}

fn check_presigned(case: &Case) {
    let context = Context::of(case);
    let mut request = request(case);
    let host = case.message("request.txt").header("host").unwrap();
    request.headers_mut().insert("host", host.parse().unwrap());
    let presigning = Presigning {
        method: request.method(),
        uri: request.uri(),
        headers: request.headers(),
        payload: Payload::Empty,
        expires_in: context.json["expiration_in_seconds"].as_u64().unwrap(),
    };
    let signing = context.signing(case);
    let uri = Signer::default().presign(&presigning, &signing).unwrap();
    // The order of parameters is free.
    let parameters = |target: &str| {
        let (_, query) = target.split_once('?').unwrap();
        let mut pairs: Vec<_> = query.split('&').map(str::to_owned).collect();
        pairs.sort();
        pairs
    };
    assert_eq!(
        parameters(uri.path_and_query().unwrap().as_str()),
        parameters(&case.message("query-signed-request.txt").target),
        "{}",
        case.name
    );
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

#[test]
fn the_verifier_takes_the_published_signatures_in_queries_and_no_other() {
    let not_presigned = ["double-encode-path", "double-url-encode"];
    for case in cases() {
        if not_presigned.contains(&case.name.as_str()) {
            continue;
        }
        let mut request = case.message("query-signed-request.txt");
        let verified = verify_presigned(&request, SECRET, true);
        // The token may follow the signature, and is then not covered.
        assert_eq!(
            verified.is_err(),
            is_listed(&case, &NOT_VERIFIED),
            "{}: {verified:?}",
            case.name
        );
        request.target += "&Another=1";
        assert!(verify_presigned(&request, SECRET, true).is_err());
    }
}
