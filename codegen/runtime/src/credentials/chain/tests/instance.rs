//! The metadata of EC2 instances.

use super::{Answer, Script, Setup, ok, session};
use crate::config::Environment;
use crate::credentials::test_clock::TestClock;
use crate::credentials::{ProvideCredentials, default_chain};
use std::sync::Arc;

const ENDPOINT: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
const MODE: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";

fn body(id: &str) -> String {
    format!(
        r#"{{"Code": "Success", "LastUpdated": "2012-04-26T16:39:16Z", "Type": "AWS-HMAC", "AccessKeyId": "{id}",
            "SecretAccessKey": "the-secret", "Token": "the-token", "Expiration": "2099-01-01T00:00:00Z"}}"#
    )
}

fn answers() -> Vec<Answer> {
    vec![
        ok("the-bearer-token"),
        ok("web-server"),
        ok(body("instance")),
    ]
}

#[tokio::test]
async fn a_token_is_fetched_then_the_role_then_its_credentials() {
    let run = Setup {
        answers: answers(),
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials(), &session("instance"));
    let base = "http://169.254.169.254/latest";
    assert_eq!(
        run.asked(),
        [
            format!("PUT {base}/api/token"),
            format!("GET {base}/meta-data/iam/security-credentials/"),
            format!("GET {base}/meta-data/iam/security-credentials/web-server"),
        ]
    );
    assert_eq!(
        run.header(0, "x-aws-ec2-metadata-token-ttl-seconds"),
        Some("21600")
    );
    for request in [1, 2] {
        assert_eq!(
            run.header(request, "x-aws-ec2-metadata-token"),
            Some("the-bearer-token")
        );
    }
}

#[tokio::test]
async fn variables_and_the_profile_say_where() {
    let ours = "[default]\nec2_metadata_service_endpoint = http://localhost:1338/";
    let six = "[default]\nec2_metadata_service_endpoint_mode = IPv6";
    for (variables, config, base) in [
        (&[(MODE, "ipv4")][..], six, "http://169.254.169.254"),
        (&[(MODE, "IPv6")], "", "http://[fd00:ec2::254]"),
        (&[], six, "http://[fd00:ec2::254]"),
        (&[(MODE, "IPv6")], ours, "http://localhost:1338"),
        (
            &[(ENDPOINT, "http://localhost:9/"), (MODE, "IPv6")],
            ours,
            "http://localhost:9",
        ),
    ] {
        let run = Setup {
            variables,
            config,
            answers: answers(),
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &session("instance"));
        assert_eq!(run.asked()[0], format!("PUT {base}/latest/api/token"));
    }
    for (variable, value, expected) in [
        (MODE, "IPv5", "expected IPv4 or IPv6, got \"IPv5\""),
        (
            ENDPOINT,
            "http://a b/",
            "\"http://a b\": invalid uri character",
        ),
    ] {
        let run = Setup {
            variables: &[(variable, value)],
            ..Setup::default()
        }
        .run()
        .await;
        assert!(run.error().starts_with("instance metadata: "));
        assert!(run.error().contains(expected), "{}", run.error());
        assert_eq!(run.requests.len(), 0);
    }
}

const NOT_FOUND: &str = "no credentials found: ";

#[tokio::test]
async fn a_machine_without_metadata_or_role_has_nothing_set_up() {
    let token = || ok("the-bearer-token");
    let status = |status| Answer::Response(status, "<html>".into());
    for (answers, expected) in [
        (
            vec![Answer::Refused],
            "failed to connect to IMDS: connection refused",
        ),
        // Turned off; another service, which does not know the path, the method, or what it should do.
        (vec![status(403)], "IMDS gave no token: HTTP 403"),
        (vec![status(404)], "IMDS gave no token: HTTP 404"),
        (vec![status(405)], "IMDS gave no token: HTTP 405"),
        (vec![status(400)], "IMDS gave no token: HTTP 400"),
        (
            vec![token(), status(404)],
            "no IAM role attached to EC2 instance",
        ),
        (
            vec![token(), ok("\n")],
            "no IAM role attached to EC2 instance",
        ),
        (
            vec![token(), ok("role"), status(404)],
            "no IAM role attached to EC2 instance",
        ),
    ] {
        let count = answers.len();
        let run = Setup {
            answers,
            ..Setup::default()
        }
        .run()
        .await;
        assert!(run.error().starts_with(NOT_FOUND), "{}", run.error());
        let expected = format!("instance metadata: {expected}. Set ");
        assert!(run.error().contains(&expected), "{}", run.error());
        assert_eq!(run.requests.len(), count);
    }
}

