//! The agents of ECS and of EKS.

use super::{Answer, Setup, ok, session};

const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// What an agent answers.
pub(super) fn body(id: &str) -> String {
    format!(
        r#"{{"RoleArn": "arn:aws:iam::123456789012:role/task", "AccessKeyId": "{id}",
            "SecretAccessKey": "the-secret", "Token": "the-token", "Expiration": "2099-01-01T00:00:00Z"}}"#
    )
}

#[tokio::test]
async fn a_task_has_a_path_and_a_pod_a_uri_and_a_token() {
    for (variables, asked, authorization) in [
        (
            &[
                (RELATIVE, "/v2/credentials/4f"),
                (FULL, "http://127.0.0.1/other"),
            ][..],
            "http://169.254.170.2/v2/credentials/4f",
            None,
        ),
        (
            &[
                (FULL, "http://169.254.170.23/v1/credentials"),
                (TOKEN_FILE, "/token"),
                (TOKEN, "older"),
            ],
            "http://169.254.170.23/v1/credentials",
            Some("the-web-token"),
        ),
        (
            &[
                (FULL, "http://[fd00:ec2::23]/v1/credentials"),
                (TOKEN, "the-bearer-token"),
            ],
            "http://[fd00:ec2::23]/v1/credentials",
            Some("the-bearer-token"),
        ),
        (
            &[(FULL, "http://localhost:1234/a?b=c")],
            "http://localhost:1234/a?b=c",
            None,
        ),
        (
            &[(FULL, "http://127.8.9.1:1234/a")],
            "http://127.8.9.1:1234/a",
            None,
        ),
        (&[(FULL, "http://[::1]/a")], "http://[::1]/a", None),
        (
            &[(FULL, "https://credentials.example/a")],
            "https://credentials.example/a",
            None,
        ),
    ] {
        let files = &[("/token", "the-web-token\n")];
        let run = Setup {
            variables,
            files,
            answers: vec![ok(body("task"))],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &session("task"));
        assert_eq!(run.asked(), [format!("GET {asked}")]);
        assert_eq!(run.header(0, "authorization"), authorization);
    }
}

#[tokio::test]
async fn nobody_else_is_asked_over_plain_http() {
    for uri in [
        "http://example.com/a",
        "http://169.254.169.254/a",
        "http://127.0.0.1@example.com/a",
        "http://localhost.example.com/a",
        "http://[fd00:ec2::24]/a",
        "ftp://127.0.0.1/a",
        "127.0.0.1/a",
        "/a",
        "http://",
    ] {
        let variables = &[(FULL, uri), (TOKEN, "the-bearer-token")];
        let run = Setup {
            variables,
            ..Setup::default()
        }
        .run()
        .await;
        let start = format!("container: {FULL} ");
        assert!(run.error().starts_with(&start), "{}", run.error());
        assert_eq!(run.requests.len(), 0, "{uri}");
    }
    let run = Setup {
        variables: &[(RELATIVE, "@example.com/")],
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(
        run.error(),
        format!("container: {RELATIVE} does not begin with a slash")
    );
    assert_eq!(run.requests.len(), 0);
}

#[tokio::test]
async fn what_goes_wrong_is_told() {
    for (answer, expected) in [
        (
            Answer::Response(403, "not\nallowed".into()),
            "ECS task not authorized to fetch credentials: not allowed",
        ),
        (
            Answer::Response(404, String::new()),
            "ECS credentials endpoint not found",
        ),
        (
            Answer::Response(302, String::new()),
            "unexpected status 302",
        ),
        (
            ok("<html>the-secret</html>"),
            "failed to parse ECS credentials response",
        ),
        (
            ok(r#""the-secret""#),
            "failed to parse ECS credentials response",
        ),
        (
            ok(r#"{"AccessKeyId": "id", "SecretAccessKey": "the-secret"}"#),
            "failed to parse ECS credentials response",
        ),
        (
            ok(body("task").replace("2099-01-01T00:00:00Z", "soon")),
            "failed to parse ECS credential expiration",
        ),
        (ok(body("")), "the answer holds no credentials"),
    ] {
        let run = Setup {
            variables: &[(RELATIVE, "/role")],
            answers: vec![answer],
            ..Setup::default()
        }
        .run()
        .await;
        let start = "container: ";
        assert!(
            run.error().starts_with(start) && run.error().contains(expected),
            "{}",
            run.error()
        );
        assert_eq!(run.requests.len(), 1);
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_read_or_sent_is_told_and_not_shown() {
    let variables = &[(RELATIVE, "/role"), (TOKEN_FILE, "/token")];
    let run = Setup {
        variables,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(
        run.error(),
        format!("container: {TOKEN_FILE}, /token, cannot be read: entity not found")
    );
    let files = &[("/token", "the-bearer-token\r\nx: y")];
    let run = Setup {
        variables,
        files,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.error(), "container: invalid ECS authorization token");
    assert_eq!(run.requests.len(), 0);
}
