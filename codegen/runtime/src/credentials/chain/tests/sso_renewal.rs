//! Renewal of tokens of IAM Identity Center.

use super::{Answer, Run, Setup, ok, session};
use crate::config::Environment;
use serde_json::{Value, json};
use std::path::Path;

/// A profile as `aws configure sso` writes it.
const SESSION: &str = "[default]\nregion = us-west-2\nsso_session = my-sso\nsso_account_id = 123456789012\n\
                       sso_role_name = Reader\n[sso-session my-sso]\nsso_region = eu-west-1\n\
                       sso_start_url = https://my-sso-portal.awsapps.com/start\n";
const OLDER: &str = "[default]\nsso_start_url = https://my-sso-portal.awsapps.com/start\nsso_region = eu-west-1\n\
                     sso_account_id = 123456789012\nsso_role_name = Reader\n";

/// `printf my-sso | sha1sum`
const FILE: &str = "/home/u/.aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json";
/// `printf https://my-sso-portal.awsapps.com/start | sha1sum`
const OLDER_FILE: &str = "/home/u/.aws/sso/cache/c7aaaf71fcc8777ae2475525ed049d39fe16c484.json";

/// The time in these tests is 2027-01-15T08:00:00Z.
const EXPIRED: &str = "2027-01-15T08:00:00Z";
const DUE: &str = "2027-01-15T08:15:00Z";
const NOT_DUE: &str = "2027-01-15T08:15:01Z";

/// A file as the AWS CLI writes it, with members that nobody here knows.
fn token(expiry: &str) -> Value {
    json!({
        "startUrl": "https://my-sso-portal.awsapps.com/start", "region": "eu-west-1",
        "accessToken": "the-bearer-token", "expiresAt": expiry,
        "clientId": "client", "clientSecret": "the-other-secret",
        "registrationExpiresAt": "2027-01-15T08:00:01Z", "refreshToken": "the-refresh-token",
        "scopes": ["sso:account:access"], "later": {"version": 2.5, "none": null},
    })
}

const RENEWED: &str = r#"{"accessToken": "the-new-token", "expiresIn": 3600, "refreshToken": "the-new-refresh-token",
    "tokenType": "Bearer"}"#;

const ROLE: &str = r#"{"roleCredentials": {"accessKeyId": "role", "secretAccessKey": "the-secret",
    "sessionToken": "the-token", "expiration": 4070908800000}}"#;

async fn run(token: &Value, answers: Vec<Answer>) -> (Run, Value) {
    let token = token.to_string();
    let setup = Setup {
        config: SESSION,
        files: &[(FILE, &token)],
        answers,
        impatient: true,
        ..Setup::default()
    };
    let environment = setup.environment();
    let run = setup.run_in(environment.clone()).await;
    (run, content(&environment))
}

fn content(environment: &Environment) -> Value {
    let content = environment.read(Path::new(FILE)).unwrap();
    serde_json::from_slice(&content).unwrap()
}

fn bearer(run: &Run) -> Option<&str> {
    run.header(run.requests.len() - 1, "x-amz-sso_bearer_token")
}

#[tokio::test]
async fn a_token_is_renewed_from_fifteen_minutes_before_it_expires() {
    for expiry in [DUE, EXPIRED, "2026-01-01T00:00:00UTC"] {
        let (run, written) = run(&token(expiry), vec![ok(RENEWED), ok(ROLE)]).await;
        assert_eq!(run.credentials(), &session("role"));
        // `CreateToken` of the API reference of SSO OIDC.
        let request = &run.requests[0];
        assert_eq!(
            run.asked()[0],
            "POST https://oidc.eu-west-1.amazonaws.com/token"
        );
        assert_eq!(run.header(0, "content-type"), Some("application/json"));
        assert_eq!(run.header(0, "authorization"), None);
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let expected = json!({"clientId": "client", "clientSecret": "the-other-secret",
            "grantType": "refresh_token", "refreshToken": "the-refresh-token"});
        assert_eq!(body, expected);
        assert_eq!(bearer(&run), Some("the-new-token"));
        let mut expected = token("2027-01-15T09:00:00Z");
        expected["accessToken"] = "the-new-token".into();
        expected["refreshToken"] = "the-new-refresh-token".into();
        assert_eq!(written, expected);
    }
    let (run, written) = run(&token(NOT_DUE), vec![ok(ROLE)]).await;
    assert_eq!(run.credentials(), &session("role"));
    assert_eq!(bearer(&run), Some("the-bearer-token"));
    assert_eq!(written, token(NOT_DUE));
}

