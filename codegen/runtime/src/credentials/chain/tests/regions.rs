//! Regions of STS and IAM Identity Center: they pass the check that all regions pass, before anything is asked.

use super::{Setup, ok};

const ROLE: &str = "[default]\nrole_arn = arn:aws:iam::123456789012:role/demo\nsource_profile = source\n\
                    [profile source]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n\
                    aws_secret_access_key = the-secret";
const WEB_IDENTITY: &str = "[default]\nrole_arn = arn:aws:iam::123456789012:role/demo\n\
                            web_identity_token_file = /token";
const EXPECTED: &str =
    "a region such as us-east-1: 1 to 63 letters, digits and inner hyphens, and not only digits";

const HOSTILE: [&str; 8] = [
    "evil.example/",
    "x@evil.example:8443/",
    "evil.example?",
    "us-east-1\\",
    "us_east_1",
    "-",
    "",
    "127",
];

#[tokio::test]
async fn sts_is_asked_in_a_region_alone() {
    for config in [ROLE, WEB_IDENTITY] {
        for region in HOSTILE {
            let run = Setup {
                config,
                files: &[("/token", "the-web-token")],
                region: Some(region),
                ..Setup::default()
            }
            .run()
            .await;
            let expected = format!("DefaultChain::region: expected {EXPECTED}, got {region:?}");
            assert_eq!(run.error(), expected);
            assert_eq!(run.requests.len(), 0);
        }
        let run = Setup {
            config,
            files: &[("/token", "the-web-token")],
            region: Some("EU-West-1"),
            answers: vec![ok("")],
            ..Setup::default()
        }
        .run()
        .await;
        let host = run.requests[0].uri().host();
        assert_eq!(host, Some("sts.eu-west-1.amazonaws.com"));
        if let Some(signed) = run.header(0, "authorization") {
            assert!(signed.contains("/eu-west-1/sts/aws4_request"), "{signed}");
        }
    }
}

#[tokio::test]
async fn sso_is_asked_in_a_region_alone() {
    let keys = "sso_account_id = 123456789012\nsso_role_name = r\n";
    for region in HOSTILE.into_iter().filter(|region| !region.is_empty()) {
        let start = "sso_start_url = https://a.awsapps.com/start\n";
        let own = format!("[default]\n{start}{keys}sso_region = {region}\n");
        let session = format!(
            "[default]\n{keys}sso_session = s\n[sso-session s]\n{start}sso_region = {region}"
        );
        for (config, place, end) in [
            (own, "line 5: profile \"default\", key sso_region", ""),
            (
                session,
                "line 4: profile \"default\", key sso_session",
                " as sso_region of [sso-session s]",
            ),
        ] {
            let run = Setup {
                config: &config,
                ..Setup::default()
            }
            .run()
            .await;
            let file = "/home/u/.aws/config";
            assert_eq!(
                run.error(),
                format!("{file}, {place}: expected {EXPECTED}, got {region:?}{end}")
            );
            assert_eq!(run.requests.len(), 0);
        }
    }
}
