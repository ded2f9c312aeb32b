//! The metadata service of EC2 instances: the user guide of EC2 ("Retrieve instance metadata"), and the pages of AWS's tools
//! on its settings. The extended endpoint and the order of requests are those of the other SDKs' common test cases.

mod failures;

use super::{Answer, Setup, far, ok, session};
use crate::credentials::Credentials;
use crate::transport::BypassProxy;
use std::time::Duration;

const ENDPOINT: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
const MODE: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";

const LEGACY: &str = "/latest/meta-data/iam/security-credentials/";
const EXTENDED: &str = "/latest/meta-data/iam/security-credentials-extended/";

pub(super) fn body(id: &str) -> String {
    format!(
        r#"{{"Code": "Success", "LastUpdated": "2012-04-26T16:39:16Z", "Type": "AWS-HMAC", "AccessKeyId": "{id}",
            "SecretAccessKey": "the-secret", "Token": "the-token", "Expiration": "2099-01-01T00:00:00Z",
            "UnexpectedElement": {{"Name": "ignored"}}, "AccountId": "123456789012"}}"#
    )
}

fn token() -> Answer {
    ok("the-bearer-token")
}

fn missing() -> Answer {
    Answer::Response(404, "<html>the-secret</html>".into())
}

fn answers() -> Vec<Answer> {
    vec![token(), ok("web-server"), ok(body("instance"))]
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
    assert_eq!(run.credentials().role(), Some("web-server"));
    let base = "http://169.254.169.254";
    assert_eq!(
        run.asked(),
        [
            format!("PUT {base}/latest/api/token"),
            format!("GET {base}{EXTENDED}"),
            format!("GET {base}{EXTENDED}web-server"),
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
    let are_direct = run.requests.iter();
    let mut are_direct = are_direct.map(|it| it.extensions().get::<BypassProxy>().is_some());
    assert!(are_direct.all(|it| it));
}

/// Tokens, names and documents as stand-ins write them.
#[tokio::test]
async fn line_breaks_and_capital_letters_do_not_matter() {
    let document = body("instance")
        .replace("AccessKeyId", "accessKeyId")
        .replace("SecretAccessKey", "SECRETACCESSKEY")
        .replace("Token", "token")
        .replace("00:00:00Z", "00:00:00.000000");
    let answers = vec![
        ok("the-bearer-token\n"),
        ok("\r\nweb-server\r\nanother\n"),
        ok(format!("\n{document}\n")),
    ];
    let run = Setup {
        answers,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials(), &session("instance"));
    assert!(run.asked()[2].ends_with("/web-server"), "{:?}", run.asked());
    assert_eq!(
        run.header(1, "x-aws-ec2-metadata-token"),
        Some("the-bearer-token")
    );
}

#[tokio::test]
async fn without_the_extended_endpoint_the_older_one_is_asked() {
    let without_account = body("instance").replace("AccountId", "Other");
    let answers = vec![token(), missing(), ok("web-server"), ok(without_account)];
    let run = Setup {
        answers,
        ..Setup::default()
    }
    .run()
    .await;
    let expected = Credentials::new("instance", "the-secret")
        .session_token("the-token")
        .expires_at(far());
    assert_eq!(run.credentials(), &expected);
    assert_eq!(
        run.paths()[1..],
        [
            EXTENDED.to_owned(),
            LEGACY.to_owned(),
            format!("{LEGACY}web-server")
        ]
    );
}

#[tokio::test]
async fn a_role_that_is_configured_is_not_looked_for() {
    let variable = &[("AWS_EC2_INSTANCE_PROFILE_NAME", "mine")];
    let key = "[default]\nec2_instance_profile_name = mine";
    for (variables, config, answers, paths) in [
        (
            &variable[..],
            "",
            vec![token(), ok(body("instance"))],
            vec![format!("{EXTENDED}mine")],
        ),
        (
            &[],
            key,
            vec![token(), missing(), ok(body("instance"))],
            vec![format!("{EXTENDED}mine"), format!("{LEGACY}mine")],
        ),
    ] {
        let run = Setup {
            variables,
            config,
            answers,
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &session("instance"));
        assert_eq!(run.paths()[1..], paths);
    }
    let run = Setup {
        variables: variable,
        answers: vec![token(), missing(), missing()],
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(
        run.error(),
        "instance metadata: the instance does not have the role \"mine\""
    );
    assert_eq!(run.requests.len(), 3);
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
}

#[tokio::test]
async fn timeout_and_attempts_are_as_configured() {
    let run = Setup {
        variables: &[("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "4")],
        config: "[default]\nmetadata_service_timeout = 0.5",
        answers: vec![
            Answer::Silence,
            Answer::Refused,
            Answer::Silence,
            Answer::Silence,
        ],
        impatient: true,
        ..Setup::default()
    }
    .run()
    .await;
    assert!(
        run.error().contains("no response within 500ms"),
        "{}",
        run.error()
    );
    assert_eq!(run.requests.len(), 4);
    assert!(run.sleeps.contains(&Duration::from_millis(500)));
}
