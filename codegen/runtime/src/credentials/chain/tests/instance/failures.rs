//! A metadata service that is not there, turned off, or out of order, and settings that cannot be used.

use super::{ENDPOINT, MODE, body, missing, token};
use crate::credentials::chain::tests::{Answer, Setup, ok, session};

#[tokio::test]
async fn a_setting_that_cannot_be_used_is_told() {
    for (variable, value, expected) in [
        (MODE, "IPv5", "expected IPv4 or IPv6, got \"IPv5\""),
        (
            ENDPOINT,
            "localhost",
            "expected a URL such as http://169.254.169.254",
        ),
        (
            ENDPOINT,
            "http://u:the-secret@localhost/",
            "expected a URL such as",
        ),
        (
            "AWS_EC2_INSTANCE_PROFILE_NAME",
            "../x",
            "expected the name of an instance profile, got \"../x\"",
        ),
        (
            "AWS_METADATA_SERVICE_TIMEOUT",
            "0",
            "expected seconds, more than 0 and at most 3600, got \"0\"",
        ),
        ("AWS_METADATA_SERVICE_TIMEOUT", "NaN", "expected seconds"),
        (
            "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
            "0",
            "expected a whole number from 1 to 100, got \"0\"",
        ),
    ] {
        let run = Setup {
            variables: &[(variable, value)],
            ..Setup::default()
        }
        .run()
        .await;
        let start = format!("instance metadata: {variable}: {expected}");
        assert!(run.error().starts_with(&start), "{}", run.error());
        assert_eq!(run.requests.len(), 0);
    }
}

#[tokio::test]
async fn it_is_turned_off_by_variable_or_profile() {
    let wrong = ("AWS_METADATA_SERVICE_TIMEOUT", "later");
    for (variables, config, setting) in [
        (
            &[("AWS_EC2_METADATA_DISABLED", "TRUE"), wrong][..],
            "",
            "AWS_EC2_METADATA_DISABLED",
        ),
        (
            &[],
            "[default]\ndisable_ec2_metadata = true",
            "disable_ec2_metadata",
        ),
    ] {
        let run = Setup {
            variables,
            config,
            ..Setup::default()
        }
        .run()
        .await;
        let expected = format!("instance metadata: {setting} is set");
        assert!(run.error().contains(&expected), "{}", run.error());
        assert!(run.is_not_found);
        assert_eq!(run.requests.len(), 0);
    }
}

/// Without a metadata service, or a role, there is nothing; the chain then says so of every source.
#[tokio::test]
async fn nothing_is_found_where_nothing_is_set_up() {
    for (answers, expected) in [
        (vec![Answer::Refused], "connection refused"),
        (
            vec![Answer::Response(400, "the-secret".into())],
            "the metadata service returned no token: HTTP 400",
        ),
        (
            vec![Answer::Response(403, String::new())],
            "the metadata service returned no token: HTTP 403",
        ),
        (
            vec![Answer::Response(404, String::new())],
            "the metadata service returned no token: HTTP 404",
        ),
        (
            vec![token(), missing(), missing()],
            "the instance has no role",
        ),
        (vec![token(), ok("\n")], "the instance has no role"),
    ] {
        let count = answers.len();
        let run = Setup {
            answers,
            ..Setup::default()
        }
        .run()
        .await;
        let expected = format!("instance metadata: {expected}");
        assert!(run.error().contains(&expected), "{}", run.error());
        assert!(
            run.error().starts_with("no credentials found"),
            "{}",
            run.error()
        );
        assert!(run.is_not_found);
        assert_eq!(run.requests.len(), count);
    }
}

#[tokio::test]
async fn what_goes_wrong_is_told_and_nothing_of_a_body() {
    let code = |code: &str| ok(format!(r#"{{"Code": "{code}", "Message": "the-secret"}}"#));
    let role = || ok("role");
    let status = |status: u16| format!("the metadata service responded with HTTP {status}");
    let unreadable = |why: &str| format!("the response of the metadata service: {why}");
    for (answers, expected) in [
        (
            vec![Answer::Response(302, "the-secret".into())],
            status(302),
        ),
        (
            vec![token(), Answer::Response(403, "the-secret".into())],
            status(403),
        ),
        (
            vec![token(), ok("the-secret of {")],
            "the metadata service returned an invalid role name".to_owned(),
        ),
        (
            vec![token(), role(), code("AssumeRoleUnauthorizedAccess")],
            unreadable(
                "AssumeRoleUnauthorizedAccess: EC2 may not assume the role of the instance; its trust policy must name \
                 ec2.amazonaws.com",
            ),
        ),
        (
            vec![token(), role(), code("the-secret")],
            unreadable("it is an error instead of credentials"),
        ),
        (
            vec![token(), role(), ok(r#""the-secret""#)],
            unreadable("expected an object"),
        ),
        (
            vec![token(), role(), ok(r#"{"Code": "Success"}"#)],
            unreadable("AccessKeyId is missing or empty"),
        ),
        (
            vec![
                token(),
                role(),
                ok(body("instance").replace("Expiration", "Other")),
            ],
            unreadable("Expiration is missing"),
        ),
        (
            vec![
                token(),
                role(),
                ok(body("instance").replace("\"Token\"", "\"Other\"")),
            ],
            unreadable("Token is missing"),
        ),
        (
            vec![ok("the-bearer-token\nx: y")],
            "the token of the metadata service has a line break or another control character"
                .to_owned(),
        ),
    ] {
        let count = answers.len();
        let run = Setup {
            answers,
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.error(), format!("instance metadata: {expected}"));
        assert!(!run.is_not_found);
        assert_eq!(run.requests.len(), count);
    }
}

#[tokio::test]
async fn a_token_that_has_ended_is_replaced() {
    let ended = || Answer::Response(401, String::new());
    let renewed = || ok("the-other-secret");
    let answers = vec![
        token(),
        ended(),
        renewed(),
        ok("role"),
        ok(body("instance")),
    ];
    let run = Setup {
        answers,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials(), &session("instance"));
    let tokens = [3, 4].map(|request| run.header(request, "x-aws-ec2-metadata-token"));
    assert_eq!(tokens, [Some("the-other-secret"); 2]);
    // Not for ever.
    let run = Setup {
        answers: vec![token(), ended(), renewed(), ended()],
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(
        run.error(),
        "instance metadata: the metadata service responded with HTTP 401"
    );
}

#[tokio::test]
async fn a_service_that_is_out_of_order_is_asked_again() {
    for status in [429, 500, 503] {
        let failure = || Answer::Response(status, String::new());
        let run = Setup {
            answers: vec![failure(), failure(), failure()],
            impatient: true,
            ..Setup::default()
        }
        .run()
        .await;
        let expected =
            format!("instance metadata: the metadata service responded with HTTP {status}");
        assert_eq!(run.error(), expected);
        assert!(!run.is_not_found);
        assert_eq!(run.requests.len(), 3);
    }
}
