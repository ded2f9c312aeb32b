//! The agents of ECS and of EKS: the guide to ECS task roles, and the page of AWS's tools on container credentials.

use super::{Answer, Setup, ok, session};

const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// A response of an agent.
pub(super) fn body(id: &str) -> String {
    format!(
        r#"{{"RoleArn": "arn:aws:iam::123456789012:role/task", "AccessKeyId": "{id}",
            "SecretAccessKey": "the-secret", "Token": "the-token", "Expiration": "2099-01-01T00:00:00Z"}}"#
    )
}

/// Asserts that with these variables, and this content of the token file, credentials are requested once, from `url`.
async fn assert_requested(
    variables: &[(&str, &str)],
    token_file: &str,
    url: &str,
    authorization: Option<&str>,
) {
    let run = Setup {
        variables,
        files: &[("/token", token_file)],
        answers: vec![ok(body("task"))],
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials(), &session("task"));
    assert_eq!(run.asked(), [format!("GET {url}")]);
    assert_eq!(run.header(0, "authorization"), authorization);
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
        assert_requested(variables, "the-web-token\n", asked, authorization).await;
    }
}

/// As scripts set them.
#[tokio::test]
async fn variables_are_read_without_surrounding_white_space() {
    let pod = [
        (RELATIVE, "\n"),
        (FULL, " http://169.254.170.23/v1/credentials\r\n"),
        (TOKEN_FILE, " /token\n"),
    ];
    let task = [(RELATIVE, " /v2/credentials/4f\n")];
    for (variables, asked, authorization) in [
        (&task[..], "http://169.254.170.2/v2/credentials/4f", None),
        (
            &pod,
            "http://169.254.170.23/v1/credentials",
            Some("the-web-token"),
        ),
    ] {
        assert_requested(variables, "the-web-token", asked, authorization).await;
    }
}

/// As PowerShell writes files, and scripts variables.
#[tokio::test]
async fn a_token_is_sent_without_what_stands_around_it() {
    for (variable, file, authorization) in [
        (" the-bearer-token\n", None, Some("the-bearer-token")),
        (" \n", None, None),
        ("", Some("\u{feff}the-web-token\r\n"), Some("the-web-token")),
    ] {
        let of_file = file.map(|_| (TOKEN_FILE, "/token"));
        let variables = [(RELATIVE, "/role"), (TOKEN, variable)];
        let variables: Vec<_> = variables.into_iter().chain(of_file).collect();
        let run = Setup {
            variables: &variables,
            files: &[("/token", file.unwrap_or_default())],
            answers: vec![ok(body("task"))],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &session("task"));
        assert_eq!(run.header(0, "authorization"), authorization);
    }
}

#[tokio::test]
async fn nobody_else_is_asked_over_plain_http() {
    let user = "has a user";
    let scheme = "does not begin with https:// or http://";
    for (uri, why) in [
        ("http://example.com/a", "names the host \"example.com\": "),
        ("http://169.254.169.254/a", "names the host "),
        ("http://localhost.example.com/a", "names the host "),
        ("http://[fd00:ec2::24]/a", "names the host "),
        ("http://127.0.0.1@example.com/a", user),
        ("http://the-bearer-token@127.0.0.1/a", user),
        ("https://user:the-bearer-token@example.com/a", user),
        ("ftp://127.0.0.1/a", scheme),
        ("/a", scheme),
        ("127.0.0.1/a", "is not a URI: "),
        ("http://", "is not a URI: "),
    ] {
        let variables = &[(FULL, uri), (TOKEN, "the-bearer-token")];
        let run = Setup {
            variables,
            ..Setup::default()
        }
        .run()
        .await;
        let start = format!("container: {FULL} {why}");
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
async fn the_account_is_that_of_the_response_else_that_of_its_role() {
    let plain = r#"{"AccessKeyId": "task", "SecretAccessKey": "the-secret""#;
    for (more, account, role) in [
        (
            r#", "AccountId": "210987654321", "RoleArn": "arn:aws:iam::123456789012:role/task"}"#,
            Some("210987654321"),
            Some("task"),
        ),
        (r#", "accountid": 12345678901}"#, Some("012345678901"), None),
        (
            r#", "RoleArn": "arn:aws:iam::123456789012:role/a/b"}"#,
            Some("123456789012"),
            Some("b"),
        ),
        (r#", "RoleArn": ""}"#, None, None),
        ("}", None, None),
    ] {
        let run = Setup {
            variables: &[(RELATIVE, "/role")],
            answers: vec![ok(format!("{plain}{more}"))],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.identity(), [account, role], "{more}");
        assert_eq!(run.credentials().token(), None);
        assert_eq!(run.credentials().expiry(), None);
    }
}

#[tokio::test]
async fn what_goes_wrong_is_told_and_nothing_of_a_body() {
    let status = |status: u16| format!("the agent at 169.254.170.2 responded with HTTP {status}");
    let unreadable = |why: &str| format!("the response of the agent at 169.254.170.2: {why}");
    for (answer, expected) in [
        (Answer::Response(403, "the-secret".into()), status(403)),
        (
            Answer::Response(404, r#"{"message": "the-secret"}"#.into()),
            status(404),
        ),
        (Answer::Response(302, String::new()), status(302)),
        (
            ok("<html>the-secret</html>"),
            unreadable("expected value at line 1 column 1"),
        ),
        (ok(r#""the-secret""#), unreadable("expected an object")),
        (
            ok(r#"{"AccessKeyId": "id", "SecretAccessKey": ["the-secret"]}"#),
            unreadable("SecretAccessKey is not a string"),
        ),
        (
            ok(body("task").replace("2099-01-01T00:00:00Z", "the-secret")),
            unreadable("Expiration is not a timestamp"),
        ),
        (ok(body("")), unreadable("AccessKeyId is missing or empty")),
        (ok(""), unreadable("it is empty")),
        (
            ok(" ".repeat(1024 * 1024 + 1)),
            "the response is larger than 1048576 bytes".to_owned(),
        ),
    ] {
        let run = Setup {
            variables: &[(RELATIVE, "/role")],
            answers: vec![answer],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.error(), format!("container: {expected}"));
        assert_eq!(run.requests.len(), 1);
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_read_or_sent_is_told_and_not_shown() {
    let variables = &[(RELATIVE, "/role"), (TOKEN_FILE, "/token")];
    for (files, expected) in [
        (
            &[][..],
            format!("{TOKEN_FILE}, /token, cannot be read: entity not found"),
        ),
        (
            &[("/token", "the-bearer-token\r\nx: y")],
            format!("{TOKEN_FILE} has a line break or another control character"),
        ),
        (
            &[("/token", "\n")],
            format!("{TOKEN_FILE}, /token, is empty"),
        ),
    ] {
        let run = Setup {
            variables,
            files,
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.error(), format!("container: {expected}"));
        assert_eq!(run.requests.len(), 0);
    }
}
