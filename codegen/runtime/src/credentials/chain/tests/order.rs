//! Which source is asked, and which is not.

use super::{Answer, Setup, session};
use crate::credentials::Credentials;

const KEYS: [(&str, &str); 2] = [
    ("AWS_ACCESS_KEY_ID", "variable"),
    ("AWS_SECRET_ACCESS_KEY", "the-secret"),
];
const WEB_IDENTITY: [(&str, &str); 2] = [
    ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/pod"),
    ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
];
const CONTAINER: [(&str, &str); 1] = [("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/role")];
const PROFILE: &str = "[default]\naws_access_key_id = profile\naws_secret_access_key = the-secret\n\
                       [profile empty]\nregion = eu-west-1";

#[tokio::test]
async fn sources_are_asked_in_order_until_one_is_set_up() {
    let everything = [&KEYS[..], &WEB_IDENTITY, &CONTAINER].concat();
    let variables = everything.as_slice();
    let static_keys = |id: &str| Credentials::new(id, "the-secret");

    let run = Setup {
        variables,
        config: PROFILE,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(
        (run.credentials(), run.requests.len()),
        (&static_keys("variable"), 0)
    );

    let run = Setup {
        variables: &variables[2..],
        config: PROFILE,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(
        (run.credentials(), run.requests.len()),
        (&static_keys("profile"), 0)
    );

    let files = &[("/token", "the-web-token")];
    let run = Setup {
        variables: &variables[2..],
        files,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.asked(), ["POST https://sts.amazonaws.com/"]);

    let run = Setup {
        variables: &variables[4..],
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.asked(), ["GET http://169.254.170.2/role"]);

    let run = Setup::default().run().await;
    assert_eq!(run.asked(), ["PUT http://169.254.169.254/latest/api/token"]);
}

#[tokio::test]
async fn a_profile_that_the_program_chooses_comes_before_variables() {
    let setup = || Setup {
        variables: &KEYS,
        config: PROFILE,
        ..Setup::default()
    };
    let run = Setup {
        profile: Some("default"),
        ..setup()
    }
    .run()
    .await;
    assert_eq!(run.credentials().access_key_id(), "profile");
    // `AWS_PROFILE` does not.
    let variables = &[KEYS[0], KEYS[1], ("AWS_PROFILE", "default")];
    let run = Setup {
        variables,
        ..setup()
    }
    .run()
    .await;
    assert_eq!(run.credentials().access_key_id(), "variable");
}

#[tokio::test]
async fn a_source_that_is_set_up_and_fails_is_the_end() {
    let refused = || vec![Answer::Refused, Answer::Refused, Answer::Refused];
    let half = [KEYS[0]];
    let token_file = [WEB_IDENTITY[1], CONTAINER[0]];
    let web_identity = [&WEB_IDENTITY[..], &CONTAINER].concat();
    let chosen = [("AWS_PROFILE", "nobody"), CONTAINER[0]];
    for (variables, config, requests, expected) in [
        (
            &half[..],
            PROFILE,
            0,
            "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not",
        ),
        (
            &chosen,
            PROFILE,
            0,
            "environment variable AWS_PROFILE: there is no profile \"nobody\"",
        ),
        (
            &CONTAINER,
            "[default]\ncredential_process = exit 3",
            0,
            "profile \"default\": credential_process failed with exit status: 3",
        ),
        (
            &CONTAINER,
            "[default]\nrole_arn = r",
            0,
            "profile \"default\", key role_arn",
        ),
        (&CONTAINER, "[default\n", 0, "/home/u/.aws/config, line 1"),
        (
            &token_file,
            "",
            0,
            "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not",
        ),
        (
            &web_identity,
            "",
            0,
            "web identity: assuming arn:aws:iam::123456789012:role/pod: the web identity token /token cannot be read: entity not found",
        ),
        (&CONTAINER, "", 3, "container: connection refused"),
    ] {
        let run = Setup {
            variables,
            config,
            answers: refused(),
            // A command has no time at all by a clock that does not wait.
            impatient: requests > 0,
            ..Setup::default()
        }
        .run()
        .await;
        assert!(run.error().contains(expected), "{}", run.error());
        assert_eq!(run.requests.len(), requests, "{:?}", run.asked());
    }
}

#[tokio::test]
async fn a_profile_without_credentials_and_a_role_without_token_are_passed_over() {
    let variables = &[("AWS_PROFILE", "empty"), WEB_IDENTITY[0], CONTAINER[0]];
    let body = super::container::body("task");
    let answers = vec![super::ok(body)];
    let run = Setup {
        variables,
        config: PROFILE,
        answers,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials(), &session("task"));
}

#[tokio::test]
async fn a_source_that_a_role_names_and_that_has_nothing_is_the_end() {
    for (source, expected) in [
        (
            "Environment",
            "no credentials in the environment: set AWS_ACCESS_KEY_ID",
        ),
        (
            "EcsContainer",
            "EcsContainer: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        ),
        ("Ec2InstanceMetadata", "AWS_EC2_METADATA_DISABLED is set"),
    ] {
        let config = &format!("[default]\nrole_arn = r\ncredential_source = {source}");
        let variables = &[("AWS_EC2_METADATA_DISABLED", "true")];
        let run = Setup {
            variables,
            config,
            ..Setup::default()
        }
        .run()
        .await;
        let expected = format!("profile \"default\": {expected}");
        assert!(run.error().starts_with(&expected), "{}", run.error());
        assert!(!run.is_not_found);
        assert_eq!(run.requests.len(), 0);
    }
}

#[tokio::test]
async fn when_nothing_is_found_every_source_is_told_with_its_reason_and_what_to_do() {
    let variables = &[("AWS_PROFILE", "empty")];
    let answers = vec![Answer::Refused];
    let run = Setup {
        variables,
        config: PROFILE,
        answers,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(
        run.error(),
        "no credentials found: environment: AWS_ACCESS_KEY_ID is not set; profile: \"empty\" has no \
         credential settings; web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set; container: \
         AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; instance metadata: \
         connection refused. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, set AWS_PROFILE \
         to a profile with credentials, or create one with `aws configure sso` or `aws configure`"
    );

    let variables = &[("AWS_EC2_METADATA_DISABLED", "TRUE")];
    let run = Setup {
        variables,
        ..Setup::default()
    }
    .run()
    .await;
    assert!(
        run.error().contains("profile: \"default\" does not exist"),
        "{}",
        run.error()
    );
    assert!(
        run.error().contains("AWS_EC2_METADATA_DISABLED is set"),
        "{}",
        run.error()
    );
    assert_eq!(run.requests.len(), 0);

    let run = Setup {
        profile: Some("empty"),
        config: PROFILE,
        ..Setup::default()
    }
    .run()
    .await;
    assert!(
        run.error()
            .contains("environment: skipped, since a profile is set in code"),
        "{}",
        run.error()
    );
}
