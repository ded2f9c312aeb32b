//! Sessions of `aws login`: requests to sign-in with their proofs of possession, and files.

mod failures;

use super::{Answer, Run, Setup, ok};
use crate::config::Environment;
use crate::credentials::Credentials;
use crate::credentials::test_clock::at;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http::Request;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};
use std::path::Path;

pub(super) const CONFIG: &str =
    "[default]\nregion = us-west-2\nlogin_session = arn:aws:iam::123456789012:user/u\n";
/// `printf arn:aws:iam::123456789012:user/u | sha256sum`
const NAME: &str = "88929adfce05bf7ccf2ae7272cfbb0b23141302ba0339a173f53232e95660515.json";
const FOLDER: &str = "/home/u/.aws/login/cache";
pub(super) const PATH: &str = "/home/u/.aws/login/cache/88929adfce05bf7ccf2ae7272cfbb0b23141302ba0339a173f53232e95660515.json";

/// The key of RFC 6979, appendix A.2.5.
const KEY: &str = "-----BEGIN EC PRIVATE KEY-----\n\
    MHcCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49\n\
    AwEHoUQDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5A/4QCLi8\n\
    maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ==\n-----END EC PRIVATE KEY-----\n";
const X: &str = "YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y";
const Y: &str = "eQP-EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk";

/// The time in these tests is 2027-01-15T08:00:00Z.
const EXPIRED: &str = "2027-01-15T08:00:00Z";
const DUE: &str = "2027-01-15T08:05:00Z";
const NOT_DUE: &str = "2027-01-15T08:05:01Z";

/// A file as the AWS CLI writes it, with members that nobody here knows.
pub(super) fn file(expiry: &str) -> Value {
    json!({
        "accessToken": {
            "accessKeyId": "old", "secretAccessKey": "the-secret", "sessionToken": "the-token",
            "accountId": "123456789012", "expiresAt": expiry, "later": [1],
        },
        "tokenType": "aws_sigv4", "refreshToken": "the-refresh-token", "idToken": "the-other-secret",
        "clientId": "arn:aws:signin:::devtools/same-device", "dpopKey": KEY, "signInRegion": "eu-west-1",
        "later": {"version": 2.5, "none": null},
    })
}

pub(super) const RENEWED: &str = r#"{"accessToken": {"accessKeyId": "new", "secretAccessKey": "the-new-secret",
    "sessionToken": "the-new-token"}, "tokenType": "aws_sigv4", "expiresIn": 900, "refreshToken": "the-new-refresh-token",
    "idToken": "the-new-id"}"#;

fn renewed_file() -> Value {
    let mut renewed = file("2027-01-15T08:15:00Z");
    renewed["accessToken"]["accessKeyId"] = "new".into();
    renewed["accessToken"]["secretAccessKey"] = "the-new-secret".into();
    renewed["accessToken"]["sessionToken"] = "the-new-token".into();
    renewed["refreshToken"] = "the-new-refresh-token".into();
    renewed["idToken"] = "the-new-id".into();
    renewed
}

fn old(seconds: u64) -> Credentials {
    Credentials::new("old", "the-secret")
        .session_token("the-token")
        .account_id("123456789012")
        .expires_at(at(seconds))
}

fn new() -> Credentials {
    Credentials::new("new", "the-new-secret")
        .session_token("the-new-token")
        .account_id("123456789012")
        .expires_at(at(900))
}

/// Runs the chain with a file, and returns its content afterwards.
async fn run(file: &str, answers: Vec<Answer>) -> (Run, Vec<u8>) {
    let path = format!("{FOLDER}/{NAME}");
    let setup = Setup {
        config: CONFIG,
        files: &[(&path, file)],
        answers,
        impatient: true,
        ..Setup::default()
    };
    let environment = setup.environment();
    let run = setup.run_in(environment.clone()).await;
    (run, content(&environment, &path))
}

fn content(environment: &Environment, path: &str) -> Vec<u8> {
    environment.read(Path::new(path)).unwrap()
}

fn parsed(content: &[u8]) -> Value {
    serde_json::from_slice(content).unwrap()
}

/// Verifies the proof of a request to `url` as RFC 9449, section 4.3, demands, and returns its id.
#[track_caller]
fn verify(request: &Request<Bytes>, url: &str) -> String {
    let headers: Vec<_> = request.headers().get_all("dpop").iter().collect();
    let [header] = headers.as_slice() else {
        panic!("{headers:?}");
    };
    assert!(header.is_sensitive());
    let proof: Vec<&str> = header.to_str().unwrap().split('.').collect();
    let [head, payload, signature] = proof.as_slice() else {
        panic!("{proof:?}");
    };
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).unwrap();
    let (head, claims) = (parsed(&decode(head)), parsed(&decode(payload)));
    let jwk = json!({"kty": "EC", "crv": "P-256", "x": X, "y": Y});
    assert_eq!(head, json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": jwk}));
    let coordinate = |name: &str| decode(head["jwk"][name].as_str().unwrap());
    let point = [vec![4], coordinate("x"), coordinate("y")].concat();
    let signed = [proof[0], proof[1]].join(".");
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
        .verify(signed.as_bytes(), &decode(signature))
        .unwrap();
    let id = claims["jti"].as_str().unwrap().to_owned();
    assert_eq!(id.len(), 36, "{id}");
    let expected = json!({"htm": "POST", "htu": url, "iat": 1_800_000_000, "jti": id});
    assert_eq!(claims, expected);
    id
}

