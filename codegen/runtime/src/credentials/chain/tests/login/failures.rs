//! Failed renewals of sessions of `aws login`, and files that are not sessions.

use super::{CONFIG, DUE, EXPIRED, FOLDER, KEY, NAME, RENEWED, file, old, parsed, run};
use crate::credentials::chain::tests::{Answer, Setup, ok};
use serde_json::{Value, json};

/// Responses without credentials, with the end of the error.
fn failures() -> Vec<(Answer, String)> {
    let sign_in = "; sign in with `aws login --profile default`";
    let denied = |status, reason: &str| {
        let body = json!({"__type": "AccessDeniedException", "error": reason, "message": "not the-refresh-token"});
        Answer::Response(status, body.to_string())
    };
    let rejected = |status| {
        format!("CreateOAuth2Token of sign-in: HTTP {status} AccessDeniedException: not …")
    };
    let unreadable = |why: &str| format!("the response of sign-in: {why}");
    let without = |key: &str| ok(RENEWED.replace(key, "other"));
    vec![
        (
            denied(401, "TOKEN_EXPIRED"),
            format!("{}; the session has expired{sign_in}", rejected(401)),
        ),
        (
            denied(403, "USER_CREDENTIALS_CHANGED"),
            format!(
                "{}; the credentials of the user have changed{sign_in}",
                rejected(403)
            ),
        ),
        (
            denied(403, "INSUFFICIENT_PERMISSIONS"),
            format!(
                "{}; the user needs the permission signin:CreateOAuth2Token in IAM",
                rejected(403)
            ),
        ),
        (denied(403, "LATER"), format!("{}{sign_in}", rejected(403))),
        (
            Answer::Response(501, "<html>".into()),
            "CreateOAuth2Token of sign-in: HTTP 501".to_owned(),
        ),
        (ok("{"), "line 1 column 1".to_owned()),
        (ok("{}"), unreadable("accessToken is missing")),
        (
            without("accessKeyId"),
            unreadable("accessToken: accessKeyId is missing or empty"),
        ),
        (
            without("refreshToken"),
            unreadable("refreshToken is missing or empty"),
        ),
        (
            without("expiresIn"),
            unreadable("expiresIn is not a positive number of seconds"),
        ),
        (
            ok(RENEWED.replace(r#""the-new-id""#, "{}")),
            unreadable("idToken is not a string"),
        ),
    ]
}

#[tokio::test]
async fn a_failed_renewal_is_an_error_only_after_the_credentials_have_expired() {
    for (failure, _) in failures() {
        let (run, written) = run(&file(DUE).to_string(), vec![failure]).await;
        assert_eq!(run.credentials(), &old(300));
        assert_eq!(parsed(&written), file(DUE));
    }
    for (failure, expected) in failures() {
        let (run, written) = run(&file(EXPIRED).to_string(), vec![failure]).await;
        let error = run.error();
        let begin = format!(
            "profile \"default\": the login session {FOLDER}/{NAME} expired at {EXPIRED}: "
        );
        assert!(error.starts_with(&begin), "{error}");
        assert!(error.ends_with(&expected), "{error}");
        assert_eq!(parsed(&written), file(EXPIRED));
    }
}

/// Files that are no session, with what the error says.
fn bad_files() -> Vec<(String, &'static str)> {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut file = file(EXPIRED);
        change(&mut file);
        file.to_string()
    };
    let without = |key: &str| with(&|file| drop(file.as_object_mut().unwrap().remove(key)));
    let inner = |key: &str, value: Value| with(&|file| file["accessToken"][key] = value.clone());
    let whole = file(EXPIRED).to_string();
    vec![
        (String::new(), "it is empty"),
        (whole[..whole.len() / 2].to_owned(), "EOF while parsing"),
        ("[]".to_owned(), "expected an object"),
        ("{}".to_owned(), "accessToken is missing"),
        (
            with(&|file| file["accessToken"] = "the-token".into()),
            "accessToken is not an object",
        ),
        (
            with(&|file| file["accessToken"] = json!({})),
            "accessToken: accessKeyId, secretAccessKey, sessionToken, accountId are missing or empty",
        ),
        (
            inner("sessionToken", json!("")),
            "accessToken: sessionToken is missing or empty",
        ),
        (
            inner("accountId", json!(["the-token"])),
            "accessToken: accountId is not a string",
        ),
        (
            inner("expiresAt", json!(null)),
            "accessToken: expiresAt is missing",
        ),
        (
            inner("expiresAt", json!("the-token")),
            "accessToken: expiresAt is not a timestamp",
        ),
        (without("clientId"), "clientId is missing or empty"),
        (without("refreshToken"), "refreshToken is missing or empty"),
        (
            with(&|file| file["dpopKey"] = 5.into()),
            "dpopKey is not a string",
        ),
        (
            with(&|file| file["dpopKey"] = KEY[..90].into()),
            "dpopKey: expected a key in PEM from -----BEGIN EC PRIVATE KEY-----",
        ),
    ]
}

#[tokio::test]
async fn a_file_that_is_not_a_session_is_reported_and_remains() {
    for (file, expected) in bad_files() {
        let (run, written) = run(&file, Vec::new()).await;
        let error = run.error();
        let begin = format!("profile \"default\": the login session {FOLDER}/{NAME}");
        assert!(error.starts_with(&begin), "{error}");
        assert!(error.contains(expected), "{error}");
        assert!(
            error.ends_with("; sign in with `aws login --profile default`"),
            "{error}"
        );
        assert_eq!(run.requests.len(), 0);
        assert_eq!(written, file.as_bytes());
    }
    let mut abroad = file(EXPIRED);
    abroad["signInRegion"] = "eu west".into();
    let (run, _) = run(&abroad.to_string(), Vec::new()).await;
    assert!(
        run.error().contains("signInRegion: expected "),
        "{}",
        run.error()
    );
    for (variables, expected) in [
        (
            &[][..],
            "cannot be read: entity not found; sign in with `aws login --profile default`",
        ),
        (
            &[("HOME", ""), ("AWS_CONFIG_FILE", "/home/u/.aws/config")],
            "the folder of login sessions is not known, since neither AWS_LOGIN_CACHE_DIRECTORY nor HOME is set; sign in \
             with `aws login --profile default`",
        ),
    ] {
        let run = Setup {
            variables,
            config: CONFIG,
            ..Setup::default()
        }
        .run()
        .await;
        assert!(run.error().ends_with(expected), "{}", run.error());
    }
}
