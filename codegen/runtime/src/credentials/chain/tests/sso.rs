//! Roles of IAM Identity Center.

use super::{Answer, Setup, ok, session};

/// A profile as `aws configure sso` writes it.
const SESSION: &str = "[default]\nregion = us-west-2\nsso_session = my-sso\n\
                       sso_account_id = 123456789012\nsso_role_name = Read & Write\n[sso-session my-sso]\n\
                       sso_region = eu-west-1\nsso_start_url = https://my-sso-portal.awsapps.com/start\n\
                       sso_registration_scopes = sso:account:access\n";
const OLDER: &str = "[default]\nsso_start_url = https://my-sso-portal.awsapps.com/start\nsso_region = cn-north-1\n\
                     sso_account_id = 123456789012\nsso_role_name = Reader\n";

/// `printf my-sso | sha1sum`
const SESSION_FILE: &str = "/home/u/.aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json";
/// `printf https://my-sso-portal.awsapps.com/start | sha1sum`
const START_URL_FILE: &str = "/home/u/.aws/sso/cache/c7aaaf71fcc8777ae2475525ed049d39fe16c484.json";

const TOKEN: &str = r#"{"startUrl": "https://my-sso-portal.awsapps.com/start", "region": "eu-west-1",
    "accessToken": "the-bearer-token", "expiresAt": "2099-01-01T00:00:00Z", "clientId": "c",
    "clientSecret": "the-other-secret", "registrationExpiresAt": "2099-01-01T00:00:00Z"}"#;

const ROLE: &str = r#"{"roleCredentials": {"accessKeyId": "role", "secretAccessKey": "the-secret",
    "sessionToken": "the-token", "expiration": 4070908800000}}"#;

#[tokio::test]
async fn the_portal_gives_the_role_for_the_token_of_the_session_or_of_the_start_url() {
    let in_capitals = OLDER.replace("cn-north-1", "CN-North-1");
    for (config, file, asked) in [
        (
            in_capitals.as_str(),
            START_URL_FILE,
            "GET https://portal.sso.cn-north-1.amazonaws.com.cn/federation/credentials?\
             role_name=Reader&account_id=123456789012",
        ),
        (
            SESSION,
            SESSION_FILE,
            "GET https://portal.sso.eu-west-1.amazonaws.com/federation/credentials?\
             role_name=Read%20%26%20Write&account_id=123456789012",
        ),
        (
            OLDER,
            START_URL_FILE,
            "GET https://portal.sso.cn-north-1.amazonaws.com.cn/federation/credentials?\
             role_name=Reader&account_id=123456789012",
        ),
    ] {
        let run = Setup {
            config,
            files: &[(file, TOKEN)],
            answers: vec![ok(ROLE)],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &session("role"));
        assert_eq!(run.asked(), [asked]);
        let role = if config == SESSION {
            "Read & Write"
        } else {
            "Reader"
        };
        assert_eq!(run.credentials().role(), Some(role));
        assert_eq!(
            run.header(0, "x-amz-sso_bearer_token"),
            Some("the-bearer-token")
        );
    }
}