#[tokio::test]
async fn the_refresh_token_remains_if_the_response_has_none() {
    let response = r#"{"accessToken": "the-new-token", "expiresIn": 1}"#;
    let (run, written) = run(&token(EXPIRED), vec![ok(response), ok(ROLE)]).await;
    assert_eq!(bearer(&run), Some("the-new-token"));
    let mut expected = token("2027-01-15T08:00:01Z");
    expected["accessToken"] = "the-new-token".into();
    assert_eq!(written, expected);
}

#[tokio::test]
async fn oidc_is_where_it_is_configured() {
    let token = token(EXPIRED).to_string();
    for (variable, value, url) in [
        (
            "AWS_USE_FIPS_ENDPOINT",
            "true",
            "https://oidc-fips.eu-west-1.amazonaws.com/token",
        ),
        (
            "AWS_USE_DUALSTACK_ENDPOINT",
            "true",
            "https://oidc.eu-west-1.api.aws/token",
        ),
        (
            "AWS_ENDPOINT_URL_SSO_OIDC",
            "http://localhost:1",
            "http://localhost:1/token",
        ),
        (
            "AWS_ENDPOINT_URL",
            "http://localhost:2/x/",
            "http://localhost:2/x/token",
        ),
    ] {
        let run = Setup {
            variables: &[(variable, value)],
            config: SESSION,
            files: &[(FILE, &token)],
            answers: vec![ok(RENEWED), ok(ROLE)],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &session("role"));
        assert_eq!(run.asked()[0], format!("POST {url}"));
    }
}

/// As with bearer tokens of other services.
#[tokio::test]
async fn tokens_are_not_sent_over_plain_http_to_other_machines() {
    let advice = "is sent only over TLS: configure an https endpoint instead of http://internal.example (http is allowed \
                  for localhost and loopback addresses)";
    for (expiry, variable, secret) in [
        (NOT_DUE, "AWS_ENDPOINT_URL_SSO", "the sign-in token"),
        (NOT_DUE, "AWS_ENDPOINT_URL", "the sign-in token"),
        (EXPIRED, "AWS_ENDPOINT_URL_SSO_OIDC", "the refresh token"),
        (EXPIRED, "AWS_ENDPOINT_URL", "the refresh token"),
    ] {
        let file = token(expiry).to_string();
        let run = Setup {
            variables: &[(variable, "http://internal.example/")],
            config: SESSION,
            files: &[(FILE, &file)],
            ..Setup::default()
        }
        .run()
        .await;
        let error = run.error();
        assert!(error.ends_with(&format!("{secret} {advice}")), "{error}");
        assert_eq!(run.requests.len(), 0);
    }
}

#[tokio::test]
async fn a_token_without_a_session_is_never_renewed() {
    for (expiry, is_valid) in [("2027-01-15T08:00:01Z", true), (EXPIRED, false)] {
        let token = token(expiry).to_string();
        let setup = Setup {
            config: OLDER,
            files: &[(OLDER_FILE, &token)],
            answers: vec![ok(ROLE)],
            impatient: true,
            ..Setup::default()
        };
        let environment = setup.environment();
        let run = setup.run_in(environment.clone()).await;
        if is_valid {
            assert_eq!(bearer(&run), Some("the-bearer-token"));
        } else {
            let expected = "expired at 2027-01-15T08:00:00Z: it cannot be renewed: the profile has no sso_session; \
                            sign in with `aws sso login --profile default`";
            assert!(run.error().ends_with(expected), "{}", run.error());
            assert_eq!(run.requests.len(), 0);
        }
        let content = environment.read(Path::new(OLDER_FILE)).unwrap();
        assert_eq!(content, token.as_bytes());
    }
}

