//! Commands, and what they print.

mod ends;

use super::super::plan::Command;
use super::credentials;
use crate::credentials::Credentials;
use crate::credentials::test_clock::TestClock;
use std::time::{Duration, SystemTime};

async fn provide(line: &str) -> Result<Credentials, String> {
    // No limit of time is met.
    let clock = TestClock::new();
    let provided = credentials(
        &clock,
        "profile \"a\": credential_process",
        &Command(line.to_owned()),
    )
    .await;
    provided.map_err(|error| {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("the-secret"), "{shown}");
        error.to_string()
    })
}

/// A command that prints `text`.
fn print(text: &str) -> String {
    format!("printf %s '{text}'")
}

#[tokio::test]
async fn takes_what_is_printed() {
    let required = r#""Version": 1, "AccessKeyId": "id", "SecretAccessKey": "the-secret""#;
    let plain = Credentials::new("id", "the-secret");
    let expiry = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    for (more, expected) in [
        ("", plain.clone()),
        (r#", "Unknown": [1]"#, plain.clone()),
        (
            r#", "SessionToken": null, "Expiration": null"#,
            plain.clone(),
        ),
        (
            r#", "SessionToken": "token", "AccountId": "123456789012", "Expiration": "2023-11-14T22:13:20Z""#,
            plain
                .clone()
                .session_token("token")
                .account_id("123456789012")
                .expires_at(expiry),
        ),
        (
            r#", "Expiration": "2023-11-14T23:13:20.000+01:00""#,
            plain.clone().expires_at(expiry),
        ),
        (
            r#", "Expiration": "2023-11-14T22:13:20""#,
            plain.expires_at(expiry),
        ),
    ] {
        let text = format!("{{{required}{more}}}");
        assert_eq!(provide(&print(&text)).await, Ok(expected), "{text}");
    }
}

#[tokio::test]
async fn quotes_count_and_both_outputs_are_read() {
    // More than a pipe holds, on both.
    let line = r#"yes "a b" | head -c 300000 >&2; printf '{"Version":1,"AccessKeyId":"id","SecretAccessKey":"'; yes | head -c 300000 | tr -d '\n'; printf '"}'"#;
    let provided = provide(line).await.unwrap();
    assert_eq!(provided.secret_access_key().len(), 150_000);
}

#[tokio::test]
async fn what_is_printed_wrongly_is_an_error_without_a_secret() {
    for (text, expected) in [
        ("", "output: it is empty"),
        (" \n", "output: it is empty"),
        ("the-secret", "output: expected"),
        (r#""the-secret""#, "output: expected an object"),
        (
            r#"{"Version": "the-secret"}"#,
            "output: Version is not a whole number",
        ),
        (
            r#"{"Version": 1, "AccessKeyId": "id"}"#,
            "output: SecretAccessKey is missing or empty",
        ),
        (
            r#"{"Version": 2, "AccessKeyId": "id", "SecretAccessKey": "the-secret"}"#,
            "output: expected Version 1, got 2",
        ),
        (
            r#"{"Version": 1, "AccessKeyId": "", "SecretAccessKey": "the-secret"}"#,
            "output: AccessKeyId is missing or empty",
        ),
        (
            r#"{"Version": 1, "AccessKeyId": "id", "SecretAccessKey": "the-secret", "Expiration": "tomorrow"}"#,
            "output: Expiration is not a timestamp",
        ),
        (
            r#"{"AccessKeyId": "id", "SecretAccessKey": "the-secret"}"#,
            "output: Version is missing",
        ),
    ] {
        let error = provide(&print(text)).await.unwrap_err();
        let expected = format!("profile \"a\": credential_process: {expected}");
        assert!(error.starts_with(&expected), "{text}\n{error}");
    }
}

#[tokio::test]
async fn a_command_that_fails_says_why_and_is_not_shown() {
    let error = provide("echo 'vault is sealed' >&2; echo the-secret; exit 3")
        .await
        .unwrap_err();
    assert_eq!(
        error,
        "profile \"a\": credential_process failed with exit status: 3: vault is sealed"
    );
    let error = provide("exit 3").await.unwrap_err();
    assert_eq!(
        error,
        "profile \"a\": credential_process failed with exit status: 3"
    );
    let error = provide("/no/such/program --password=the-secret")
        .await
        .unwrap_err();
    assert!(error.contains("failed with exit status: 127"), "{error}");
}

#[tokio::test]
async fn as_much_as_1_mib_is_read() {
    let json = r#"{"Version": 1, "AccessKeyId": "id", "SecretAccessKey": "the-secret"}"#;
    for (spaces, is_read) in [
        (1024 * 1024 - json.len(), true),
        (1024 * 1024 - json.len() + 1, false),
    ] {
        let line = format!("{}; head -c {spaces} /dev/zero | tr '\\0' ' '", print(json));
        match provide(&line).await {
            Ok(provided) => assert!(is_read && provided.access_key_id() == "id"),
            Err(error) => {
                assert_eq!(
                    error,
                    "profile \"a\": credential_process: the command printed more than 1 MiB and was killed"
                );
                assert!(!is_read);
            }
        }
    }
}

#[tokio::test]
async fn errors_without_end_are_not_kept() {
    let json = r#"{"Version": 1, "AccessKeyId": "id", "SecretAccessKey": "the-secret"}"#;
    let line = format!("head -c 20000000 /dev/zero >&2; {}", print(json));
    assert_eq!(provide(&line).await.unwrap().access_key_id(), "id");
}