#[tokio::test]
async fn metadata_that_fail_are_an_error_of_their_own() {
    let token = || ok("the-bearer-token");
    let status = |status| Answer::Response(status, "<html>".into());
    let path = "/latest/meta-data/iam/security-credentials/";
    let refused =
        r#"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot assume the role"}"#;
    for (answers, expected) in [
        (vec![status(302)], "IMDS gave no token: HTTP 302".to_owned()),
        (
            vec![ok("<html>\n")],
            "the token is not the value of a header".to_owned(),
        ),
        (
            vec![token(), Answer::Refused],
            format!("{path}: connection refused"),
        ),
        (vec![token(), status(401)], format!("{path}: HTTP 401")),
        (
            vec![token(), ok("two\nroles")],
            "the list of roles is not the name of a role".to_owned(),
        ),
        (
            vec![token(), ok("../user-data")],
            "the list of roles is not the name of a role".to_owned(),
        ),
        (
            vec![token(), ok("role"), status(403)],
            format!("{path}role: HTTP 403"),
        ),
        (
            vec![token(), ok("role"), ok(refused)],
            "AssumeRoleUnauthorizedAccess: EC2 cannot assume the role".to_owned(),
        ),
        (
            vec![token(), ok("role"), ok(r#""the-secret""#)],
            "credentials: invalid type: string, expected struct".to_owned(),
        ),
        (
            vec![token(), ok("role"), ok(r#"{"Code": "Success"}"#)],
            "credentials: missing field `AccessKeyId`".to_owned(),
        ),
        (
            vec![
                token(),
                ok("role"),
                ok(body("instance").replace("Expiration", "Expires")),
            ],
            "credentials: missing field `Expiration`".to_owned(),
        ),
        (
            vec![
                token(),
                ok("role"),
                ok(body("instance").replace("2099-01-01T00:00:00Z", "the-secret")),
            ],
            "credentials: Expiration is not a time of RFC 3339".to_owned(),
        ),
        (
            vec![token(), ok("role"), ok(body(""))],
            "credentials: AccessKeyId or SecretAccessKey is empty".to_owned(),
        ),
    ] {
        let count = answers.len();
        let run = Setup {
            answers,
            ..Setup::default()
        }
        .run()
        .await;
        let expected = format!("instance metadata: {expected}");
        assert!(run.error().starts_with(&expected), "{}", run.error());
        assert_eq!(run.requests.len(), count);
    }
}

#[tokio::test]
async fn metadata_that_are_out_of_order_are_asked_again_then_an_error() {
    for status in [429, 500, 503] {
        let failure = || Answer::Response(status, String::new());
        let run = Setup {
            answers: vec![failure(), failure(), failure()],
            impatient: true,
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(
            run.error(),
            format!("instance metadata: IMDS gave no token: HTTP {status}")
        );
        assert_eq!(run.requests.len(), 3);
    }
}

#[tokio::test]
async fn metadata_that_have_given_credentials_are_missed() {
    let script = Arc::new(Script::default());
    script.answers.lock().unwrap().extend(answers());
    let nothing: [(&str, &str); 0] = [];
    let chain = default_chain(script.clone(), Environment::fixed(nothing, nothing));
    let chain = chain.clock(Arc::new(TestClock::new()));
    assert_eq!(chain.provide().await.unwrap(), session("instance"));
    for (answer, expected) in [
        (
            Answer::Refused,
            "failed to connect to IMDS: connection refused",
        ),
        (
            Answer::Response(404, String::new()),
            "IMDS gave no token: HTTP 404",
        ),
    ] {
        script.answers.lock().unwrap().push_back(answer);
        let error = chain.clone().provide().await.unwrap_err();
        assert_eq!(error.to_string(), format!("instance metadata: {expected}"));
        assert!(!error.is_not_found());
    }
}
