//! The metadata of EC2 instances.

use super::{Answer, Setup, ok, session};

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
    let run = Setup {
        variables: &[(MODE, "IPv5")],
        ..Setup::default()
    }
    .run()
    .await;
    assert!(
        run.error().contains("expected IPv4 or IPv6, got \"IPv5\""),
        "{}",
        run.error()
    );
    assert_eq!(run.requests.len(), 0);
}

#[tokio::test]
async fn what_goes_wrong_is_told() {
    let token = || ok("the-bearer-token");
    let refused =
        r#"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot assume the role"}"#;
    for (answers, expected) in [
        (
            vec![Answer::Response(403, String::new())],
            "IMDS access denied",
        ),
        (
            vec![token(), Answer::Response(404, "<html>".into())],
            "instance metadata not found",
        ),
        (
            vec![token(), ok("")],
            "no IAM role attached to EC2 instance",
        ),
        (
            vec![token(), ok("two\nroles")],
            "failed to build IMDS credentials fetch request",
        ),
        (
            vec![token(), ok("role"), ok(refused)],
            "EC2 instance not authorized to assume role: EC2 cannot assume the role",
        ),
        (
            vec![token(), ok("role"), ok(r#""the-secret""#)],
            "failed to parse IMDS credentials response",
        ),
        (
            vec![token(), ok("role"), ok(r#"{"Code": "Success"}"#)],
            "failed to parse IMDS credential expiration time",
        ),
        (
            vec![token(), ok("role"), ok(body(""))],
            "the answer holds no credentials",
        ),
    ] {
        let count = answers.len();
        let run = Setup {
            answers,
            ..Setup::default()
        }
        .run()
        .await;
        assert!(
            run.error()
                .contains(&format!("instance metadata: {expected}")),
            "{}",
            run.error()
        );
        assert_eq!(run.requests.len(), count);
    }
}
