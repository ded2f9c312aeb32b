//! Files of sessions that are damaged: a part of a file, members of other types, other times. None panics, is shown, or
//! is replaced by less.

use super::{Run, Setup, ok};
use serde_json::{Value, json};
use std::path::Path;

const SSO: &str = "[default]\nsso_session = my-sso\nsso_account_id = 123456789012\nsso_role_name = Reader\n\
                   [sso-session my-sso]\nsso_region = eu-west-1\nsso_start_url = https://a.awsapps.com/start\n";
/// `printf my-sso | sha1sum`
const SSO_FILE: &str = "/home/u/.aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json";
const SSO_RENEWED: &str = r#"{"accessToken": "the-new-token", "expiresIn": 3600}"#;
const ROLE: &str = r#"{"roleCredentials": {"accessKeyId": "role", "secretAccessKey": "the-secret",
    "sessionToken": "the-token", "expiration": 4070908800000}}"#;

/// The time in these tests is 2027-01-15T08:00:00Z.
const EXPIRED: &str = "2027-01-15T08:00:00Z";

fn sso_file(expiry: &str) -> Value {
    json!({
        "startUrl": "https://a.awsapps.com/start", "region": "eu-west-1",
        "accessToken": "the-bearer-token", "expiresAt": expiry,
        "clientId": "client", "clientSecret": "the-other-secret",
        "registrationExpiresAt": "2099-01-01T00:00:00Z", "refreshToken": "the-refresh-token",
        "later": {"version": 2.5},
    })
}

/// A kind of session, with responses that renew it.
struct Kind {
    config: &'static str,
    path: &'static str,
    file: fn(&str) -> Value,
    answers: &'static [&'static str],
}

fn kinds() -> Vec<Kind> {
    vec![
        Kind {
            config: SSO,
            path: SSO_FILE,
            file: sso_file,
            answers: &[SSO_RENEWED, ROLE],
        },
        #[cfg(feature = "login")]
        Kind {
            config: super::login::CONFIG,
            path: super::login::PATH,
            file: super::login::file,
            answers: &[super::login::RENEWED],
        },
    ]
}

impl Kind {
    /// Runs the chain with a file, and returns its content afterwards.
    async fn run(&self, content: &str) -> (Run, Vec<u8>) {
        let setup = Setup {
            config: self.config,
            files: &[(self.path, content)],
            answers: self.answers.iter().copied().map(ok).collect(),
            impatient: true,
            ..Setup::default()
        };
        let environment = setup.environment();
        let run = setup.run_in(environment.clone()).await;
        (run, environment.read(Path::new(self.path)).unwrap())
    }
}

/// The paths of all members of objects.
fn members(document: &Value) -> Vec<String> {
    let Some(object) = document.as_object() else {
        return Vec::new();
    };
    let below = |(key, value): (&String, &Value)| {
        let inner = members(value).into_iter();
        let inner: Vec<_> = inner.map(|inner| format!("{key}/{inner}")).collect();
        [vec![key.clone()], inner].concat()
    };
    object.iter().flat_map(below).collect()
}

/// All members of `whole` except those below `damaged`.
#[track_caller]
fn assert_has(written: &Value, whole: &Value, damaged: &str) {
    let below = format!("{damaged}/");
    let written = members(written);
    for member in members(whole) {
        let is_there = written.contains(&member) || member.starts_with(&below);
        assert!(is_there, "{member} after {damaged}");
    }
}

#[tokio::test]
async fn a_part_of_a_file_is_an_error_and_stays_as_it_is() {
    for kind in kinds() {
        let whole = (kind.file)(EXPIRED).to_string();
        for end in 0..whole.len() {
            let part = &whole[..end];
            let (run, written) = kind.run(part).await;
            assert!(run.error().contains(kind.path), "{}", run.error());
            assert!(
                run.error().contains("sign in with `aws "),
                "{}",
                run.error()
            );
            assert_eq!(run.requests.len(), 0);
            assert_eq!(written, part.as_bytes());
        }
    }
}

#[tokio::test]
async fn members_of_another_type_are_errors_or_remain() {
    let others = [
        json!(null),
        json!(true),
        json!(-1.5e300),
        json!(""),
        json!("\r\nx: y"),
        json!("\u{0}é"),
        json!([]),
        json!({}),
        json!({"a": [{}]}),
    ];
    for kind in kinds() {
        let whole = (kind.file)(EXPIRED);
        for member in members(&whole) {
            for other in &others {
                let mut damaged = whole.clone();
                let pointer = format!("/{member}");
                *damaged.pointer_mut(&pointer).unwrap() = other.clone();
                let (run, written) = kind.run(&damaged.to_string()).await;
                let written: Value = serde_json::from_slice(&written).unwrap();
                match &run.result {
                    Ok(_) => assert_has(&written, &whole, &member),
                    Err(error) => {
                        assert_eq!(written, damaged, "{member}: {error}");
                        assert!(error.contains(kind.path), "{error}");
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn times_at_the_edges_are_times_or_errors() {
    /// Result of a file with this expiry.
    #[derive(Debug, PartialEq)]
    enum Expected {
        Renewed,
        Used,
        Error,
    }
    use Expected::{Error, Renewed, Used};

    for kind in kinds() {
        for (time, expected) in [
            ("0000-01-01T00:00:00Z", Renewed),
            ("-000001-01-01T00:00:00Z", Renewed),
            ("1969-12-31T23:59:59Z", Renewed),
            ("2027-01-15T07:59:60Z", Renewed),
            ("2027-01-15T08:00:00.999Z", Renewed),
            ("9999-12-31T23:59:59.999999999Z", Used),
            ("10000-01-01T00:00:00Z", Error),
            ("2027-02-30T00:00:00Z", Error),
            ("2027-01-15T24:00:01Z", Error),
            ("2099-01-01T00:00:00+99:00", Error),
            ("", Error),
        ] {
            let document = (kind.file)(time);
            let (run, written) = kind.run(&document.to_string()).await;
            let written: Value = serde_json::from_slice(&written).unwrap();
            let found = match &run.result {
                _ if written != document => Renewed,
                Err(error) if error.contains("expiresAt is not a timestamp") => Error,
                _ => Used,
            };
            assert_eq!(found, expected, "{time}");
        }
    }
}