#[tokio::test]
async fn the_refresh_token_is_not_sent_over_plain_http_to_other_machines() {
    let run = Setup {
        variables: &[("AWS_ENDPOINT_URL_SIGNIN", "http://127.0.0.1.nip.io")],
        config: CONFIG,
        files: &[(&format!("{FOLDER}/{NAME}"), &file(EXPIRED).to_string())],
        ..Setup::default()
    }
    .run()
    .await;
    let expected = "the refresh token is sent only over TLS: configure an https endpoint instead of \
                    http://127.0.0.1.nip.io (http is allowed for localhost and loopback addresses)";
    assert!(run.error().ends_with(expected), "{}", run.error());
    assert_eq!(run.requests.len(), 0);
}

#[tokio::test]
async fn credentials_are_renewed_from_five_minutes_before_they_expire() {
    for expiry in [DUE, EXPIRED, "2026-01-01T00:00:00Z"] {
        let (run, written) = run(&file(expiry).to_string(), vec![ok(RENEWED)]).await;
        assert_eq!(run.credentials(), &new());
        let url = "https://eu-west-1.signin.aws.amazon.com/v1/token";
        assert_eq!(run.asked(), [format!("POST {url}")]);
        assert_eq!(run.header(0, "content-type"), Some("application/json"));
        assert_eq!(run.header(0, "authorization"), None);
        verify(&run.requests[0], url);
        let expected = json!({"clientId": "arn:aws:signin:::devtools/same-device", "grantType": "refresh_token",
            "refreshToken": "the-refresh-token"});
        assert_eq!(parsed(run.requests[0].body()), expected);
        assert_eq!(parsed(&written), renewed_file());
    }
    let (run, written) = run(&file(NOT_DUE).to_string(), Vec::new()).await;
    assert_eq!(run.credentials(), &old(301));
    assert_eq!(run.requests.len(), 0);
    assert_eq!(parsed(&written), file(NOT_DUE));
}

#[tokio::test]
async fn the_folder_of_the_files_is_configurable() {
    let content = file(NOT_DUE).to_string();
    for (folder, path) in [
        ("/logins", "/logins"),
        ("~/logins", "/home/u/logins"),
        ("$HOME/logins", "/home/u/logins"),
        (
            "${HOME}/${AWS_LOGIN_CACHE_DIRECTORY_OF}s/$HOME",
            "/home/u/${AWS_LOGIN_CACHE_DIRECTORY_OF}s//home/u",
        ),
        ("/$/${HOME/$é", "/$/${HOME/$é"),
    ] {
        let run = Setup {
            variables: &[("AWS_LOGIN_CACHE_DIRECTORY", folder)],
            config: CONFIG,
            files: &[(&format!("{path}/{NAME}"), &content)],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &old(301));
    }
}

#[tokio::test]
async fn sign_in_is_in_the_region_of_the_session_or_the_configured_one() {
    let mut without_region = file(EXPIRED);
    without_region
        .as_object_mut()
        .unwrap()
        .remove("signInRegion");
    let path = format!("{FOLDER}/{NAME}");
    for (file, variable, value, url) in [
        (
            &without_region,
            "AWS_REGION",
            "cn-north-1",
            "https://cn-north-1.signin.amazonaws.cn/v1/token",
        ),
        (
            &without_region,
            "AWS_EC2_METADATA_DISABLED",
            "true",
            "https://us-west-2.signin.aws.amazon.com/v1/token",
        ),
        (
            &file(EXPIRED),
            "AWS_ENDPOINT_URL_SIGNIN",
            "http://localhost:1/",
            "http://localhost:1/v1/token",
        ),
        (
            &file(EXPIRED),
            "AWS_USE_FIPS_ENDPOINT",
            "true",
            "https://signin-fips.eu-west-1.amazonaws.com/v1/token",
        ),
    ] {
        let run = Setup {
            variables: &[(variable, value)],
            config: CONFIG,
            files: &[(&path, &file.to_string())],
            answers: vec![ok(RENEWED)],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &new());
        assert_eq!(run.asked(), [format!("POST {url}")]);
        verify(&run.requests[0], url);
    }
    let run = Setup {
        config: &CONFIG.replace("region = us-west-2\n", ""),
        files: &[(&path, &without_region.to_string())],
        impatient: true,
        ..Setup::default()
    }
    .run()
    .await;
    let expected = "no region is configured: set AWS_REGION, or region in the profile";
    assert!(run.error().ends_with(expected), "{}", run.error());
}

#[tokio::test]
async fn each_attempt_has_its_own_proof() {
    let answers = vec![
        Answer::Response(500, r#"{"error": "server_error"}"#.into()),
        Answer::Response(
            429,
            r#"{"__type": "TooManyRequestsError", "error": "INVALID_REQUEST"}"#.into(),
        ),
        ok(RENEWED),
    ];
    let (run, _) = run(&file(EXPIRED).to_string(), answers).await;
    assert_eq!(run.credentials(), &new());
    let url = "https://eu-west-1.signin.aws.amazon.com/v1/token";
    let ids: Vec<_> = run.requests.iter().map(|it| verify(it, url)).collect();
    assert_eq!(ids.len(), 3);
    assert!(
        ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2],
        "{ids:?}"
    );
}