#[tokio::test]
async fn without_a_valid_token_the_error_says_how_to_sign_in() {
    let expired = TOKEN.replacen("2099", "2026", 1);
    let odd = TOKEN.replacen("2099-01-01T00:00:00Z", "later", 1);
    for (config, files, expected, sign_in) in [
        (
            SESSION,
            &[][..],
            "cannot be read: entity not found",
            "--sso-session my-sso",
        ),
        // The file of the start URL is not the session's.
        (
            SESSION,
            &[(START_URL_FILE, TOKEN)],
            "cannot be read: entity not found",
            "--sso-session my-sso",
        ),
        (
            SESSION,
            &[(SESSION_FILE, &expired)],
            "expired at 2026-01-01T00:00:00Z",
            "--sso-session my-sso",
        ),
        (
            SESSION,
            &[(SESSION_FILE, &odd)],
            "expiresAt is not a timestamp",
            "--sso-session my-sso",
        ),
        (
            SESSION,
            &[(SESSION_FILE, r#""the-bearer-token""#)],
            ": expected an object",
            "--sso-session my-sso",
        ),
        (
            OLDER,
            &[(START_URL_FILE, "{}")],
            "accessToken is missing or empty",
            "--profile default",
        ),
    ] {
        let run = Setup {
            config,
            files,
            ..Setup::default()
        }
        .run()
        .await;
        let error = run.error();
        assert!(
            error.starts_with("profile \"default\": the token /home/u/.aws/sso/cache/"),
            "{error}"
        );
        assert!(error.contains(expected), "{error}");
        assert!(
            error.ends_with(&format!("; sign in with `aws sso login {sign_in}`")),
            "{error}"
        );
        assert_eq!(run.requests.len(), 0);
    }
}

/// As the command line, botocore and others have written it over the years.
#[tokio::test]
async fn a_token_is_read_in_every_spelling() {
    for (from, to) in [
        ("2099-01-01T00:00:00Z", "2099-01-01T00:00:00UTC"),
        ("2099-01-01T00:00:00Z", "2099-01-01T00:00:00"),
        ("2099-01-01T00:00:00Z", "2099-01-01T00:00:00.123456Z"),
        ("2099-01-01T00:00:00Z", "2099-01-01T00:00:00+00:00"),
        ("the-bearer-token", "the-bearer-token\\n"),
        ("accessToken", "AccessToken"),
        ("expiresAt", "expiresat"),
    ] {
        let token = TOKEN.replacen(from, to, 1);
        let run = Setup {
            config: SESSION,
            files: &[(SESSION_FILE, &token)],
            answers: vec![ok(ROLE)],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &session("role"), "{token}");
        assert_eq!(
            run.header(0, "x-amz-sso_bearer_token"),
            Some("the-bearer-token")
        );
    }
}

#[tokio::test]
async fn the_portal_is_where_it_is_configured() {
    let base = "/federation/credentials?role_name=Reader&account_id=123456789012";
    let config = OLDER.replace("cn-north-1", "eu-west-1");
    for (variables, more, host) in [
        (
            &[("AWS_USE_FIPS_ENDPOINT", "true")][..],
            "",
            "https://portal.sso-fips.eu-west-1.amazonaws.com",
        ),
        (
            &[],
            "use_dualstack_endpoint = true",
            "https://portal.sso.eu-west-1.api.aws",
        ),
        (
            &[("AWS_ENDPOINT_URL_SSO", "http://localhost:1")],
            "",
            "http://localhost:1",
        ),
        (
            &[("AWS_ENDPOINT_URL", "http://localhost:2/x/")],
            "",
            "http://localhost:2/x",
        ),
        (
            &[("AWS_ENDPOINT_URL_STS", "http://localhost:3")],
            "services = s\n[services s]\nsso =\n  endpoint_url = http://localhost:4",
            "http://localhost:4",
        ),
    ] {
        let run = Setup {
            variables,
            config: &format!("{config}{more}"),
            files: &[(START_URL_FILE, TOKEN)],
            answers: vec![ok(ROLE)],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &session("role"));
        assert_eq!(run.asked(), [format!("GET {host}{base}")]);
    }
}

#[tokio::test]
async fn what_the_portal_rejects_is_told() {
    let files = &[(SESSION_FILE, TOKEN)];
    let unreadable = |why: &str| format!("the response of IAM Identity Center: {why}");
    for (answer, expected) in [
        (
            Answer::Response(
                401,
                r#"{"__type": "com.amazonaws.switchboard.portal#UnauthorizedException",
                    "message": "Session token not found or invalid: the-bearer-token"}"#
                    .into(),
            ),
            "HTTP 401 UnauthorizedException: Session token not found or invalid: …; sign in with `aws sso login \
             --sso-session my-sso`"
                .to_owned(),
        ),
        (
            Answer::Response(403, r#"{"message": "No access"}"#.into()),
            "HTTP 403: No access".to_owned(),
        ),
        (Answer::Response(400, "<html>".into()), "HTTP 400".to_owned()),
        (ok(r#"{"roleCredentials": "the-secret"}"#), unreadable("roleCredentials is not an object")),
        (ok(r#""the-secret""#), unreadable("expected an object")),
        (ok("{}"), unreadable("roleCredentials is missing")),
        (ok(ROLE.replace("accessKeyId", "other")), unreadable("AccessKeyId is missing or empty")),
    ] {
        let run = Setup {
            config: SESSION,
            files,
            answers: vec![answer],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.error(), format!("profile \"default\": {expected}"));
    }
}

#[tokio::test]
async fn the_portal_is_asked_again_when_it_is_asked_too_often() {
    let throttled = r#"{"__type": "TooManyRequestsException", "message": "slow down"}"#;
    let run = Setup {
        config: SESSION,
        files: &[(SESSION_FILE, TOKEN)],
        answers: vec![Answer::Response(429, throttled.into()), ok(ROLE)],
        impatient: true,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials(), &session("role"));
    assert_eq!(run.requests.len(), 2);
}
