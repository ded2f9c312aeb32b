//! Networks that fail, services that are slow.

use super::{Answer, Run, Setup, ok, session};
use crate::transport::NewConnection;
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

/// The waits between attempts: timeouts are longer.
fn waits(run: &Run) -> Vec<Duration> {
    let sleeps = run.sleeps.iter().copied();
    sleeps
        .filter(|sleep| *sleep < Duration::from_secs(2))
        .collect()
}

#[tokio::test]
async fn a_metadata_service_that_may_recover_is_asked_again_with_growing_waits() {
    for answers in [
        vec![failure(500, ""), failure(503, "busy"), role()],
        vec![failure(429, ""), Answer::Refused, role()],
        vec![Answer::Silence, failure(599, ""), role()],
    ] {
        let run = container(answers).await;
        assert_eq!(run.credentials(), &session("task"));
        assert_eq!(run.requests.len(), 3);
        assert_eq!(waits(&run), [100, 200].map(Duration::from_millis));
        // Attempts over one sick connection fail alike.
        let is_new = |request: usize| run.requests[request].extensions().get::<NewConnection>();
        assert_eq!(
            [0, 1, 2].map(|it| is_new(it).is_some()),
            [false, true, true]
        );
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
    assert_eq!(run.error(), "container: connection refused");
    assert_eq!(run.requests.len(), 3);
    let run = container(vec![
        failure(500, "a"),
        failure(500, "b"),
        failure(500, "c"),
        role(),
    ])
    .await;
    assert_eq!(
        run.error(),
        "container: the agent at 169.254.170.2 responded with HTTP 500"
    );
}

#[tokio::test]
async fn what_stays_so_is_not_asked_for_again() {
    for status in [301, 400, 401, 403, 404] {
        let run = container(vec![failure(status, ""), role()]).await;
        run.error();
        assert_eq!(run.requests.len(), 1);
    }
}

#[tokio::test]
async fn every_attempt_has_a_timeout() {
    let run = container(vec![Answer::Silence, Answer::Silence, Answer::Silence]).await;
    assert_eq!(run.error(), "container: no response within 2s");
    let timeouts = run
        .sleeps
        .iter()
        .filter(|it| **it == Duration::from_secs(2));
    assert_eq!(timeouts.count(), 3);

    // No machine of EC2, most likely: once is enough.
    let run = Setup {
        answers: vec![Answer::Silence],
        impatient: true,
        ..Setup::default()
    }
    .run()
    .await;
    let expected = "instance metadata: no response within 2s";
    assert!(run.error().contains(expected), "{}", run.error());
    assert_eq!(run.requests.len(), 1);

    let answers = vec![Answer::Silence, ok(super::sts::body("AssumeRole", ID))];
    let run = assume(answers).await;
    assert_eq!(run.credentials().access_key_id(), ID);
    assert!(
        run.sleeps.contains(&Duration::from_secs(10)),
        "{:?}",
        run.sleeps
    );
}

const ID: &str = "ASIAIOSFODNN7EXAMPLE";

/// A role that is assumed with keys.
async fn assume(answers: Vec<Answer>) -> Run {
    let config = "[default]\nrole_arn = arn:aws:iam::123456789012:role/demo\nsource_profile = default\n\
                  aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = the-secret";
    Setup {
        config,
        answers,
        impatient: true,
        ..Setup::default()
    }
    .run()
    .await
}

#[tokio::test]
async fn a_service_is_asked_again_as_clients_ask_in_standard_mode() {
    let coded = |code: &str| failure(400, &super::sts::refusal(code, "later"));
    for answers in [
        vec![failure(500, ""), failure(503, "<html>")],
        vec![Answer::Refused, failure(502, "")],
        vec![
            coded("IDPCommunicationError"),
            coded("InvalidIdentityToken"),
        ],
        vec![coded("RequestTimeout"), failure(504, "")],
    ] {
        let answers = answers
            .into_iter()
            .chain([ok(super::sts::body("AssumeRole", ID))]);
        let run = assume(answers.collect()).await;
        assert_eq!(run.credentials().access_key_id(), ID);
        assert_eq!(run.requests.len(), 3);
        let [first, second] = waits(&run)[..] else {
            panic!("{:?}", run.sleeps);
        };
        let milliseconds = Duration::from_millis;
        assert!(
            first <= milliseconds(50) && second <= milliseconds(100),
            "{first:?} {second:?}"
        );
    }
    // Throttling: a longer wait.
    for code in ["Throttling", "ThrottlingException", "RequestLimitExceeded"] {
        let run = assume(vec![coded(code), ok(super::sts::body("AssumeRole", ID))]).await;
        assert_eq!(
            (run.credentials().access_key_id(), run.requests.len()),
            (ID, 2)
        );
        assert!(
            waits(&run)
                .iter()
                .all(|wait| *wait <= Duration::from_secs(1))
        );
    }
}

#[tokio::test]
async fn a_service_is_asked_three_times_at_most_and_not_again_for_what_stays_so() {
    let coded = |code: &str| failure(400, &super::sts::refusal(code, "no"));
    for code in [
        "AccessDenied",
        "ExpiredToken",
        "ValidationError",
        "SignatureDoesNotMatch",
    ] {
        let run = assume(vec![coded(code)]).await;
        assert!(
            run.error().contains(&format!("HTTP 400 {code}: no")),
            "{}",
            run.error()
        );
        assert_eq!(run.requests.len(), 1);
    }
    for (status, code) in [(400, "InvalidIdentityToken"), (500, "InternalFailure")] {
        let answer = || failure(status, &super::sts::refusal(code, "no"));
        let run = assume(vec![answer(), answer(), answer(), coded("Other")]).await;
        assert!(run.error().contains(code), "{}", run.error());
        assert_eq!(run.requests.len(), 3);
    }
}
