//! Commands, and what they print.

use super::super::plan::Command;
use super::credentials;
use crate::credentials::Credentials;
use std::fs::File;
use std::io::Read;
use std::task::{Context, Waker};
use std::time::{Duration, SystemTime};

async fn provide(line: &str) -> Result<Credentials, String> {
    let provided = credentials("profile \"a\"", &Command(line.to_owned())).await;
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
        ("", "output: EOF while parsing"),
        ("the-secret", "output: expected"),
        (
            r#""the-secret""#,
            "output: invalid type: string, expected struct",
        ),
        (
            r#"{"Version": "the-secret"}"#,
            "output: invalid type: string, expected u32",
        ),
        (
            r#"{"Version": 1, "AccessKeyId": "id"}"#,
            "output: missing field `SecretAccessKey`",
        ),
        (
            r#"{"Version": 2, "AccessKeyId": "id", "SecretAccessKey": "the-secret"}"#,
            "output: expected Version 1, got 2",
        ),
        (
            r#"{"Version": 1, "AccessKeyId": "", "SecretAccessKey": "the-secret"}"#,
            "output: AccessKeyId or SecretAccessKey is empty",
        ),
        (
            r#"{"Version": 1, "AccessKeyId": "id", "SecretAccessKey": "the-secret", "Expiration": "tomorrow"}"#,
            "output: Expiration is no time",
        ),
        (
            r#"{"Version": 1, "AccessKeyId": "id", "SecretAccessKey": "the-secret", "Expiration": "2023-11-14T22:13:20"}"#,
            "output: Expiration is no time",
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
    let error = provide("/no/such/program --password=the-secret")
        .await
        .unwrap_err();
    assert!(error.contains("failed with exit status: 127"), "{error}");
}

#[tokio::test]
async fn a_command_that_nobody_waits_for_is_ended() {
    let folder = std::env::temp_dir().join(format!("credential-process-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("pipe");
    let mut make = std::process::Command::new("mkfifo");
    assert!(make.arg(&path).status().unwrap().success());

    // `exec` makes the command the process itself, which holds the pipe open until it ends.
    let command = Command(format!("exec sleep 1000 > '{}'", path.display()));
    let mut waiting = Box::pin(credentials("p", &command));
    let mut context = Context::from_waker(Waker::noop());
    assert!(waiting.as_mut().poll(&mut context).is_pending());
    // Opening ends when the command has opened the pipe too, and reading when nobody has it open any more.
    let mut pipe = File::open(&path).unwrap();
    drop(waiting);
    assert_eq!(pipe.read(&mut [0]).unwrap(), 0);
    std::fs::remove_dir_all(folder).unwrap();
}
