//! Networks that fail, services that are slow.

use super::{Answer, Run, Setup, ok, session};
use std::time::Duration;

const CONTAINER: [(&str, &str); 1] = [("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/role")];

/// An agent of ECS that does one thing after the other.
async fn container(answers: Vec<Answer>) -> Run {
    Setup {
        variables: &CONTAINER,
        answers,
        impatient: true,
        ..Setup::default()
    }
    .run()
    .await
}

fn role() -> Answer {
    ok(super::container::body("task"))
}

fn failure(status: u16, body: &str) -> Answer {
    Answer::Response(status, body.to_owned())
}

#[tokio::test]
async fn what_may_pass_is_asked_for_again_with_growing_waits() {
    let throttled = "<ErrorResponse><Error><Code>Throttling</Code><Message>slow</Message></Error></ErrorResponse>";
    for answers in [
        vec![failure(500, ""), failure(503, "busy"), role()],
        vec![failure(429, ""), Answer::Refused, role()],
        vec![
            failure(400, throttled),
            failure(
                400,
                &throttled.replace("Throttling", "IDPCommunicationError"),
            ),
            role(),
        ],
    ] {
        let run = container(answers).await;
        assert_eq!(run.credentials(), &session("task"));
        assert_eq!(run.requests.len(), 3);
        let waits = [100, 200].map(Duration::from_millis);
        let between: Vec<_> = run
            .sleeps
            .into_iter()
            .filter(|sleep| *sleep < Duration::from_secs(1))
            .collect();
        assert_eq!(between, waits);
    }
}

#[tokio::test]
async fn the_third_failure_is_the_last_and_keeps_its_cause() {
    let run = container(vec![
        Answer::Refused,
        Answer::Refused,
        Answer::Refused,
        role(),
    ])
    .await;
    assert_eq!(
        run.error(),
        "container: failed to fetch ECS credentials: connection refused"
    );
    assert_eq!(run.requests.len(), 3);
    let run = container(vec![
        failure(500, "a"),
        failure(500, "b"),
        failure(500, "c"),
        role(),
    ])
    .await;
    assert_eq!(run.error(), "container: ECS metadata service error: c");
}

#[tokio::test]
async fn what_does_not_pass_is_not_asked_for_again() {
    for answer in [
        failure(400, "<Code>AccessDenied</Code>"),
        failure(404, ""),
        failure(302, ""),
    ] {
        let run = container(vec![answer, role()]).await;
        run.error();
        assert_eq!(run.requests.len(), 1);
    }
}

#[tokio::test]
async fn an_answer_is_not_waited_for_for_ever() {
    let run = container(vec![Answer::Silence, Answer::Silence, Answer::Silence]).await;
    assert_eq!(
        run.error(),
        "container: failed to fetch ECS credentials: no answer within 2 s"
    );
    assert!(
        run.sleeps.contains(&Duration::from_secs(2)),
        "{:?}",
        run.sleeps
    );

    // No machine of EC2, most likely: once is enough.
    let run = Setup {
        answers: vec![Answer::Silence],
        impatient: true,
        ..Setup::default()
    }
    .run()
    .await;
    assert!(
        run.error()
            .contains("instance metadata: failed to connect to IMDS: no answer within 2 s"),
        "{}",
        run.error()
    );
    assert_eq!(run.requests.len(), 1);

    let config = "[default]\nrole_arn = arn:aws:iam::123456789012:role/demo\nsource_profile = default\n\
                  aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = the-secret";
    let answers = vec![
        Answer::Silence,
        ok(super::sts::body("AssumeRole", "ASIAIOSFODNN7EXAMPLE")),
    ];
    let run = Setup {
        config,
        answers,
        impatient: true,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials().access_key_id(), "ASIAIOSFODNN7EXAMPLE");
    assert!(
        run.sleeps.contains(&Duration::from_secs(10)),
        "{:?}",
        run.sleeps
    );
}