/// Files without what a renewal needs.
fn not_renewable(expiry: &str) -> [(Value, &'static str); 4] {
    let without = |keys: &[&str]| {
        let mut token = token(expiry);
        for key in keys {
            token.as_object_mut().unwrap().remove(*key);
        }
        token
    };
    let mut ended = token(expiry);
    ended["registrationExpiresAt"] = "2027-01-15T08:00:00Z".into();
    [
        (
            without(&["refreshToken"]),
            "refreshToken is missing or empty",
        ),
        (
            without(&["refreshToken", "clientId", "clientSecret"]),
            "refreshToken, clientId, clientSecret are missing or empty",
        ),
        (
            without(&["registrationExpiresAt"]),
            "registrationExpiresAt is missing",
        ),
        (ended, "its registration expired at 2027-01-15T08:00:00Z"),
    ]
}

#[tokio::test]
async fn what_cannot_be_renewed_is_used_until_it_expires() {
    for (token, _) in not_renewable(DUE) {
        let (run, written) = run(&token, vec![ok(ROLE)]).await;
        assert_eq!(bearer(&run), Some("the-bearer-token"));
        assert_eq!(written, token);
    }
    for (token, why) in not_renewable(EXPIRED) {
        let (run, written) = run(&token, Vec::new()).await;
        let expected = format!(
            "profile \"default\": the token {FILE} expired at {EXPIRED}: it cannot be renewed: {why}; sign in with `aws \
             sso login --sso-session my-sso`"
        );
        assert_eq!(run.error(), expected);
        assert_eq!(run.requests.len(), 0);
        assert_eq!(written, token);
    }
}

/// Responses without a token, with the end of the error.
fn failures() -> Vec<(Answer, String)> {
    let sign_in = "; sign in with `aws sso login --sso-session my-sso`";
    let unreadable = |why: &str| format!("the response of SSO OIDC: {why}");
    vec![
        (
            Answer::Response(
                400,
                r#"{"error": "invalid_grant", "error_description": "not the-refresh-token of the-other-secret"}"#.into(),
            ),
            format!("CreateToken of SSO OIDC: HTTP 400 invalid_grant: not … of …{sign_in}"),
        ),
        (
            Answer::Response(401, r#"{"__type": "a#UnauthorizedClientException"}"#.into()),
            format!("CreateToken of SSO OIDC: HTTP 401 UnauthorizedClientException{sign_in}"),
        ),
        (
            Answer::Response(501, "{}".into()),
            "CreateToken of SSO OIDC: HTTP 501".to_owned(),
        ),
        (Answer::Refused, "connection refused".to_owned()),
        (ok(r#""the-new-token""#), unreadable("expected an object")),
        (ok("{}"), unreadable("accessToken is missing or empty")),
        (
            ok(r#"{"accessToken": ["the-new-token"]}"#),
            unreadable("accessToken is not a string"),
        ),
        (
            ok(RENEWED.replace(r#""the-new-refresh-token""#, "5")),
            unreadable("refreshToken is not a string"),
        ),
    ]
    .into_iter()
    .chain(
        ["0", "-1", "null", "1.5", "\"3600\"", "2147483648", "1e300"].map(|expiry| {
            let response = RENEWED.replace("3600", expiry);
            let why = "expiresIn is not a positive number of seconds";
            (ok(response), unreadable(why))
        }),
    )
    .collect()
}

#[tokio::test]
async fn a_failed_renewal_is_an_error_only_after_the_token_has_expired() {
    for (failure, _) in failures() {
        let mut answers = vec![failure, ok(ROLE)];
        if matches!(answers[0], Answer::Refused) {
            answers.splice(1..1, [Answer::Refused, Answer::Refused]);
        }
        let (run, written) = run(&token(DUE), answers).await;
        assert_eq!(run.credentials(), &session("role"));
        assert_eq!(bearer(&run), Some("the-bearer-token"));
        assert_eq!(written, token(DUE));
    }
    for (failure, expected) in failures() {
        let mut answers = vec![failure];
        if matches!(answers[0], Answer::Refused) {
            answers.extend([Answer::Refused, Answer::Refused]);
        }
        let (run, written) = run(&token(EXPIRED), answers).await;
        let error = run.error();
        let begin = format!("profile \"default\": the token {FILE} expired at {EXPIRED}: ");
        assert!(error.starts_with(&begin), "{error}");
        assert!(error.ends_with(&expected), "{error}");
        assert_eq!(written, token(EXPIRED));
    }
}
