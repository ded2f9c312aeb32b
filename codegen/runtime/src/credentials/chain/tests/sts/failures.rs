//! Settings that cannot be used, and responses of STS that are errors or wrong.

use super::{ROLE, body, refusal, role_config};
use crate::credentials::chain::tests::{Answer, Setup, ok};

#[tokio::test]
async fn a_setting_that_cannot_be_used_is_told() {
    for (variables, expected) in [
        (
            &[("AWS_REGION", "evil.example/#")][..],
            "environment variable AWS_REGION: expected a region",
        ),
        (
            &[("AWS_ENDPOINT_URL_STS", "localhost")],
            "environment variable AWS_ENDPOINT_URL_STS: expected a URL",
        ),
        (
            &[
                ("AWS_ENDPOINT_URL_STS", "http://localhost"),
                ("AWS_USE_FIPS_ENDPOINT", "true"),
            ],
            "STS has a configured endpoint URL, which cannot be combined with FIPS or dual stack",
        ),
    ] {
        let run = Setup {
            variables,
            config: &role_config(),
            ..Setup::default()
        }
        .run()
        .await;
        assert!(run.error().contains(expected), "{}", run.error());
        assert_eq!(run.requests.len(), 0);
    }
}

#[tokio::test]
async fn what_sts_rejects_or_says_wrongly_is_told() {
    let role = || body("AssumeRole", "ASIAIOSFODNN7EXAMPLE");
    let said = "User: arn:aws:iam::1:user/u is not authorized to perform: sts:AssumeRole";
    for (answer, expected) in [
        (
            Answer::Response(403, refusal("AccessDenied", said)),
            format!("HTTP 403 AccessDenied: {said} (request id x)"),
        ),
        (
            Answer::Response(400, "<html>\n".repeat(100_000)),
            "HTTP 400".to_owned(),
        ),
        (Answer::Response(302, String::new()), "HTTP 302".to_owned()),
        (
            ok("the-secret"),
            "the response of STS cannot be read: text outside of the root element at byte 0"
                .to_owned(),
        ),
        (
            ok(role().replace("ASIAIOSFODNN7EXAMPLE", "")),
            "the response of STS has no AccessKeyId".to_owned(),
        ),
        (
            ok(role().replace("<AssumeRole", "<!DOCTYPE x><AssumeRole")),
            "the response of STS cannot be read: a document type, which is not allowed at byte 0"
                .to_owned(),
        ),
        (
            ok(role() + &" ".repeat(1024 * 1024)),
            "the response is larger than 1048576 bytes".to_owned(),
        ),
    ] {
        let run = Setup {
            config: &role_config(),
            answers: vec![answer],
            ..Setup::default()
        }
        .run()
        .await;
        let expected = format!("profile \"default\": assuming {ROLE}: {expected}");
        assert_eq!(run.error(), expected);
    }
    let run = Setup {
        config: &role_config(),
        answers: vec![Answer::Response(
            400,
            refusal("Code", &"long\n".repeat(10_000)),
        )],
        ..Setup::default()
    }
    .run()
    .await;
    let length = run.error().len();
    assert!(
        length < 500 && !run.error().contains('\n'),
        "{}",
        run.error()
    );
}

/// The service decides if they are still valid: this clock may be wrong.
#[tokio::test]
async fn credentials_that_have_expired_by_this_clock_are_handed_out() {
    let expired = body("AssumeRole", "ASIAIOSFODNN7EXAMPLE").replace("2099-", "1999-");
    let run = Setup {
        config: &role_config(),
        answers: vec![ok(expired)],
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials().access_key_id(), "ASIAIOSFODNN7EXAMPLE");
}

#[tokio::test]
async fn what_sts_repeats_of_a_token_is_not_shown() {
    let files = &[("/token", "the-web-token")];
    let variables = &[
        ("AWS_ROLE_ARN", ROLE),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
    ];
    let run = Setup {
        variables,
        files,
        answers: vec![Answer::Response(
            400,
            refusal("ValidationError", "bad token the-web-token"),
        )],
        ..Setup::default()
    }
    .run()
    .await;
    let expected = format!(
        "web identity: assuming {ROLE}: HTTP 400 ValidationError: bad token … (request id x)"
    );
    assert_eq!(run.error(), expected);

    // STS repeats the headers that it expects a signature of, the session token among them.
    let variables = &[
        ("AWS_PROFILE", "default"),
        ("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "the-other-secret"),
        ("AWS_SESSION_TOKEN", "the-token"),
    ];
    let said = "The Canonical String should have been 'x-amz-security-token:the-token'";
    let run = Setup {
        variables,
        profile: Some("default"),
        config: &format!("[default]\nrole_arn = {ROLE}\ncredential_source = Environment"),
        answers: vec![Answer::Response(
            403,
            refusal("SignatureDoesNotMatch", said),
        )],
        ..Setup::default()
    }
    .run()
    .await;
    assert!(
        run.error().contains("x-amz-security-token:…'"),
        "{}",
        run.error()
    );
}

#[tokio::test]
async fn a_token_file_is_read_for_each_attempt_and_must_have_a_token() {
    let variables = &[
        ("AWS_ROLE_ARN", ROLE),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
    ];
    for (files, expected) in [
        (&[][..], "cannot be read: entity not found"),
        (&[("/token", " \n")], "is empty or not text"),
    ] {
        let run = Setup {
            variables,
            files,
            ..Setup::default()
        }
        .run()
        .await;
        let expected =
            format!("web identity: assuming {ROLE}: the web identity token /token {expected}");
        assert_eq!(run.error(), expected);
        assert_eq!(run.requests.len(), 0);
    }
}

#[tokio::test]
async fn an_error_says_if_the_region_is_of_another_partition_than_the_role() {
    for (region, hint) in [
        (
            "cn-north-1",
            "; the role is in the partition aws, but the region cn-north-1 of aws-cn",
        ),
        ("eu-west-1", ""),
    ] {
        let run = Setup {
            config: &role_config(),
            answers: vec![Answer::Response(
                403,
                refusal("InvalidClientTokenId", "invalid"),
            )],
            region: Some(region),
            ..Setup::default()
        }
        .run()
        .await;
        let expected = format!("HTTP 403 InvalidClientTokenId: invalid (request id x){hint}");
        assert!(run.error().ends_with(&expected), "{}", run.error());
    }
}
