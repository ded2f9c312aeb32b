//! Codes of the sources in the user agent, as botocore registers them: `credentials.py` and `useragent.py`.

use super::container::body as container;
use super::instance::body as instance;
use super::sts::body as sts;
use super::{Answer, Setup, ok};

const KEYS: &str =
    "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = the-other-secret\n";
const SESSION: &str = "sso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n\
                       [sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://s.example/start\n";
const OLDER: &str = "sso_start_url = https://s.example/start\nsso_region = eu-west-1\n\
                     sso_account_id = 123456789012\nsso_role_name = r\n";
const WEB_IDENTITY: &str =
    "role_arn = arn:aws:iam::123456789012:role/web\nweb_identity_token_file = /token\n";
const AGENT: (&str, &str) = ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/task");

const FILES: [(&str, &str); 3] = [
    ("/token", "the-web-token"),
    // `printf s | sha1sum`, `printf https://s.example/start | sha1sum`
    (
        "/home/u/.aws/sso/cache/a0f1490a20d0211c997b44bc357e1972deab8ae3.json",
        SIGN_IN,
    ),
    (
        "/home/u/.aws/sso/cache/a7b444a7715802a4d3d8ede460e03c78d1b161c6.json",
        SIGN_IN,
    ),
];
const SIGN_IN: &str = r#"{"accessToken": "the-bearer-token", "expiresAt": "2099-01-01T00:00:00Z"}"#;

fn keys() -> [(&'static str, &'static str); 2] {
    [
        ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "the-other-secret"),
    ]
}

fn portal() -> Answer {
    ok(
        r#"{"roleCredentials": {"accessKeyId": "role", "secretAccessKey": "the-secret",
        "sessionToken": "the-token", "expiration": 4070908800000}}"#,
    )
}

fn web() -> Answer {
    ok(sts("AssumeRoleWithWebIdentity", "ASIAWEB"))
}

fn role() -> Answer {
    ok(sts("AssumeRole", "ASIAROLE"))
}

fn metadata() -> [Answer; 3] {
    [ok("the-bearer-token"), ok("server"), ok(instance("ASIA"))]
}

/// The codes of the credentials that a chain finds.
async fn codes(
    variables: &[(&str, &str)],
    config: &str,
    answers: impl IntoIterator<Item = Answer>,
) -> String {
    let run = Setup {
        variables,
        config,
        files: &FILES,
        answers: answers.into_iter().collect(),
        region: Some("eu-west-1"),
        ..Setup::default()
    }
    .run()
    .await;
    run.credentials().features().to_string()
}

#[tokio::test]
async fn each_source_has_its_codes() {
    let web_identity = [
        ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/web"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
    ];
    assert_eq!(codes(&keys(), "", []).await, "g");
    assert_eq!(codes(&web_identity, "", [web()]).await, "h,k");
    assert_eq!(codes(&[AGENT], "", [ok(container("task"))]).await, "z");
    assert_eq!(codes(&[], "", metadata()).await, "0");
    for (profile, answers, expected) in [
        (KEYS, vec![], "n"),
        (WEB_IDENTITY, vec![web()], "k,q"),
        (SESSION, vec![portal()], "r,s"),
        (OLDER, vec![portal()], "t,u"),
    ] {
        let config = format!("[default]\n{profile}");
        assert_eq!(codes(&[], &config, answers).await, expected, "{profile}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_process_is_one_of_a_profile() {
    let printed = r#"{"Version": 1, "AccessKeyId": "id", "SecretAccessKey": "the-secret"}"#;
    let config = format!("[default]\ncredential_process = echo '{printed}'");
    assert_eq!(codes(&[], &config, []).await, "v,w");
}

#[tokio::test]
async fn a_role_has_the_codes_of_its_source_too() {
    for (profile, answers, expected) in [
        (KEYS, vec![role()], "i,n,o"),
        (SESSION, vec![portal(), role()], "i,o,r,s"),
        (WEB_IDENTITY, vec![web(), role()], "i,k,o,q"),
    ] {
        let config = format!(
            "[default]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = b\n[profile b]\n{profile}"
        );
        assert_eq!(codes(&[], &config, answers).await, expected, "{profile}");
    }
}

#[tokio::test]
async fn a_role_of_a_named_source_says_so() {
    let [token, name, document] = metadata();
    for (variables, source, answers, expected) in [
        (&keys()[..], "Environment", vec![role()], "g,i,p"),
        (
            &[AGENT],
            "EcsContainer",
            vec![ok(container("task")), role()],
            "i,p,z",
        ),
        (
            &[],
            "Ec2InstanceMetadata",
            vec![token, name, document, role()],
            "i,p,0",
        ),
    ] {
        let config =
            format!("[profile a]\nrole_arn = arn:aws:iam::1:role/a\ncredential_source = {source}");
        let run = Setup {
            variables,
            config: &config,
            answers,
            region: Some("eu-west-1"),
            profile: Some("a"),
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials().features().to_string(), expected);
    }
    // A chain of both kinds.
    let config = "[default]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = b\n\
                  [profile b]\nrole_arn = arn:aws:iam::1:role/b\ncredential_source = EcsContainer";
    let answers = [ok(container("task")), role(), role()];
    assert_eq!(codes(&[AGENT], config, answers).await, "i,o,p,z");
}

/// `printf arn:aws:iam::123456789012:user/u | sha256sum`
#[cfg(feature = "login")]
const LOGIN_FILE: &str = "/home/u/.aws/login/cache/88929adfce05bf7ccf2ae7272cfbb0b23141302ba0339a173f53232e95660515.json";

#[cfg(feature = "login")]
#[tokio::test]
async fn a_session_of_aws_login_has_two_codes_also_below_a_role() {
    let document = r#"{"accessToken": {"accessKeyId": "id", "secretAccessKey": "the-secret",
        "sessionToken": "the-token", "accountId": "123456789012", "expiresAt": "2099-01-01T00:00:00Z"},
        "clientId": "c", "refreshToken": "the-refresh-token", "dpopKey": "the-secret"}"#;
    let login = "login_session = arn:aws:iam::123456789012:user/u\n";
    let role = format!(
        "[default]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = b\n[profile b]\n{login}"
    );
    for (config, answers, expected) in [
        (format!("[default]\n{login}"), vec![], "AC,AD"),
        (role, vec![self::role()], "i,o,AC,AD"),
    ] {
        let run = Setup {
            config: &config,
            files: &[(LOGIN_FILE, document)],
            answers,
            region: Some("eu-west-1"),
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials().features().to_string(), expected);
    }
}
